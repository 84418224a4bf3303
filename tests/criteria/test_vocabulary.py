"""The shipped criteria and how a line of labels is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.criteria.vocabulary import ORDER_ON_PAGE, VOCABULARY, match_known, match_line

VALUES = [value for slug in ORDER_ON_PAGE for value in VOCABULARY[slug].values]


def test_the_shipped_criteria_are_complete():
    counts = {slug: len(category.values) for slug, category in VOCABULARY.items()}

    assert counts == {
        "kind": 15,
        "subject": 33,
        "audience": 6,
        "scope": 4,
        "country": 15,
        "province": 51,
        "language": 2,
        "event-kind": 8,
    }


def test_a_province_knows_its_country_and_a_subject_has_none():
    bavaria = VOCABULARY["province"].value("de-by")
    biology = VOCABULARY["subject"].value("biology")

    assert (bavaria.country, biology.country, biology.idw) == ("de", "", "100")


def test_a_category_says_what_it_applies_to_and_whether_it_holds_several():
    scope = VOCABULARY["scope"]

    assert (scope.de, scope.en, scope.applies_to, scope.multiple) == (
        "Reichweite",
        "Scope",
        ("release", "event"),
        False,
    )


def test_a_slug_that_does_not_exist_gives_nothing():
    assert VOCABULARY["subject"].value("alchemy") is None


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value.category}-{value.slug}")
def test_every_label_is_found_in_german_and_in_english(value):
    found = {match_line(label, [value.category]) for label in value.labels}

    assert found == {(value.category, (value.slug,))}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Journalists", ("audience", ("journalists",))),
        ("transregional, national", ("scope", ("national",))),
        ("transregional", ("scope", ("national",))),
        ("Physik / Astronomie", ("subject", ("physics-astronomy",))),
        ("Meer / Klima, Physik / Astronomie", ("subject", ("marine-climate", "physics-astronomy"))),
        ("Press events, Research projects", ("kind", ("press-events", "research-projects"))),
        ("  PRESS EVENTS ,research   projects ", ("kind", ("press-events", "research-projects"))),
        ("Lehrer/Schüler, jedermann", ("audience", ("teachers-pupils", "everyone"))),
        ("Lehrer/Schu\u0308ler", ("audience", ("teachers-pupils",))),
        ("Forschungs- / Wissenstransfer, Kooperationen", ("kind", ("transfer", "cooperation"))),
        ("Biologie, Biologie", ("subject", ("biology",))),
        ("Deutsch", ("language", ("de",))),
    ],
)
def test_a_line_of_labels_tells_its_category(line, found):
    assert match_line(line, ORDER_ON_PAGE) == found


@pytest.mark.parametrize(
    "line",
    [
        "",
        ",",
        "Biologie und Chemie",
        "Biologie, Journalisten",
        "Biologie, Alchemie",
        "Biologieunterricht",
        "national, ",
    ],
)
def test_a_line_that_is_not_wholly_made_of_labels_matches_nothing(line):
    assert match_line(line, ORDER_ON_PAGE) is None


def test_a_line_with_an_unknown_label_gives_the_known_ones_and_what_is_left():
    found = match_known("Biologie, Alchemie, Physik / Astronomie", ORDER_ON_PAGE)

    assert found == ("subject", ("biology", "physics-astronomy"), ("Alchemie",))


def test_a_line_without_any_known_label_gives_nothing():
    assert match_known("Alchemie, Sterndeutung", ORDER_ON_PAGE) is None


@given(
    st.lists(st.sampled_from(VOCABULARY["subject"].values), min_size=1, max_size=6, unique=True),
    st.booleans(),
)
def test_any_selection_written_as_a_line_is_read_back(values, english):
    line = ", ".join(value.en if english else value.de for value in values)

    assert match_line(line) == ("subject", tuple(value.slug for value in values))


@given(st.text())
def test_no_text_breaks_the_matching(text):
    known = match_known(text)

    assert known is None or known[0] in VOCABULARY
