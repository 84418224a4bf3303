"""What a reader found in a source: plain values, nothing stored, nothing invented.

`None` and an empty tuple mean that the source does not say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from django.utils.functional import Promise

Format: TypeAlias = Literal["page", "print", "text", "ninjs", "markdown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the person who imports should know; `message` is in the reader's language (lazy)."""

    code: str
    message: str | Promise


@dataclass(frozen=True, slots=True)
class DraftContact:
    """Whom to ask. `role` is press, science or event; `phone` stands as typed, `email` without disguise."""

    name: str
    role: Literal["press", "science", "event"] = "press"
    function: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link below the text. `url` is None where the source shows only a cut address (`truncated`)."""

    shown: str
    url: str | None = None
    label: str | None = None
    truncated: bool = False
    kind: Literal["information", "registration", "project", "publication"] = "information"


@dataclass(frozen=True, slots=True)
class DraftImage:
    """A picture and its rights. `content` are the bytes where the source brings them, else `url` points."""

    caption: str | None
    source: str | None = None
    copyright: str | None = None
    licence: str | None = None
    alt: str | None = None
    url: str | None = None
    filename: str | None = None
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A press release as read.

    `paragraphs` are the portal's paragraphs in order, the contact block among them, as plain text; `body` is
    the text proper as HTML (p, h2, h3, ul, ol, li, blockquote, a, strong, em, table), without lead, dateline,
    contacts and boilerplate. `criteria` maps a category to slugs of `wirkt.criteria`. `published` is aware and
    the first publication according to the source; `dateline_date` is the day in the dateline and not the same.
    `number` is the portal's and never a key: `uri` is, where the source gives one. `title_proposed` marks a
    title that the source does not have. `embargo` is aware and an hour that the source names;
    `embargo_unclear` holds the words when the hour cannot be read. `translation_of` is the `uri` of the original.
    """

    source: str
    format: Format
    line: int | None = None
    uri: str | None = None
    number: int | None = None
    ui_language: str | None = None
    title: str | None = None
    title_proposed: bool = False
    subtitle: str | None = None
    lead: str | None = None
    places: tuple[str, ...] = ()
    dateline_date: date | None = None
    paragraphs: tuple[str, ...] = ()
    body: str = ""
    boilerplate: str | None = None
    institution: str | None = None
    contacts: tuple[DraftContact, ...] = ()
    original_publication: str | None = None
    translation_of: str | None = None
    links: tuple[DraftLink, ...] = ()
    images: tuple[DraftImage, ...] = ()
    criteria: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str | None = None
    published: datetime | None = None
    changed: datetime | None = None
    embargo: datetime | None = None
    embargo_unclear: str | None = None
    is_correction: bool | None = None
    withdrawn: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from. `source` is an address or a name, `charset` what the sender declared.

    `resolve` gives the bytes of a picture that is named beside the text, or raises Unreadable.
    """

    source: str
    charset: str | None = None
    resolve: Callable[[str], bytes] | None = None


class Unreadable(Exception):
    """A source that cannot be read: `code`, a message in the reader's language, and the line where known (from 1).

    `source` is set by whoever opened it.
    """

    source = ""

    def __init__(self, code: str, message: str | Promise, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.line = line
        self.source = ""
