"""Which words are compounds of a noun: labelled by eye in texts the shipped words were not counted on.

`parts.tsv` holds, for each noun, the words of those texts with its letters, and whether one is a compound of it.
"""

import csv
from pathlib import Path

from wirkt.search.analysis.lexicon import shipped

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t") if not row[0].startswith("#")]


def test_a_noun_finds_its_compounds_and_hardly_anything_else() -> None:
    lexicon = shipped()
    wanted = {(noun, word) for noun, word, expected in rows("parts.tsv") if expected == "1"}
    found = {
        (noun, word) for noun, word, _ in rows("parts.tsv") if lexicon.stem(noun, "de") in lexicon.parts(word, "de")
    }

    assert len(found & wanted) / len(found) >= 0.98
    assert len(found & wanted) / len(wanted) >= 0.95


def test_words_are_split_where_they_should_be() -> None:
    lexicon = shipped()
    judged = dict(rows("split.tsv"))
    right = [word for word, leaves in judged.items() if " ".join(lexicon.leaves(word, "de")) == leaves]

    assert len(judged) >= 200
    assert len(right) / len(judged) >= 0.97
