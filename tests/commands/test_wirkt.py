"""The command line as people use it, in processes of its own."""

import gzip
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.commands.conftest import ROOT, command_in


def item(number: int, **more: object) -> str:
    """One ninjs line."""
    values = {
        "uri": f"test:{number}", "standard": {"name": "ninjs", "version": "3.1"}, "type": "text", "language": "de",
        "firstCreated": f"2024-03-{number % 28 + 1:02}T10:00:00+00:00",
        "headlines": [{"role": "main", "value": f"Meldung {number} über Wälder"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": f"Der Wald Nummer {number} wächst."}],
        "subjects": [{"uri": "wirkt:subject/biology"}], **more,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False)


def lines(count: int) -> str:
    return "\n".join(item(number) for number in range(count))


def test_what_was_published_is_found_by_the_next_search(either):
    imported = either("import", "-", "--publish", "--keep-dates", "--json", stdin=lines(3))
    found = either("search", "Wald", "--subject", "biology", "--sort", "oldest", "--json").lines[0]

    assert (imported.code, [answer["status"] for answer in imported.lines]) == (0, ["created"] * 3)
    assert (found["total"], [hit["uri"] for hit in found["hits"]]) == (3, ["test:0", "test:1", "test:2"])
    assert found["hits"][0]["published_at"].startswith("2024-03-01T10:00")


def test_a_second_import_changes_nothing(either):
    either("import", "-", "--publish", stdin=lines(3))

    again = either("import", "-", "--publish", "--json", stdin=lines(3))

    assert [answer["status"] for answer in again.lines] == ["unchanged"] * 3
    assert either("search", "Wald", "--json").lines[0]["total"] == 3
    assert either("check").out == "All well.\n"


def test_two_imports_at_once_do_not_collide(either):
    either("init")

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda _: either("import", "-", "--publish", "--json", stdin=lines(120)), range(2)))

    statuses = sorted(answer["status"] for run in runs for answer in run.lines)
    assert [run.code for run in runs] == [0, 0]
    assert statuses == ["created"] * 120 + ["unchanged"] * 120
    assert either("search", "--json").lines[0]["total"] == 120
    assert either("check").code == 0


def test_one_broken_line_is_named_and_the_rest_is_stored(wirkt, tmp_path):
    file = tmp_path / "items.jsonl"
    file.write_text(f"{item(1)}\n{{broken\n{item(2)}\n")

    run = wirkt("import", str(file), "--json", "--publish")

    assert run.code == 1
    assert [answer["status"] for answer in run.lines] == ["created", "failed", "created"]
    assert run.lines[1]["source"] == f"{file}:2"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""), ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)), ("noise.txt", bytes(range(256)) * 40),
        ("cut.jsonl.gz", gzip.compress(lines(2000).encode())[:-2000]), ("broken.json", b'{"uri": '),
        ("large.html", b"<html><p>" + b"x" * 50_000_000),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_message_and_good_ones_are_stored(wirkt, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    run = wirkt("import", str(tmp_path / name), "-", "--publish", "--json", stdin=item(1))

    failed = [answer for answer in run.lines if answer["status"] == "failed"]
    assert run.code == 1
    assert len(failed) == 1
    assert name in failed[0]["source"]
    assert failed[0]["error"]
    assert wirkt("search", '"Nummer 1"', "--json").lines[0]["total"] >= 1


def test_a_dry_run_stores_nothing(wirkt):
    run = wirkt("import", "-", "--dry-run", "--json", "--publish", stdin=item(1))

    assert run.lines[0]["draft"]["title"] == "Meldung 1 über Wälder"
    assert wirkt("search", "--json").lines[0]["total"] == 0


def test_a_missing_file_and_an_unknown_institution_are_told_apart(wirkt):
    missing, unknown = wirkt("import", "nowhere.txt"), wirkt("import", "-", "--as", "Niemand", stdin=item(1))

    assert (missing.code, unknown.code) == (1, 2)
    assert "nowhere.txt" in missing.out
    assert "Niemand" in unknown.err


def test_a_query_that_cannot_be_read_is_pointed_at(wirkt):
    run = wirkt("search", "Wald and (Moor")

    assert run.code == 2
    assert run.err.splitlines()[-2:] == ["  Wald and (Moor", "           ^"]


@pytest.mark.parametrize("arguments", [("--subject", "alchemy"), ("--limit", "x"), ("--from", "yesterday")])
def test_an_unknown_value_is_refused_not_ignored(wirkt, arguments):
    run = wirkt("search", "Wald", *arguments)

    assert run.code == 2
    assert run.err


def test_many_queries_are_answered_line_by_line(wirkt, tmp_path):
    wirkt("import", "-", "--publish", stdin=lines(3))
    queries = tmp_path / "queries.jsonl"
    asked = [{"q": "Wald", "limit": 5000}, {"q": "(Wald"}, {"q": "Wald", "match": "exact", "limit": 1}, {"x": 1}]
    queries.write_text("\n".join(json.dumps(one) for one in asked))

    answers = wirkt("search", "--queries", str(queries), "--json").lines

    assert (answers[0]["total"], len(answers[0]["hits"])) == (3, 3)
    assert (answers[1]["error"]["code"], answers[1]["error"]["position"]) == ("unbalanced_bracket", 0)
    assert (answers[2]["total"], len(answers[2]["hits"])) == (3, 1)
    assert answers[3]["error"]["code"] == "bad_parameter"


def test_the_reference_answers_hold_on_the_command_line(wirkt, tmp_path, shared_data):
    make = [sys.executable, ROOT.parent / "shared/tools/to_ninjs.py", "boolean", shared_data / "boolean/docs.jsonl"]
    made = subprocess.run(make, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("the tool that makes ninjs of the set is not here: this test was not run")
    rows = [json.loads(line) for line in (shared_data / "boolean/queries.jsonl").read_text().splitlines()]
    plain = [row for row in rows if not {"criteria", "date_from", "date_to"} & set(row)]
    asked = "\n".join(json.dumps({"q": row["q"], "match": "exact", "limit": 100_000}) for row in plain)
    (tmp_path / "queries").write_text(asked)

    wirkt("import", "-", "--publish", "--keep-dates", stdin=made.stdout)
    answers = wirkt("search", "--queries", str(tmp_path / "queries"), "--json").lines

    assert len(plain) == 32
    for row, answer in zip(plain, answers, strict=True):
        if "error" in row["expected_fold"]:
            assert answer["error"]["code"] == row["expected_fold"]["error"], row["id"]
        else:
            assert sorted(h["uri"].removeprefix("boolean:") for h in answer["hits"]) == row["expected_fold"], row["id"]


def test_the_seed_is_imported_and_found(wirkt, shared_data):
    run = wirkt("import", str(shared_data / "seed/release.txt"), "--publish", "--json")

    queries = ["Netzwerk", '"Holz 21 regio"', "wirkt not Baukultur", "wirkt not logy"]
    totals = [wirkt("search", query, "--json").lines[0]["total"] for query in queries]
    by_criteria = wirkt("search", "--kind", "press-events", "--scope", "national", "--json").lines[0]
    assert (run.lines[0]["status"], len(run.lines[0]["warnings"])) == ("created", 2)
    assert totals == [1, 1, 0, 1]
    assert by_criteria["hits"][0]["published_at"].startswith("2025-10-2")


def test_the_first_command_makes_the_home_and_keeps_it_private(wirkt, tmp_path):
    wirkt("search")

    assert (tmp_path / "home/wirkt.sqlite3").is_file()
    assert (tmp_path / "home/secret-key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_an_unknown_command_lists_the_known_ones(wirkt):
    run = wirkt("fly")

    assert run.code == 2
    assert "wirkt COMMAND" in run.err


def test_check_finds_a_lost_index_and_mends_it(wirkt, tmp_path):
    wirkt("import", "-", "--publish", stdin=lines(2))
    for path in sorted((tmp_path / "home/index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    first, second = wirkt("check"), wirkt("check", "--repair")

    assert (first.code, second.code) == (1, 0)
    assert wirkt("search", "Wald", "--json").lines[0]["total"] == 2


def test_a_german_terminal_is_answered_in_german(tmp_path: Path):
    german = command_in(tmp_path / "home", LANG="de_DE.UTF-8")

    run = german("search", "Wald and (Moor")

    assert "Klammer" in run.err


def test_no_migration_is_missing(wirkt):
    run = wirkt("makemigrations", "--check", "--dry-run")

    assert run.code == 0, run.out


def test_a_hit_is_explained_at_the_terminal(wirkt):
    wirkt("import", "-", "--publish", "--keep-dates", stdin=item(1))

    lines = wirkt("search", "Wälder", "--explain").out.splitlines()

    assert lines[0].startswith("Searching for: “Wälder”")
    assert lines[1:3] == ["1 press release", "  Wälder: wald (1), wälder (1)"]
    assert lines[3:5] == ["", "2 March 2024  Meldung 1 über Wälder"]
    assert lines[5].startswith("    http://127.0.0.1:8000/releases/")
    assert lines[6:] == ["    Found: Wälder (title); Wald (text, inflected)"]


@pytest.fixture
def portal(shared_data):
    """One page of a portal on a web server of our own, under its number."""
    page = (shared_data / "idw_like/s000.html").read_bytes()

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_at_an_address_is_fetched_and_private_networks_are_not(tmp_path, portal):
    careful, allowing = command_in(tmp_path / "home"), command_in(tmp_path / "home", WIRKT_FETCH_ALLOWED=portal)
    address = f"http://{portal}/en/news911000"

    refused = careful("import", address, "--json")
    fetched = allowing("import", address, "--publish", "--keep-dates", "--json")
    found = careful("search", "Brunnen Bronzezeit", "--json").lines[0]

    assert (refused.code, refused.lines[0]["status"]) == (1, "failed")
    assert (fetched.code, fetched.lines[0]["status"]) == (0, "created")
    # One release has many addresses at a portal; its number there is its name here.
    expected = ("https://127.0.0.1/news911000", "2021-01-26T13:44:00+00:00")
    assert [(hit["uri"], hit["published_at"]) for hit in found["hits"]] == [expected]


def test_hostile_lines_get_an_answer_each_and_end_nothing(wirkt, tmp_path):
    lines = ['{"q": "\\ud800"}', "[" * 100_000, '{"limit": ' + "1" * 5000 + "}", '{"limit": 0}', '{"q": "Wald"}']
    (tmp_path / "queries").write_bytes("\n".join(lines).encode() + b"\n\xff\n")

    run = wirkt("search", "--queries", str(tmp_path / "queries"), "--json")

    assert run.code == 0, run.err
    assert ["error" in answer for answer in run.lines] == [True, True, True, False, False, True]


def test_a_missing_file_of_queries_is_named(wirkt):
    run = wirkt("search", "--queries", "nowhere.jsonl")

    assert (run.code, run.out) == (2, "")
    assert "nowhere.jsonl" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(("query", "column"), [("Wald\nand (Moor", 9), ("森林 and (Moor", 9)])
def test_the_mark_stands_under_the_place_whatever_the_signs(wirkt, query, column):
    line, mark = wirkt("search", query).err.splitlines()[-2:]

    assert "\n" not in line
    assert mark == "  " + " " * column + "^"


def test_a_file_name_that_is_no_text_is_shown_as_well_as_can_be(wirkt, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate((b"b\xffad.jsonl", b"good.jsonl")):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(item(number))

    run = wirkt("import", str(folder), "--json")

    assert (run.code, [answer["status"] for answer in run.lines]) == (0, ["created", "created"])
    assert run.lines[0]["source"].endswith("b\ufffdad.jsonl")


def test_a_calendar_is_no_press_release(wirkt):
    run = wirkt("import", "-", "--publish", "--json", stdin="BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")

    assert (run.code, run.lines[0]["status"]) == (1, "failed")


@pytest.mark.parametrize("content", ["{}", '{"fol', "null"])
def test_the_doctor_mends_an_index_whose_manifest_is_damaged(wirkt, tmp_path, content):
    wirkt("import", "-", "--publish", stdin=lines(2))
    (tmp_path / "home/index/manifest.json").write_text(content)

    runs = [wirkt("check"), wirkt("check", "--repair"), wirkt("check")]

    assert [run.code for run in runs] == [1, 0, 0]
    assert wirkt("search", "Wald", "--json").lines[0]["total"] == 2
