"""When the hits were published: how many on each day, in each month, year or decade; as bars to draw and as a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wirkt.catalogue import addresses
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.engine import Collection
from wirkt.search.query import Query
from wirkt.web.days import day

SLOT = 10  # units of width that one bar takes in the drawing
HEIGHT = 100
LOWEST = 2  # so that one hit among thousands is still seen
FEW = 9  # so few bars do not fill the whole width
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of the time axis: the first day of the step a day lies in, and how many steps are drawn at most."""

    name: str
    most: int
    begin: Callable[[date], date]
    label: Callable[[date], str]
    said: Any


UNITS = (
    Unit("day", 45, lambda day: day, day, _("per day")),
    Unit("month", 48, lambda day: day.replace(day=1), lambda day: format_date(day, "F Y"), _("per month")),
    Unit("year", 80, lambda day: date(day.year, 1, 1), lambda day: str(day.year), _("per year")),
    Unit("decade", 1_000, lambda day: date(max(1, day.year // 10 * 10), 1, 1),
         lambda day: f"{day.year}–{day.year // 10 * 10 + 9}", _("per decade")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One step: its days (both included), the number of hits, and the search narrowed to it."""

    first: date
    last: date
    label: str
    count: int
    address: str
    x: int
    height: int

    @property
    def said(self) -> str:
        """The bar for those who do not see it."""
        text = ngettext("%(label)s: %(count)d press release", "%(label)s: %(count)d press releases", self.count)
        return text % {"label": self.label, "count": self.count}

    @property
    def y(self) -> int:
        """Where it begins, from above."""
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Timeline:
    """All steps from the oldest hit to the newest; their counts add up to the total."""

    unit: Unit
    bars: list[Bar]

    @property
    def width(self) -> int:
        """How wide the drawing is, in its own units."""
        return len(self.bars) * SLOT

    @property
    def few(self) -> bool:
        """Too few bars for the whole width."""
        return len(self.bars) <= FEW

    @property
    def highest(self) -> Bar:
        """The step with the most hits, the first of several."""
        return max(self.bars, key=lambda bar: bar.count)

    def as_json(self) -> dict[str, Any]:
        """The counts for programs."""
        counts = [{"from": bar.first.isoformat(), "to": bar.last.isoformat(), "count": bar.count} for bar in self.bars]
        return {"unit": self.unit.name, "counts": counts}


def timeline(ask: Ask, query: Query, public: Collection) -> Timeline | None:
    """The hits over time; nothing where all are of one day."""
    extent = public.extent(query)
    first, last = (moment.astimezone(settings.ZONE).date() for moment in extent) if extent else (None, None)
    if first is None or last is None or first == last:
        return None
    unit, begins = _steps(first, last)
    counts = public.histogram(query, [_midnight(begin) for begin in begins])
    return Timeline(unit, list(_bars(ask, unit, begins, counts)))


def _steps(first: date, last: date) -> tuple[Unit, list[date]]:
    """The finest unit that is not too fine, and the first days of its steps with the one after the last."""
    for unit in UNITS:
        begins = [unit.begin(first)]
        while begins[-1] <= last and len(begins) <= unit.most:
            begins.append(_next(unit, begins[-1]))
        if begins[-1] > last:
            break
    return unit, begins


def _next(unit: Unit, begin: date) -> date:
    years = {"year": 1, "decade": 10}.get(unit.name)
    if years:
        return date(min(begin.year // years * years + years, date.max.year), 1, 1)
    return unit.begin(begin + timedelta(days=1 if unit.name == "day" else 31))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), settings.ZONE).astimezone(UTC)


def _bars(ask: Ask, unit: Unit, begins: list[date], counts: list[int]) -> Iterator[Bar]:
    highest = max(counts)
    for place, ((begin, after), count) in enumerate(zip(pairwise(begins), counts, strict=True)):
        last = after - ONE_DAY
        # A click narrows further; it never leaves the days that were asked for.
        narrowed = replace(ask, first=max(begin, ask.first or begin), last=min(last, ask.last or last), offset=0)
        height = max(LOWEST, round(HEIGHT * count / highest)) if count else 0
        yield Bar(begin, last, unit.label(begin), count, addresses.address(narrowed), place * SLOT, height)
