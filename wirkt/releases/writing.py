"""Put releases and their parts into the database, many at a time, whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from wirkt.criteria.models import Criterion
from wirkt.releases import quotations, richtext
from wirkt.releases.models import Contact, Image, Link, PressRelease, Quotation, ReleasePart, Version

COPIED = (
    "uri", "title", "title_proposed", "subtitle", "lead", "language", "places", "dateline_date", "body", "boilerplate",
    "organisation_id", "original_publication", "external_number",
)  # fmt: skip
KEPT_ON_REPLACE = (
    "id", "state", "publish_at", "lifted_at", "withdrawn_at", "first_published", "created", "version",
    "translation_of_id",
)  # fmt: skip
PART_COPIED: dict[Any, tuple[str, ...]] = {
    Contact: ("role", "name", "function", "organisation", "email", "phone", "phone_e164"),
    Link: ("url", "shown", "label", "kind", "truncated"),
    Image: ("file", "name", "content_type", "width", "height", "source_url", "caption", "alt", "source", "copyright",
            "licence"),
    Quotation: ("sentence", "speaker"),
}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A release that is not stored yet, with its parts in their order."""

    release: PressRelease
    criteria: Sequence[Criterion] = ()
    contacts: Sequence[Contact] = ()
    links: Sequence[Link] = ()
    images: Sequence[Image] = ()
    quotations: Sequence[Quotation] = field(default=(), init=False)

    def prepare(self) -> None:
        """Bring the texts into their stored form and tie the parts to the release."""
        self.release.tidy()
        spoken = (said for text in richtext.paragraphs(self.release.body) for said in quotations.find(text))
        self.quotations = [Quotation(sentence=said.sentence, speaker=said.speaker[:200]) for said in spoken]
        for parts in self.parts():
            for position, part in enumerate(parts, start=1):
                part.release, part.position = self.release, position  # type: ignore[attr-defined]

    def parts(self) -> tuple[Sequence[ReleasePart], ...]:
        """The parts by kind, in the order of `PART_COPIED`."""
        return self.contacts, self.links, self.images, self.quotations


def snapshot(entry: Entry) -> dict[str, Any]:
    """All that a reader can see of the release, as JSON values: what a version keeps."""
    content: dict[str, Any] = {name: getattr(entry.release, name) for name in COPIED}
    content["dateline_date"] = entry.release.dateline_date.isoformat() if entry.release.dateline_date else None
    content["criteria"] = sorted(criterion.uri for criterion in entry.criteria)
    for (model, names), parts in zip(PART_COPIED.items(), entry.parts(), strict=True):
        content[f"{model.__name__.lower()}s"] = [{name: getattr(part, name) for name in names} for part in parts]
    return content


def add(entries: Sequence[Entry]) -> None:
    """Store new releases with all parts in one transaction. Raises `IntegrityError` if a `uri` is known already."""
    for entry in entries:
        entry.prepare()
    with transaction.atomic():
        PressRelease.objects.bulk_create([entry.release for entry in entries])
        _add_parts(entries)


def replace(known: PressRelease, entry: Entry) -> None:
    """Give a stored release the content of `entry`; identity, state and dates stay."""
    for name in KEPT_ON_REPLACE:
        setattr(entry.release, name, getattr(known, name))
    entry.prepare()
    with transaction.atomic():
        entry.release.save(force_update=True)
        for model in PART_COPIED:
            model.objects.for_the_house().filter(release=known).delete()
        known.criteria.clear()
        _add_parts([entry])


def keep_version(entries: Iterable[Entry], kind: Version.Kind, at: datetime, reason: str = "") -> None:
    """Count up and keep what is public from `at` on; the releases are stored already."""
    versions = []
    for entry in entries:
        entry.release.version += 1
        versions.append(
            Version(release=entry.release, position=entry.release.version, kind=kind, at=at, reason=reason,
                    content=snapshot(entry))
        )  # fmt: skip
    Version.objects.bulk_create(versions)
    PressRelease.objects.for_the_house().bulk_update([version.release for version in versions], ["version"])


def entry_of(release: PressRelease) -> Entry:
    """The stored release as an entry, for keeping a version of it."""
    entry = Entry(
        release, list(release.criteria.all()), list(release.contacts.all()), list(release.links.all()),
        list(release.images.all()),
    )  # fmt: skip
    entry.quotations = list(release.quotations.all())
    return entry


def _add_parts(entries: Sequence[Entry]) -> None:
    for number, model in enumerate(PART_COPIED):
        model.objects.bulk_create([part for entry in entries for part in entry.parts()[number]])
    through = PressRelease.criteria.through
    through.objects.bulk_create(
        [
            through(pressrelease_id=entry.release.id, criterion_id=criterion.pk)
            for entry in entries
            for criterion in entry.criteria
        ]
    )
