"""News items as JSON: ninjs 3.1 as wirkt writes it, and the spellings of versions 1 and 2."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import IO, Any, TypeAlias
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from wirkt.criteria.vocabulary import VOCABULARY, match_line
from wirkt.intake import encoding
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink, Finding, Origin, Unreadable
from wirkt.intake.encoding import tidy
from wirkt.intake.readers import contacts, dates, json_items, language, titles
from wirkt.releases import richtext

Item: TypeAlias = Mapping[str, Any]

CRITERION = re.compile(r"wirkt:(?P<category>[a-z-]+)/(?P<slug>[A-Za-z0-9-]+)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
NO_TEXT = ("picture", "graphic", "audio", "video", "event", "planning", "component")
PICTURES = ("picture", "graphic", "photo", "image")
SUBTITLE = ("subtitle", "sub", "subheadline", "subhead", "subheading", "secondary")
LEAD = ("lead", "summary", "abstract", "deck", "intro", "standfirst")
APART = ("boilerplate", "publication")
ISSUER = ("issuer", "publisher", "provider", "source", "author")
ROLES = ("press", "science", "event")
MARKUP = re.compile(r"</?(?:p|div|br|h\d|ul|ol|li|a|strong|em|b|i|table)\b[^<>]*>", re.IGNORECASE)


def fits(head: bytes) -> bool:
    """Whether the source begins like a JSON object or list, or has one in its second line."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    _first, _end, rest = start.partition(b"\n")
    return start.startswith(b"{") or bool(re.match(rb"\[\s*[{\]\[]", start)) or bool(re.match(rb'\s*\{\s*"', rest))


def read(stream: IO[bytes], origin: Origin) -> Iterator[Draft | Unreadable]:
    """One draft for each item of a JSON object, list or file of lines; an Unreadable for each that is broken.

    Lines are read one by one. A document that is not one item a line is read as a whole.
    """
    for number, item in json_items.items(stream):
        try:
            yield item if isinstance(item, Unreadable) else replace(from_item(item, origin.source), line=number)
        except Unreadable as error:
            yield Unreadable(error.code, error.message, number)


def from_item(item: object, source: str) -> Draft:
    """The draft for one item whose keys are folded; raises Unreadable for what is no press release."""
    if not isinstance(item, dict):
        raise Unreadable("no_item", _("This is no news item but a bare value."))
    body, given, lead = _body(item), _title(item), _description(item)
    if _text(item.get("type")).casefold() in NO_TEXT or not (given or richtext.paragraphs(body) or lead):
        raise Unreadable("no_release", _("This item is no text: it has neither title nor body."))
    findings: list[Finding] = []
    paragraphs = tuple(richtext.paragraphs(body))
    criteria = _criteria(item, findings)
    stated = _language(item, criteria)
    title, is_proposed = titles.settle(given, lead, *paragraphs)
    embargo, unclear = _embargo(item, findings)
    others = _listed(item, "associations")
    return Draft(
        source=source,
        format="ninjs",
        uri=_text(item.get("uri")) or None,
        number=_number(item),
        title=title,
        title_proposed=is_proposed,
        subtitle=_valued(item, "headlines", SUBTITLE),
        lead=lead,
        places=_places(item),
        dateline_date=_dateline_day(item),
        paragraphs=paragraphs,
        body=body,
        boilerplate=_valued(item, "bodies", ("boilerplate",)),
        institution=_institution(item),
        contacts=tuple(_contacts(item)),
        original_publication=_valued(item, "bodies", ("publication",)),
        links=tuple(_link(other) for other in others if _is_link(other)),
        images=tuple(_image(other) for other in others if _text(other.get("type")).casefold() in PICTURES),
        criteria=criteria,
        language=language.settle(stated, given, lead, *paragraphs),
        published=_published(item, findings),
        changed=dates.instant(item.get("versioncreated")),
        embargo=embargo,
        embargo_unclear=unclear,
        withdrawn=_text(item.get("pubstatus")).casefold() in ("canceled", "cancelled"),
        findings=tuple(findings),
    )


def _title(item: Item) -> str | None:
    headlines = [entry for entry in _listed(item, "headlines") if _role(entry) not in SUBTITLE]
    main = [entry for entry in headlines if _role(entry) == "main"] or headlines
    found = [_plain(entry) for entry in main] + [_text(item.get(key)) for key in ("headline", "title", "name")]
    return next(filter(None, found), None)


def _description(item: Item) -> str | None:
    entries = _listed(item, "descriptions")
    plain = [entry for entry in entries if not _is_markup(entry)] or entries
    led = [entry for entry in plain if _role(entry) in LEAD] or plain
    found = [_plain(entry) for entry in led]
    old = [item.get(key) for key in ("descriptiontext", "description", "descriptionxhtml", "descriptionhtml")]
    found += [_plain({"value": value}) for value in old if isinstance(value, str)]
    return next(filter(None, found), None)


def _body(item: Item) -> str:
    entries = [entry for entry in _listed(item, "bodies") if _role(entry) not in APART]
    entries += [
        {"value": item[key], "contenttype": "text/html" if "html" in key else "text/plain"}
        for key in ("bodyxhtml", "bodyhtml", "bodytext", "body")
        if isinstance(item.get(key), str)
    ]
    for wanted in (True, False):
        for entry in entries:
            value = entry.get("value")
            if isinstance(value, str) and _is_markup(entry) is wanted and _text(value):
                return _html(value) if wanted else _from_plain(value)
    return ""


def _html(value: str) -> str:
    return richtext.clean(encoding.clean(value))


def _from_plain(value: str) -> str:
    lines = (" ".join(line.split()) for line in encoding.clean(value).split("\n"))
    return "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def _is_markup(entry: Item) -> bool:
    kind = _text(entry.get("contenttype")).casefold()
    if kind:
        return "html" in kind
    return bool(MARKUP.search(str(entry.get("value") or "")))


def _valued(item: Item, key: str, roles: Sequence[str]) -> str | None:
    found = (_plain(entry) for entry in _listed(item, key) if _role(entry) in roles)
    return next(filter(None, found), None)


def _plain(entry: Item) -> str:
    value = entry.get("value")
    if isinstance(value, str) and _is_markup(entry):
        value = " ".join(richtext.paragraphs(richtext.clean(value)))
    return _text(value)


def _criteria(item: Item, findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    criteria: dict[str, tuple[str, ...]] = {}
    unknown = []
    for entry in _listed(item, "subjects", "subject"):
        found = _criterion(entry)
        if found:
            category, slugs = found
            criteria[category] = tuple(dict.fromkeys((*criteria.get(category, ()), *slugs)))
        else:
            unknown.append(_text(entry.get("name")) or _text(entry.get("uri")) or _text(entry.get("code")))
    if any(unknown):
        words = ", ".join(filter(None, unknown))
        message = _("These subjects are no criteria that are known here: %(words)s.") % {"words": words}
        findings.append(Finding("unknown_criterion", message))
    return criteria


def _criterion(entry: Item) -> tuple[str, tuple[str, ...]] | None:
    ours = CRITERION.fullmatch(_text(entry.get("uri")))
    if ours:
        # An operator may have added values of their own; storing knows them.
        category = VOCABULARY.get(ours["category"])
        return (category.slug, (ours["slug"].lower(),)) if category else None
    return match_line(_text(entry.get("name")), ["subject"])


def _language(item: Item, criteria: dict[str, tuple[str, ...]]) -> str | None:
    stated = _text(item.get("language"))
    if not LANGUAGE.fullmatch(stated):
        return next(iter(criteria.get("language", ())), None)
    primary = stated.partition("-")[0].casefold()
    if VOCABULARY["language"].value(primary):
        criteria["language"] = (primary,)
    return stated


def _places(item: Item) -> tuple[str, ...]:
    named = [entry for entry in _listed(item, "places", "place") if _text(entry.get("rel")) == "dateline"]
    places = [_text(entry.get("name")) for entry in named] or [_text(item.get("located"))]
    return tuple(filter(None, places))


def _dateline_day(item: Item) -> date | None:
    """The day of the dateline is a content date at midnight; another hour is that of some older content."""
    created = dates.instant(item.get("contentcreated"))
    return created.date() if created and (created.hour, created.minute) == (0, 0) else None


def _published(item: Item, findings: list[Finding]) -> datetime | None:
    """When the first version was made; the time of a version counts only if it is the first."""
    stated = item.get("firstcreated") or item.get("versioncreated")
    if not item.get("firstcreated") and _text(item.get("version")) not in ("", "0", "1"):
        return None
    moment = dates.instant(stated)
    if stated and moment is None:
        message = _("The date “%(shown)s” is no instant with its offset; it was left out.") % {
            "shown": tidy(str(stated))
        }
        findings.append(Finding("unclear_date", message))
    return moment


def _embargo(item: Item, findings: list[Finding]) -> tuple[datetime | None, str | None]:
    """The hour, or the words when there is an embargo without one: an empty hour is an unknown one."""
    if _text(item.get("pubstatus")).casefold() == "withheld":
        findings.append(Finding("withheld", _("The source holds this item back.")))
        return None, "withheld"
    for key in ("embargoeduntil", "embargoed"):
        if key in item:
            moment = dates.instant(item[key])
            return moment, None if moment else _text(item[key]) or key
    return None, None


def _institution(item: Item) -> str | None:
    named = [*_listed(item, "organisations", "organisation"), *_listed(item, "infosources", "infosource")]
    issuers = [entry for entry in named if _role(entry) in ISSUER or _text(entry.get("rel")).casefold() in ISSUER]
    found = [_text(entry.get("name")) for entry in issuers]
    found += [_text(entry.get("name")) for entry in _listed(item, "infosources", "infosource")]
    return next(filter(None, [*found, _text(item.get("copyrightholder"))]), None)


def _contacts(item: Item) -> Iterator[DraftContact]:
    for entry in _listed(item, "people", "person"):
        ways = _listed(entry, "contactinfo")
        rel = _text(entry.get("rel")).casefold()
        if not ways and rel not in ROLES:
            continue
        role = rel if rel in ROLES else next((r for way in ways if (r := _role(way)) in ROLES), "press")
        yield DraftContact(
            name=_text(entry.get("name")),
            role=role,  # type: ignore[arg-type]
            function=_way(ways, "function"),
            organisation=_way(ways, "organisation", "organization"),
            email=next(iter(contacts.mails(_way(ways, "email", "mail", "e-mail"))), ""),
            phone=_way(ways, "phone", "telephone", "tel", "mobile"),
        )


def _way(ways: Sequence[Item], *kinds: str) -> str:
    found = (_text(way.get("value")) for way in ways if _text(way.get("type")).casefold() in kinds)
    return next(filter(None, found), "")


def _is_link(other: Item) -> bool:
    return _text(other.get("type")).casefold() == "component" and _text(other.get("name")).startswith("link")


def _link(other: Item) -> DraftLink:
    truncated, shown = _valued(other, "descriptions", ("truncated",)), _valued(other, "descriptions", ("shown",))
    address = _text(other.get("uri"))
    is_web = urlsplit(address).scheme in ("http", "https") and "#link-" not in address
    kind = _text(other.get("rel"))
    return DraftLink(
        shown=truncated or shown or (address if is_web else ""),
        url=address if is_web else None,
        label=_text(other.get("title")) or None,
        truncated=truncated is not None,
        kind=kind if kind in ("registration", "project", "publication") else "information",  # type: ignore[arg-type]
    )


def _image(other: Item) -> DraftImage:
    return DraftImage(
        caption=_valued(other, "descriptions", ("caption",)) or _caption(other),
        source=_text(other.get("by")) or None,
        copyright=_text(other.get("copyrightnotice")) or _text(other.get("copyrightholder")) or None,
        licence=_text(other.get("usageterms")) or None,
        alt=_valued(other, "descriptions", ("alt",)),
        url=_rendition(other),
        filename=_text(other.get("title")) or None,
    )


def _caption(other: Item) -> str | None:
    """What a foreign picture says below itself, else its headline."""
    plain = {**other, "descriptions": [e for e in _listed(other, "descriptions") if _role(e) != "alt"]}
    return _description(plain) or _title({**other, "title": None, "name": None})


def _rendition(other: Item) -> str | None:
    """The address of the largest form of the picture."""
    found = [entry for entry in _listed(other, "renditions") if _is_web(_text(entry.get("href")))]
    found.sort(key=lambda entry: entry["width"] if isinstance(entry.get("width"), int) else 0)
    return _text(found[-1]["href"]) if found else None


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


def _number(item: Item) -> int | None:
    found = (_text(entry.get("value")) for entry in _listed(item, "altids") if _role(entry) == "portal")
    return next((int(number) for number in found if re.fullmatch(r"[0-9]{1,12}", number)), None)


def _listed(item: Item, *keys: str) -> list[dict[str, Any]]:
    """The objects under the first of these keys; version 1 keeps some of them by name."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            return [{"name": name, **entry} for name, entry in value.items() if isinstance(entry, dict)]
        if isinstance(value, list):
            return [entry for entry in value if isinstance(entry, dict)]
    return []


def _role(entry: Item) -> str:
    return _text(entry.get("role")).casefold()


def _text(value: object) -> str:
    if isinstance(value, str):
        return tidy(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
