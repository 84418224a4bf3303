"""What can be wrong with a query, said in the reader's words and with the place to mend."""

from typing import Literal, TypeAlias

Language: TypeAlias = Literal["de", "en"]

Code: TypeAlias = Literal[
    "unbalanced_bracket",
    "unbalanced_quote",
    "empty_bracket",
    "empty_phrase",
    "missing_operand",
    "wildcard_too_short",
    "unknown_field",
    "bad_date",
    "too_long",
    "too_deep",
    "too_many_terms",
]

LONGEST_TEXT = 4096
"""Code points in a query."""
LONGEST_FOLDED = 2 * LONGEST_TEXT
"""Code points in it once written out: one Arabic ligature stands for eighteen letters."""
MOST_LEAVES = 256
"""Words, patterns and dates in a query."""
DEEPEST = 64
"""Brackets and `not` open at once."""

_MESSAGES: dict[Code, tuple[str, str]] = {
    "unbalanced_bracket": (
        "Zu dieser Klammer fehlt die zweite.",
        "This bracket has no partner.",
    ),
    "unbalanced_quote": (
        "Dieses Anführungszeichen wird nicht geschlossen.",
        "This quotation mark is never closed.",
    ),
    "empty_bracket": (
        "In dieser Klammer steht kein Wort.",
        "There is no word in this bracket.",
    ),
    "empty_phrase": (
        "Zwischen diesen Anführungszeichen steht kein Wort.",
        "There is no word between these quotation marks.",
    ),
    "missing_operand": (
        "Zu „{given}“ fehlt ein Suchwort.",
        "A search word is missing beside “{given}”.",
    ),
    "wildcard_too_short": (
        "„{given}“ ist zu kurz: neben * und ? braucht es zwei Buchstaben.",
        "“{given}” is too short: two letters are needed beside * and ?.",
    ),
    "unknown_field": (
        "Ein Feld „{given}“ gibt es nicht.",
        "There is no field “{given}”.",
    ),
    "bad_date": (
        "„{given}“ ist kein Datum. Möglich sind 2024, 2024-05, 31.05.2024 und 2024-05..2024-07.",
        "“{given}” is not a date. Write 2024, 2024-05, 2024-05-31 or 2024-05..2024-07.",
    ),
    "too_long": (
        f"Die Suchanfrage ist zu lang: höchstens {LONGEST_TEXT} Zeichen und {MOST_LEAVES} Wörter.",
        f"The query is too long: at most {LONGEST_TEXT} characters and {MOST_LEAVES} words.",
    ),
    "too_deep": (
        f"Zu viele Klammern ineinander: höchstens {DEEPEST}.",
        f"Too many brackets inside each other: at most {DEEPEST}.",
    ),
    "too_many_terms": (
        "Hier sind zu viele Wörter gemeint oder zu häufige. Mehr Buchstaben oder ein seltenes Wort grenzen ein.",
        "This stands for too many words, or they are too frequent. More letters or a rare word narrow it down.",
    ),
}


class Problem(Exception):
    """What the parser stumbled over: the text from `start` to `end`, and how many brackets were open."""

    def __init__(self, code: Code, start: int, end: int, opened: int = 0) -> None:
        super().__init__(code, start, end, opened)
        self.code: Code = code
        self.start = start
        self.end = end
        self.opened = opened


class QueryError(ValueError):
    """A query that cannot be read or not be answered exactly.

    `position` and `length` are code points in the text as typed; `given` is what stands there; each of `repairs` is
    a whole query that can be read.
    """

    def __init__(self, code: Code, position: int, length: int, repairs: tuple[str, ...] = (), given: str = "") -> None:
        super().__init__(code, position, length, repairs, given)
        self.code: Code = code
        self.position = position
        self.length = length
        self.repairs = repairs
        self.given = given

    def message(self, language: str = "en") -> str:
        """One sentence, German for `de…`, else English."""
        german, english = _MESSAGES[self.code]
        return (german if language.casefold().startswith("de") else english).format(given=self.given)

    def __str__(self) -> str:
        return f"{self.message()} ({self.code} at {self.position})"
