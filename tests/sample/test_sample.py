"""What the sample newsroom promises: invented houses, sourced facts, texts and pictures of its own."""

import json
import os
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from wirkt.sample.draw import PICTURES, draw

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "wirkt" / "sample"
NOTES = {"de": "Mustertext des wirkt-Projekts", "en": "Sample text by the wirkt project"}
INVENTED = {"de": "erfunden", "en": "invented"}
TELEPHONE = re.compile(r"\+49 (30 23125|40 66969|69 90009|89 99998|221 4710) \d{3}")


@dataclass(frozen=True)
class Release:
    name: str
    head: dict[str, Any]
    body: str

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.body.strip().split("\n\n") if not part.startswith("#")]

    def __str__(self) -> str:
        return self.name


def _read(path: Path) -> Release:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Release(path.stem, tomllib.loads(head), body)


RELEASES = [_read(path) for path in sorted((SAMPLE / "releases").glob("*.md"))]
BY_URI = {release.head["uri"]: release for release in RELEASES}
INSTITUTIONS = {
    entry["slug"]: entry
    for entry in tomllib.loads((SAMPLE / "organisations.toml").read_text(encoding="utf-8"))["organisation"]
}
FIGURES = tomllib.loads((SAMPLE / "figures.toml").read_text(encoding="utf-8"))["figure"]
each_release = pytest.mark.parametrize("release", RELEASES, ids=str)
each_institution = pytest.mark.parametrize("institution", INSTITUTIONS.values(), ids=lambda one: one["slug"])


@cache
def criteria() -> dict[str, set[str]]:
    stored = json.loads((ROOT / "wirkt" / "criteria" / "criteria.json").read_text(encoding="utf-8"))
    return {category["id"]: {value["id"] for value in category["values"]} for category in stored["categories"]}


def facts(name: str) -> list[dict[str, Any]]:
    """The records of wir/<name>.json; without them nothing can be proved, and CI must not go on."""
    folder = Path(os.environ.get("WIRKT_TEST_DATA") or ROOT.parent / "shared" / "data")
    path = folder / "wir" / f"{name}.json"
    if not path.exists():
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"{path} is missing; set WIRKT_TEST_DATA")
        pytest.skip(f"{path} is missing; set WIRKT_TEST_DATA to check the facts")
    records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["records"]
    return records


def test_there_are_enough_releases_in_both_languages() -> None:
    count = Counter(release.head["language"] for release in RELEASES)

    assert count["de"] >= 52
    assert count["en"] >= 11
    assert count.total() >= 64
    assert set(count) == {"de", "en"}


def test_uris_and_titles_are_unique_and_titles_short() -> None:
    titles = [release.head["title"] for release in RELEASES]

    assert len(BY_URI) == len(RELEASES)
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 110


def test_releases_spread_over_years_months_kinds_and_institutions() -> None:
    published = [release.head["published"] for release in RELEASES]

    assert {when.year for when in published} == set(range(2019, 2027))
    assert {when.month for when in published} == set(range(1, 13))
    assert sum(when >= datetime.fromisoformat("2026-10-01T00:00:00+02:00") for when in published) >= 8
    assert len({kind for release in RELEASES for kind in release.head["kind"]}) >= 10
    assert len({subject for release in RELEASES for subject in release.head["subject"]}) >= 20
    assert {scope for release in RELEASES for scope in release.head["scope"]} == criteria()["scope"]
    assert {release.head["institution"] for release in RELEASES} == set(INSTITUTIONS)


@each_institution
def test_an_institution_says_that_it_is_invented(institution: dict[str, Any]) -> None:
    assert institution["invented"] is True
    for language, word in INVENTED.items():
        text = institution[f"boilerplate_{language}"]
        assert word in text
        assert "wirkt" in text
    assert institution["website"].startswith("https://")
    assert institution["website"].endswith(".example")
    assert institution["country"] in criteria()["country"]
    assert institution["province"] in criteria()["province"]
    assert institution["province"].split("-")[0] == institution["country"]


@each_institution
def test_contacts_of_an_institution_are_offices_and_not_people(institution: dict[str, Any]) -> None:
    host = institution["website"].removeprefix("https://")

    assert "press" in {contact["role"] for contact in institution["contacts"]}
    for contact in institution["contacts"]:
        assert contact["email"].endswith(f"@{host}")
        assert TELEPHONE.fullmatch(contact["phone"])
        assert not re.search(r"\b(Dr|Prof|Frau|Herr|Mr|Ms)\b", contact["function"])


def test_there_are_enough_institutions_of_every_kind() -> None:
    kinds = {"university", "research-institute", "network", "company", "museum", "public-body", "association"}
    telephones = [point["phone"] for entry in INSTITUTIONS.values() for point in entry["contacts"]]

    assert len(INSTITUTIONS) >= 22
    assert {entry["kind"] for entry in INSTITUTIONS.values()} == kinds
    assert {entry["country"] for entry in INSTITUTIONS.values()} == {"de", "at", "ch"}
    assert len(set(telephones)) == len(telephones)


@each_release
def test_a_release_has_an_invented_issuer_and_its_offices_as_contacts(release: Release) -> None:
    issuer = INSTITUTIONS[release.head["institution"]]
    offices = {(c["role"], c["function"], c["email"], c["phone"]) for c in issuer["contacts"]}
    named = [(c["role"], c["name"], c["email"], c["phone"]) for c in release.head["contacts"]]

    assert release.head["boilerplate"] == "organisation"
    assert "press" in {contact[0] for contact in named}
    assert set(named) <= offices
    assert {c["organisation"] for c in release.head["contacts"]} == {issuer["name"]}


@each_release
def test_a_release_uses_known_criteria_only(release: Release) -> None:
    for category, most in [("kind", 3), ("subject", 5), ("audience", 6), ("scope", 1)]:
        slugs = release.head[category]
        assert 1 <= len(slugs) <= most
        assert len(set(slugs)) == len(slugs)
        assert set(slugs) <= criteria()[category]
    assert release.head["language"] in criteria()["language"]


@each_release
def test_the_last_paragraph_says_that_it_is_a_sample(release: Release) -> None:
    note = release.paragraphs[-1]

    assert NOTES[release.head["language"]] in note
    assert INVENTED[release.head["language"]] in note
    assert sum(words in release.body for words in NOTES.values()) == 1


@each_release
def test_lengths_are_those_of_a_press_release(release: Release) -> None:
    words = re.findall(r"\w+", release.body)

    assert 120 <= len(release.head["lead"]) <= 600
    assert 150 <= len(words) <= 600
    assert 4 <= len(release.paragraphs) <= 12
    assert 1 <= len(release.head["places"]) <= 5
    assert not re.search(r"lorem|ipsum|todo|xxx", release.body, re.IGNORECASE)


@each_release
def test_dates_agree_and_lie_in_the_past(release: Release) -> None:
    published: datetime = release.head["published"]

    assert published.tzinfo is not None
    assert release.name.startswith(f"{published.year}-")
    assert release.head["uri"] == f"wirkt:sample/{release.name}"
    assert abs((published.date() - release.head["date"]).days) <= 2
    assert date(2019, 1, 1) <= published.date() <= date(2026, 11, 20)


def test_two_releases_are_twins_of_german_ones() -> None:
    twins = [release for release in RELEASES if "translation_of" in release.head]

    assert len(twins) == 2
    for twin in twins:
        original = BY_URI[twin.head["translation_of"]]
        assert (twin.head["language"], original.head["language"]) == ("en", "de")
        assert twin.head["institution"] == original.head["institution"]
        assert twin.head["published"] >= original.head["published"]


def test_no_two_releases_share_a_paragraph() -> None:
    texts = [part for release in RELEASES for part in [*release.paragraphs[:-1], release.head["lead"]]]

    assert [text for text, times in Counter(texts).items() if times > 1] == []


@each_release
def test_every_release_links_a_real_source(release: Release) -> None:
    known = {record["source"] for record in facts("outcomes")}
    for record in facts("alliances"):
        known |= {record["url"], *record["sources"]}
    links = release.head["links"]

    assert known & {link["href"] for link in links}
    for link in links:
        assert re.fullmatch(r"https?://\S+", link["href"])
        assert link["label"].strip()
        assert link["kind"] in {"information", "registration", "project", "publication"}


def test_every_alliance_appears() -> None:
    text = "\n".join(release.body for release in RELEASES)

    assert [record["slug"] for record in facts("alliances") if record["name"] not in text] == []


def test_figures_stand_word_for_word_in_their_release() -> None:
    names = [figure["outcome"] for figure in FIGURES]

    assert len(set(names)) == len(names) >= 45
    for figure in FIGURES:
        assert figure["sentence"] in BY_URI[figure["release"]].body
        assert figure["sentence"].endswith(".")


def test_figures_are_sourced_and_not_older_than_their_fact() -> None:
    records = {record["id"]: record for record in facts("outcomes")}
    for figure in FIGURES:
        record, release = records[figure["outcome"]], BY_URI[figure["release"]]
        assert record["source"] in {link["href"] for link in release.head["links"]}
        assert release.head["published"].year >= (record["as_of"] or 0)


def test_figures_keep_their_bounds() -> None:
    words = {"about": r"\b(etwa|rund)\b", "min": r"\bmindestens\b", "max": r"\bhöchstens\b"}
    records = {record["id"]: record for record in facts("outcomes")}
    for figure in FIGURES:
        bound = records[figure["outcome"]]["bound"]
        if bound in words:
            assert re.search(words[bound], figure["sentence"], re.IGNORECASE), figure


def test_figures_keep_what_is_only_announced_apart() -> None:
    records = {record["id"]: record for record in facts("outcomes")}
    hints = re.compile(r"kündigt|kündigung|vorgesehen|Obergrenze|kurz vor|bereitete .* vor")
    for figure in FIGURES:
        if records[figure["outcome"]]["state"] == "announced":
            assert hints.search(figure["sentence"]), figure


def test_figures_name_the_value_of_the_record() -> None:
    words = dict(enumerate("null eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn".split()))
    words |= {20: "zwanzig"}
    records = {record["id"]: record for record in facts("outcomes")}
    for figure in FIGURES:
        record = records[figure["outcome"]]
        value, unit = record["value"], record["unit"]
        if value is None or value == 1:
            continue
        millions = f"{value / 1e6:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        plain = {f"{value:,}".replace(",", "."), words.get(value, str(value))}
        if unit == "EUR":
            plain |= {f"{words.get(value / 1e6, millions)} Millionen", f"{millions} Millionen"}
        assert any(re.search(rf"(?<![\w.,]){form}\b", figure["sentence"], re.I) for form in plain), figure


def test_pictures_have_rights_and_a_description() -> None:
    pictured = [release for release in RELEASES if release.head.get("images")]
    files = set()
    for release in pictured:
        for image in release.head["images"]:
            assert len(image["alt"]) >= 40
            assert image["caption"].strip()
            assert image["source"] == "wirkt-Projekt"
            assert "CC0" in image["copyright"]
            assert "publicdomain/zero" in image["licence"]
            files.add((SAMPLE / "releases" / image["file"]).resolve())

    assert len(pictured) >= 0.7 * len(RELEASES)
    assert len(files) >= 24
    assert [file.name for file in files if not file.exists()] == []


def test_every_picture_is_small_and_comes_from_the_script() -> None:
    files = sorted((SAMPLE / "pictures").glob("*.png"))

    assert {file.stem for file in files} == set(PICTURES)
    for file in files:
        with Image.open(file) as picture:
            assert picture.size == (1200, 800)
        assert file.stat().st_size < 60_000


@pytest.mark.parametrize("name", ["wasserstoff-molekuele", "zahlen-zwei-runden"])
def test_drawing_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = draw(name, tmp_path), draw(name, tmp_path / "again")

    assert first.read_bytes() == second.read_bytes()
    with Image.open(first) as drawn, Image.open(SAMPLE / "pictures" / f"{name}.png") as stored:
        difference = ImageChops.difference(drawn.convert("RGB"), stored.convert("RGB"))
    assert difference.getbbox() is None
