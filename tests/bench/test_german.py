"""The measure of ranking, on a handful of documents."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from wirkt.bench import german


@pytest.fixture
def folder(tmp_path):
    texts = {"a": "Strukturwandel in der Lausitz", "b": "Die Wärmepumpen kommen", "c": "A network of wood"}
    lines = [
        {"id": one, "lang": "en" if one == "c" else "de", "title": "", "text": text} for one, text in texts.items()
    ]
    queries = [{"id": "1", "set": "x", "text": "Wandel"}, {"id": "2", "set": "x", "text": "networks of"}]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("# query\tdocument\tgrade\n1\ta\t1\n2\tc\t1\n", encoding="utf-8")
    return tmp_path


def test_figures_stand_set_by_set_beside_plain_analysers(folder) -> None:
    out = io.StringIO()

    code = german.run(folder, False, out)

    assert code == 0
    assert "lower case" in out.getvalue()
    assert "macro nDCG@10" in out.getvalue()
    assert "goals: 2 met, 0 missed" in out.getvalue()
    assert german.measured(folder)["wirkt"]["x"] == (1.0, 1.0, 1.0)
    assert german.measured(folder)["Snowball"]["x"].recall == 0.5


def test_a_missed_goal_is_told_and_ends_with_one(folder) -> None:
    (folder / "qrels.tsv").write_text("1\tb\t1\n2\tc\t1\n", encoding="utf-8")
    out, told = io.StringIO(), io.StringIO()

    assert german.run(folder, False, out) == german.run(folder, True, told) == 1
    assert "missed" in out.getvalue()
    assert json.loads(told.getvalue())["macro"]["wirkt"] < 0.88


def test_the_command_asks_for_its_folder(folder) -> None:
    with pytest.raises(CommandError, match="--data"):
        call_command("bench", "german")
    call_command("bench", "german", data=folder, as_json=True, stdout=io.StringIO())


def test_a_query_is_matched_as_the_product_reads_it() -> None:
    assert german.match("Wandel and not Kohle", "Strukturwandel in der Lausitz")
    assert not german.match('"Wandel"', "Strukturwandel in der Lausitz")
    assert not german.match("((", "Strukturwandel")
    assert german.match("die", "The die is cast")
