"""The press release wirkt starts from."""

from datetime import date

import pytest

from wirkt.intake.draft import Draft, DraftContact
from wirkt.intake.report import as_report


@pytest.fixture
def seed(shared_data, read_one) -> Draft:
    return read_one((shared_data / "seed" / "release.txt").read_bytes(), "release.txt")


def test_it_has_a_title_made_from_its_own_words(seed):
    assert (seed.title, seed.title_proposed) == ("Zukunftswerkstatt „WIR! wirkt“ am 4. November in Berlin", True)
    assert seed.title in seed.lead


def test_its_lead_is_the_first_paragraph(seed):
    assert seed.lead.startswith("In strukturschwachen Regionen Deutschlands entstehen technologische & soziale")
    assert len(seed.lead) == 615


def test_places_and_day_of_the_dateline_are_no_publication_date(seed):
    assert (seed.places, seed.dateline_date, seed.published) == (("Jena", "Berlin"), date(2025, 10, 29), None)


def test_it_has_three_subheads_and_seven_paragraphs(seed):
    report = as_report(seed)

    assert report["subheads"] == [
        "Zwei Beispiele aus der Praxis",
        "Zukunftswerkstatt in Berlin",
        "Hintergrund: WIR! – Wandel durch Innovation in der Region",
    ]
    assert seed.body.count("<p>") == 7
    assert seed.body.startswith("<p>Gesundheit, Bioökonomie, Bauen, Ernährung, Kultur:")


def test_its_paragraphs_are_those_of_the_portal(seed):
    assert len(seed.paragraphs) == 18
    assert seed.paragraphs[0] == "Jena, Berlin. 29. Oktober 2025."
    assert seed.paragraphs[-1] == seed.boilerplate


def test_its_contact_speaks_for_the_alliance_and_its_institution_is_the_research_institute(seed):
    assert seed.contacts == (
        DraftContact(
            name="Andrea Gerlach",
            role="press",
            organisation="WIR!-Bündnis Vogtlandpioniere",
            email="a.gerlach@innovent-jena.de",
            phone="+49 3641 2825-74",
        ),
    )
    assert seed.institution == "INNOVENT e.V. Technologieentwicklung Jena"


def test_what_stands_behind_the_contact_is_about_the_institution(seed):
    assert seed.boilerplate.startswith("Das WIR! Bündnis Vogtlandpioniere wird von der Forschungseinrichtung INNOVENT")
    assert seed.boilerplate not in seed.body


def test_its_links_are_cut_and_labelled(seed):
    assert [(link.shown[:31], link.url, link.truncated, link.label, link.kind) for link in seed.links] == [
        (
            "https://www.bmftr.bund.de/DE/Fo",
            None,
            True,
            "Programmfamilie vom Innovation und Strukturwandel",
            "information",
        ),
        (
            "https://www.bio-z.de/events/zuk",
            None,
            True,
            "Informationen und Anmeldung Zukunftswerkstatt",
            "registration",
        ),
    ]


def test_its_images_have_caption_source_and_copyright(seed):
    assert [(image.caption, image.source, image.copyright) for image in seed.images] == [
        ("Zukunftswerkstatt WIR! wirkt", "Oswald/Gerlach", "Oswald/Gerlach"),
        (
            "Holz-regio-21: Pflanzung von Bäumen auf der Versuchsfläche in Cursdorf",
            "FH Erfurt",
            "Holz-21-regio /FH Erfurt",
        ),
    ]


def test_its_five_lines_of_criteria_give_six_values(seed):
    assert seed.criteria == {
        "audience": ("journalists",),
        "subject": ("interdisciplinary",),
        "scope": ("national",),
        "kind": ("press-events", "research-projects"),
        "language": ("de",),
    }
    assert (seed.language, seed.ui_language) == ("de", "en")


def test_nothing_of_the_search_help_is_kept(seed):
    everything = " ".join([seed.body, seed.boilerplate, *seed.paragraphs, *(image.caption for image in seed.images)])

    assert [words for words in ("search terms", "brackets", "Philo", "quotation marks") if words in everything] == []
    assert seed.findings == ()
