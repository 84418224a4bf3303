"""The queries of the benchmark, by class: words of known frequency from the made vocabulary."""

from dataclasses import dataclass, field
from itertools import pairwise

from wirkt.bench.corpus import vocabulary
from wirkt.search.lexer import OPERATORS
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Query

BOOLEAN = ("and", "or", "not", "lone not", "brackets")
"""The classes of the line `mean, Boolean classes`."""

_EACH = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A query of a class, as typed (mode `exact`), with criteria."""

    name: str
    typed: str = ""
    criteria: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def query(self) -> Query:
        """What our engines are asked."""
        chosen = (Criterion(category, frozenset(values)) for category, values in self.criteria.items())
        return And((parse(self.typed, "exact"), *chosen))


def cases() -> list[Case]:
    """All queries, class by class."""
    words = [word for word in vocabulary("de") if word[0].isupper()]
    frequent, middle, rare = words[:40], words[140:900], words[20_000:]
    return [*_single_words(frequent, rare), *_combined(frequent, middle, rare), *_patterns(frequent, middle)]


def _single_words(frequent: list[str], rare: list[str]) -> list[Case]:
    return [
        *_each("frequent word", [word for word in vocabulary("de") if word not in OPERATORS]),
        *_each("word", frequent[::5]),
        *_each("rare word", rare[::50]),
    ]


def _combined(frequent: list[str], middle: list[str], rare: list[str]) -> list[Case]:
    row = vocabulary("de")
    return [
        *_each("and", [f"{one} {other}" for one, other in pairwise(frequent)]),
        *_each("or", [f"{one} or {other}" for one, other in pairwise(middle)]),
        *_each("not", [f"{one} not {other}" for one, other in pairwise(frequent[::2])]),
        *_each("lone not", [f"not {one}" for one in frequent[::3]]),
        *_each(
            "brackets", [f"({a} or {b}) not ({c} or {a} {c})" for a, b, c in zip(frequent, middle, rare, strict=False)]
        ),
        *_each("phrase", [f'"{one} {other}"' for one, other in zip(row, row[7:], strict=False)]),
        *_each("near", [f'"{one} {other}"~4' for one, other in pairwise(frequent)]),
    ]


def _patterns(frequent: list[str], middle: list[str]) -> list[Case]:
    return [
        *_each("prefix", [f"{one[:5]}*" for one in middle]),
        *_each("infix", [f"*{one[2:7].lower()}*" for one in frequent[5:]]),
        *_each("suffix", [f"*{one.lower()}" for one in frequent[3:]]),
        *_each("field", [f"title:{one}" for one in frequent]),
        *_criteria(frequent),
    ]


def _each(name: str, typed: list[str]) -> list[Case]:
    return [Case(name, text) for text in typed[:_EACH]]


def _criteria(words: list[str]) -> list[Case]:
    chosen: list[dict[str, tuple[str, ...]]] = [
        {"kind": ("transfer",)},
        {"subject": ("energy", "law"), "audience": ("journalists",)},
        {"network": ("network-7",)},
        {"province": ("province-3", "province-4"), "type": ("release",)},
    ]
    return [
        *(Case("criteria only", "", some) for some in chosen),
        *(Case("criteria with words", word, some) for word, some in zip(words, chosen, strict=False)),
    ]
