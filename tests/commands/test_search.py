"""`wirkt search` for people at a terminal and for programs."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.commands.conftest import Run
from tests.conftest import NOON
from wirkt.catalogue.management.commands.search import NAMES
from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.visibility import State

pytestmark = pytest.mark.django_db


def search(*arguments: str, language: str = "en") -> Run:
    out, err, code = io.StringIO(), io.StringIO(), 0
    with translation.override(language):
        try:
            call_command("search", *arguments, stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = int(end.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


@pytest.fixture
def newsroom(make_release: Callable[..., Any]) -> dict[str, Any]:
    """Three public releases on three days, and one that nobody may find."""
    biology, chemistry = (Criterion.objects.get(category="subject", slug=slug) for slug in ("biology", "chemistry"))
    made = [
        make_release("Moor speichert Wasser", NOON - timedelta(days=2), parts={"criteria": [biology]}),
        make_release("Wälder am Moor", NOON - timedelta(days=1), parts={"criteria": [biology, chemistry]}),
        make_release("Timber without glue", NOON, language="en", body="<p>A house of timber.</p>"),
    ]
    make_release("Moor im Entwurf", state=State.DRAFT)
    return {release.title: release for release in made}


def titles(run: Run) -> list[str]:
    return [hit["title"] for hit in run.lines[0]["hits"]]


def test_a_person_reads_how_many_there_are_then_day_title_and_address_of_each(newsroom, settings):
    settings.BASE_URL = "https://presse.example"

    run = search("Moor", "--sort", "newest")

    addresses = [newsroom[title].get_absolute_url() for title in ("Wälder am Moor", "Moor speichert Wasser")]
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "2 press releases",
        "",
        "23 November 2026  Wälder am Moor",
        f"    https://presse.example{addresses[0]}",
        "",
        "22 November 2026  Moor speichert Wasser",
        f"    https://presse.example{addresses[1]}",
    ]


def test_one_release_is_counted_in_the_singular_and_in_german(newsroom):
    assert search("timber").out.splitlines()[0] == "1 press release"
    assert search("timber", language="de").out.splitlines()[0] == "1 Pressemitteilung"
    assert search("timber", language="de").out.splitlines()[2] == "24. November 2026  Timber without glue"


def test_nothing_found_is_an_answer_and_no_error(newsroom):
    run = search("Meer or Strand")

    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "0 press releases",
        "  This part finds nothing: “Meer” in all its forms or “Strand” in all its forms.",
    ]


def test_where_nothing_is_found_ways_out_are_shown(newsroom, client):
    run, lines = search("Mor Wald", language="de"), search("Mor Wald", "--json").lines

    assert run.out.splitlines() == [
        "0 Pressemitteilungen",
        "  Dieser Teil findet nichts: „Mor“ in allen Formen.",
        "    in anderer Schreibweise: Moor und Wald (2)",
        "    ohne „Mor“: Wald (2)",
    ]
    assert [(one["label"], one["total"]) for one in lines[0]["nothing"]["repairs"]] == [
        ("in another spelling: Moor and Wald", 2),
        ("without “Mor”: Wald", 2),
    ]
    assert lines[0] == client.get("/en/find.json?q=Mor+Wald").json()


def test_asked_to_explain_it_says_how_it_understood_and_why_each_was_found(newsroom):
    plain, explained = search("Wassers"), search("Wassers", "--explain")

    said, total, forms, *rest, why = explained.out.splitlines()
    assert said == "Searching for: “Wassers” in all its forms."
    assert forms == "  Wassers: wasser (1)"
    assert why == "    Found: Wasser (title, inflected)"
    assert [total, *rest] == plain.out.splitlines()


def test_programs_get_one_line_of_json_as_from_the_page(newsroom, client):
    run = search("Moor", "--subject", "biology", "--json")

    page = client.get("/en/find.json?q=Moor&subject=biology").json()
    assert len(run.out.splitlines()) == 1
    assert run.lines[0] == page
    assert run.lines[0]["total"] == 2


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--sort", "oldest"], ["Moor speichert Wasser", "Wälder am Moor", "Timber without glue"]),
        (["--sort", "newest", "--limit", "1"], ["Timber without glue"]),
        (["--sort", "newest", "--limit", "1", "--offset", "1"], ["Wälder am Moor"]),
        (["--from", "2026-11-23", "--to", "2026-11-23"], ["Wälder am Moor"]),
        (["--subject", "chemistry"], ["Wälder am Moor"]),
        (["--subject", "chemistry", "--subject", "biology", "--sort", "oldest"],
         ["Moor speichert Wasser", "Wälder am Moor"]),
        (["--subject", "biology", "--from", "2026-11-23"], ["Wälder am Moor"]),
        (["--language", "en"], ["Timber without glue"]),
        (["--event-kind", ""], ["Timber without glue", "Wälder am Moor", "Moor speichert Wasser"]),
        (["Wald", "--match", "exact"], []),
        (["Wälder", "--match", "exact"], ["Wälder am Moor"]),
        (["spei*", "--match", "exact"], ["Moor speichert Wasser"]),
    ],
)  # fmt: skip
def test_each_option_narrows_or_orders(newsroom, arguments, found):
    assert titles(search(*arguments, "--json")) == found


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("Wald and (Moor", 9), (")", 0), ('Moor "Wald', 5), ("Moor and", 5), ("Moor and ()", 9),
        ("größer and färbt and (ölig", 21), ("Wald AND x*", 9), ("farbe:rot", 0), ("Moor date:morgen", 10),
    ],
)  # fmt: skip
def test_the_mark_stands_under_the_place_to_mend(newsroom, query, place):
    run = search(query)

    message, *meant, repeated, mark = run.err.splitlines()
    assert (run.code, run.out) == (2, "")
    assert message
    assert all(line.startswith("Did you mean: ") for line in meant)
    assert repeated == f"  {query}"
    assert mark.index("^") - len("  ") == place


def test_the_message_about_a_query_is_in_the_readers_language(newsroom):
    english, german = search("Moor and ("), search("Moor and (", language="de")

    assert english.err.splitlines()[0] == "This bracket has no partner."
    assert german.err.splitlines()[0] == "Zu dieser Klammer fehlt die zweite."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--subject", "alchemy"], "“alchemy” is no value of “subject”."),
        (["--organisation", "nobody"], "“nobody” is no value of “organisation”."),
        (["--from", "2026-02-30"], "“from” is a day such as 2025-10-29."),
        (["--limit", "-1"], "“limit” is a number from 0 on."),
        (["--offset", "٣"], "“offset” is a number from 0 on."),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_sentence(newsroom, arguments, said):
    run = search("Moor", *arguments)

    assert (run.code, run.out, run.err) == (2, "", said + "\n")


@pytest.mark.parametrize("arguments", [["--match", "fuzzy"], ["--sort", "size"], ["--colour", "red"], ["a", "b"]])
def test_an_option_nobody_knows_is_refused(arguments):
    with pytest.raises(CommandError):
        search(*arguments)


def asked(tmp_path: Path, *lines: Any) -> list[Any]:
    file = tmp_path / "queries"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return search("--queries", str(file)).lines


def test_a_file_of_questions_gets_one_answer_a_line_each_as_if_asked_alone(newsroom, tmp_path):
    answers = asked(tmp_path, {"q": "Moor"}, "", {"q": "timber", "language": ["en"]}, {"subject": "chemistry"})

    assert answers == [
        search(*arguments, "--json").lines[0]
        for arguments in (["Moor"], ["timber", "--language", "en"], ["--subject", "chemistry"])
    ]


@pytest.mark.parametrize(
    ("line", "code", "position"),
    [
        ("}", "bad_json", 0), ("[1]", "bad_parameter", None), ('"Moor"', "bad_parameter", None),
        ({"q": "Moor", "colour": "red"}, "bad_parameter", None), ({"q": ["Moor", "Wald"]}, "bad_parameter", None),
        ({"limit": "many"}, "bad_parameter", None), ({"limit": None}, "bad_parameter", None),
        ({"limit": 1.5}, "bad_parameter", None), ({"sort": "size"}, "bad_parameter", None),
        ({"q": "Moor and ("}, "unbalanced_bracket", 9), ({"q": "x*"}, "wildcard_too_short", 0),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_answered_is_an_error_in_its_place_and_the_rest_goes_on(
    newsroom, tmp_path, line, code, position
):
    before, error, after = asked(tmp_path, {"q": "Moor"}, line, {"q": "Moor"})

    assert (error["error"]["code"], error["error"]["position"]) == (code, position)
    assert error["error"]["message"]
    assert before["total"] == after["total"] == 2


def test_questions_may_come_from_standard_input(newsroom, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"q": "timber"}\n'))

    assert titles(search("--queries", "-")) == ["Timber without glue"]


def test_what_became_public_a_moment_ago_is_found_without_a_worker(make_release):
    make_release("Jetzt", clock.now() - timedelta(milliseconds=1), state=State.APPROVED)
    make_release("Gleich", clock.now() + timedelta(minutes=1), state=State.APPROVED)

    assert search("Gleich").out.splitlines()[0] == "0 press releases"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1, 10**12) | st.text(max_size=8) | st.sampled_from(["Moor", "(", "2024"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=3,
)


class TestAnyLine(TestCase):
    @given(asked=st.dictionaries(st.sampled_from(sorted(NAMES)), VALUES, max_size=3) | VALUES)
    def test_whatever_stands_in_a_line_the_answer_is_one_object_with_a_total_or_an_error(self, asked):
        with mock.patch("sys.stdin", io.StringIO(json.dumps(asked))):
            (answer,) = search("--queries", "-").lines

        assert ("error" in answer) != ("total" in answer)
        assert set(answer.get("error", {"code", "message", "position"})) == {"code", "message", "position"}
