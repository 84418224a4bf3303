"""From drafts to the database: what is new is added, what is known is updated, one bad item never stops the rest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from wirkt.criteria.models import Criterion
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink, Finding, Unreadable
from wirkt.journal.visibility import State
from wirkt.organisations.models import Organisation, find_organisation, named
from wirkt.releases import pictures, publishing, richtext, writing
from wirkt.releases.lifecycle import NotAllowed
from wirkt.releases.models import Contact, Image, Link, PressRelease
from wirkt.releases.writing import Entry

CHUNK = 200
LONGEST_TITLE = 500
LONGEST_BODY = 250_000
LONGEST_URI = 500
UNKNOWN = "unknown"
web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. `status` is created, updated, unchanged or failed; `error` is None unless failed."""

    source: str
    status: str
    id: str | None = None
    uri: str | None = None
    warnings: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Orders:
    """How to store: under whose name, public or as drafts, and from which hour."""

    now: datetime
    zone: ZoneInfo
    organisation: Organisation | None = None
    publish: bool = False
    keep_dates: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A draft ready to be stored: its entry, its hour if it goes public, and what to tell about it."""

    draft: Draft
    entry: Entry
    publish_at: datetime | None
    warnings: tuple[str, ...]

    def outcome(self, status: str, release: PressRelease) -> Outcome:
        return Outcome(self.draft.source, status, release.id, release.uri, self.warnings)


class Refused(Exception):
    """An item that cannot be stored as it is; the message says what is missing."""


def store(drafts: Iterable[Draft | Unreadable], orders: Orders) -> Iterator[Outcome]:
    """Store drafts in the order they come and say what became of each."""
    desk = _Desk(orders)
    incoming = iter(drafts)
    while chunk := list(islice(incoming, CHUNK)):
        yield from desk.take(chunk)
    desk.tie()


class _Desk:
    """One run of an import: what it looked up once, and the orders."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.criteria = {(c.category, c.slug): c for c in Criterion.objects.all()}
        self.organisations: dict[str, Organisation] = {}
        self.twins: dict[str, str] = {}  # uri of a language version: uri of its original

    def take(self, chunk: Sequence[Draft | Unreadable]) -> Iterator[Outcome]:
        prepared = [self._prepared(draft) for draft in chunk]
        items: dict[str, _Item] = {}
        for item in prepared:
            if isinstance(item, _Item):
                items.setdefault(item.entry.release.uri, item)
        known = self._known(items)
        self.twins |= {uri: item.draft.translation_of for uri, item in items.items() if item.draft.translation_of}
        fresh = [item for uri, item in items.items() if uri not in known]
        stored = self._add(fresh)
        for item in prepared:
            if isinstance(item, Outcome):
                yield item
            elif items[item.entry.release.uri] is not item:
                # The same name a second time: by now the first is stored, so this one updates it.
                yield self._alone(item)
            else:
                yield stored.get(item.entry.release.uri) or self._update(item, known[item.entry.release.uri])

    def _prepared(self, draft: Draft | Unreadable) -> "_Item | Outcome":
        if isinstance(draft, Unreadable):
            return Outcome(_place(draft), "failed", error=str(draft.message))
        try:
            return self._item(draft)
        except Refused as error:
            return Outcome(_place(draft), "failed", uri=draft.uri, error=str(error))

    def _known(self, items: Iterable[str]) -> dict[str, PressRelease]:
        return {r.uri: r for r in PressRelease.objects.for_the_house().filter(uri__in=list(items))}

    def tie(self) -> None:
        """Tie language versions to their originals, wherever in this run or before they were stored."""
        stored = self._known({*self.twins, *self.twins.values()})
        for uri, original in self.twins.items():
            twin, first = stored.get(uri), stored.get(original)
            if twin and first and twin.translation_of_id != first.id:
                PressRelease.objects.for_the_house().filter(pk=twin.pk).update(translation_of=first)

    def _add(self, items: Sequence[_Item]) -> dict[str, Outcome]:
        try:
            self._add_together(items)
        except (DatabaseError, UnicodeError):
            # Another import was faster with one of them, or one of them is bad: find out which.
            return {item.entry.release.uri: self._alone(item) for item in items}
        return {item.entry.release.uri: item.outcome("created", item.entry.release) for item in items}

    def _add_together(self, items: Sequence[_Item]) -> None:
        public = [(item.entry, item.publish_at) for item in items if item.publish_at is not None]
        # In one transaction, since a language version may stand before its original.
        with transaction.atomic():
            writing.add([item.entry for item in items if item.publish_at is None])
            if public:
                publishing.add_published(public, self.orders.now)

    def _alone(self, item: _Item) -> Outcome:
        known = self._known([item.entry.release.uri]).get(item.entry.release.uri)
        if known:
            return self._update(item, known)
        try:
            self._add_together([item])
        except (DatabaseError, UnicodeError) as error:
            return Outcome(_place(item.draft), "failed", uri=item.entry.release.uri, error=str(error))
        return item.outcome("created", item.entry.release)

    def _update(self, item: _Item, known: PressRelease) -> Outcome:
        to_publish = item.publish_at if known.state == State.DRAFT else None
        if known.source_hash == item.entry.release.source_hash and to_publish is None:
            return item.outcome("unchanged", known)
        if known.state != State.DRAFT and item.publish_at is None:
            return self._held(item, known)
        try:
            publishing.replace(known, item.entry, self.orders.now, to_publish)
        except (DatabaseError, UnicodeError, NotAllowed) as error:
            return Outcome(_place(item.draft), "failed", known.id, known.uri, item.warnings, str(error))
        return item.outcome("updated", known)

    def _held(self, item: _Item, known: PressRelease) -> Outcome:
        """What readers see changes on order only, and never by a source that holds its text back."""
        why = (
            _("The release is public and the source now holds it back or dates it later; it was left as it is.")
            if self.orders.publish
            else _("The release is public; only with --publish is its text replaced. It was left as it is.")
        )
        return Outcome(_place(item.draft), "failed", known.id, known.uri, item.warnings, why)

    def _item(self, draft: Draft) -> _Item:
        findings = list(draft.findings)
        _refuse(draft, publish=self.orders.publish)
        release = _release(draft, self._organisation(draft))
        entry = Entry(
            release,
            criteria=self._criteria(draft, findings),
            contacts=[_contact(contact) for contact in draft.contacts],
            links=[_link(link) for link in draft.links],
            images=[_image(image, findings) for image in draft.images],
        )
        hour = _hour(draft, self.orders, findings) if self.orders.publish else None
        return _Item(draft, entry, hour, tuple(str(finding.message) for finding in findings))

    def _organisation(self, draft: Draft) -> Organisation:
        if self.orders.organisation:
            return self.orders.organisation
        name = draft.institution or UNKNOWN
        if name not in self.organisations:
            self.organisations[name] = named(name)
            prefetch_related_objects([self.organisations[name]], "boilerplates")
        return self.organisations[name]

    def _criteria(self, draft: Draft, findings: list[Finding]) -> list[Criterion]:
        chosen = []
        for category, slugs in draft.criteria.items():
            if category == "language":
                continue
            for slug in dict.fromkeys(slugs):
                value = self.criteria.get((category, slug))
                if value:
                    chosen.append(value)
                else:
                    findings.append(Finding("unknown_criterion", _("Unknown criterion: %s") % f"{category}/{slug}"))
        return chosen


def _place(draft: Draft | Unreadable) -> str:
    return f"{draft.source}:{draft.line}" if draft.line else draft.source


def organisation_for(name: str) -> Organisation:
    """The institution an operator names with `--as`. Raises `Refused` if nobody knows it."""
    known = find_organisation(name)
    if known is None:
        raise Refused(_("No organisation is called “%s”. Its slug or name is needed.") % name)
    return known


def _refuse(draft: Draft, *, publish: bool) -> None:
    try:
        f"{draft.uri}{draft.institution}{draft.source}".encode()
    except UnicodeEncodeError as error:
        raise Refused(_("The item holds half characters (surrogates), which no text has.")) from error
    if draft.title and len(draft.title) > LONGEST_TITLE:
        raise Refused(_("The title has %(n)d characters, %(most)d are allowed.")
                      % {"n": len(draft.title), "most": LONGEST_TITLE})  # fmt: skip
    if len(draft.body) > LONGEST_BODY:
        raise Refused(_("The text has %(n)d characters, %(most)d are allowed.")
                      % {"n": len(draft.body), "most": LONGEST_BODY})  # fmt: skip
    if draft.uri and len(draft.uri) > LONGEST_URI:
        raise Refused(_("The uri has %(n)d characters, %(most)d are allowed.")
                      % {"n": len(draft.uri), "most": LONGEST_URI})  # fmt: skip
    if publish and not draft.title:
        raise Refused(_("A release needs a title to be published; the source has none."))
    if publish and not richtext.paragraphs(draft.body):
        raise Refused(_("A release needs a text to be published; the source has none."))


def fingerprint(draft: Draft, organisation_id: int | None = None) -> str:
    """The same for the same content, wherever it was read; pictures count by their bytes."""
    values = asdict(replace(draft, source="", line=None, findings=()))
    values["images"] = [
        {**asdict(image), "content": hashlib.sha256(image.content or b"").hexdigest()} for image in draft.images
    ]
    return hashlib.sha256(repr((organisation_id, sorted(values.items()))).encode()).hexdigest()


def _release(draft: Draft, organisation: Organisation) -> PressRelease:
    digest = fingerprint(draft, organisation.pk)
    language = draft.language or "und"
    return PressRelease(
        uri=draft.uri or f"wirkt:text/{fingerprint(replace(draft, images=()))[:32]}",
        title=draft.title or "",
        title_proposed=draft.title_proposed,
        subtitle=(draft.subtitle or "")[:500],
        lead=draft.lead or "",
        language=language[:35],
        places=[{"name": richtext.plain(place)} for place in draft.places],
        dateline_date=draft.dateline_date,
        body=draft.body,
        # Frozen from here on: what the institution says of itself later does not change what it said then.
        boilerplate=draft.boilerplate or organisation.boilerplate(language.partition("-")[0]),
        organisation=organisation,
        original_publication=(draft.original_publication or "")[:1000],
        source=draft.source[:1000],
        source_format=draft.format,
        source_hash=digest,
        external_number=str(draft.number or ""),
    )


def _contact(contact: DraftContact) -> Contact:
    return Contact(
        role=contact.role,
        name=richtext.plain(contact.name)[:200],
        function=richtext.plain(contact.function)[:200],
        organisation=richtext.plain(contact.organisation)[:300],
        email=contact.email[:254],
        phone=richtext.plain(contact.phone)[:60],
        phone_e164=e164(contact.phone),
    )


def e164(phone: str) -> str:
    """The number as +4936412825; empty if it is none. Numbers without a country are read as German."""
    try:
        number = phonenumbers.parse(phone, "DE")
    except phonenumbers.NumberParseException:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _link(link: DraftLink) -> Link:
    url = link.url or ""
    try:
        web_address(url)
    except ValidationError:
        url = ""
    return Link(
        url=url[:2000], shown=richtext.plain(link.shown)[:2000], label=richtext.plain(link.label or "")[:300],
        kind=link.kind, truncated=link.truncated,
    )  # fmt: skip


def _image(image: DraftImage, findings: list[Finding]) -> Image:
    made = Image(
        caption=richtext.plain(image.caption or ""),
        alt=richtext.plain(image.alt or ""),
        source=richtext.plain(image.source or "")[:300],
        copyright=richtext.plain(image.copyright or "")[:300],
        licence=(image.licence or "")[:300],
        source_url=(image.url or "")[:2000],
    )
    if image.content is None:
        return made
    try:
        stored = pictures.store(image.content)
    except pictures.PictureError as error:
        findings.append(Finding("picture", f"{image.filename or image.caption}: {error}"))
        return made
    made.file, made.content_type = stored.file, stored.content_type
    made.width, made.height = stored.width, stored.height
    made.name = (image.filename or "picture").rpartition("/")[2][-100:]
    return made


def _hour(draft: Draft, orders: Orders, findings: list[Finding]) -> datetime | None:
    """From when the item is public; None, with a finding, if it has to stay a draft."""
    if draft.title_proposed:
        findings.append(Finding("title_proposed", _("The source has no title; proposed: “%s”.") % draft.title))
    if draft.withdrawn:
        findings.append(Finding("withdrawn", _("The source has withdrawn this item; it stays a draft.")))
        return None
    if draft.embargo_unclear or (draft.embargo and draft.embargo > orders.now):
        findings.append(Finding("embargo", _("The item is under embargo; it stays a draft.")))
        return None
    hour = _source_hour(draft, orders, findings) or orders.now
    if hour > orders.now:
        findings.append(Finding("future", _("The date of the item is in the future; it stays a draft.")))
        return None
    return hour


def _source_hour(draft: Draft, orders: Orders, findings: list[Finding]) -> datetime | None:
    if draft.published:
        return draft.published if orders.keep_dates else None
    if draft.dateline_date:
        day = draft.dateline_date
        findings.append(
            Finding(
                "dateline_day",
                _("The source has no publication date; taken is the day of its dateline, %s.") % day,
            )
        )
        return datetime.combine(day, time(), orders.zone)
    findings.append(Finding("no_date", _("The source has no date; published at the time of import.")))
    return None
