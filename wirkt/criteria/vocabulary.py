"""The fixed criteria as they are shipped, and how a line of labels is read. No database."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

SOURCE = Path(__file__).with_name("criteria.json")
BETWEEN = re.compile(r"\s*[,;]\s*")
LONGEST = 2_000  # characters; all subjects in one line have fewer


@dataclass(frozen=True, slots=True)
class Value:
    """One entry of a category. `country` is set for provinces only, `idw` is the number at the portal."""

    category: str
    slug: str
    de: str
    en: str
    aliases: tuple[str, ...] = ()
    idw: str = ""
    country: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Everything this value may be called in a line."""
        return (self.de, self.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class Category:
    """A list of values. `applies_to` names release, event or organisation; `multiple` allows several."""

    slug: str
    de: str
    en: str
    applies_to: tuple[str, ...]
    multiple: bool
    values: tuple[Value, ...]

    def value(self, slug: str) -> Value | None:
        """The value of this name, or nothing."""
        return next((value for value in self.values if value.slug == slug), None)


def _load() -> tuple[tuple[Category, ...], tuple[str, ...]]:
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(_category(entry) for entry in data["categories"]), tuple(data["order_on_page"])


def _category(entry: Mapping[str, object]) -> Category:
    entries: Iterable[dict[str, str]] = entry["values"]  # type: ignore[assignment]
    slug = str(entry["id"])
    values = tuple(
        Value(
            category=slug,
            slug=value["id"],
            de=value["de"],
            en=value["en"],
            aliases=tuple(value.get("aliases", ())),
            idw=value.get("idw", ""),
            country=value.get("country", ""),
        )
        for value in entries
    )
    return Category(
        slug=slug,
        de=str(entry["de"]),
        en=str(entry["en"]),
        applies_to=tuple(entry["applies_to"]),  # type: ignore[arg-type]
        multiple=bool(entry["multiple"]),
        values=values,
    )


_CATEGORIES, ORDER_ON_PAGE = _load()
VOCABULARY: Mapping[str, Category] = MappingProxyType({category.slug: category for category in _CATEGORIES})


def match_line(text: str, categories: Iterable[str] | None = None) -> tuple[str, tuple[str, ...]] | None:
    """Which category a line of labels belongs to, and its slugs in the order of the line.

    The whole line must consist of labels of one category, German or English or an alias, in any case, with
    commas between. Labels contain commas themselves, so nothing is split there: the longest is tried first.
    """
    folded = _fold(text)
    for category in VOCABULARY if categories is None else categories:
        found = _whole(folded, 0, category)
        if found:
            return category, tuple(dict.fromkeys(found))
    return None


def match_known(
    text: str, categories: Iterable[str] | None = None
) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Like `match_line` for a line with labels nobody knows: category, slugs, and the words left over.

    The category with most known labels wins; nothing if there is none.
    """
    folded, typed = _fold(text), _joined(text)
    best: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None
    for category in VOCABULARY if categories is None else categories:
        known, unknown = _known(folded, typed if len(typed) == len(folded) else folded, category)
        if known and (best is None or len(known) > len(best[1])):
            best = category, known, unknown
    return best


@cache
def _labels(category: str) -> tuple[tuple[str, str], ...]:
    """Label and slug, the longest label first."""
    pairs = {_fold(label): value.slug for value in VOCABULARY[category].values for label in value.labels}
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def _whole(text: str, start: int, category: str) -> list[str] | None:
    for slug, end in _heads(text, start, category):
        if end == len(text):
            return [slug]
        gap = BETWEEN.match(text, end)
        rest = _whole(text, gap.end(), category) if gap else None
        if rest:
            return [slug, *rest]
    return None


def _heads(text: str, start: int, category: str) -> Iterator[tuple[str, int]]:
    for label, slug in _labels(category):
        if text.startswith(label, start):
            end = start + len(label)
            if end == len(text) or BETWEEN.match(text, end):
                yield slug, end


def _known(text: str, typed: str, category: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(text):
        slug, end = next(_heads(text, at, category), ("", 0))
        gap = BETWEEN.search(text, end or at)
        if slug:
            known.append(slug)
        else:
            unknown.append(typed[at : gap.start() if gap else len(text)])
        at = gap.end() if gap else len(text)
    return tuple(dict.fromkeys(known)), tuple(word for word in unknown if word)


def _fold(text: str) -> str:
    return _joined(text).lower()


def _joined(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()) if len(text) <= LONGEST else ""
