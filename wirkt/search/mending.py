"""One-click repairs of a query that cannot be read; each of them can."""

import difflib
import re
from collections.abc import Callable, Iterator

from wirkt.search.dates import meant
from wirkt.search.errors import Problem
from wirkt.search.lexer import DATE_FIELDS, FIELDS, chunk_at

_ROUNDS = 8
_NAME_BEFORE = re.compile(r"[^\W_]+:\s*\Z")
_UNMENDABLE = ("too_long", "too_deep", "too_many_terms")


def mend(text: str, problem: Problem, read: Callable[[str], object]) -> tuple[str, ...]:
    """Texts that can be read instead, best first; where one error hides another, that is mended too."""
    mended = (_read_through(candidate, read) for candidate in _candidates(text, problem))
    return tuple(dict.fromkeys(" ".join(good.split()) for good in mended if good is not None))


def _read_through(text: str, read: Callable[[str], object]) -> str | None:
    for _ in range(_ROUNDS):
        try:
            read(text)
        except Problem as problem:
            following = next(_candidates(text, problem), None)
            if following is None:
                return None
            text = following
        else:
            return text.strip()
    return None


def _candidates(text: str, problem: Problem) -> Iterator[str]:
    before, there, after = text[: problem.start], text[problem.start : problem.end], text[problem.end :]
    match problem.code:
        case "unbalanced_bracket":
            yield text + ")" * problem.opened if there == "(" else "(" + text
            yield before + after
        case "unbalanced_quote":
            yield text + '"'
            yield before + after
        case "empty_bracket" | "empty_phrase":
            yield before + after
        case "missing_operand":
            yield _without(before, after)
            if not there.endswith(":"):
                yield f'{before}"{there}"{after}'
        case "wildcard_too_short":
            yield before + there.replace("*", "").replace("?", "") + after
        case "unknown_field":
            yield from _known_field(before, there, after)
        case "bad_date":
            yield from _dated(before, there, after)
        case _:
            assert problem.code in _UNMENDABLE  # noqa: S101 -- a new code must say how it is mended


def _without(before: str, after: str) -> str:
    gap = "" if after.startswith(")") or before.endswith("(") else " "
    return before.rstrip() + gap + after.lstrip()


def _dated(before: str, there: str, after: str) -> Iterator[str]:
    unnamed = _NAME_BEFORE.sub("", before)
    if ".." in there:
        yield f"{unnamed}date:{there}{after}"
    yield from (before + instead + after for instead in meant(there))
    yield unnamed + after


def _known_field(before: str, name: str, after: str) -> Iterator[str]:
    known = [*FIELDS, *DATE_FIELDS]
    yield from (before + near + after for near in difflib.get_close_matches(name.casefold(), known, 1))
    word = chunk_at(after, 0)
    yield f'{before}"{name}{word}"{after[len(word) :]}'
