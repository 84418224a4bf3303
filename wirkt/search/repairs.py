"""Nothing found: what finds something instead."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal, TypeAlias

from wirkt.search.analysis.fold import tokens, write_out
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.diagnosis import Blame, Count, Counting, blame, parts_of, rest
from wirkt.search.query import NOWHERE, And, Not, Or, Phrase, Query, Since, Term, Wildcard
from wirkt.search.tree import Worded, leaves, worded
from wirkt.search.writing import PLAIN, Style, in_field, print_query, reads_as

Kind: TypeAlias = Literal["spelling", "split", "parts", "unquoted", "dates", "dropped"]
Change: TypeAlias = tuple[Query, Mapping[Query, str]]
"""What stands in the place of a leaf, and how its own leaves are written."""
Idea: TypeAlias = tuple[Query, Style, str]
"""A query to try, how it is written, and the text of what was left out of it."""

_MOST = 6
_MOST_OF: dict[Kind, int] = {"spelling": 2, "split": 1, "parts": 1, "unquoted": 1, "dates": 1, "dropped": 3}
_MOST_SPELLINGS = 3
_MOST_MISSPELT = 6
_SHORTEST_PART = 2


def _nothing(_word: str) -> Sequence[tuple[str, int]]:
    return ()


def _whole(_word: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Means:
    """What a repair may draw on: what is found, which words are spelt alike, what a compound is made of."""

    count: Count
    alike: Callable[[str], Sequence[tuple[str, int]]] = _nothing
    split: Callable[[str], Sequence[str]] = _whole


@dataclass(frozen=True, slots=True)
class Repair:
    """A query that finds `count` documents, never 0, and its text; `dropped` is the text of what was left out."""

    kind: Kind
    query: Query
    text: str
    count: int
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why nothing was found, and what finds something, the nearest first."""

    blamed: list[Blame]
    repairs: list[Repair]


def diagnose(query: Query, means: Means, style: Style = PLAIN) -> Diagnosis:
    """Why a query finds nothing, and one-click repairs of it."""
    counting = Counting(means.count)
    mender = _Mender(query, means, style, counting, blame(query, counting))
    return Diagnosis(mender.blamed, list(mender.repairs()) or list(mender.without_one()))


def spellings(query: Query, means: Means, style: Style = PLAIN) -> list[Repair]:
    """For a query that finds something: other spellings of words that find nothing and stand beside `or`."""
    if not any(isinstance(part, Or) for part in (query, *parts_of(query))):
        return []
    counting = Counting(means.count)
    mender = _Mender(query, means, style, counting, [])
    before = counting(query) or 0
    return [repair for repair in mender.of("spelling") if repair.count > before]


@dataclass(frozen=True, slots=True)
class _Mender:
    """Tries what could have been meant."""

    query: Query
    means: Means
    style: Style
    counting: Counting
    blamed: list[Blame]

    def repairs(self) -> Iterator[Repair]:
        """All that find something, each query once."""
        seen = {self.query}
        for kind in _MOST_OF:
            for repair in self.of(kind):
                if len(seen) <= _MOST and repair.query not in seen:
                    seen.add(repair.query)
                    yield repair

    def without_one(self) -> Iterator[Repair]:
        """Where nothing else helps: what is left without one of the blamed parts, repaired."""
        parts = parts_of(self.query)
        for one in self.blamed if len(parts) > 1 else ():
            others = [other for other in self.blamed if other != one]
            shorter = replace(self, query=rest(parts, (one.part,)), blamed=others)
            for repair in islice(shorter.repairs(), 1):
                yield replace(repair, kind="dropped", dropped=print_query(one.part, self.style))

    def of(self, kind: Kind) -> Iterator[Repair]:
        """Repairs of one kind that find something."""
        found = 0
        for query, style, dropped in self._ideas(kind):
            count = None if query == self.query else self.counting(query)
            text = print_query(query, style) if count else ""
            if count and found < _MOST_OF[kind] and reads_as(text, query):
                found += 1
                yield Repair(kind, query, text, count, dropped)

    def _ideas(self, kind: Kind) -> Iterator[Idea]:
        match kind:
            case "spelling":
                yield from self._respelt()
            case "split":
                yield from self._split()
            case "parts":
                yield from self._changed(self._as_part)
            case "unquoted":
                yield from self._changed(self._unquoted)
            case "dates":
                yield from self._wider()
            case "dropped":
                yield from self._shorter()

    def _weak(self) -> tuple[Worded, ...]:
        """The wanted words, phrases and patterns of the blamed parts; of all, where none is blamed."""
        parts = tuple(one.part for one in self.blamed) or (self.query,)
        return tuple(dict.fromkeys(leaf for part in parts for leaf in worded(part)))

    def _respelt(self) -> Iterator[Idea]:
        """All words that nothing is found for at once, each by its nearest; then one by one."""
        unknown = [leaf for leaf in self._slips() if self.counting(leaf) == 0]
        choices = {leaf: found for leaf in unknown if (found := self._alike(leaf))}
        if len(choices) > 1:
            yield self._with({leaf: found[0] for leaf, found in choices.items()})
        yield from (self._with({leaf: one}) for leaf, found in choices.items() for one in found)

    def _slips(self) -> list[Worded]:
        """Single words; the readings of one that is marked for both genders are no slips."""
        readings = Counter(leaf.span for leaf in worded(self.query) if leaf.span != NOWHERE)
        return [leaf for leaf in self._weak() if _is_word(leaf) and readings[leaf.span] < 2][:_MOST_MISSPELT]

    def _alike(self, leaf: Worded) -> list[Change]:
        typed = leaf.word if isinstance(leaf, Term) else leaf.words[0] if isinstance(leaf, Phrase) else ""
        found = [word for word, _ in self.means.alike(typed)][:_MOST_SPELLINGS]
        if isinstance(leaf, Term):
            return [self._words(leaf, [word]) for word in found]
        return [self._named(Phrase((write_out(word),), field=leaf.field), f'"{word}"') for word in found]

    def _split(self) -> Iterator[Idea]:
        """`Innovationsnetzwerk` is Innovation and Netzwerk, else Innovation and Netz and Werk."""
        compounds = [leaf for leaf in self._weak() if isinstance(leaf, Term)][:_MOST_MISSPELT]
        splits = {leaf: found for leaf in compounds if (found := groupings(leaf.word, self.means.split(leaf.word)))}
        for number in range(max(map(len, splits.values()), default=0)):
            chosen = {leaf: found[min(number, len(found) - 1)] for leaf, found in splits.items()}
            yield self._with({leaf: self._words(leaf, words) for leaf, words in chosen.items()})

    def _as_part(self, leaf: Worded) -> Change | None:
        if not isinstance(leaf, Term) or len(leaf.word) < _SHORTEST_PART:
            return None
        typed = self.style.words_of(leaf) or leaf.word
        return self._named(Wildcard(f"*{write_out(leaf.word)}*", leaf.field), f"*{typed}*")

    def _unquoted(self, leaf: Worded) -> Change | None:
        """Words of a phrase, each in all its forms; a pattern stays one."""
        if not isinstance(leaf, Phrase):
            return None
        typed = self.style.words_of(leaf) or " ".join(leaf.words)
        found = [(t, chunk) for chunk in typed.split()
                 for t in tokens(chunk, wild=True)]  # fmt: skip
        parts: dict[Query, str] = {
            Wildcard(t.exact, leaf.field) if is_pattern(t.exact) else Term(t.word, leaf.field): chunk[t.start : t.end]
            for t, chunk in found
        }
        written = {part: self._in_field(leaf, text) for part, text in parts.items()}
        return _joined(list(parts)), written

    def _words(self, leaf: Term, words: list[str]) -> Change:
        """Words in place of one, with a capital where it had one: Netzwerk for Innovationsnetzwerk."""
        typed = self.style.words_of(leaf) or ""
        capital = next((letter for letter in typed if letter.isalpha()), "").isupper()
        terms = {Term(word, leaf.field): word.capitalize() if capital else word for word in words}
        return _joined(list(terms)), {term: self._in_field(leaf, text) for term, text in terms.items()}

    def _named(self, leaf: Worded, text: str) -> Change:
        return leaf, {leaf: self._in_field(leaf, text)}

    def _in_field(self, leaf: Worded, text: str) -> str:
        return in_field(leaf.field, self.style.german) + text

    def _changed(self, change: Callable[[Worded], Change | None]) -> Iterator[Idea]:
        """The weak leaves changed, then all."""
        for some in dict.fromkeys((self._weak(), tuple(worded(self.query)))):
            yield self._with({leaf: changed for leaf in some if (changed := change(leaf))})

    def _with(self, changes: Mapping[Worded, Change]) -> Idea:
        """The query with some leaves changed."""
        written = dict(self.style.written)
        for _, new in changes.values():
            written |= {leaf: text for leaf, text in new.items() if leaf not in written}
        query = _rewritten(self.query, {old: new for old, (new, _) in changes.items()})
        return query, replace(self.style, written=written), ""

    def _wider(self) -> Iterator[Idea]:
        for leaf, wanted in leaves(self.query):
            if wanted and isinstance(leaf, Since):
                for wider in wider_dates(leaf.first, leaf.last):
                    yield _rewritten(self.query, {leaf: Since(*wider)}), self.style, ""

    def _shorter(self) -> Iterator[Idea]:
        """Without all that is blamed, then without one part."""
        parts = parts_of(self.query)
        groups = [tuple(one.part for one in self.blamed), *((part,) for part in parts)]
        for group in dict.fromkeys(groups):
            if group and len(group) < len(parts):
                dropped = print_query(group[0] if len(group) == 1 else And(group), self.style)
                yield rest(parts, group), self.style, dropped


def wider_dates(first: date | None, last: date | None) -> Iterator[tuple[date | None, date | None]]:
    """Ranges that hold this one, the nearest first: in the right order, whole years, a year around, open at one end."""
    if first and last and first > last:
        first, last = last, first
        yield first, last
    yield _years(first, last, 0)
    if first and last:
        yield _years(first, last, 1)
        yield first, None
        yield None, last


def groupings(word: str, parts: Sequence[str]) -> list[list[str]]:
    """Ways to read a compound as several words, those of fewest words first: parts that stand side by side in it may be
    one word."""
    ways: list[list[str]] = [[part] for part in parts[:1]]
    for part in parts[1:]:
        ways = [way for before in ways for way in ([*before[:-1], before[-1] + part], [*before, part])]
    several = [way for way in ways if len(set(way)) > 1 and all(one in word or one in parts for one in way)]
    return sorted((list(dict.fromkeys(way)) for way in several), key=len)


def _years(first: date | None, last: date | None, around: int) -> tuple[date | None, date | None]:
    return (
        first and date(max(date.min.year, first.year - around), 1, 1),
        last and date(min(date.max.year, last.year + around), 12, 31),
    )


def _rewritten(query: Query, changes: Mapping[Query, Query]) -> Query:
    """The tree with its wanted leaves changed; what is under `not` stays."""
    match query:
        case And(parts):
            return And(_flat(And, (_rewritten(part, changes) for part in parts)))
        case Or(parts):
            return Or(_flat(Or, (_rewritten(part, changes) for part in parts)))
        case Not():
            return query
        case _:
            return changes.get(query, query)


def _flat(node: type[And] | type[Or], parts: Iterable[Query]) -> tuple[Query, ...]:
    return tuple(one for part in parts for one in (part.parts if isinstance(part, node) else (part,)))


def _is_word(leaf: Worded) -> bool:
    return isinstance(leaf, Term) or (
        isinstance(leaf, Phrase) and len(leaf.words) == 1 and not is_pattern(leaf.words[0])
    )


def _joined(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
