"""What words stand for: their stems, and the parts of compounds."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from wirkt.search.analysis import english, german, particles
from wirkt.search.analysis.compounds import SILENT, Leaves, Splitter
from wirkt.search.analysis.fold import cut, write_out
from wirkt.search.analysis.pieces import Counted
from wirkt.search.analysis.rows import Form, Group
from wirkt.search.analysis.vocabulary import Held, Stored, Vocabulary, counted_in_laws, together

_REMEMBERED = 1 << 16
_PAIR = re.compile("([aou])e")
_MOST_PAIRS = 3
_DOTS = {"a": "ä", "o": "ö", "u": "ü"}


class Lexicon:
    """Known words, and what follows from them; frozen."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self.version = words.version
        self._german_stem = lru_cache(maxsize=_REMEMBERED)(self._stem)
        self._german_parts = lru_cache(maxsize=_REMEMBERED)(self._parts)
        self._splitter: Splitter | None = None

    def stem(self, word: str, group: Group) -> str:
        """The stem of a folded word; without a stemmer the word as the stream `exact` has it."""
        if group == "de":
            return self._german_stem(word)
        return english.stem(word) if group == "en" else write_out(word)

    def parts(self, word: str, group: Group) -> tuple[str, ...]:
        """The stems of all words a compound is made of, its own stem left out."""
        return self._german_parts(word) if group == "de" else ()

    def leaves(self, word: str, group: Group) -> tuple[str, ...]:
        """The words a compound is made of, as they are folded; none if it is no compound."""
        return tuple(leaf.word for leaf in self._split(self._spelt(word))) if group == "de" else ()

    def stands_for(self, form: Form, group: Group) -> tuple[str, ...]:
        """The stems that several tokens, or one with inner capitals, stand for besides."""
        match form.kind:
            case "humps":
                return tuple(self.stem(word, group) for word in form.words)
            case "joined":
                return (self.joined(form.words, group),)
            case "gender":
                base, ending = form.words
                return (self.stem(cut(base + ending.removeprefix("innen")), group),)
            case "open_end":
                return self._stems(form.words[0] + end for end in self._shared_ends(form.words))
            case "open_start":
                return self._stems(start + form.words[-1] for start in self._shared_starts(form.words[:-1]))

    def _stems(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._german_stem(cut(word)) for word in words))

    def _shared_ends(self, words: tuple[str, ...]) -> Iterator[str]:
        """What `Innovations-` may take of Netzwerkförderung."""
        first, *others = words
        if len(others) > 1:
            yield others[-1]
        final = self._spelt(others[0])
        written = [leaf.written for leaf in self._split(final)]
        ends = ("".join(written[place:]) for place in range(1, len(written)))
        yield from (end for end in ends if end == written[-1] or self._splitting().knows(end))
        if not written and first in particles.PARTICLES:
            yield from (rest for _, rest in particles.cuts(final))

    def _shared_starts(self, words: tuple[str, ...]) -> Iterator[str]:
        """What `-handel` may take of Holzbau."""
        if len(words) > 1:
            yield "".join(words[:-1])
            return
        first = self._spelt(words[0])
        written = [leaf.written for leaf in self._split(first)]
        starts = ("".join(written[:place]) for place in range(1, len(written)))
        yield from (start for start in starts if start == "".join(written[:-1]) or self._splitting().knows(start))
        if not written:
            yield from (particle for particle, _ in particles.cuts(first))

    def joined(self, words: tuple[str, ...], group: Group) -> str:
        """The stem of several words written as one: e, mail -> email."""
        return self.stem(cut("".join(words)), group)

    def learnt(self, counts: Iterable[Counted]) -> "Lexicon":
        """A lexicon that knows these German words besides: word, occurrences, of them with a capital."""
        return Lexicon(together(counted_in_laws(), counts))

    def save(self, file: Path) -> None:
        """Write it to a file."""
        self._words.save(file)

    @classmethod
    def open(cls, file: Path) -> "Lexicon":
        """Read it from a file. Raises `FileNotFoundError`."""
        return cls(Stored(file))

    def _stem(self, word: str) -> str:
        return german.stem(self._spelt(word))

    def _parts(self, word: str) -> tuple[str, ...]:
        spelt = self._spelt(word)
        leaves = self._split(spelt)
        if not leaves:
            return ()
        words = (*(leaf.word for leaf in leaves if leaf.word not in SILENT), *self._within(leaves))
        stems = dict.fromkeys(german.stem(one) for one in words)
        stems.pop(self._german_stem(word), None)
        return tuple(stems)

    def _split(self, word: str) -> Leaves:
        return self._splitting().leaves(word)

    def _within(self, leaves: Leaves) -> Iterable[str]:
        return self._splitting().within(leaves)

    def _splitting(self) -> Splitter:
        if self._splitter is None:
            self._splitter = Splitter(self._words.pieces, self._words.count)
        return self._splitter

    def _spelt(self, word: str) -> str:
        """With umlauts where they were written out: universitaet, but poeten."""
        pairs = _PAIR.findall(word)
        if not pairs or len(pairs) > _MOST_PAIRS:
            return word
        known = self._words.count(word)[0]
        best = max(_umlauted(word), key=lambda one: self._words.count(one)[0])
        if self._words.count(best)[0] > known:
            return best
        return word if known else self._spelt_compound(word)

    def _spelt_compound(self, word: str) -> str:
        """An unknown word is taken for a compound if only its umlauts make it one."""
        if self._split(word):
            return word
        return next((one for one in _umlauted(word) if self._split(one)), word)


def _umlauted(word: str) -> list[str]:
    """All ways to read ae, oe and ue as umlauts, the most umlauts first."""
    pieces = _PAIR.split(word)
    letters = [(_DOTS[letter], f"{letter}e") for letter in pieces[1::2]]
    choices = list(product(*letters))[:-1]
    return ["".join(a + b for a, b in zip(pieces[::2], (*choice, ""), strict=True)) for choice in choices]


@cache
def shipped() -> Lexicon:
    """The words that come with wirkt."""
    return Lexicon(Held(counted_in_laws()))
