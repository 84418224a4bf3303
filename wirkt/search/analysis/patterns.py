"""Patterns for one exact token: `*` is any run, `?` one letter, an umlaut being one however it is spelt.

No backtracking: a long pattern of many `*` and `?` costs its length times the length of the word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

SIGNS = re.compile(r"[*?]")
_UMLAUT = re.compile(r"(?=[aou]e)")


def is_pattern(word: str) -> bool:
    """Does it hold `*` or `?`?"""
    return "*" in word or "?" in word


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to be asked; `literal` is the longest run of letters every match contains."""

    text: str
    prefix: str
    literal: str
    plain: re.Pattern[str] | None

    def matches(self, word: str) -> bool:
        """Does the whole word fit?"""
        if self.literal not in word or not word.startswith(self.prefix):
            return False
        return bool(self.plain.fullmatch(word)) if self.plain else _walk(self.text, word)


@lru_cache(maxsize=4096)
def pattern(text: str) -> Pattern:
    """Prepare a folded pattern."""
    text = re.sub(r"\*+", "*", text)
    runs = SIGNS.split(text)
    return Pattern(text, runs[0], max(runs, key=len), None if "?" in text else _plain(text))


def _plain(text: str) -> re.Pattern[str]:
    """Stars only: each run is taken where it first occurs, for ever, so nothing is tried twice."""
    first, *runs = (re.escape(run) for run in text.split("*"))
    if not runs:
        return re.compile(first)
    *inner, last = runs
    return re.compile(first + "".join(f"(?>.*?{run})" for run in inner) + ".*" + last, re.DOTALL)


def _walk(text: str, word: str) -> bool:
    """All places a pattern can have come to, as bits, sign by sign."""
    everywhere = (1 << (len(word) + 1)) - 1
    umlauts = sum(1 << found.start() for found in _UMLAUT.finditer(word))
    places = 1
    for sign in text:
        if sign == "*":
            # All bits from the lowest set one on.
            places = everywhere & -(places & -places)
        elif sign == "?":
            places = ((places << 1) | ((places & umlauts) << 2)) & everywhere
        else:
            places = (places & _bits(sign, word)) << 1
        if not places:
            return False
    return bool(places >> len(word) & 1)


def _bits(letter: str, word: str) -> int:
    return sum(1 << place for place, other in enumerate(word) if other == letter)
