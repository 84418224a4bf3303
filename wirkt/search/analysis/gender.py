"""Words marked for both genders: `Ärzt*innen`, `Leiter:in`, `Forscher/-innen`, `Student(inn)en`.

The ending stands for the feminine word, what is before it for the masculine: Ärzt*innen are Ärzte and Ärztinnen.
"""

from wirkt.search.analysis.fold import REMOVED, Token
from wirkt.search.analysis.forms import Form

_MARKS = frozenset({":", "*", "_", "·", "•", "/", "/-", "/\u2010", "/\u2011", "'", "’", "."})
_SELDOM = frozenset({"'", "’", "."})
_LEAST = 3


def read(chunk: str, found: tuple[Token, ...]) -> tuple[tuple[str, ...], tuple[Form, ...]]:
    """The words of a chunk, and compounds with a mark inside, as `Bürger*innenrat` is."""
    words = [token.word for token in found]
    inside: list[Form] = []
    for place in range(1, len(found)):
        base, ending = found[place - 1], found[place]
        if ending.word.startswith("in") and _is_marked(chunk, base, ending):
            words[place] = words[place - 1] + ending.word
            if ending.word not in ("in", "innen"):
                inside.append(Form(place - 1, place, "gender", (words[place - 1], ending.word)))
    return tuple(words), tuple(inside)


def _is_marked(chunk: str, base: Token, ending: Token) -> bool:
    if len(base.word) < _LEAST or not base.word.isalpha():
        return False
    mark = "".join(letter for letter in chunk[base.end : ending.start] if letter not in REMOVED)
    if mark == "(":
        return chunk[ending.end - 1 : ending.end + 1].endswith(")") or ")" in chunk[ending.start : ending.end]
    if mark not in _MARKS:
        return False
    if ending.word == "in":
        return mark not in _SELDOM and chunk[base.start].isupper() and chunk[ending.start].islower()
    return ending.word.startswith("innen")
