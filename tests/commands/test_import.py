"""`wirkt import` for people and for programs, without a process of its own."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.commands.conftest import Run
from tests.commands.test_wirkt import item
from wirkt.catalogue.engine import engine
from wirkt.journal.models import Pending
from wirkt.organisations.models import named
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db

NAMELESS = "Jena, 29. Oktober 2025\n\nEin Text ohne Titel, der lang genug ist, um ein Absatz zu sein.\n"


def bring(*arguments: str | Path, language: str = "en") -> Run:
    """`wirkt import ARGUMENTS…`"""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with translation.override(language):
        try:
            call_command("import_releases", *map(str, arguments), stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = int(end.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A file of two releases."""
    file = tmp_path / "two.jsonl"
    file.write_text(f"{item(1)}\n{item(2)}\n")
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file of three releases of which the second cannot be read."""
    file = tmp_path / "broken.jsonl"
    file.write_text(f"{item(1)}\n{{\n{item(3)}\n")
    return file


def stored() -> dict[str, str]:
    return dict(PressRelease.objects.for_the_house().order_by("uri").values_list("uri", "state"))


def test_a_person_reads_what_became_of_each(two):
    first, again = bring(two), bring(two)

    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [f"created    {two}: test:1", f"created    {two}: test:2"]
    assert again.out.splitlines() == [f"unchanged  {two}: test:1", f"unchanged  {two}: test:2"]
    assert stored() == {"test:1": "draft", "test:2": "draft"}


def test_a_warning_stands_indented_under_its_release(tmp_path):
    file = tmp_path / "closed.json"
    file.write_text(item(1, pubStatus="canceled"))

    english, german = bring(file, "--publish"), bring(file, "--publish", language="de")

    assert english.out.splitlines()[1:] == ["           The source has withdrawn this item; it stays a draft."]
    assert german.out.splitlines()[1:] == [
        "           Die Quelle hat diesen Beitrag zurückgezogen; er bleibt ein Entwurf."
    ]


def test_what_cannot_be_read_is_named_by_file_and_line_and_the_rest_is_stored(broken):
    run = bring(broken)

    statuses = [(line.split()[0], line.split()[1].rstrip(":")) for line in run.out.splitlines()]
    assert run.code == 1
    assert statuses == [("created", str(broken)), ("failed", f"{broken}:2"), ("created", str(broken))]
    assert stored() == {"test:1": "draft", "test:3": "draft"}


def test_programs_get_all_of_an_outcome_on_one_line(two):
    lines = bring(two, "--publish", "--json").lines

    assert [set(line) for line in lines] == [{"source", "status", "id", "uri", "warnings", "error"}] * 2
    assert [(line["source"], line["status"], line["error"]) for line in lines] == [(str(two), "created", None)] * 2
    assert {line["id"] for line in lines} == set(PressRelease.objects.for_the_house().values_list("pk", flat=True))


def test_what_was_published_is_in_the_index_when_the_command_ends(two):
    bring(two, "--publish")

    assert engine().keys() == {release.key for release in PressRelease.objects.for_the_house()}
    assert Pending.objects.count() == 0


def test_a_folder_is_read_with_all_that_is_in_it(two, broken, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "four.json").write_text(item(4))
    (tmp_path / ".hidden.json").write_text(item(5))

    run = bring(tmp_path)

    assert run.code == 1
    assert list(stored()) == ["test:1", "test:2", "test:3", "test:4"]


def test_a_dry_run_names_each_title_and_stores_nothing(broken, tmp_path):
    (tmp_path / "z.txt").write_text(NAMELESS)

    run = bring(broken, tmp_path / "z.txt", "--dry-run", "--publish")

    lines = run.out.splitlines()
    assert run.code == 1
    assert lines[0] == f"read       {broken}: Meldung 1 über Wälder"
    assert lines[1].startswith(f"failed     {broken}:2: ")
    assert lines[2] == f"read       {broken}: Meldung 3 über Wälder"
    assert lines[3].startswith(f"read       {tmp_path / 'z.txt'}: ")
    assert stored() == {}
    assert Pending.objects.count() == 0


def test_a_dry_run_of_good_sources_ends_well(two):
    assert bring(two, "--dry-run").code == 0


def test_a_dry_run_for_programs_shows_the_whole_draft(broken):
    first, second, third = bring(broken, "--dry-run", "--json").lines

    assert (first["status"], first["uri"], first["error"]) == ("read", "test:1", None)
    assert first["draft"]["title"] == "Meldung 1 über Wälder"
    assert [value["en"] for value in first["draft"]["criteria"]["subjects"]] == ["Biology"]
    assert (second["status"], second["source"]) == ("failed", f"{broken}:2")
    assert second["error"]
    assert third["draft"]["uri"] == "test:3"


def test_the_issuer_is_named_by_slug_or_name(two):
    house = named("Institut für Waldboden")

    bring(two, "--as", house.slug)

    issuers = PressRelease.objects.for_the_house().values_list("organisation__name", flat=True)
    assert set(issuers) == {"Institut für Waldboden"}


def test_an_issuer_nobody_knows_ends_it_before_anything_is_stored(two):
    run = bring(two, "--as", "Niemand")

    assert (run.code, run.out) == (2, "")
    assert run.err == "No organisation is called “Niemand”. Its slug or name is needed.\n"
    assert stored() == {}


def test_a_file_that_is_not_there_is_told(tmp_path):
    run = bring(tmp_path / "nowhere.txt")

    assert (run.code, run.err) == (1, "")
    assert run.out == f"failed     {tmp_path / 'nowhere.txt'}: {tmp_path / 'nowhere.txt'} does not exist.\n"


def test_without_a_source_the_command_makes_no_sense():
    with pytest.raises(CommandError):
        bring()


def test_standard_input_is_a_source_among_others(two, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(item(9).encode())))

    sources = [line["source"] for line in bring("-", two, "--json").lines]

    assert sources == ["-", str(two), str(two)]


def test_keeping_dates_takes_the_first_publication_from_the_source(two):
    bring(two, "--publish", "--keep-dates")

    days = PressRelease.objects.for_the_house().order_by("uri").values_list("first_published__date", flat=True)
    assert [str(day) for day in days] == ["2024-03-02", "2024-03-03"]


def test_text_that_is_not_german_or_english_leaves_as_json_unharmed(tmp_path):
    file = tmp_path / "many.json"
    title = "한글 😀 «Ünïcode»"
    file.write_text(item(1, headlines=[{"role": "main", "value": title}]))

    (line,) = bring(file, "--dry-run", "--json").lines

    assert line["draft"]["title"] == title
