"""The manual says what a text stands for; this holds it to that."""

import re

import pytest

from tests.conftest import ROOT
from wirkt.search.analysis.lexicon import shipped
from wirkt.search.analysis.streams import value

_TABLE = (ROOT / "docs/analysis.md").read_text(encoding="utf-8").partition("## What a text stands for")[2]
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \|([^|]*)\|$", _TABLE.partition("## Compounds")[0], re.MULTILINE)


@pytest.mark.parametrize(("text", "stems", "besides"), ROWS[1:])
def test_a_text_stands_for_what_the_manual_says(text: str, stems: str, besides: str) -> None:
    streams = value(text, "de", shipped())

    assert list(streams.stems) == stems.split()
    assert streams.parts - set(stems.split()) == set(besides.split())
