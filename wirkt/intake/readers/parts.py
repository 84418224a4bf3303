"""The parts that pages and plain texts have in common, and how a draft is put together from them."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from wirkt.criteria.vocabulary import ORDER_ON_PAGE, match_known, match_line
from wirkt.intake.draft import DraftContact, DraftImage, DraftLink, Finding, Unreadable
from wirkt.intake.encoding import UNSEEN, tidy
from wirkt.intake.readers import contacts, dates, labels

CUT = ("...", "…")
PROSE = 90  # characters; a shorter line without a full stop may be a heading, a name, a caption
NEAR = 5  # lines between two ways to reach somebody that still belong to one block
MOST = 10_000  # paragraphs of one release
MUCH = 4  # paragraphs behind the contacts; more are the text itself
ADDRESS = re.compile(r"(?P<url>(?:https?://|www\.)\S+)(?:\s+(?P<label>.*))?", re.IGNORECASE | re.DOTALL)
DOI = re.compile(r"\bdoi\b|10\.\d{4,9}/\S", re.IGNORECASE)
REGISTRATION = re.compile(r"anmeld|registrier|registration|register|sign up", re.IGNORECASE)
PROJECT = re.compile(r"projekt|project", re.IGNORECASE)
ABBREVIATED = re.compile(
    r"\b(?:e\.\s?V|e\.\s?G|Inc|Ltd|Corp|Co|Univ|B\.\s?V|S\.\s?A|etc|bzw|M\.\s?A|Ph\.\s?D|M\.\s?Sc)\.$"
)
LICENCE = re.compile(r"\bCC[ -](?:0|BY(?:-(?:SA|ND|NC))*)(?:[ -]?\d\.\d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text: its words, its inline HTML, and the element it becomes (empty: `html` is whole)."""

    text: str
    html: str
    tag: str = "p"

    @classmethod
    def plain(cls, text: str, tag: str = "p") -> "Paragraph":
        return cls(text, html.escape(text, quote=False), tag)

    @property
    def whole(self) -> str:
        """The paragraph as it stands in the body."""
        return f"<{self.tag}>{self.html}</{self.tag}>" if self.tag else self.html

    @property
    def is_heading(self) -> bool:
        return self.tag in ("h2", "h3")


@dataclass(slots=True)
class Story:
    """The text of a release taken apart."""

    paragraphs: tuple[str, ...] = ()
    body: str = ""
    places: tuple[str, ...] = ()
    day: date | None = None
    contacts: list[DraftContact] = field(default_factory=list)
    institution: str | None = None
    boilerplate: str | None = None
    embargo: datetime | None = None
    embargo_unclear: str | None = None
    is_correction: bool = False


def story(paragraphs: Sequence[Paragraph]) -> Story:
    """Take dateline, contacts, boilerplate, embargo and marks of a correction out of the text."""
    found = Story()
    kept = [paragraph for paragraph in paragraphs if not _is_mark(paragraph, found)]
    found.paragraphs = tuple(paragraph.text for paragraph in kept)
    text = _take_contacts(kept, found)
    if text:
        text = [*_take_dateline(text[0], found), *text[1:]]
    found.body = "\n".join(paragraph.whole for paragraph in text)
    return found


def too_long() -> Unreadable:
    """The answer to a text that no press release has."""
    return Unreadable("too_large", _("This text has more than %(limit)s paragraphs.") % {"limit": MOST})


def is_prose(line: str) -> bool:
    """Whether a line reads like a sentence and not like a heading, a name, or a caption."""
    ends = line.rstrip("\"“”»'’)").endswith((".", "!", "?", "…"))
    return (ends and not ABBREVIATED.search(line) and len(line.split()) >= 6) or len(line) > 2 * PROSE


def is_heading(line: str) -> bool:
    """Whether a line of plain text may head what follows."""
    return (
        len(line) <= PROSE + 30
        and not line.endswith((".", "!", ":", ";", ",", "…", "“", '"'))
        and len(line.split()) <= 14
        and not contacts.is_contact_line(line)
    )


def read_criteria(lines: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """The criteria in unlabelled lines, and a finding for every word that is none."""
    criteria: dict[str, tuple[str, ...]] = {}
    findings = []
    pending = ""
    for line in lines:
        whole = tidy(f"{pending} {line}")
        match = match_line(line, ORDER_ON_PAGE) or match_line(whole, ORDER_ON_PAGE)
        if match:
            criteria[match[0]] = tuple(dict.fromkeys((*criteria.get(match[0], ()), *match[1])))
            pending = ""
        elif line.rstrip().endswith(","):
            pending = whole
        else:
            pending = ""
            findings += _read_half_known(whole, criteria)
    return criteria, findings


def stated_language(criteria: Mapping[str, Sequence[str]]) -> str | None:
    """The language that the criteria name."""
    return next(iter(criteria.get("language", ())), None)


def unknown_criterion(words: str) -> Finding:
    """What the importing person is told about a criterion that the vocabulary does not have."""
    return Finding("unknown_criterion", _("“%(words)s” is no criterion that is known here.") % {"words": words})


def seen(line: str) -> str:
    """The line without soft hyphens and zero-width characters."""
    return UNSEEN.sub("", line)


def is_criterion(line: str) -> bool:
    """Whether the line could be one of the criteria of a release."""
    return match_line(line, ORDER_ON_PAGE) is not None


def text_link(line: str) -> DraftLink | None:
    """The link that a line of plain text begins with."""
    match = ADDRESS.fullmatch(line)
    if not match:
        return None
    shown = tidy(match["url"])
    url = None if shown.endswith(CUT) else shown if "://" in shown else f"https://{shown}"
    return link(shown, url, match["label"])


def link(shown: str, url: str | None, label: str | None) -> DraftLink:
    """A link with its label cleared of dashes, and the kind that the label tells."""
    words = tidy(label or "").strip(" –—-:|()") or None
    kind = "registration" if REGISTRATION.search(words or "") else "project" if PROJECT.search(words or "") else None
    return DraftLink(
        shown=shown,
        url=url,
        label=words,
        truncated=shown.endswith(CUT),
        kind=kind or "information",  # type: ignore[arg-type]
    )


@dataclass(slots=True)
class Picture:
    """An image while its lines are read; `name` is what the page calls it."""

    name: str = ""
    alt: str | None = None
    url: str | None = None
    caption: list[str] = field(default_factory=list)
    source: str | None = None
    copyright: str | None = None

    @property
    def labelled(self) -> bool:
        return self.source is not None or self.copyright is not None

    def add(self, line: str) -> None:
        """Take one line below the image."""
        source, notice = labels.SOURCE.fullmatch(line), labels.COPYRIGHT.fullmatch(line)
        if source and line != self.alt:
            self.source = source[1].strip()
        elif notice and line != self.alt:
            self.copyright = notice[1].strip()
        else:
            self.caption.append(line)

    def as_image(self) -> DraftImage:
        licence = LICENCE.search(self.copyright or "")
        return DraftImage(
            caption=" ".join(self.caption) or None,
            source=self.source or None,
            copyright=self.copyright or None,
            licence=licence[0] if licence else None,
            alt=self.alt or None,
            url=self.url,
        )


def text_images(lines: Iterable[str]) -> list[DraftImage]:
    """The images that lines of plain text describe: a caption, then its source and copyright as far as given."""
    pictures: list[Picture] = []
    for line in lines:
        source, notice = labels.SOURCE.fullmatch(line), labels.COPYRIGHT.fullmatch(line)
        last = pictures[-1] if pictures else None
        if last is None or not (source or notice) or (source and last.source) or (notice and last.copyright):
            last = Picture()
            pictures.append(last)
        last.add(line)
    return [picture.as_image() for picture in pictures]


def merge(portal: DraftContact | None, found: Sequence[DraftContact]) -> tuple[DraftContact, ...]:
    """The contacts of the text, the one of the portal's own field first; the same person stands once."""
    if portal is None:
        return tuple(found)
    same = next((contact for contact in found if contact.name == portal.name), None)
    if same is None:
        return (portal, *found)
    joined = replace(
        same,
        function=same.function or portal.function,
        organisation=same.organisation or portal.organisation,
    )
    return (joined, *(contact for contact in found if contact is not same))


def _read_half_known(line: str, criteria: dict[str, tuple[str, ...]]) -> list[Finding]:
    match = match_known(line, ORDER_ON_PAGE)
    if match is None:
        return [unknown_criterion(line)]
    criteria[match[0]] = tuple(dict.fromkeys((*criteria.get(match[0], ()), *match[1])))
    return [unknown_criterion(words) for words in match[2]]


def _is_mark(paragraph: Paragraph, found: Story) -> bool:
    """Whether the paragraph is a line about an embargo or a correction and no text; what it says is noted."""
    line = paragraph.text
    if labels.EMBARGO.match(line) and len(line) < 250 and found.embargo is None and found.embargo_unclear is None:
        if labels.EMBARGO_LIFTED.search(line):
            return True
        found.embargo = dates.embargo(line)
        found.embargo_unclear = None if found.embargo else tidy(line)
        return True
    if labels.CORRECTION.match(line) and len(line) < 250:
        found.is_correction = True
    return False


def _take_contacts(paragraphs: list[Paragraph], found: Story) -> list[Paragraph]:
    """The paragraphs without contact blocks and without what stands about the institution behind them."""
    text: list[Paragraph] = []
    behind: list[Paragraph] = []
    at = 0
    while at < len(paragraphs):
        start = labels.contact_start(paragraphs[at].text.partition("\n")[0])
        end = _block_end(paragraphs, at) if start else at
        if start and end > at:
            text += behind
            behind = []
            _read_contacts(paragraphs[at:end], start[0], found)
            at = end
        else:
            (behind if found.contacts else text).append(paragraphs[at])
            at += 1
    if sum(not paragraph.is_heading for paragraph in behind) > MUCH or not text:
        return text + behind
    found.boilerplate = "\n".join(paragraph.text for paragraph in behind) or None
    return text


def _read_contacts(block: Sequence[Paragraph], section: str, found: Story) -> None:
    first, *rest = [line for paragraph in block for line in paragraph.text.split("\n") if line.strip()]
    inline = first.partition(":")[2].strip()
    read, institution = contacts.read_block([inline, *rest] if inline else rest, section)  # type: ignore[arg-type]
    found.contacts += read
    if section == "press" and found.institution is None:
        found.institution = institution


def _block_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the block that starts with this heading ends; the start itself if nobody can be reached in it."""
    own = paragraphs[start].text.partition(":")[2]
    end = start + 1 if own.strip() else start
    at = start + 1
    while at < len(paragraphs) and at - max(end, start + 1) < NEAR:
        lines = paragraphs[at].text.split("\n")
        if labels.section(lines[0]) or labels.contact_start(lines[0]) or any(map(_is_running, lines)):
            break
        if any(map(contacts.is_contact_line, lines)) or (end > start + 1 and _is_place_of_work(lines)):
            end = at + 1
        at += 1
    if end == start and at > start + 1:
        return start + 1 + _named(paragraphs[start + 1 : at])
    return end


def _named(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs name a person and an institution, where neither mail nor telephone is given."""
    if not paragraphs or not contacts.is_person(paragraphs[0].text):
        return -1
    return 1 + sum(contacts.is_institution(paragraph.text) for paragraph in paragraphs[1:2])


def _is_place_of_work(lines: Sequence[str]) -> bool:
    return all(contacts.ADDRESS.search(line) for line in lines) or (
        len(lines) == 1 and contacts.is_institution(lines[0]) and not is_prose(lines[0])
    )


def _is_running(line: str) -> bool:
    return is_prose(line) and not contacts.mails(line) and not contacts.phones(line)


def _take_dateline(first: Paragraph, found: Story) -> list[Paragraph]:
    dateline = None if first.is_heading or not first.tag else dates.dateline(first.text)
    if dateline is None:
        return [first]
    found.places, found.day = dateline.places, dateline.day
    rest = first.text[dateline.length :].strip()
    return [_without(first, first.text[: dateline.length].rstrip(), rest)] if rest else []


def _without(paragraph: Paragraph, head: str, rest: str) -> Paragraph:
    """The paragraph without its first words, its inline elements kept where the words stand apart from them."""
    written = html.escape(head, quote=False)
    for before, after in (("", ""), ("<strong>", "</strong>"), ("<b>", "</b>"), ("<em>", "</em>"), ("<i>", "</i>")):
        if paragraph.html.startswith(before + written + after):
            kept = paragraph.html.removeprefix(before + written + after).lstrip()
            return replace(paragraph, text=rest, html=kept)
    return Paragraph.plain(rest)
