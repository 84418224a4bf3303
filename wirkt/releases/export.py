"""One release in other forms: a ninjs 3.1 item that loses nothing, plain text, its criteria line by line. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wirkt.criteria.models import Category, Criterion
from wirkt.criteria.vocabulary import ORDER_ON_PAGE, VOCABULARY
from wirkt.releases import richtext
from wirkt.releases.models import Contact, Image, Link, PressRelease
from wirkt.web.days import day, moment
from wirkt.web.languages import whole

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def criteria_lines(release: PressRelease) -> list[tuple[str, list[Criterion]]]:
    """Label of a category and the release's values in it, in the order people know."""
    order = [*ORDER_ON_PAGE, *(name for name in Category.values if name not in ORDER_ON_PAGE)]
    held = [*release.criteria.all(), language_of(release)]
    lines = ((name, [criterion for criterion in held if criterion.category == name]) for name in order)
    return [(str(Category(name).label), values) for name, values in lines if values]


def language_of(release: PressRelease) -> Criterion:
    """The language of the text as a value to search by; it is a field of the release and not one of its criteria."""
    slug = release.language.partition("-")[0]
    known = VOCABULARY["language"].value(slug)
    labels = {"de": known.de, "en": known.en} if known else {"de": release.language, "en": release.language}
    return Criterion(category="language", slug=slug, **labels)


def ninjs(release: PressRelease) -> dict[str, Any]:
    """The release as a ninjs 3.1 item; reading it back gives the same release. Ask for the release `in_full`."""
    first = release.first_published or release.publish_at or release.created
    item: dict[str, Any] = {
        "standard": STANDARD,
        "uri": release.uri,
        "type": "text",
        "representationType": "full",
        "version": str(max(release.version, 1)),
        "pubStatus": "usable",
        "language": release.language,
        "firstCreated": _instant(first),
        "versionCreated": _instant(max(first, release.changed)),
        "title": release.title,
        "headlines": _valued(("main", release.title), ("subtitle", release.subtitle)),
        "descriptions": _valued(("lead", release.lead)),
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": release.body},
            *_valued(("boilerplate", release.boilerplate), ("publication", release.original_publication)),
        ],
        "organisations": [{"name": release.organisation.name, "rel": "issuer", "literal": release.organisation.slug}],
        "people": [_person(contact) for contact in release.contacts.all()],
        "places": [_place(place) for place in release.places],
        "located": ", ".join(place["name"] for place in release.places),
        "subjects": [{"uri": criterion.uri, "name": criterion.label} for criterion in release.criteria.all()],
        "associations": [*map(_picture, release.images.all()), *map(_link, release.links.all())],
        "altIds": list(_other_names(release)),
    }
    if release.dateline_date:
        item["contentCreated"] = datetime.combine(release.dateline_date, time(), settings.ZONE).isoformat()
    return {key: value for key, value in item.items() if value not in ("", [])}


def _valued(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in pairs if value]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _person(contact: Contact) -> dict[str, Any]:
    ways = {
        "function": contact.function,
        "organisation": contact.organisation,
        "email": contact.email,
        "phone": contact.phone,
    }
    info = [{"type": kind, "role": contact.role, "value": value} for kind, value in ways.items() if value]
    return {"name": contact.name, "rel": contact.role, "contactInfo": info}


def _place(place: dict[str, str]) -> dict[str, str]:
    return {"name": place["name"], "rel": "dateline", **({"literal": place["id"]} if place.get("id") else {})}


def _picture(image: Image) -> dict[str, Any]:
    address = whole(image.get_absolute_url()) if image.file else image.source_url
    rendition = {
        "name": "web",
        "href": address,
        "contentType": image.content_type,
        "width": image.width,
        "height": image.height,
    }
    picture: dict[str, Any] = {
        "name": f"image-{image.position}",
        "rel": "picture",
        "uri": f"{image.release.uri}#image-{image.position}",
        "type": "picture",
        "title": image.name,
        "descriptions": _valued(("caption", image.caption), ("alt", image.alt)),
        "by": image.source,
        "copyrightNotice": image.copyright,
        "usageTerms": image.licence,
        "renditions": [{key: value for key, value in rendition.items() if value}] if address else [],
    }
    return {key: value for key, value in picture.items() if value}


def _link(link: Link) -> dict[str, Any]:
    found = {
        "name": f"link-{link.position}",
        "rel": link.kind,
        "uri": link.url or f"{link.release.uri}#link-{link.position}",
        "type": "component",
        "title": link.label,
        "descriptions": _valued(("truncated" if link.truncated else "shown", link.shown)),
    }
    return {key: value for key, value in found.items() if value}


def _other_names(release: PressRelease) -> Iterator[dict[str, str]]:
    yield {"role": "web", "value": whole(release.get_absolute_url())}
    if release.external_number:
        yield {"role": "portal", "value": release.external_number}


def text(release: PressRelease) -> str:
    """The release as plain text in its own language, as it would stand in a mail."""
    with translation.override(release.language.partition("-")[0]):
        return "\n\n".join(filter(None, _blocks(release))) + "\n"


def _blocks(release: PressRelease) -> Iterator[str]:
    first = release.first_published or release.publish_at
    yield f"{release.organisation.name}, {moment(first)}" if first else release.organisation.name
    yield release.title
    yield release.subtitle
    yield release.lead
    yield dateline(release)
    yield from richtext.paragraphs(release.body)
    yield from map(_contact_block, release.contacts.all())
    yield release.boilerplate
    if release.original_publication:
        yield "{}: {}".format(_("Original publication"), release.original_publication)
    yield "\n".join(" ".join(filter(None, (link.url or link.shown, link.label))) for link in release.links.all())
    yield from map(_picture_block, release.images.all())
    yield "\n".join(f"{label}: {', '.join(map(str, values))}" for label, values in criteria_lines(release))
    yield whole(release.get_absolute_url())


def dateline(release: PressRelease) -> str:
    """Jena, Berlin. 29. Oktober 2025."""
    parts = (", ".join(place["name"] for place in release.places), day(release.dateline_date))
    return " ".join(f"{part}." for part in parts if part)


def _contact_block(contact: Contact) -> str:
    lines = (contact.name, contact.function, contact.organisation, contact.email, contact.phone)
    return "\n".join([f"{contact.get_role_display()}:", *filter(None, lines)])


def _picture_block(image: Image) -> str:
    rights = ((_("Source"), image.source), (_("Copyright"), image.copyright), (_("Licence"), image.licence))
    credit = (f"{label}: {value}" for label, value in rights if value)
    address = whole(image.get_absolute_url()) if image.file else image.source_url
    return "\n".join(filter(None, ["{}: {}".format(_("Picture"), image.caption), *credit, address]))
