"""Why a document was found: the parts of the query that decided, and the words that carried them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never
from zoneinfo import ZoneInfo

from wirkt.search import marking
from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.streams import Analysed, analyse
from wirkt.search.document import Document
from wirkt.search.match import matches
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard
from wirkt.search.tree import Leaf, Worded
from wirkt.search.writing import PLAIN, Style, print_query

How: TypeAlias = marking.How | Literal["criterion", "date", "key", "absent"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What decided: a word as written in a field, a value of a category, the day, or what is absent.

    `start` and `end` are code points in the value of number `value` of the field; 0 where nothing is written.
    """

    field: str
    word: str
    how: How
    value: int = 0
    start: int = 0
    end: int = 0


def reasons(
    query: Query, document: Document, zone: ZoneInfo, lexicon: Lexicon | None = None, style: Style = PLAIN
) -> list[Reason]:
    """Each deciding word once a field, in the order of the query; nothing if the document does not match.

    What is absent is written in the style of the query.
    """
    analysed = analyse(document, lexicon)
    if not matches(query, analysed, zone=zone):
        return []
    found: dict[tuple[str, str, bool], Reason] = {}
    for leaf, present in _deciding(query, analysed, zone, True):
        for reason in _present(leaf, analysed, zone) if present else [_absent(leaf, style)]:
            found.setdefault((reason.field, reason.word, present), reason)
    return list(found.values())


def _deciding(query: Query, document: Analysed, zone: ZoneInfo, held: bool) -> Iterator[tuple[Leaf, bool]]:
    """The leaves that make the query `held`: all where all are needed, else those that did it."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                if matches(part, document, zone=zone) == held:
                    yield from _deciding(part, document, zone, held)
        case Not(part):
            yield from _deciding(part, document, zone, not held)
        case Term() | Phrase() | Wildcard() | Criterion() | Since() | Keys():
            yield query, held
        case _:
            assert_never(query)


def _present(leaf: Leaf, analysed: Analysed, zone: ZoneInfo) -> Iterator[Reason]:
    document = analysed.document
    match leaf:
        case Term() | Phrase() | Wildcard():
            yield from _written(leaf, analysed)
        case Criterion(category, values):
            held = values & document.criteria.get(category, frozenset())
            yield from (Reason(category, value, "criterion") for value in sorted(held))
        case Since():
            yield Reason("moment", document.moment.astimezone(zone).date().isoformat(), "date")
        case Keys():
            yield Reason("key", document.key, "key")
        case _:
            assert_never(leaf)


def _written(leaf: Worded, analysed: Analysed) -> Iterator[Reason]:
    for field in analysed.values:
        if leaf.field not in (None, field):
            continue
        for number, text in enumerate(analysed.document.texts[field]):
            for mark in marking.marks(leaf, marking.place(text, analysed.group, analysed.lexicon)):
                yield Reason(field, text[mark.start : mark.end], mark.how, number, mark.start, mark.end)


def _absent(leaf: Leaf, style: Style) -> Reason:
    match leaf:
        case Term() | Phrase() | Wildcard():
            return Reason(leaf.field or "", print_query(leaf, style), "absent")
        case Criterion(category, values):
            return Reason(category, ", ".join(sorted(values)), "absent")
        case Since():
            return Reason("moment", print_query(leaf, style), "absent")
        case Keys(keys):
            return Reason("key", ", ".join(sorted(keys)), "absent")
    assert_never(leaf)
