"""The queries of the benchmark, by class: words of known frequency, by their rank in the made language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from wirkt.bench.corpus import CRITERIA, moment, set_phrases
from wirkt.bench.words import GERMAN_COMMON, word
from wirkt.search.analysis.fold import write_out
from wirkt.search.lexer import OPERATORS
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Query

PHRASES = ("phrase of two", "phrase with stop words", "phrase of three", "near")
PARTS = ("infix", "suffix")
"""Patterns that begin with `*`: every engine takes long for them, so they stand apart from the figures over all."""

_EACH = 12


@dataclass(frozen=True, slots=True)
class Case:
    """A query of a class, as typed (mode `exact`), with criteria."""

    name: str
    typed: str = ""
    criteria: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def query(self) -> Query:
        """What our engines are asked."""
        chosen = [Criterion(category, frozenset(values)) for category, values in self.criteria.items()]
        parts = [*([parse(self.typed, "exact")] if self.typed else []), *chosen]
        return parts[0] if len(parts) == 1 else And(tuple(parts))


def is_boolean(case: Case) -> bool:
    """Whether it belongs to the line `mean, Boolean classes`: neither a phrase nor a part of a word."""
    return case.name not in {*PHRASES, *PARTS}


def cases(documents: int) -> list[Case]:
    """All queries, class by class; days are taken from the time in which so many documents are published."""
    return [
        *_single_words(),
        *_combined(),
        *_criteria(),
        *_dates(documents),
        *_phrases(),
        *_patterns(),
    ]


def _single_words() -> Iterator[Case]:
    yield from _each("very frequent word", _stop_words())
    yield from _each("word", _words(150, 37))
    yield from _each("rare word", _words(30_000, 977))
    yield from _each("field", [f"title:{one}" for one in _words(130, 23)])


def _combined() -> Iterator[Case]:
    often, middle, rare, stop = _words(140, 11, 60), _words(900, 53, 60), _words(9_000, 411, 60), _stop_words()
    yield from _each("and", [f"{one} {other}" for one, other in zip(often, often[12:], strict=False)])
    yield from _each("and of three", [f"{a} {b} {c}" for a, b, c in zip(stop, often, often[7:], strict=False)])
    yield from _each("or", [f"{one} or {other}" for one, other in zip(often, middle, strict=False)])
    yield from _each("not", [f"{one} not {other}" for one, other in zip(often, stop, strict=False)])
    yield from _each("lone not", [f"not {one}" for one in [*often[::9], *stop[3:]]])
    some = zip(often, middle, often[5:], rare, strict=False)
    yield from _each("brackets", [f"({a} or {b}) not ({c} or {a} {d})" for a, b, c, d in some])
    yield from _each("many leaves", [_many(number, middle, rare) for number in range(_EACH)])


def _many(number: int, middle: Sequence[str], rare: Sequence[str]) -> str:
    """From twenty to sixty words: a list of names, or pairs."""
    count = 20 + 4 * (number % 11)
    if number % 2:
        return " or ".join([*middle, *rare][number : number + count])
    pairs = zip(middle[number:], rare[number:], strict=False)
    return " or ".join(f"({one} {other})" for one, other in list(pairs)[: count // 2])


def _criteria() -> Iterator[Case]:
    chosen = list(_chosen())
    words = [*_words(140, 17, 6), *_words(900, 61, 6)]
    yield from [Case("criteria only", "", some) for some in chosen]
    yield from [Case("criteria with words", one, some) for one, some in zip(words, chosen, strict=True)]


def _chosen() -> Iterator[dict[str, tuple[str, ...]]]:
    """As a reader narrows down: from one wide value to several categories."""
    for number in range(_EACH // 4):
        yield {"kind": (CRITERIA["kind"][2 * number],)}
        yield {"subject": CRITERIA["subject"][number : number + 3], "audience": ("journalists",)}
        yield {"network": (CRITERIA["network"][7 * number],), "language": ("de",)}
        yield {
            "province": CRITERIA["province"][number : number + 4],
            "type": ("release",),
            "country": ("de", "at"),
            "scope": CRITERIA["scope"][:2],
        }


def _dates(documents: int) -> Iterator[Case]:
    """Ranges from a hundredth to two thirds of the time there is."""
    often, half = _words(140, 13), _EACH // 2
    days = (moment(documents) - moment(0)) / timedelta(days=1)
    ranges = []
    for number in range(_EACH):
        first = moment(0) + timedelta(days=days * (number % half) / 12)
        last = first + timedelta(days=days * (0.01, 0.05, 0.1, 0.3, 0.5, 0.66)[number % half])
        ranges.append(f"date:{first.date()}..{last.date()}" if number < half else f"from:{last.date()}")
    yield from _each("dates", ranges)
    yield from _each("dates with words", [f"{one} {some}" for one, some in zip(often, ranges, strict=True)])


def _phrases() -> Iterator[Case]:
    stop = [word for word in GERMAN_COMMON if word not in OPERATORS]
    nouns = _words(140, 3, 60)
    yield from _each("phrase of two", [*_set(2), *(f'"{a} {b}"' for a, b in zip(nouns, nouns[9:], strict=False))])
    pairs = [f'"{stop[3 * n % 40]} {stop[(3 * n + 7) % 40]}"' for n in range(_EACH // 2)]
    yield from _each("phrase with stop words", [*pairs, *(f'"{a} {b}"' for a, b in zip(stop, nouns, strict=False))])
    yield from _each("phrase of three", [*_set(3), *(f'"{a} {b} {c}"' for a, b, c in zip(nouns, stop, nouns[5:]))])  # noqa: B905
    yield from _each("near", [f'"{a} {b}"~4' for a, b in zip(nouns, nouns[4:], strict=False)])


def _set(words: int) -> list[str]:
    """Set phrases of so many words, half a class; the others are words that meet by chance."""
    some = ([word("de", rank) for rank in row if rank >= 0] for row in set_phrases()[40:4000].tolist())
    wanted = [row for row in some if len(row) == words and not {one.casefold() for one in row} & set(OPERATORS)]
    return [f'"{" ".join(row)}"' for row in wanted if len(set(row)) == words][: _EACH // 2]


def _patterns() -> Iterator[Case]:
    stems = [one for one in _words(130, 9, 120) if len(one) > 4]
    yield from _each("prefix", [f"{one[:5]}*" for one in stems])
    yield from _each("infix", [f"*{one[:6].lower()}*" for one in stems[3:]])
    yield from _each("suffix", [f"*{one.lower()}" for one in stems[1:]])


def _each(name: str, typed: Sequence[str]) -> list[Case]:
    return [Case(name, text) for text in list(dict.fromkeys(typed))[:_EACH]]


def _stop_words() -> list[str]:
    return [word for word in GERMAN_COMMON if word not in OPERATORS]


def _words(first: int, step: int, count: int = _EACH) -> list[str]:
    """Words of neighbouring frequency, each another once folded; none is cut by a hyphen."""
    ranks = (word("de", first + step * number) for number in range(4 * count))
    return list({write_out(one.casefold()): one for one in ranks}.values())[:count]
