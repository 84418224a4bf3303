"""German compounds to the words they are made of.

Of all ways to cut a word into known pieces the cheapest is taken (after Koehn and Knight, EACL 2003: frequent pieces
are cheap); few long pieces before many short ones, and each of them is looked at again. A word much more frequent than
its pieces stays whole.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from wirkt.search.analysis.pieces import NOUN, Pieces

SHORTEST = 7
"""Letters from which on a word may be a compound."""

SILENT = frozenset(
    "ab an auf aus außen bei durch ein für gegen gesamt haupt hinter innen mit nach neben ober quasi sonder über um "
    "unter ur vor wider wieder zu zwischen rück fehl mehr selbst erst eigen gemein mini maxi mega super multi "
    "nicht weiter lande".split()
)
"""Beginnings of compounds that nobody looks for, or that mean something else alone."""

Leaves: TypeAlias = tuple["Leaf", ...]
Way: TypeAlias = tuple[float, list["Leaf"]]
Count: TypeAlias = Callable[[str], tuple[int, int]]

_VOWELS = frozenset("aeiouyäöü")
_SHORTEST_FIRST = "öl"
_EACH = 4.0
_LINKED, _DROPPED, _LINKED_AND_DROPPED, _INFLECTED, _SHORT = 0.3, 1.0, 2.0, 0.5, 2.0
_ENDINGS = ("innen", "ern", "en", "er", "es", "in", "n", "e", "s")
_OF_ADJECTIVES = ("en", "er", "es", "em", "e")
# Nouns that take an s wherever another word follows.
_LINKING = ("ung", "heit", "keit", "schaft", "ion", "tät", "ling")
# Plurals that are infinitives as well.
_INFINITIVES = frozenset(
    "stellen folgen kosten planen fragen halten setzen legen nehmen leben liegen sorgen rufen reisen bauen führen "
    "laufen schreiben sprechen binden geben lassen machen stehen ziehen schlagen fallen kommen gehen sitzen treten "
    "bringen tragen waren fahren stimmen teilen formen leiten messen sagen".split()
)
# An s binds these even where they are unknown.
_BOUND = tuple(f"{end}s" for end in _LINKING)
# Nothing ends so before another word: what follows is the rest of a verb or of a longer word.
_UNFINISHED = ("sch", "ge", "be", "zu", "ver", "bei", "spezi", "herr")
_ADVERBS = frozenset(
    "herauf heraus herein hinaus hinein zurück zusammen weiter wieder voran voraus fertig nieder".split()
)
_UNKNOWN = 5
_STAYS_SURE, _STAYS = 1000.0, 1.0
_MOST = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of a compound: how it stands there, and as a word of its own (`innovations`, `innovation`)."""

    written: str
    word: str


class Splitter:
    """Splits by the pieces it is given; `count` tells how often a word occurs, and how often with a capital."""

    def __init__(self, pieces: Pieces, count: Count) -> None:
        self.pieces = pieces
        self.count = count

    def leaves(self, word: str) -> Leaves:
        """The smallest words a compound is made of; none if it is no compound."""
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        return self._listed(word) if self._is_listed(word) else self._cut(word)

    def knows(self, written: str) -> bool:
        """Whether a piece is known as it may stand at the beginning or at the end of a compound."""
        return self._last(written) is not None or self._first(written) is not None

    def within(self, leaves: Leaves) -> Iterator[str]:
        """The compounds within a compound, as words: of Holz, Rahmen, Bau, Häuser the Bauhäuser."""
        for first in range(len(leaves)):
            for last in range(first + 2, len(leaves) + (first > 0)):
                before = "".join(leaf.written for leaf in leaves[first : last - 1])
                final = leaves[last - 1]
                if last == len(leaves):
                    if self._last(before + final.written) is not None:
                        yield before + final.written
                elif before + final.word in self.pieces.firsts:
                    yield before + final.word

    def _is_listed(self, word: str) -> bool:
        return self._base(word) is not None

    def _base(self, word: str) -> tuple[str, str] | None:
        """A word of our own list and the ending it has here."""
        known = self.pieces
        for ending in ("", *_ENDINGS):
            base = word.removesuffix(ending)
            if len(base) + len(ending) == len(word) and (base in known.given or base in known.whole):
                return base, ending
        return None

    def _listed(self, word: str) -> Leaves:
        base, ending = self._base(word) or (word, "")
        given = self.pieces.given.get(base, ())
        return self._deeper([self._named(one, last=n == len(given) - 1, ending=ending) for n, one in enumerate(given)])

    def _named(self, written: str, *, last: bool, ending: str) -> Leaf:
        if last:
            return Leaf(written + ending, written + ending)
        found = self._first(written)
        return Leaf(written, found[1] if found else written)

    def _cut(self, word: str) -> Leaves:
        base = self._feminine(word)
        if base is not None:
            found = self.leaves(base)
            rest = word[len(base) :]
            return (*found[:-1], Leaf(found[-1].written + rest, found[-1].word + rest)) if found else ()
        best = self._best(word, 0, {})
        if best is None:
            return self._deeper(self._by_end(word))
        return () if self._stays(word, best[1]) else self._deeper(best[1])

    def _by_end(self, word: str) -> list[Leaf]:
        """Behind an unknown word a noun that ends nothing but compounds: Baracken|stadt."""
        count, capitals = self.count(word)
        if capitals < NOUN * count:
            return []
        for at in range(_UNKNOWN, len(word) - 2):
            if self._may_end(word[:at], word[at:]) and not self._cuts(word, at):
                first = word[:at]
                return [Leaf(first, first[:-1] if first.endswith(_BOUND) else first), Leaf(word[at:], word[at:])]
        return []

    def _cuts(self, word: str, at: int) -> bool:
        """Whether a longer word would be cut through: `Aufsch|reibung`, `Kartieran|leitung`."""
        return word[:at].endswith(_UNFINISHED) or any(self.count(word[start:])[0] for start in range(at - 4, at))

    def _may_end(self, before: str, written: str) -> bool:
        ends = self.pieces.ends
        if written in _INFINITIVES or before in _ADVERBS:
            return False
        if before.endswith(_BOUND) and self._last(written) is not None:
            return True
        return written in ends or any(
            written.endswith(ending) and written[: -len(ending)] in ends for ending in ("s", "es", "n", "en")
        )

    def _feminine(self, word: str) -> str | None:
        """The known word a feminine is made from: no Rinnen in Autorinnen."""
        for ending in ("innen", "in"):
            base = word.removesuffix(ending)
            if base != word and self._is_noun(base):
                return base
        return None

    def _deeper(self, leaves: list[Leaf]) -> Leaves:
        found: list[Leaf] = []
        for leaf in leaves:
            inner = self.leaves(leaf.word)
            if inner and leaf.written.startswith("".join(one.written for one in inner[:-1])):
                rest = leaf.written[sum(len(one.written) for one in inner[:-1]) :]
                found += (*inner[:-1], Leaf(rest, inner[-1].word))
            else:
                found.append(leaf)
        return tuple(found)

    def _best(self, word: str, at: int, known: dict[int, Way | None]) -> Way | None:
        """The cheapest pieces from here to the end; of the whole word at least two."""
        if at not in known:
            known[at] = min(self._ways(word, at, known), key=lambda way: way[0], default=None)
        return known[at]

    def _ways(self, word: str, at: int, known: dict[int, Way | None]) -> Iterator[Way]:
        tail = self._last(word[at:]) if at else None
        if tail is not None:
            yield tail + _EACH, [Leaf(word[at:], word[at:])]
        oil = word.startswith(_SHORTEST_FIRST, at)
        if len(word) - at < SHORTEST - 1 or not (oil or word[at : at + 3] in self.pieces.starts):
            return
        for end in range(at + (2 if oil else 3), len(word) - 2):
            first = self._first(word[at:end])
            rest = self._best(word, end, known) if first else None
            if first and rest and len(rest[1]) < _MOST:
                yield first[0] + _EACH + rest[0], [Leaf(word[at:end], first[1]), *rest[1]]

    def _first(self, written: str) -> tuple[float, str] | None:
        """The cost of a piece before another one, and the word it is."""
        cost = self.pieces.firsts.get(written)
        if cost is not None and not written.endswith(_LINKING):
            return (cost + _SHORT if len(written) < 4 else cost), written
        return (self._linked(written) if written[-1] == "s" else None) or self._bent(written)

    def _linked(self, written: str) -> tuple[float, str] | None:
        """Bound by an s: Innovations-, Geschichts-."""
        base, firsts = written[:-1], self.pieces.firsts
        if len(base) > 2 and base[-1] not in "esxz" and base in firsts:
            return firsts[base] + _LINKED, base
        base += "e"
        return (firsts[base] + _LINKED_AND_DROPPED, base) if len(base) > 4 and base in firsts else None

    def _bent(self, written: str) -> tuple[float, str] | None:
        """With an n more, or an e less: Sonnen-, Kirch-."""
        firsts = self.pieces.firsts
        if written[-2:] == "en" and self._is_noun(written[:-1]):
            return firsts[written[:-1]] + _LINKED, written[:-1]
        base = written + "e"
        if len(base) > 3 and written[-1] not in "aeiou" and self._is_noun(base):
            return firsts[base] + _DROPPED, base
        return None

    def _is_noun(self, word: str) -> bool:
        return word in self.pieces.firsts and word in self.pieces.lasts and word not in self.pieces.adjectives

    def _last(self, written: str) -> float | None:
        """The cost of a piece at the end, with or without an ending."""
        lasts = self.pieces.lasts
        cost = lasts.get(written)
        if cost is not None:
            return cost + _SHORT if len(written) < 4 else cost
        adjectives = self.pieces.adjectives
        for ending in _ENDINGS:
            base = written.removesuffix(ending)
            if base != written and base in lasts and base not in adjectives and self._is_long(base):
                return lasts[base] + _INFLECTED
        for ending in _OF_ADJECTIVES:
            base = written.removesuffix(ending)
            if base != written and len(base) > 2 and base in adjectives:
                return lasts[base] + _INFLECTED
        return None

    def _stays(self, word: str, leaves: list[Leaf]) -> bool:
        """Whether a word that could be cut is one word nevertheless."""
        last = leaves[-1].written
        if self._only_looks_so(leaves[-2].written, last):
            return True
        count, capitals = self.count(word)
        if not count:
            return False
        if count > 1 and capitals < NOUN * count / 2:
            return not (self._is_adjective(last) and self._is_noun(leaves[0].word))
        sure = all(len(leaf.written) > 4 or self._is_ours(leaf.word) for leaf in leaves)
        return count > (_STAYS_SURE if sure else _STAYS) * self._mean(leaves)

    def _only_looks_so(self, before: str, last: str) -> bool:
        """`Läuferinnen` have no Rinnen, `Streitende` no Ende, and `bereitstellen` is a verb."""
        if last.startswith("rinne"):
            return before[-1] == "e"
        if last.startswith("ende"):
            count, capitals = self.count(before + "en")
            return before in self.pieces.stems or capitals < NOUN * count
        return last in _INFINITIVES and before in self.pieces.adjectives

    def _is_adjective(self, written: str) -> bool:
        adjectives = self.pieces.adjectives
        return written in adjectives or any(
            written.removesuffix(ending) in adjectives for ending in _OF_ADJECTIVES if written.endswith(ending)
        )

    def _is_long(self, word: str) -> bool:
        return len(word) > 3 or self._is_ours(word)

    def _is_ours(self, word: str) -> bool:
        known = self.pieces
        return word in known.whole or word in known.stems or word in known.given

    def _mean(self, leaves: list[Leaf]) -> float:
        """The geometric mean of the pieces' counts."""
        logs = [math.log(max(1, self.count(leaf.word)[0])) for leaf in leaves]
        return math.exp(sum(logs) / len(logs))
