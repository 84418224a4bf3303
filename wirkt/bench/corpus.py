"""Made documents: words in Zipf's proportions, the same for the same seed, in any number.

Seven in eight are German, the others English. As in real text a few words make up most of it and new ones never end,
set phrases recur, and a document repeats the words of its subject.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from wirkt.bench.words import word
from wirkt.search.document import Document

FORMAT = 2
"""Raised when other documents are made, so that nothing kept from before is taken for them."""
FIRST = datetime(2005, 1, 1, 6, 0, tzinfo=UTC)
APART = timedelta(minutes=11, microseconds=1)

GERMAN_SHARE = 0.88
_BEND, _STEEP, _OFFSET = 8_000, 1.6, 2.7
"""Zipf and Mandelbrot: up to the bend frequency falls as 1 / rank, behind it faster."""
_EXACT = 1 << 16
_TOGETHER = 500
"""Documents made in one go: nothing of one batch decides what is in another."""
_SET_PHRASES, _SET_PHRASE_SHARE = 30_000, 0.04
_SUBJECT_WORDS, _SUBJECT_SHARE = 6, 0.06
_LENGTHS = {"title": (5, 11), "lead": (18, 38), "body": (150, 430)}
_PLACES = ("Jena", "Berlin", "Bad Berka", "Görlitz", "Cottbus", "Rostock", "Greifswald", "Weimar", "Köthen", "Bautzen")

CRITERIA: Mapping[str, tuple[str, ...]] = {
    "type": ("release", "event"),
    "kind": ("research-results", "research-projects", "publications", "transfer", "cooperation", "contests-awards",
             "personnel", "press-events", "conferences", "organisational", "miscellaneous"),
    "subject": ("biology", "chemistry", "environment-ecology", "marine-climate", "mathematics", "physics-astronomy",
                "geosciences", "construction-architecture", "information-technology", "energy", "medicine", "economics",
                "politics", "law", "traffic-transport", *(f"subject-{number}" for number in range(25))),
    "audience": ("journalists", "scientists", "students", "teachers", "economy", "everyone"),
    "scope": ("local", "regional", "transregional", "international"),
    "country": ("de", "at", "ch", *(f"country-{number}" for number in range(19))),
    "province": tuple(f"province-{number}" for number in range(16)),
    "organisation": tuple(f"organisation-{number}" for number in range(400)),
    "network": tuple(f"network-{number}" for number in range(44)),
}  # fmt: skip
_SEVERAL = {"subject": 3, "audience": 2, "network": 2}
_UNEVEN = {"kind": 0.7, "subject": 0.8, "audience": 0.8, "scope": 0.7, "country": 2.0, "type": 3.0, "organisation": 0.9}
"""How much more often the first values of a category are chosen than the last: the exponent of their rank."""

Ranks: TypeAlias = npt.NDArray[np.int64]


def corpus(documents: int, seed: int = 1, first: int = 0) -> Iterator[Document]:
    """So many documents, oldest first, from number `first` on; the same whatever the number."""
    for batch in range(first // _TOGETHER, -(-documents // _TOGETHER)):
        for number, document in enumerate(_batch(batch, seed), batch * _TOGETHER):
            if first <= number < documents:
                yield document


def moment(number: int) -> datetime:
    """When the document of this number was published; whole days pass between a few hundred."""
    return FIRST + number * APART


def _batch(batch: int, seed: int) -> Iterator[Document]:
    chance = np.random.default_rng((FORMAT, seed, batch))
    languages = np.where(chance.random(_TOGETHER) < GERMAN_SHARE, "de", "en").tolist()
    lengths = {field: chance.integers(low, high, _TOGETHER) for field, (low, high) in _LENGTHS.items()}
    tokens = _tokens(chance, sum(lengths.values(), np.zeros(_TOGETHER, np.int64)))
    places = chance.integers(0, len(_PLACES), _TOGETHER).tolist()
    commas, stops = chance.integers(4, 9, 64).tolist(), chance.integers(8, 18, 64).tolist()
    chosen = _chosen(chance)
    for place, (language, ranks) in enumerate(zip(languages, tokens, strict=True)):
        row = [word(language, rank) for rank in ranks]
        title, lead = int(lengths["title"][place]), int(lengths["lead"][place])
        at = place % 48
        texts = {
            "title": (_sentence(row[:title], 0),),
            "lead": (_text(row[title : title + lead], stops[at:], commas[at:]),),
            "body": (_text(row[title + lead :], stops[at:], commas[at:]),),
            "place": (_PLACES[places[place]],),
        }
        number = batch * _TOGETHER + place
        criteria = chosen[place] | {"language": frozenset({language})}
        yield Document(f"release:{number}", moment(number), language, texts, criteria)


def _tokens(chance: np.random.Generator, lengths: Ranks) -> list[list[int]]:
    """The ranks of each document's words."""
    total = int(lengths.sum())
    ranks = _drawn(chance, total)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    subjects = _drawn(chance, len(lengths) * _SUBJECT_WORDS, rare=True).reshape(-1, _SUBJECT_WORDS)
    about = np.flatnonzero(chance.random(total) < _SUBJECT_SHARE)
    ranks[about] = subjects[owner[about], chance.integers(0, _SUBJECT_WORDS, len(about))]
    begins = np.flatnonzero(chance.random(total - 4) < _SET_PHRASE_SHARE)
    phrases = set_phrases()[(_SET_PHRASES ** chance.random(len(begins))).astype(np.int64) - 1]
    for place in range(phrases.shape[1]):
        held = phrases[:, place] >= 0
        ranks[begins[held] + place] = phrases[held, place]
    return [part.tolist() for part in np.split(ranks, np.cumsum(lengths)[:-1])]


@cache
def set_phrases() -> Ranks:
    """Rows of two to four ranks, -1 where a phrase is shorter, the most frequent phrases first."""
    chance = np.random.default_rng((FORMAT, 0))
    phrases = _drawn(chance, _SET_PHRASES * 4).reshape(-1, 4)
    phrases[:, 1::2] %= 20_000
    lengths = chance.integers(2, 5, _SET_PHRASES)
    phrases[np.arange(4) >= lengths[:, None]] = -1
    return phrases


@cache
def _passed() -> npt.NDArray[np.float64]:
    """The share of text up to each of the first ranks; the last number is the share of all of them."""
    ranks = np.arange(_EXACT) + _OFFSET
    weights = np.where(ranks < _BEND, 1 / ranks, (_BEND / ranks) ** _STEEP / _BEND)
    behind = weights[-1] * ranks[-1] / (_STEEP - 1)
    passed: npt.NDArray[np.float64] = np.cumsum(weights) / (weights.sum() + behind)
    return passed


def _drawn(chance: np.random.Generator, number: int, *, rare: bool = False) -> Ranks:
    """So many ranks by their frequency; `rare` leaves out the first few hundred."""
    passed = _passed()
    shares = chance.uniform(passed[400] if rare else 0.0, 1.0, number)
    ranks = np.searchsorted(passed, shares)
    late = ranks >= _EXACT
    left = (1 - shares[late]) / (1 - passed[-1])
    ranks[late] = np.minimum(_EXACT * left ** (-1 / (_STEEP - 1)), 1e15).astype(np.int64)
    return ranks


def _sentence(words: list[str], comma: int) -> str:
    if 0 < comma < len(words) - 2:
        words = [*words[: comma - 1], f"{words[comma - 1]},", *words[comma:]]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _text(words: list[str], lengths: Sequence[int], commas: Sequence[int]) -> str:
    """Sentences of these lengths, again and again."""
    sentences, start, turn = [], 0, 0
    while start < len(words):
        end = start + lengths[turn % len(lengths)]
        sentences.append(_sentence(words[start:end], commas[turn % len(commas)]) + ".")
        start, turn = end, turn + 1
    return " ".join(sentences)


def _chosen(chance: np.random.Generator) -> list[dict[str, frozenset[str]]]:
    """The criteria of each document."""
    rows: list[dict[str, frozenset[str]]] = [{} for _ in range(_TOGETHER)]
    for category, values in CRITERIA.items():
        weights = (1.0 + np.arange(len(values))) ** -_UNEVEN.get(category, 0.0)
        most = _SEVERAL.get(category, 1)
        drawn = chance.choice(len(values), (_TOGETHER, most), p=weights / weights.sum()).tolist()
        counts = chance.integers(1, most + 1, _TOGETHER).tolist()
        for row, places, count in zip(rows, drawn, counts, strict=True):
            row[category] = frozenset(values[place] for place in places[:count])
    return rows
