"""How fast releases come in: measured with the real command on a home of its own."""

import io
import json

import pytest
from django.core.management import call_command

from wirkt.bench import importing
from wirkt.bench.corpus import corpus
from wirkt.intake.readers import read


def bench(documents: int, *arguments: str) -> str:
    out = io.StringIO()
    call_command("bench", "import", "--documents", str(documents), *arguments, stdout=out)
    return out.getvalue()


def test_a_person_reads_a_line_each_for_new_and_unchanged():
    head, columns, new, unchanged = bench(200).splitlines()

    assert head.startswith("wirkt bench import: 200 documents (made, seed 1), ")
    assert columns.split() == ["wall", "s", "CPU", "s", "peak", "MB", "releases/s"]
    assert (new.split()[0], unchanged.split()[0]) == ("new", "unchanged")
    assert [len(line.split()) for line in (new, unchanged)] == [5, 5]


def test_programs_get_the_same_as_one_object():
    answer = json.loads(bench(20, "--json"))

    assert answer["documents"] == 20
    assert [run["run"] for run in answer["runs"]] == ["new", "unchanged"]
    assert {name for run in answer["runs"] for name in run} == {"run", "wall_s", "cpu_s", "peak_mb", "releases_per_s"}
    assert all(value > 0 for run in answer["runs"] for name, value in run.items() if name != "run")


@pytest.fixture(scope="module")
def written() -> str:
    lines = io.StringIO()
    importing.write(50, lines)
    return lines.getvalue()


def test_what_is_imported_is_what_the_search_is_measured_with(written):
    drafts = list(read(io.BytesIO(written.encode()), "made"))

    made = list(corpus(50))
    assert [draft.uri for draft in drafts] == [f"bench:{document.key}" for document in made]
    assert [draft.published for draft in drafts] == [document.moment for document in made]
    assert [draft.title for draft in drafts] == [" ".join(document.texts["title"]) for document in made]
    assert [set(draft.criteria.get("subject", ())) for draft in drafts] == [
        set(document.criteria.get("subject", ())) for document in made
    ]


def test_the_same_releases_are_made_each_time(written):
    again = io.StringIO()
    importing.write(50, again)

    assert again.getvalue() == written
