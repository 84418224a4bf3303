"""Bring the sample newsroom into a home: invented institutions, and releases about real facts in our own words."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from wirkt.criteria.models import Criterion
from wirkt.intake import readers, storing
from wirkt.intake.draft import Draft, Unreadable
from wirkt.organisations.models import Boilerplate, ContactPoint, NameVariant, Organisation, name_key

PLAIN = ("name", "short_name", "kind", "city", "website")
FOLDER = Path(__file__).resolve().parent


def stamp() -> str:
    """Changes whenever a file of the sample does."""
    files = [path for path in FOLDER.rglob("*") if path.suffix in {".md", ".toml", ".png"}]
    return f"{len(files)} files, newest {max(path.stat().st_mtime_ns for path in files)}"


def load_organisations() -> int:
    """Add or refresh the institutions; returns how many there are."""
    entries: list[dict[str, Any]] = tomllib.loads((FOLDER / "organisations.toml").read_text())["organisation"]
    places = {(c.category, c.slug): c for c in Criterion.objects.filter(category__in=["country", "province"])}
    with transaction.atomic():
        for entry in entries:
            _load_organisation(entry, places)
    return len(entries)


def _load_organisation(entry: dict[str, Any], places: dict[tuple[str, str], Criterion]) -> None:
    plain: dict[str, Any] = {name: entry[name] for name in PLAIN if name in entry}
    organisation, _made = Organisation.objects.update_or_create(
        slug=entry["slug"],
        defaults={
            **plain,
            "invented": True,
            "country": places.get(("country", entry.get("country", ""))),
            "province": places.get(("province", entry.get("province", ""))),
        },
    )
    for name in filter(None, [entry["name"], entry.get("short_name"), *entry.get("variants", [])]):
        NameVariant.objects.update_or_create(key=name_key(name), defaults={"organisation": organisation, "name": name})
    for language in ("de", "en"):
        text = entry.get(f"boilerplate_{language}", "")
        if text and organisation.boilerplate(language) != text:
            Boilerplate.objects.create(organisation=organisation, language=language, text=text)
    organisation.contact_points.all().delete()
    ContactPoint.objects.bulk_create(ContactPoint(organisation=organisation, **point) for point in entry["contacts"])


def drafts() -> Iterator[Draft | Unreadable]:
    """The releases, in the order of their file names."""
    for path in sorted((FOLDER / "releases").glob("*.md")):
        with path.open("rb") as stream:
            for item in readers.read(stream, path.name, resolve=lambda name: (FOLDER / "releases" / name).read_bytes()):
                if isinstance(item, Unreadable):
                    item.source = path.name
                yield item


def load_releases(now: datetime, zone: ZoneInfo) -> Iterator[storing.Outcome]:
    """Publish the releases at their own dates."""
    yield from storing.store(drafts(), storing.Orders(now, zone, publish=True, keep_dates=True))
