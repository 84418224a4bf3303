"""`wirkt bench german`: how well questions in German and English find the right document, beside plain analysers.

The folder holds `docs.jsonl` (`id`, `lang`, `title`, `text`), `queries.jsonl` (`id`, `set`, `text`) and `qrels.tsv`
(query, document, grade). Queries ask for any of their words.
"""

import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from wirkt.bench import plain
from wirkt.search.analysis.fold import tokenise
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.errors import QueryError
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import Or, Query, Term

Ask: TypeAlias = Callable[[str, int], list[str]]
Docs: TypeAlias = Sequence[Mapping[str, str]]

_ZONE = ZoneInfo("Europe/Berlin")
_DEPTH, _PAGE = 100, 10
_LEAST, _ABOVE = 0.880, 0.015
_NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


class Figures(NamedTuple):
    """Of one analyser on one set: nDCG of the first ten, reciprocal rank and recall of the first hundred."""

    ndcg: float
    mrr: float
    recall: float


Table: TypeAlias = dict[str, dict[str, Figures]]


def run(folder: Path, as_json: bool, out: Any) -> int:
    """Measure, write the table or JSON; 1 where a goal is missed."""
    table = measured(folder)
    macro = {name: fmean(figures.ndcg for figures in sets.values()) for name, sets in table.items()}
    best = max(value for name, value in macro.items() if name != "wirkt")
    goals = [("macro nDCG", macro["wirkt"], _LEAST), ("macro nDCG above the best other", macro["wirkt"] - best, _ABOVE)]
    if as_json:
        told = {name: {one: figures._asdict() for one, figures in sets.items()} for name, sets in table.items()}
        out.write(json.dumps({"sets": told, "macro": macro, "goals": goals}) + "\n")
    else:
        out.write("".join(f"{line}\n" for line in _lines(table, macro, goals)))
    return 0 if all(value >= limit for _, value, limit in goals) else 1


def measured(folder: Path) -> Table:
    """Analyser by analyser and set by set."""
    docs, queries = _read(folder / "docs.jsonl"), _read(folder / "queries.jsonl")
    right: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, document, grade = line.split("\t")
            right[query][document] = int(grade)
    analysers = {"lower case": plain.lower(docs), "Snowball": plain.snowball(docs), "wirkt": search(docs)}
    return {name: _asked(ask, queries, right) for name, ask in analysers.items()}


def _asked(ask: Ask, queries: Docs, right: Mapping[str, Mapping[str, int]]) -> dict[str, Figures]:
    sets: dict[str, list[Figures]] = defaultdict(list)
    for query in queries:
        sets[query["set"]].append(_figures(ask(query["text"], _DEPTH), right[query["id"]]))
    return {name: Figures(*(fmean(column) for column in zip(*some, strict=True))) for name, some in sets.items()}


def _figures(found: Sequence[str], right: Mapping[str, int]) -> Figures:
    gains = [2.0 ** right.get(one, 0) - 1 for one in found[:_PAGE]]
    ideal = sorted((2.0**grade - 1 for grade in right.values()), reverse=True)[:_PAGE]
    first = next((1 / place for place, one in enumerate(found, 1) if one in right), 0.0)
    return Figures(_gain(gains) / _gain(ideal), first, sum(one in right for one in found) / len(right))


def _gain(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def _lines(table: Table, macro: Mapping[str, float], goals: Sequence[tuple[str, float, float]]) -> Iterable[str]:
    yield f"{'nDCG@10 · MRR · R@100':24}" + "".join(f"{name:>26}" for name in table)
    for one in table["wirkt"]:
        cells = (f"{sets[one].ndcg:.4f} · {sets[one].mrr:.4f} · {sets[one].recall:.4f}" for sets in table.values())
        yield f"{one:24}" + "".join(f"{cell:>26}" for cell in cells)
    yield f"{'macro nDCG@10':24}" + "".join(f"{value:>26.4f}" for value in macro.values())
    missed = [(label, value, limit) for label, value, limit in goals if value < limit]
    yield f"goals: {len(goals) - len(missed)} met, {len(missed)} missed"
    yield from (f"  {label}: {value:.4f}, wanted {limit:.4f}" for label, value, limit in missed)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def search(docs: Iterable[Mapping[str, str]]) -> Ask:
    """An index of these documents (`id`, `lang`, `title`, `text`), asked for any word of a text."""
    engine = EmbeddedEngine(Path(tempfile.mkdtemp(prefix="wirkt-german-")), _ZONE, writable=True)
    engine.rebuild(
        Document(one["id"], _NOON, one["lang"], {"title": (one["title"],), "body": (one["text"],)}) for one in docs
    )

    def ask(text: str, limit: int) -> list[str]:
        query = any_word(text)
        if query is None:
            return []
        return [hit.key for hit in engine.search(query, sort="relevance", limit=limit).hits]

    return ask


def any_word(text: str) -> Query | None:
    """All words of a text, joined by or."""
    terms = tuple(Term(word) for word in dict.fromkeys(token.word for token in tokenise(text)))
    return Or(terms) if len(terms) > 1 else terms[0] if terms else None


def match(query: str, text: str) -> bool:
    """Whether the product's own reading of a query accepts a text."""
    try:
        read = parse(query)
    except QueryError:
        return False
    language = "en" if _is_english(text) else "de"
    return matches(read, Document("one", _NOON, language, {"body": (text,)}), zone=_ZONE)


def _is_english(text: str) -> bool:
    return "is" in text.split()
