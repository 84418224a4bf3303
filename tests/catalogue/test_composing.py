"""The form writes the query it says, and reads back what it can."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wirkt.catalogue.composing import BOXES, Boxes, compose, read_back
from wirkt.search.parser import parse
from wirkt.search.query import And, Not, Or, Phrase, Query, Term, Wildcard

WORD = st.from_regex(r"[a-zäöüß]{2,8}", fullmatch=True) | st.sampled_from(["und", "oder", "not", "titel"])
WORDS = st.lists(WORD, max_size=4)
FIELDS = ("title", "lead", "body", "organisation", "place", "caption", "contact")


def flat(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def exact(words: list[str]) -> tuple[str, ...]:
    table = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    return tuple("".join(table.get(letter, letter) for letter in word) for word in words)


def term(word: str, field: str | None) -> Query:
    return Term(word.replace("ß", "ss"), field)  # type: ignore[arg-type]


@given(
    words=st.fixed_dictionaries(dict.fromkeys(BOXES, WORDS)),
    within=st.integers(0, 99),
    name=st.sampled_from(("", *FIELDS)),
    german=st.booleans(),
)
def test_the_text_asks_what_the_boxes_say(words, within, name, german):
    assume(any(words.values()))
    field, near = name or None, within if len(words["near"]) > 1 else None

    text, mistakes = compose(Boxes({box: " ".join(some) for box, some in words.items()}, within, name), german=german)

    alternatives = [term(word, field) for word in words["any"]]
    expected = [term(word, field) for word in words["all"]]
    expected += [Phrase(exact(words["phrase"]), field=field)] if words["phrase"] else []
    expected += [Or(tuple(alternatives))] if len(alternatives) > 1 else alternatives
    expected += [Phrase(exact(words["near"]), near, field=field)] if words["near"] else []
    expected += [Wildcard(f"*{exact([word])[0]}*", field) for word in words["parts"]]
    expected += [Not(term(word, field)) for word in words["none"]]
    assert mistakes == {}
    assert parse(text) == flat(expected)


@given(
    words=st.fixed_dictionaries(dict.fromkeys(BOXES, WORDS)),
    name=st.sampled_from(("", *FIELDS)),
    german=st.booleans(),
)
def test_what_was_composed_is_read_back_and_asks_the_same(words, name, german):
    assume(any(words.values()))
    text, _ = compose(Boxes({box: " ".join(some) for box, some in words.items()}, 3, name), german=german)
    query = parse(text)

    boxes = read_back(query, text, "de" if german else "en")

    if boxes is not None:
        again = parse(compose(boxes, german=german)[0])
        assert set(getattr(again, "parts", [again])) == set(getattr(query, "parts", [query]))


@given(texts=st.dictionaries(st.sampled_from(BOXES), st.text(max_size=30)), name=st.sampled_from(("", "title")))
def test_whatever_is_typed_is_a_query_or_a_mistake_with_its_place(texts, name):
    text, mistakes = compose(Boxes(texts, 5, name), german=True)

    parse(text)
    for mistake in mistakes.values():
        assert 0 <= mistake.start < mistake.end
        assert mistake.error.message("de")


@pytest.mark.parametrize(
    ("boxes", "text"),
    [
        ({"all": "Holz Bau"}, "Holz Bau"),
        ({"all": "Sturm und Drang"}, "Sturm und, Drang"),
        ({"all": "„Wandel durch Innovation“ Holz*"}, "„Wandel durch Innovation“ Holz*"),
        ({"phrase": '"Wandel durch Innovation"'}, '"Wandel durch Innovation"'),
        ({"any": "Holz Lehm", "none": "Papier Pappe"}, "(Holz oder Lehm) nicht Papier nicht Pappe"),
        ({"any": "Holz"}, "Holz"),
        ({"near": "Moor Wasser"}, '"Moor Wasser"~5'),
        ({"parts": "netz *logie*"}, "*netz* *logie*"),
        ({"all": " ", "phrase": '""', "parts": ""}, ""),
    ],
)
def test_the_text_looks_as_somebody_would_type_it(boxes, text):
    assert compose(Boxes(boxes), german=True) == (text, {})


@pytest.mark.parametrize(
    ("typed", "texts", "name"),
    [
        ("Holz Bau", {"all": "Holz Bau"}, ""),
        ('(Holz oder Lehm) nicht Papier "Wandel durch Innovation"',
         {"any": "Holz Lehm", "none": "Papier", "phrase": "wandel durch innovation"}, ""),
        ("*netz* titel:x", None, ""),
        ("titel:(Holz nicht Papier)", {"all": "Holz", "none": "Papier"}, "title"),
        ("a oder (b und c)", None, ""),
        ("(a oder b) (c oder d)", None, ""),
        ("*netz* *logie*", {"parts": "netz logie"}, ""),
        ("datum:2024", None, ""),
    ],
)  # fmt: skip
def test_a_query_is_read_back_where_the_form_can_say_it(typed, texts, name):
    boxes = read_back(parse(typed), typed, "de")

    assert (boxes and dict(boxes.texts)) == texts
    assert boxes is None or boxes.name == name


def test_a_mistake_names_its_place_and_what_mends_the_box():
    _, mistakes = compose(Boxes({"all": "Holz (Bau", "parts": "x", "phrase": "§§"}), german=True)

    found = {box: (mistake.text[mistake.start : mistake.end], mistake.repairs) for box, mistake in mistakes.items()}
    assert found["all"] == ("(", ("Holz (Bau)", "Holz Bau"))
    assert found["parts"] == ("x", ())
    assert mistakes["phrase"].error.code == "empty_phrase"
