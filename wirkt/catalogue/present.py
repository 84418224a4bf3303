"""One page of results as one value; HTML, JSON and feeds are three ways to write it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wirkt.catalogue import addresses, asking, engine, explaining, indexing
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.engine import Collection
from wirkt.catalogue.explaining import Carried
from wirkt.catalogue.timeline import Timeline, timeline
from wirkt.criteria.models import Category
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import Image, PressRelease
from wirkt.search import describe, reasons, snippets
from wirkt.search.document import Hit
from wirkt.search.query import Query
from wirkt.search.reasons import Reason
from wirkt.search.snippets import Piece
from wirkt.search.writing import PLAIN, Style, style_of
from wirkt.web.languages import whole

FACETS = asking.CATEGORIES
NAMES = {
    **dict(Category.choices),
    "type": _("Type"),
    "organisation": _("Institution"),
    "network": _("Network"),
}
FEEDS = {"atom": ("Atom", "application/atom+xml"), "rss": ("RSS", "application/rss+xml"),
         "feed.json": ("JSON Feed", "application/feed+json")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One release in a list: what is drawn, and why it is there."""

    release: PressRelease
    score: float = 0.0
    title: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def picture(self) -> Image | None:
        """The first picture we hold."""
        return next((image for image in self.release.images.all() if image.file), None)

    @property
    def kinds(self) -> str:
        """What kind of release it is, in words."""
        return ", ".join(value.label for value in self.release.criteria.all() if value.category == "kind")

    @property
    def why(self) -> str:
        """What made it a hit, in words."""
        return explaining.told(self.reasons)

    def as_json(self) -> dict[str, Any]:
        """The hit for programs; the names are those of the interface description."""
        release = self.release
        return {
            "id": release.id,
            "uri": release.uri,
            "type": "release",
            "title": release.title,
            "published_at": moment(release).isoformat(),
            "url": whole(release.get_absolute_url()),
            "organisation": release.organisation.name,
            "language": release.language,
            "snippet": "".join(piece.text for piece in self.snippet) or release.lead,
            "score": round(self.score, 4),
            "reasons": [{"field": one.field, "word": one.word, "how": one.how} for one in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that the results can be narrowed to, or are."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to one search: what was asked, how it was understood, what was found."""

    ask: Ask
    public: Collection
    query: Query
    total: int
    hits: Sequence[Shown]
    facets: dict[str, list[Choice]]

    @property
    def understood(self) -> str:
        """The question in a sentence."""
        labels = {(name, one.value): one.label for name, found in self.facets.items() for one in found}
        names = {(name, ""): str(label) for name, label in NAMES.items()}
        return describe.describe(self.query, interface_language(), labels | names, self.style)

    @property
    def style(self) -> Style:
        """How the question was written."""
        return style_of(self.query, self.ask.q, interface_language())

    @property
    def terms(self) -> list[Carried]:
        """Each part that was typed and the words of the releases that stand for it."""
        return explaining.carried(self.public, self.query, self.ask.q, self.style)

    @property
    def timeline(self) -> Timeline | None:
        """All hits over time."""
        return timeline(self.ask, self.query, self.public)

    @property
    def behind(self) -> bool:
        """Too much has changed at once: what is newest may be missing."""
        return bool(self.public.waiting) and engine.is_behind()

    @property
    def number(self) -> int:
        """This page's number, from 1."""
        return self.ask.offset // max(1, self.ask.limit) + 1

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // max(1, self.ask.limit)))

    @property
    def following(self) -> str:
        """The address of the next page; empty on the last."""
        return addresses.address(addresses.at_page(self.ask, self.number + 1)) if self.number < self.pages else ""

    @property
    def preceding(self) -> str:
        """The address of the page before; empty on the first."""
        return addresses.address(addresses.at_page(self.ask, self.number - 1)) if self.number > 1 else ""

    def as_json(self) -> dict[str, Any]:
        """The page for programs; the names are those of the interface description."""
        over_time = self.timeline
        more = addresses.address(addresses.at_page(self.ask, self.number + 1), "json") if self.following else None
        return {
            "query": {
                "q": self.ask.q,
                "match": self.ask.match,
                "understood": self.understood,
                "terms": [term.as_json() for term in self.terms],
            },
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {
                category: [{"value": one.value, "label": one.label, "count": one.count} for one in choices]
                for category, choices in self.facets.items()
            },
            "next": f"{settings.BASE_URL}{more}" if more else None,
            "behind": self.behind,
            "timeline": over_time.as_json() if over_time else None,
        }


@dataclass(frozen=True, slots=True)
class Feed:
    """A search to subscribe to."""

    name: str
    mime: str
    address: str


def answer(ask: Ask, now: datetime) -> Page:
    """Search, count and explain. Raises `QueryError`."""
    query, public = ask.query(), engine.collection(now)
    style = style_of(query, ask.q, interface_language())
    results = public.search(query, sort=ask.order(), limit=ask.limit, offset=ask.offset, facets=FACETS)
    labels = asking.labels_of(results.facets)
    facets = {name: choices(ask, name, results.facets[name], labels.get(name, {})) for name in FACETS}
    return Page(ask, public, query, results.total, load(results.hits, now, query, style), facets)


def found(ask: Ask, now: datetime) -> list[Shown]:
    """The releases alone, for feeds: the newest first unless another order is asked for.

    Raises `QueryError`, `PastTheEnd`.
    """
    results = engine.find(ask.query(), now, sort=ask.sort or "newest", limit=ask.limit, offset=ask.offset)
    asking.within(ask, results.total)
    return load(results.hits, now)


def rows(hits: Iterable[Hit], now: datetime) -> Iterator[Shown]:
    """What a line of a table shows of each hit that the public may see, in a single query."""
    scores = {hit.key.removeprefix("release:"): hit.score for hit in hits}
    asked = PressRelease.objects.visible_to(PUBLIC, now).select_related("organisation").defer("body", "boilerplate")
    found = asked.in_bulk(list(scores))
    return (Shown(found[id_], score) for id_, score in scores.items() if id_ in found)


def load(hits: Iterable[Hit], now: datetime, query: Query | None = None, style: Style = PLAIN) -> list[Shown]:
    """The releases behind the hits, in their order, and with a query, told in its style, what made them hits.

    The database has the last word on who may see what.
    """
    scores = {hit.key.removeprefix("release:"): hit.score for hit in hits}
    asked = PressRelease.objects.visible_to(PUBLIC, now)
    found = (asked.as_searched() if query is not None else asked.in_short()).in_bulk(list(scores))
    return [_shown(found[id_], score, query, style) for id_, score in scores.items() if id_ in found]


def _shown(release: PressRelease, score: float, query: Query | None, style: Style) -> Shown:
    if query is None:
        return Shown(release, score)
    document, lexicon = indexing.release_document(release), engine.engine().lexicon
    return Shown(
        release,
        score,
        snippets.marked(query, release.title, "title", release.language, lexicon),
        snippets.snippet(query, document, lexicon),
        tuple(reasons.reasons(query, document, settings.ZONE, lexicon, style)),
    )


def choices(ask: Ask, category: str, counts: Mapping[str, int], known: Mapping[str, str] | None = None) -> list[Choice]:
    """The values with hits, most first, and those chosen whether they have hits or not; with labels as far as known."""
    chosen = ask.criteria.get(category, ())
    labels = known or {}
    if any(slug not in labels for slug in (*counts, *chosen)):
        labels = asking.labels(category)
    values = {**dict.fromkeys(chosen, 0), **counts}
    ranked = sorted(values.items(), key=lambda pair: (-pair[1], labels.get(pair[0], pair[0])))
    return [Choice(slug, labels.get(slug, slug), count, slug in chosen) for slug, count in ranked]


def feeds(ask: Ask) -> list[Feed]:
    """The forms in which a search can be followed, from its first page."""
    first = addresses.at_page(ask, 1)
    return [Feed(name, mime, addresses.address(first, form)) for form, (name, mime) in FEEDS.items()]


def moment(release: PressRelease) -> datetime:
    """The hour that readers are shown: the first publication."""
    return release.first_published or release.publish_at or release.created


def updated(release: PressRelease) -> datetime:
    """When readers could see the present form; never before it was public."""
    return max(release.changed, moment(release))


def interface_language() -> str:
    """German or English, as the page is written."""
    return "de" if (translation.get_language() or "de").startswith("de") else "en"
