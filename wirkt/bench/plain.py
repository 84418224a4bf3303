"""Plain analysers to compare with: BM25 over small letters, and over Snowball stems."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Any, TypeAlias

import numpy as np
import Stemmer

from wirkt.search.analysis.voting import language_of

Words: TypeAlias = Callable[[str, str], list[str]]

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_K1, _B = 1.2, 0.75


def lower(docs: Sequence[Mapping[str, str]]) -> Callable[[str, int], list[str]]:
    """Words in small letters."""
    return _bm25(docs, lambda text, _language: _words(text))


def snowball(docs: Sequence[Mapping[str, str]]) -> Callable[[str, int], list[str]]:
    """Snowball stems, German or English; a query in the language its small words vote for, else German."""
    stemmers = {"de": Stemmer.Stemmer("german"), "en": Stemmer.Stemmer("english")}
    return _bm25(docs, lambda text, language: stemmers[language].stemWords(_words(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower())


def _bm25(docs: Sequence[Mapping[str, str]], analyse: Words) -> Callable[[str, int], list[str]]:
    texts = [analyse(f"{one['title']} {one['text']}", one["lang"]) for one in docs]
    average = fmean(len(text) for text in texts)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, text in enumerate(texts):
        norm = _K1 * (1 - _B + _B * len(text) / average)
        for word, count in Counter(text).items():
            index[word].append((number, count * (_K1 + 1) / (count + norm)))
    weighed = {word: _weighed(hits, len(docs)) for word, hits in index.items()}

    def ask(text: str, limit: int) -> list[str]:
        scores = np.zeros(len(docs))
        for word in analyse(text, language_of(_words(text)) or "de"):
            if word in weighed:
                numbers, weights = weighed[word]
                scores[numbers] += weights
        best = np.argsort(-scores, kind="stable")[:limit]
        return [docs[number]["id"] for number in best.tolist() if scores[number] > 0]

    return ask


def _weighed(hits: Sequence[tuple[int, float]], documents: int) -> tuple[Any, Any]:
    rarity = math.log(1 + (documents - len(hits) + 0.5) / (len(hits) + 0.5))
    return np.array([number for number, _ in hits]), rarity * np.array([weight for _, weight in hits])
