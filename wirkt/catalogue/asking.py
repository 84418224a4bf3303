"""What a reader asks for: the parameters of `/find` and of `wirkt search`, checked once for all ways in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.visibility import PUBLIC
from wirkt.organisations.models import Organisation
from wirkt.releases.models import PressRelease
from wirkt.search.engine import SORTS, Sort
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING, MODES, And, Mode, Query, Since
from wirkt.search.query import Criterion as Chosen

CATEGORIES = (
    "type", "kind", "subject", "audience", "scope", "language", "country", "province", "organisation", "network",
    "event-kind",
)  # fmt: skip
TYPES = {"release": gettext_lazy("Press release"), "event": gettext_lazy("Event"), "claim": gettext_lazy("Claim")}
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
PAGE_SIZE = 20
LARGEST_PAGE = 100
LAST_PAGE = 1_000_000
SINGLE = ("q", "match", "from", "to", "sort", "page", "size")


W = TypeVar("W", bound=str)


class BadParameter(Exception):
    """A parameter nobody knows, or a value it cannot have; the message is for the reader."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


class PastTheEnd(BadParameter):
    """A page behind the last one; `pages` is how many there are."""

    def __init__(self, pages: int) -> None:
        message = ngettext("The search has only %(pages)d page.", "The search has only %(pages)d pages.", pages)
        super().__init__("page", message % {"pages": pages})
        self.pages = pages


@dataclass(frozen=True, slots=True)
class Ask:
    """One search as asked. `sort` None leaves the order to the query: by relevance with words, else newest first."""

    q: str = ""
    match: Mode = "words"
    criteria: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    sort: Sort | None = None
    limit: int = PAGE_SIZE
    offset: int = 0

    def words(self) -> Query:
        """The typed text alone. Raises `QueryError`."""
        return parse(self.q, self.match)

    def query(self) -> Query:
        """Text, criteria and dates together. Raises `QueryError`."""
        chosen = [Chosen(category, frozenset(slugs)) for category, slugs in self.criteria.items() if slugs]
        dates = [Since(self.first, self.last)] if self.first or self.last else []
        words = self.words()
        typed = [] if words == EVERYTHING else [words]
        parts: tuple[Query, ...] = (*typed, *chosen, *dates)
        return parts[0] if len(parts) == 1 else And(parts)

    def order(self) -> Sort:
        """The order asked for, or the one that fits."""
        if self.sort:
            return self.sort
        return "newest" if self.words() == EVERYTHING else "relevance"


def read(parameters: Mapping[str, Sequence[str]]) -> Ask:
    """The parameters of an address as one value. Raises `BadParameter` rather than ignore anything."""
    for name, values in parameters.items():
        if name not in CATEGORIES and name not in SINGLE:
            raise BadParameter(name, _("There is no parameter “%s”.") % name)
        if name in SINGLE and len(values) > 1:
            raise BadParameter(name, _("“%s” may be given once.") % name)
    one = {name: parameters[name][0] for name in SINGLE if parameters.get(name) and parameters[name][0] != ""}
    size = _number("size", one.get("size", str(PAGE_SIZE)), LARGEST_PAGE)
    page = _number("page", one.get("page", "1"), LAST_PAGE)
    return Ask(
        q=one.get("q", ""),
        match=_one_of("match", one.get("match", "words"), MODES),
        criteria=_criteria(parameters),
        first=_day("from", one.get("from")),
        last=_day("to", one.get("to")),
        sort=_one_of("sort", one["sort"], SORTS) if "sort" in one else None,
        limit=size,
        offset=(page - 1) * size,
    )


def with_window(ask: Ask, *, limit: object, offset: object) -> Ask:
    """The same search for programs: any number of hits from any place on."""
    numbers = {"limit": limit, "offset": offset}
    for name, value in numbers.items():
        if not re.fullmatch(r"[0-9]{1,9}", str(value)):
            raise BadParameter(name, _("“%s” is a number from 0 on.") % name)
    return replace(ask, limit=int(str(limit)), offset=int(str(offset)))


def within(ask: Ask, total: int) -> None:
    """Raises `PastTheEnd` for a page that does not exist; the first one always does."""
    if ask.offset and ask.offset >= total:
        raise PastTheEnd(max(1, -(-total // ask.limit)))


def labels(category: str) -> dict[str, str]:
    """Every value the category can have, with its label in the reader's language, in its own order."""
    if category == "type":
        return {slug: str(label) for slug, label in TYPES.items()}
    if category == "organisation":
        return dict(public_institutions().values_list("slug", "name"))
    if category == "network":
        return {}
    return {value.slug: value.label for value in Criterion.objects.filter(category=category)}


def labels_of(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, str]]:
    """The labels of all these values, category by category, for two questions to the database."""
    found: dict[str, dict[str, str]] = {"type": labels("type")}
    for value in Criterion.objects.all():
        found.setdefault(value.category, {})[value.slug] = value.label
    houses = Organisation.objects.filter(slug__in=counts.get("organisation", ()))
    return found | {"organisation": dict(houses.values_list("slug", "name"))}


def public_institutions() -> QuerySet[Organisation]:
    """Those that have published; one that only drafts does not exist for readers."""
    public = PressRelease.objects.visible_to(PUBLIC, clock.now())
    return Organisation.objects.filter(pk__in=public.values("organisation"))


def _criteria(parameters: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for category in CATEGORIES:
        slugs = tuple(dict.fromkeys(slug for slug in parameters.get(category, ()) if slug))
        known = labels(category) if slugs else {}
        for slug in slugs:
            if slug not in known and not (category == "language" and LANGUAGE_TAG.fullmatch(slug)):
                raise BadParameter(category, _("“%(value)s” is no value of “%(name)s”.")
                                   % {"value": slug, "name": category})  # fmt: skip
        if slugs:
            chosen[category] = slugs
    return chosen


def _one_of(name: str, value: str, allowed: Sequence[W]) -> W:
    for choice in allowed:
        if choice == value:
            return choice
    raise BadParameter(name, _("“%(name)s” may be: %(values)s.") % {"name": name, "values": ", ".join(allowed)})


def _number(name: str, value: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", value) or not 1 <= int(value) <= most:
        raise BadParameter(name, _("“%(name)s” is a number from 1 to %(most)d.") % {"name": name, "most": most})
    return int(value)


def _day(name: str, value: str | None) -> date | None:
    if not value:
        return None
    found = DAY.fullmatch(value)
    try:
        return date(*map(int, found.groups())) if found else _no_day(name)
    except ValueError:
        return _no_day(name)


def _no_day(name: str) -> date:
    raise BadParameter(name, _("“%s” is a day such as 2025-10-29.") % name)
