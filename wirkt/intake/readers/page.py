"""Pages and print views of a press portal, and other pages that hold one press release."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice, takewhile
from typing import IO
from urllib.parse import urlsplit

import lxml.html
from django.utils.translation import gettext_lazy as _

from wirkt.intake import encoding
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink, Finding, Origin, Unreadable
from wirkt.intake.readers import contacts, dates, labels, language, numbers, parts, text, titles
from wirkt.intake.readers.blocks import HEADINGS, IMAGE, WHOLE, Block, absolute, blocks, drop_unseen, parse, plain
from wirkt.intake.readers.labels import Section

MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|article|section|main|meta|title)\b", re.I)
XML = re.compile(rb"<\?xml\b|<!DOCTYPE\s+(?!html\b)|<(?:rss|feed|rdf:RDF|newsItem|nitf)\b", re.IGNORECASE)
LANGUAGE_PATH = re.compile(r"/(de|en)(?:/|$)")
SITE = re.compile(r"\s+[|–—-]\s+(?:idw\b.*|Informationsdienst Wissenschaft.*|[^|–—-]{2,40})$")
EMPHASIS = re.compile(r"<(em|i)>(.*?)</\1>", re.DOTALL)
SHORTEST_TITLE = 5  # characters; shorter words stand in many titles
LEAD_CLASS = re.compile(r"\b(?:lead|teaser|intro|abstract|summary|vorspann)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """A page taken apart into its blocks."""

    title: str | None
    published: datetime | None
    lead: str | None
    portal_contact: DraftContact | None
    institution: str | None
    main: list[Block] = field(default_factory=list)
    sections: defaultdict[Section, list[Block]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    base: str | None = None


def fits(head: bytes) -> bool:
    """Whether the source begins like HTML or XML."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(MARKUP.search(start) or XML.match(start))


def read(stream: IO[bytes], origin: Origin) -> Iterator[Draft | Unreadable]:
    """One draft for the page, or Unreadable when it is too large, nested too deep, or holds no text."""
    data = encoding.take(stream, encoding.TEXT_LIMIT)
    if XML.match(data.lstrip(b"\xef\xbb\xbf \t\r\n")) and b"<html" not in data[: encoding.HEAD].lower():
        raise Unreadable("xml", _("This is XML but no page. Feeds and NewsML are not read yet."))
    markup = encoding.decode(data, origin.charset)
    root = parse(markup)
    address = numbers.address(root, origin.source)
    ui_language = _ui_language(root, address.url)
    number = numbers.number(root, address)
    is_print = root.find(".//header") is None and root.find(".//nav") is None and root.find(".//footer") is None
    head_title, stated = _head_title(root), _stated_time(root)
    drop_unseen(root)
    all_blocks = list(islice(blocks(root, address.url), parts.MOST + 1))
    if len(all_blocks) > parts.MOST:
        raise parts.too_long()
    found = _taken_apart(all_blocks, ui_language, head_title)
    found.base = address.url
    draft = _draft(found, origin.source, "print" if is_print else "page", ui_language)
    yield replace(
        draft,
        number=number.number,
        uri=number.uri,
        title=found.title or head_title or draft.title,
        title_proposed=draft.title_proposed and not head_title,
        published=draft.published or (None if _is_unclear(draft) else stated),
        findings=(*draft.findings, *number.findings, *text.broken_characters(markup)),
    )


def _is_unclear(draft: Draft) -> bool:
    return any(finding.code == "unclear_date" for finding in draft.findings)


def _draft(found: _Page, source: str, kind: str, ui_language: str | None) -> Draft:
    criteria, unknown = parts.read_criteria(_lines(found.sections["criteria"]))
    story = parts.story([_paragraph(block) for block in found.main])
    if not found.title and not found.lead and not story.paragraphs:
        raise Unreadable("no_release", _("There is no press release on this page."))
    title, is_proposed = titles.settle(found.title, found.lead, *story.paragraphs)
    science, _institution = contacts.read_block(_lines(found.sections["science"]), "science")
    return Draft(
        source=source,
        format=kind,  # type: ignore[arg-type]
        ui_language=ui_language,
        title=title,
        title_proposed=is_proposed,
        lead=found.lead,
        places=story.places,
        dateline_date=story.day,
        paragraphs=story.paragraphs,
        body=story.body,
        boilerplate=story.boilerplate,
        institution=found.institution or story.institution,
        contacts=(*parts.merge(found.portal_contact, story.contacts), *science),
        original_publication=_publication(found.sections["publication"]),
        links=tuple(chain.from_iterable(map(_links, found.sections["links"]))),
        images=tuple(_images(found.sections["images"], found.base)),
        criteria=criteria,
        language=language.settle(parts.stated_language(criteria), found.title, found.lead, *story.paragraphs),
        published=found.published,
        embargo=story.embargo,
        embargo_unclear=story.embargo_unclear,
        is_correction=story.is_correction or bool(labels.CORRECTION.match(found.title or "")),
        findings=(*found.findings, *unknown),
    )


def _taken_apart(all_blocks: Sequence[Block], ui_language: str | None, head_title: str | None) -> _Page:
    at = _title_at(all_blocks, head_title)
    title = None if at is None else " ".join(all_blocks[at].lines)
    before, after = all_blocks[: at or 0], list(all_blocks[0 if at is None else at + 1 :])
    published, findings, after = _date(before, after, ui_language)
    contact, institution, after = _subheader(after)
    lead, after = _lead(after)
    main = list(takewhile(lambda block: _section(block) is None, after))
    page = _Page(title, published, lead, contact, institution, main, findings=findings)
    section: Section = "links"
    for block in after[len(main) :]:
        section = _section(block) or section
        if len(block.lines) > 1 or _section(block) is None:
            page.sections[section].append(block)
    return page


def _date(
    before: Sequence[Block], after: list[Block], ui_language: str | None
) -> tuple[datetime | None, list[Finding], list[Block]]:
    """The date that stands alone near the title, what is to be told about it, and the blocks without it."""
    for block in [*before[-3:], *after[:3]]:
        moment, looks = dates.portal_time(block.text, ui_language)
        if looks:
            return moment, _about_date(block.text, moment), [other for other in after if other is not block]
    return None, [], after


def _title_at(all_blocks: Sequence[Block], head_title: str | None) -> int | None:
    """The heading that the head of the page repeats, else the h4 of a portal page, else its h1 or h2.

    A heading that only opens a part is no title.
    """
    heads = {
        at: " ".join(block.lines)
        for at, block in enumerate(all_blocks)
        if block.tag in HEADINGS and block.text and _section(block) is None
    }
    repeated = next((at for at, words in heads.items() if _is_repeated(words, head_title)), None)
    if repeated is not None:
        return repeated
    return next((at for name in ("h4", "h1", "h2") for at in heads if all_blocks[at].tag == name), None)


def _is_repeated(words: str, head_title: str | None) -> bool:
    here, known = words.casefold(), (head_title or "").casefold()
    return bool(known) and len(here) > SHORTEST_TITLE and (here in known or known in here)


def _about_date(shown: str, moment: datetime | None) -> list[Finding]:
    if moment is None:
        return [
            Finding("unclear_date", _("The date “%(shown)s” can mean two days; it was left out.") % {"shown": shown})
        ]
    if not dates.has_hour(shown):
        return [Finding("no_hour", _("The date “%(shown)s” has no hour; midnight was taken.") % {"shown": shown})]
    return []


def _subheader(after: list[Block]) -> tuple[DraftContact | None, str | None, list[Block]]:
    """The portal's own line about contact, department and institution."""
    for at, block in enumerate(after[:3]):
        if block.tag in ("h5", "h6") and _section(block) is None:
            name, function, institution = _who(block)
            contact = DraftContact(name, "press", function, institution or "") if name else None
            return contact, institution, after[:at] + after[at + 1 :]
    return None, None, after


def _who(block: Block) -> tuple[str, str, str | None]:
    emphasis = EMPHASIS.search(block.html)
    function = plain(emphasis[2]) if emphasis else ""
    lines = plain(EMPHASIS.sub("", block.html, count=1)).split("\n")
    rest = [words for line in lines if (words := line.strip(" ,;|"))]
    linked = [words for _href, words, _after in block.links()] or rest[1:][-1:]
    institution = linked[-1] if linked else None
    name = next((line for line in rest if line != institution), "")
    return name, function, institution


def _lead(after: list[Block]) -> tuple[str | None, list[Block]]:
    first = next((at for at, block in enumerate(after) if block.text), None)
    if first is None or _section(after[first]) is not None:
        return None, after
    block = after[first]
    is_lead = block.tag in ("p", "div") and ((block.is_slanted and block.is_alone) or LEAD_CLASS.search(block.classes))
    if not is_lead or labels.EMBARGO.match(block.text):
        return None, after
    return " ".join(block.lines), after[:first] + after[first + 1 :]


def _section(block: Block) -> Section | None:
    """Which part of the page this block opens, if it stands there as a heading."""
    first = block.lines[0] if block.lines else ""
    found = labels.section(first)
    if found == "criteria":
        return found
    is_heading = block.tag in HEADINGS or (block.is_strong and block.is_alone and block.tag not in WHOLE)
    return found if is_heading and found not in ("press", "event") else None


def _paragraph(block: Block) -> parts.Paragraph:
    words = "\n".join(block.lines)
    if block.tag in WHOLE:
        return parts.Paragraph(words, block.html, "")
    if block.tag in HEADINGS:
        return parts.Paragraph(words, block.html, "h3" if block.tag in ("h3", "h6") else "h2")
    if block.is_strong and parts.is_heading(words) and not labels.contact_start(words):
        return parts.Paragraph.plain(" ".join(block.lines), "h2")
    return parts.Paragraph(words, block.html.replace("<br>", "<br>\n"))


def _lines(section: Sequence[Block]) -> Iterator[str]:
    return (line for block in section for line in block.lines if labels.section(line) != "criteria")


def _links(block: Block) -> Iterator[DraftLink]:
    """A link takes its address from the page even where the words show only the start of it."""
    for href, shown, after in block.links():
        words = encoding.tidy(shown)
        if urlsplit(href).scheme in ("http", "https") and words:
            is_address = parts.ADDRESS.fullmatch(words) or words.endswith(parts.CUT)
            yield parts.link(words, href, after.partition("\n")[0] or (None if is_address else words))


def _publication(section: Sequence[Block]) -> str | None:
    """The words of the section; an address that is cut stands there in full."""
    lines = []
    for block in section:
        words = block.text
        for href, shown, _after in block.links():
            words = words.replace(shown, href) if shown.endswith(parts.CUT) else words
        lines += [line for line in words.split("\n") if line]
    return "\n".join(lines) or None


def _images(section: Sequence[Block], base: str | None) -> Iterator[DraftImage]:
    """Each image with the lines below it; one that is printed twice stands once."""
    pictures: dict[str, parts.Picture] = {}
    for picture in _pictures(section, base):
        known = pictures.get(picture.name)
        if known is None or len(known.caption) < len(picture.caption):
            pictures[picture.name] = picture
    return (picture.as_image() for picture in pictures.values())


def _pictures(section: Sequence[Block], base: str | None) -> list[parts.Picture]:
    pictures: list[parts.Picture] = []
    for block in section:
        for token in re.split(r"(<img [^>]*>)|<br>", block.raw):
            image = IMAGE.fullmatch(token or "")
            if image:
                name, alt = plain(image[1]), encoding.tidy(plain(image[2]))
                pictures.append(parts.Picture(name=name, alt=alt or None, url=absolute(name, base)))
            else:
                line = encoding.tidy(plain(token or ""))
                if line and pictures:
                    pictures[-1].add(line)
    return pictures


def _ui_language(root: lxml.html.HtmlElement, url: str | None) -> str | None:
    """The language of the page: its address says it, else its own mark, its links, the heading of its criteria."""
    path = LANGUAGE_PATH.search(urlsplit(url).path) if url else None
    if path:
        return path[1]
    declared = (root.get("lang") or "")[:2].casefold()
    if declared in ("de", "en"):
        return declared
    for link in root.iter("a"):
        path = re.match(r"/(de|en)/institution", link.get("href") or "")
        if path:
            return path[1]
    heads = [line for line in root.itertext() if labels.section(line.strip()) == "criteria"]
    return text.heading_language(heads[-1].strip()) if heads else None


def _stated_time(root: lxml.html.HtmlElement) -> datetime | None:
    """The first publication as the page tells it to machines."""
    stated = root.xpath(
        "//meta[@property='article:published_time']/@content | //*[@property='dc:date']/@content"
        " | //*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime"
    )
    return next(filter(None, map(dates.instant, map(str, stated))), None)


def _head_title(root: lxml.html.HtmlElement) -> str | None:
    for name in root.xpath("//meta[@property='og:title']/@content"):
        if encoding.tidy(name):
            return encoding.tidy(name)
    title = root.find(".//title")
    words = encoding.tidy(title.text_content()) if title is not None else ""
    return SITE.sub("", words) or None
