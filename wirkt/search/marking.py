"""Where in a text a query's words stand: exact places for marks, reasons and passages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, assert_never

from wirkt.search.analysis.fold import Token, chunks, tokens, write_out
from wirkt.search.analysis.lexicon import Lexicon, shipped
from wirkt.search.analysis.patterns import pattern
from wirkt.search.analysis.rows import Group, forms, row
from wirkt.search.phrases import clusters, rows
from wirkt.search.query import Phrase, Term, Wildcard
from wirkt.search.tree import Worded

How: TypeAlias = Literal["as_written", "inflected", "part", "joined", "gender", "pattern", "phrase"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text, code points from `start` to `end`, and how the query's word stands there."""

    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True)
class Part:
    """What the tokens from `first` to `last` (included) stand for besides their stems."""

    first: int
    last: int
    part: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The streams of one text with the place of each token."""

    group: Group
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    parts: tuple[Part, ...]
    marked: Mapping[int, tuple[int, int]]
    """The places of the words of a form marked for both genders, each with that of the whole: `Leiter(in)`."""


def place(text: str, group: Group, lexicon: Lexicon | None = None) -> Placed:
    """Analyse a text, keeping places."""
    return _place(text, group, lexicon or shipped())


@lru_cache(maxsize=32)  # the texts of one hit are placed for its title, its snippet and each of its reasons
def _place(text: str, group: Group, known: Lexicon) -> Placed:
    placed: list[Token] = []
    found = []
    for at, chunk in chunks(text):
        found.append(row(chunk, group))
        placed += (Token(one.word, one.exact, at + one.start, at + one.end) for one in tokens(chunk))
    words = [word for one in found for word in one.words]
    parts = [Part(n, n, part) for n, word in enumerate(words) for part in known.parts(word, group)]
    for form in forms(found, group):
        parts += (Part(form.first, form.last, part) for part in known.stands_for(form, group))
    stems = tuple(known.stem(word, group) for word in words)
    return Placed(group, known, tuple(placed), stems, tuple(parts), dict(_marked(text, words, placed)))


def _marked(text: str, words: Sequence[str], placed: Sequence[Token]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The ending of a marked form carries another word than it is written with."""
    for place in range(1, len(placed)):
        if words[place] != placed[place].word and words[place].startswith(placed[place - 1].word):
            end = placed[place].end
            whole = placed[place - 1].start, end + (text[end : end + 1] == ")")
            yield from ((place - 1, whole), (place, whole))


def marks(leaf: Worded, text: Placed) -> Iterator[Mark]:
    """Each place of a word, phrase or pattern; places may overlap."""
    match leaf:
        case Term(word):
            yield from _stemmed(text.lexicon.stem(word, text.group), write_out(word), text)
        case Wildcard(pattern=sought):
            fits = pattern(sought).matches
            yield from (Mark(t.start, t.end, "pattern") for t in text.tokens if fits(t.exact))
        case Phrase(words, stems=True):
            sought_stems = [text.lexicon.stem(word, text.group) for word in words]
            yield from (_span(text, run, "phrase") for run in rows(sought_stems, text.stems))
            one = text.lexicon.joined(words, text.group)
            yield from (Mark(m.start, m.end, "joined") for m in _stemmed(one, "", text))
        case Phrase(words, near):
            yield from _phrase(words, near, text)
        case _:
            assert_never(leaf)


def merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places in order, overlapping ones made one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


def _stemmed(sought: str, written: str, text: Placed) -> Iterator[Mark]:
    places = [place for place, stemmed in enumerate(text.stems) if stemmed == sought]
    for start, end in dict.fromkeys(text.marked[place] for place in places if place in text.marked):
        yield Mark(start, end, "gender")
    for place in places:
        if place not in text.marked:
            token = text.tokens[place]
            yield Mark(token.start, token.end, _how(token.exact, written))
    for extra in text.parts:
        if extra.part == sought:
            how: How = "part" if extra.first == extra.last else "joined"
            yield Mark(text.tokens[extra.first].start, text.tokens[extra.last].end, how)


def _how(found: str, written: str) -> How:
    """As written, else inflected; Leiter and Leiterinnen, where the stem is the same, are the other gender's form."""
    shorter, longer = sorted((found, written), key=len)
    if longer == shorter:
        return "as_written"
    return "gender" if shorter and longer in (f"{shorter}in", f"{shorter}innen") else "inflected"


def _phrase(words: tuple[str, ...], near: int | None, text: Placed) -> Iterator[Mark]:
    exact = [token.exact for token in text.tokens]
    how: How = "as_written" if len(words) == 1 else "phrase"
    if near is None:
        yield from (_span(text, run, how) for run in rows(words, exact))
        return
    for run in clusters(words, exact, near):
        yield from (_span(text, (one,), how) for one in run)


def _span(text: Placed, run: tuple[int, ...], how: How) -> Mark:
    return Mark(text.tokens[run[0]].start, text.tokens[run[-1]].end, how)
