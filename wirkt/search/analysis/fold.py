"""Text to tokens as written: composed, case-folded, each with its place in the source.

A token is a run of letters, marks and numbers (Unicode L, M, N); everything else separates. Text is taken chunk by
chunk, that is between blanks: chunks repeat, so each distinct one is analysed once.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

LONGEST = 119
"""Bytes (UTF-8) after which a token is cut."""

REMOVED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen, zero-width signs, byte order mark: not there, even inside a word."""

_CHUNK = re.compile(r"\S+")
_HYPHENS = frozenset("-\u2010\u2011")
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"}
    | {"đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LONG_CHUNK = 100
_HUMP_LETTERS = 3
_ENDINGS = frozenset({"in", "innen"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    `word` is composed (NFKC) and case-folded, `exact` written out besides (ä = ae, é = e). `start` and `end` are
    code points in the source. `glued`: only a hyphen stands before it. `humps`: its parts between inner capitals.
    """

    word: str
    exact: str
    start: int
    end: int
    glued: bool = False
    humps: tuple[str, ...] = ()


def tokenise(text: str) -> Iterator[Token]:
    """All tokens of a text, in order."""
    for at, chunk in chunks(text):
        for token in tokens(chunk):
            yield Token(token.word, token.exact, at + token.start, at + token.end, token.glued, token.humps)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blanks, with its place."""
    for found in _CHUNK.finditer(text):
        yield found.start(), found.group()


def tokens(chunk: str, *, wild: bool = False) -> tuple[Token, ...]:
    """The tokens of one chunk; with `wild`, `*` and `?` belong to a token (a query's pattern)."""
    return (_tokens_once if len(chunk) <= _LONG_CHUNK else _tokens)(chunk, wild)


def letters(text: str) -> str:
    """A text composed and case-folded, separators kept."""
    return "".join(letter for letter, _, _ in _folded(text))


def write_out(word: str) -> str:
    """A folded word as it stands in the stream `exact`: umlauts written out, other marks stripped, cut."""
    if not word.isascii():
        plain = unicodedata.normalize("NFD", word.translate(_WRITTEN_OUT))
        kept = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Me"))
        word = unicodedata.normalize("NFC", kept)
    return cut(word)


def shown(word: str, exact: str) -> str:
    """A token as it is read: with its umlauts, and as `ärzt*innen` where it is only the end of its word."""
    if write_out(word) == exact:
        return word
    for place in range(1, len(word)):
        if write_out(word[place:]) == exact:
            return f"{word[:place]}*{word[place:]}"
    return exact


def cut(word: str) -> str:
    """At most `LONGEST` bytes of a word, never half a character."""
    if len(word) * 4 <= LONGEST:
        return word
    return word.encode()[:LONGEST].decode(errors="ignore")


def _tokens(chunk: str, wild: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    word, start, end, between = "", 0, 0, ""
    for letter, first, last in (*_folded(chunk), ("", len(chunk), len(chunk))):
        if letter and (unicodedata.category(letter)[0] in "LMN" or (wild and letter in "*?")):
            start, end, word = (start if word else first), last, word + letter
            continue
        if word:
            between = _take(found, chunk, word, start, end, between)
        word, between = "", between + letter
    return tuple(found)


def _take(found: list[Token], chunk: str, word: str, start: int, end: int, between: str) -> str:
    """Add a word to the tokens; returns what then stands before the next one."""
    if word == "en" and between == ")" and _is_bracketed(chunk, found):
        found[-1] = replace(found[-1], word="innen", exact="innen", end=end)
    elif exact := write_out(word):
        glued = bool(found) and between in _HYPHENS
        found.append(Token(cut(word), exact, start, end, glued, _humps(chunk[start:end])))
    else:
        return between
    return ""


def _is_bracketed(chunk: str, found: list[Token]) -> bool:
    """`Student(inn)en` is Student and Innen, as with any other mark."""
    return len(found) > 1 and found[-1].word == "inn" and chunk[found[-2].end : found[-1].start] == "("


_tokens_once = lru_cache(maxsize=1 << 17)(_tokens)


def _folded(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded character with the source it comes from; a base and its marks are folded together."""
    cluster, start, end = "", 0, 0
    for place, letter in enumerate(text):
        if letter in REMOVED:
            continue
        if cluster and not _joins(letter):
            yield from ((c, start, end) for c in _fold_cluster(cluster))
            cluster = ""
        if not cluster:
            start = place
        cluster, end = cluster + letter, place + 1
    yield from ((c, start, end) for c in _fold_cluster(cluster))


@lru_cache(maxsize=1 << 14)
def _joins(letter: str) -> bool:
    """Does it compose with what stands before: a mark, a Hangul vowel or final, a half-width voicing sign?"""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff" or letter in "\uff9e\uff9f"


@lru_cache(maxsize=1 << 14)
def _fold_cluster(cluster: str) -> str:
    folded = cluster
    # Case folding may undo the composing (İ, ᾳ), so both are repeated until nothing changes.
    for _ in range(3):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
    return folded


def _humps(source: str) -> tuple[str, ...]:
    """`AgiHolz` -> agi, holz; the endings of `StudentInnen` and one or two letters are no parts."""
    breaks = [i for i in range(1, len(source)) if source[i].isupper() and source[i - 1].islower()]
    if not breaks:
        return ()
    pieces = [source[a:b] for a, b in zip([0, *breaks], [*breaks, len(source)], strict=True)]
    return tuple(word for word in map(letters, pieces) if len(word) >= _HUMP_LETTERS and word not in _ENDINGS)
