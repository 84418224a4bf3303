"""Markdown with a head of TOML between two lines of +++: how releases are kept in files, their pictures beside them."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any, TypeAlias, TypeVar

from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from wirkt.criteria.vocabulary import VOCABULARY
from wirkt.intake import encoding
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink, Finding, Origin, Unreadable
from wirkt.intake.encoding import tidy
from wirkt.intake.readers import language, parts, titles
from wirkt.releases import richtext

Value = TypeVar("Value")
Head: TypeAlias = Mapping[str, Any]

FENCE = "+++"
PLAIN_KEYS = frozenset(
    ["title", "subtitle", "lead", "places", "date", "published", "changed", "embargo", "language", "institution", "uri",
     "number", "boilerplate", "original_publication", "translation_of", "correction", "contacts", "links", "images"]
)  # fmt: skip
ROLES = ("press", "science", "event")
KINDS = ("information", "registration", "project", "publication")
OF_ORGANISATION = "organisation"  # as boilerplate: the institution's own words of the day are taken


def fits(head: bytes) -> bool:
    """Whether the source begins with the fence of its head."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(FENCE.encode())


def read(stream: IO[bytes], origin: Origin) -> Iterator[Draft | Unreadable]:
    """One draft for the file, or Unreadable when its head is no TOML or a picture is not there."""
    text = encoding.decode(encoding.take(stream, encoding.TEXT_LIMIT), origin.charset)
    head, body = _split(text)
    yield _draft(head, body, origin)


def _split(text: str) -> tuple[Head, str]:
    _before, _fence, rest = text.partition(FENCE)
    head, fence, body = rest.partition(f"\n{FENCE}")
    if not fence:
        raise Unreadable("no_head", _("The head of this Markdown file is not closed by a line of +++."))
    try:
        return tomllib.loads(head), body
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable(
            "broken_head", _("The head of this Markdown file is no TOML: %(what)s") % {"what": error}
        ) from error


def _draft(head: Head, text: str, origin: Origin) -> Draft:
    findings: list[Finding] = []
    body = richtext.clean(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    paragraphs = tuple(richtext.paragraphs(body))
    given, lead = _word(head, "title"), _word(head, "lead")
    if not (given or lead or paragraphs):
        raise Unreadable("empty", _("There are no words in this text."))
    title, is_proposed = titles.settle(given, lead, *paragraphs)
    embargo = _instant(head, "embargo", findings)
    boilerplate = _word(head, "boilerplate")
    return Draft(
        source=origin.source,
        format="markdown",
        uri=_word(head, "uri"),
        number=_typed(head, "number", int),
        title=title,
        title_proposed=is_proposed,
        subtitle=_word(head, "subtitle"),
        lead=lead,
        places=_words(head, "places"),
        dateline_date=_day(head),
        paragraphs=paragraphs,
        body=body,
        boilerplate=None if boilerplate == OF_ORGANISATION else boilerplate,
        institution=_word(head, "institution"),
        contacts=tuple(_contact(entry) for entry in _tables(head, "contacts")),
        original_publication=_word(head, "original_publication"),
        links=tuple(_link(entry) for entry in _tables(head, "links")),
        images=tuple(_image(entry, origin.resolve, findings) for entry in _tables(head, "images")),
        criteria=_criteria(head),
        language=language.settle(_word(head, "language"), given, lead, *paragraphs),
        published=_instant(head, "published", findings),
        changed=_instant(head, "changed", findings),
        embargo=embargo,
        embargo_unclear=str(head["embargo"]) if "embargo" in head and embargo is None else None,
        is_correction=_typed(head, "correction", bool),
        translation_of=_word(head, "translation_of"),
        findings=(*findings, *_unknown(head)),
    )


def _word(head: Head, key: str) -> str | None:
    value = head.get(key)
    return (tidy(value) or None) if isinstance(value, str) else None


def _typed(head: Head, key: str, kind: type[Value]) -> Value | None:
    value = head.get(key)
    return value if type(value) is kind else None


def _words(head: Head, key: str) -> tuple[str, ...]:
    value = head.get(key)
    values = value if isinstance(value, list) else [value]
    return tuple(tidy(entry) for entry in values if isinstance(entry, str) and tidy(entry))


def _tables(head: Head, key: str) -> list[Head]:
    value = head.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _day(head: Head) -> date | None:
    value = head.get("date")
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _instant(head: Head, key: str, findings: list[Finding]) -> datetime | None:
    value = head.get(key)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    if value is not None:
        message = _("“%(key)s” needs a day, an hour and an offset, like 2025-10-29T09:00:00+01:00.") % {"key": key}
        findings.append(Finding("unclear_date", message))
    return None


def _criteria(head: Head) -> dict[str, tuple[str, ...]]:
    criteria = {}
    for category in VOCABULARY.values():
        slugs = _words(head, category.slug) or _words(head, category.slug.replace("-", "_"))
        if slugs:
            # An operator may have added values of their own; storing knows them.
            criteria[category.slug] = tuple(slugs)
    return criteria


def _contact(entry: Head) -> DraftContact:
    role = _word(entry, "role")
    return DraftContact(
        name=_word(entry, "name") or "",
        role=role if role in ROLES else "press",  # type: ignore[arg-type]
        function=_word(entry, "function") or "",
        organisation=_word(entry, "organisation") or "",
        email=_word(entry, "email") or "",
        phone=_word(entry, "phone") or "",
    )


def _link(entry: Head) -> DraftLink:
    url, shown, kind = _word(entry, "href"), _word(entry, "shown"), _word(entry, "kind")
    words = shown or url or ""
    return DraftLink(
        shown=words,
        url=url,
        label=_word(entry, "label"),
        truncated=words.endswith(parts.CUT),
        kind=kind if kind in KINDS else "information",  # type: ignore[arg-type]
    )


def _image(entry: Head, resolve: Callable[[str], bytes] | None, findings: list[Finding]) -> DraftImage:
    name = _word(entry, "file")
    content = None
    if name and resolve:
        try:
            content = resolve(name)
        except (Unreadable, OSError) as error:
            message = error.message if isinstance(error, Unreadable) else _("The picture %s is not there.") % name
            findings.append(Finding("picture_missing", message))
    return DraftImage(
        caption=_word(entry, "caption"),
        source=_word(entry, "source"),
        copyright=_word(entry, "copyright"),
        licence=_word(entry, "licence"),
        alt=_word(entry, "alt"),
        url=_word(entry, "href"),
        filename=name,
        content=content,
    )


def _unknown(head: Head) -> list[Finding]:
    known = PLAIN_KEYS | set(VOCABULARY) | {slug.replace("-", "_") for slug in VOCABULARY}
    message = _("The head has a key that is not known here: %(key)s.")
    return [Finding("unknown_key", message % {"key": key}) for key in head if key not in known]
