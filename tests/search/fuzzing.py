"""Queries nobody would type, and what must hold of each: read or refused, with a place and repairs that can be read."""

import re
import time
from pathlib import Path

from hypothesis import strategies as st

from wirkt.search.describe import describe
from wirkt.search.errors import LONGEST_TEXT, QueryError
from wirkt.search.parser import parse
from wirkt.search.query import MODES, Mode, Query
from wirkt.search.writing import print_query, style_of

MANUAL = (Path(__file__).parents[2] / "docs/query-language.md").read_text(encoding="utf-8")
CORPUS = sorted(set(re.findall(r"`([^`]+)`", MANUAL)))
PIECES = (
    *'()"„“”‟«»＂‹›*?:~-+&/·_.,\\|\t\n ', "~5", "..", "//", " and ", " or ", " not ", " und ", " oder ", " nicht ",
    "title:", "text:", "date:", "von:", "bis:", "x:", "2024", "2024-13", "31.12.2024", ":in", "*innen", "(in)",
    "(inn)en", "/-in",
    "Innen", "ä", "a\u0308", "ß", "\u00ad", "\u200b", "\ufeff", "İ", "ﬁ", "ﷺ", "한", "😀", "\x00", "\ud800", "½",
)  # fmt: skip
RUNS = (*PIECES, "not ", "(not ", "a(", '"a" ', "(a ", "a) ", '""', "()", "a* ", "*a", "x:y ", "Leiter:in ", "aIn")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Examples of the manual side by side, with pieces put in, taken out and doubled."""
    text = draw(st.lists(st.sampled_from(CORPUS), min_size=1, max_size=4).map(" ".join))
    for _ in range(draw(st.integers(0, 8))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 6))
        piece = draw(st.sampled_from(("", text[at : at + length] * 2, *PIECES)))
        text = text[:at] + piece + text[at + length :]
    return text


runs = st.builds(
    lambda run, times, before, after: (before + run * (times // len(run)))[:LONGEST_TEXT] + after,
    st.sampled_from(RUNS),
    st.sampled_from((60, 600, LONGEST_TEXT, 2 * LONGEST_TEXT)),
    st.sampled_from(("", *PIECES)),
    st.sampled_from(("", *PIECES)),
)
hostile = st.one_of(
    mutated(), mutated(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=200), runs
)
modes = st.sampled_from(MODES)


def read(typed: str, mode: Mode) -> Query | QueryError:
    """The tree or the error; anything else is a fault."""
    try:
        return parse(typed, mode)
    except QueryError as error:
        return error


def check(typed: str, mode: Mode) -> None:
    """What must hold whatever is typed."""
    answer = read(typed, mode)
    if not isinstance(answer, QueryError):
        text = print_query(answer)
        assert len(text) > LONGEST_TEXT or parse(text) == answer
        text = print_query(answer, style_of(answer, typed, "de"))
        assert len(text) > LONGEST_TEXT or parse(text) == answer
        assert describe(answer, "de").endswith(".")
        return
    assert 0 <= answer.position <= answer.position + answer.length <= len(typed)
    assert answer.given == typed[answer.position : answer.position + answer.length]
    assert answer.message("de") != answer.message("en")
    assert [repair for repair in answer.repairs if isinstance(read(repair, mode), QueryError)] == []


def milliseconds(typed: str, mode: Mode) -> float:
    """CPU time to read or refuse it; a slow one is read again, since a machine has other work, too."""
    slowest = _once(typed, mode)
    return slowest if slowest < 10 else min(slowest, _once(typed, mode), _once(typed, mode))


def _once(typed: str, mode: Mode) -> float:
    started = time.thread_time()
    read(typed, mode)
    return (time.thread_time() - started) * 1000
