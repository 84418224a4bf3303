"""What was read, as plain data for `wirkt import --dry-run` and for checks."""

from datetime import datetime
from typing import Any

from wirkt.criteria.vocabulary import VOCABULARY
from wirkt.intake.draft import Draft, DraftContact
from wirkt.intake.readers import contacts
from wirkt.intake.readers.dates import BERLIN
from wirkt.releases import richtext

CRITERIA = {"audience": "audience", "subjects": "subject", "scope": "scope", "types": "kind", "language": "language"}


def as_report(draft: Draft) -> dict[str, Any]:
    """The draft under the keys that import checks compare. What the source does not say is null.

    Times are the wall clock of Berlin. A title that was only proposed stands under `title_proposed`.
    """
    return {
        "source": draft.source,
        "format": draft.format,
        "ui_language": draft.ui_language,
        "id": draft.number,
        "uri": draft.uri,
        **_heading(draft),
        **_text(draft),
        **_people(draft),
        "original_publication": draft.original_publication,
        "links": [
            {"url": link.url, "shown": link.shown, "truncated": link.truncated, "label": link.label}
            for link in draft.links
        ],
        "images": [
            {"caption": image.caption, "source": image.source, "copyright": image.copyright} for image in draft.images
        ],
        "embargo": _wall_clock(draft.embargo),
        "embargo_unclear": draft.embargo_unclear,
        "is_correction": draft.is_correction,
        "withdrawn": draft.withdrawn,
        "criteria": {key: _labels(draft, category) for key, category in CRITERIA.items()},
        "language": draft.language,
        "findings": [{"code": finding.code, "message": str(finding.message)} for finding in draft.findings],
    }


def _heading(draft: Draft) -> dict[str, Any]:
    return {
        "title": None if draft.title_proposed else draft.title,
        "title_proposed": draft.title if draft.title_proposed else None,
        "subtitle": draft.subtitle,
        "datetime": _wall_clock(draft.published),
        "changed": _wall_clock(draft.changed),
        "lead": draft.lead,
        "dateline_place": ", ".join(draft.places) or None,
        "places": list(draft.places),
        "dateline_date": draft.dateline_date.isoformat() if draft.dateline_date else None,
    }


def _text(draft: Draft) -> dict[str, Any]:
    return {
        "paragraphs": len(draft.paragraphs),
        "first_paragraph": draft.paragraphs[0] if draft.paragraphs else None,
        "last_paragraph": draft.paragraphs[-1] if draft.paragraphs else None,
        "subheads": _subheads(draft.body),
        "boilerplate": draft.boilerplate,
    }


def _people(draft: Draft) -> dict[str, Any]:
    named = [_contact(contact) for contact in draft.contacts]
    return {
        "press_contact": next((contact["name"] for contact in named if contact["role"] == "press"), None),
        "institution": draft.institution,
        "emails": _emails(draft),
        "phones": _phones(draft),
        "contacts": named,
        "scientific_contacts": [
            {key: contact[key] for key in ("name", "email", "phone")}
            for contact in named
            if contact["role"] == "science"
        ],
    }


def _wall_clock(moment: datetime | None) -> str | None:
    return moment.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") if moment else None


def _contact(contact: DraftContact) -> dict[str, str | None]:
    return {
        "name": contact.name or None,
        "role": contact.role,
        "function": contact.function or None,
        "organisation": contact.organisation or None,
        "email": contact.email or None,
        "phone": contact.phone or None,
    }


def _emails(draft: Draft) -> list[str]:
    named = {contact.email for contact in draft.contacts if contact.email}
    return sorted(named.union(*(contacts.mails(paragraph) for paragraph in draft.paragraphs)))


def _phones(draft: Draft) -> list[str]:
    named = {
        number for contact in draft.contacts for number in contacts.phones(contact.phone) or [contact.phone] if number
    }
    return sorted(named.union(*(contacts.called(paragraph) for paragraph in draft.paragraphs)))


def _subheads(body: str) -> list[str]:
    heads = [part.partition("</h")[0] for part in body.replace("<h3", "<h2").split("<h2")[1:]]
    return [" ".join(richtext.paragraphs(f"<p{head}</p>")) for head in heads]


def _labels(draft: Draft, category: str) -> list[dict[str, str]]:
    values = (VOCABULARY[category].value(slug) for slug in draft.criteria.get(category, ()))
    return [{"de": value.de, "en": value.en} for value in sorted(filter(None, values), key=lambda value: value.de)]
