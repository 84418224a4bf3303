"""What a word marked for both genders asks for: `Ärzt*innen`, `Leiter:in`, `Forscher/-innen`, `StudentInnen`.

Documents have their own rules (`analysis`); here a mark in a query becomes readings that are joined by or.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from wirkt.search.analysis.fold import REMOVED

_LETTER = r"[^\W\d_]"
_END = r"(?![^\W_]|[*?])"
_OUTER = (
    rf"(?P<mark>/[-\u2010\u2011]|[:*_·•/])(?P<ending>in(?:nen)?)(?P<tail>(?<=nen){_LETTER}+)?"
    r"|\((?P<closed>in(?:nen)?)\)|\((?P<inner>inn)\)en"
)
_MARKED = re.compile(rf"(?<![\w*?])(?P<base>{_LETTER}{{3,}})(?:{_OUTER}){_END}", re.IGNORECASE)
_CAPITAL = re.compile(rf"(?<![\w*?])(?P<base>{_LETTER}{{2,}}[a-zäöüß])(?P<ending>In(?:nen)?){_END}")
# English words and names with a capital inside.
_NO_PERSONS = frozenset("linked plug log sign check opt built add stand walk drop all type back roll fade".split())

BRACKETED = re.compile(rf"\(in(?:nen)?\){_END}|\(inn\)en{_END}", re.IGNORECASE)
"""A mark in brackets, directly behind a word."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The texts that stand for one with marks.

    `base` without the endings and `joined` with them are the two forms; `apart` is the marked form as documents have
    it whatever the mark, two words; `pattern` is what `*` as the mark asks for besides.
    """

    base: str
    joined: str
    apart: str
    pattern: str | None


def readings(text: str) -> Readings | None:
    """The readings of a typed word or phrase; None where nothing is marked."""
    plain = unicodedata.normalize("NFC", "".join(letter for letter in text if letter not in REMOVED))
    marks: set[str] = set()

    def written(form: Callable[[str, str, str], str]) -> str:
        def replaced(found: re.Match[str]) -> str:
            parts = found.groupdict()
            ending = parts["ending"] or parts.get("closed") or "innen"
            if not parts.get("mark") and parts["base"].casefold() in _NO_PERSONS:
                return found.group()
            marks.add(parts.get("mark") or "I")
            return form(parts["base"], parts.get("mark") or "", ending) + (parts.get("tail") or "")

        return _CAPITAL.sub(replaced, _MARKED.sub(replaced, plain))

    base = written(lambda base, _mark, _ending: base)
    if not marks:
        return None
    pattern = written(lambda base, mark, ending: f"{base}{mark if mark == '*' else ' '}{ending}")
    return Readings(
        base,
        written(lambda base, _mark, ending: base + ending.casefold()),
        written(lambda base, _mark, ending: f"{base} {ending}"),
        pattern if "*" in marks else None,
    )
