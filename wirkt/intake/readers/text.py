"""Plain text as it is copied from a portal or written in a press office: one paragraph a line, or wrapped lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import IO

from django.utils.translation import gettext_lazy as _

from wirkt.intake import encoding
from wirkt.intake.draft import Draft, DraftContact, DraftLink, Finding, Origin, Unreadable
from wirkt.intake.readers import contacts, labels, language, parts, titles
from wirkt.intake.readers.labels import Section

LONGEST_TITLE = 200
WRAPPED = range(50, 101)  # characters of a line that was wrapped by a mail program
GERMAN_HEADS = ("merkmale", "kriterien")


@dataclass(slots=True)
class _Parts:
    """The lines of each part."""

    main: list[str] = field(default_factory=list)
    science: list[str] = field(default_factory=list)
    publication: list[str] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    has_contacts: bool = False


def fits(head: bytes) -> bool:
    """Plain text is what no other reader takes."""
    return True


def read(stream: IO[bytes], origin: Origin) -> Iterator[Draft | Unreadable]:
    """One draft for the text, or Unreadable when it is too large or holds no words."""
    yield from_text(encoding.decode(encoding.take(stream, encoding.TEXT_LIMIT), origin.charset), origin.source)


def from_text(text: str, source: str) -> Draft:
    """The draft for a text that is already decoded; raises Unreadable when it holds no words."""
    lines = list(_unwrapped(text))
    if len(lines) > parts.MOST:
        raise parts.too_long()
    if not any(char.isalpha() for line in lines for char in line):
        raise Unreadable("empty", _("There are no words in this text."))
    lines, marks, ui_language = _cut_criteria(lines)
    criteria, findings = parts.read_criteria(marks)
    found = _sorted(lines)
    given, lead, rest = _head(found.main)
    story = parts.story([parts.Paragraph.plain(line, tag) for line, tag in _tagged(rest)])
    title, is_proposed = titles.settle(given, lead, *story.paragraphs)
    science, _institution = contacts.read_block(found.science, "science")
    return Draft(
        source=source,
        format="text",
        ui_language=ui_language,
        title=title,
        title_proposed=is_proposed,
        lead=lead,
        places=story.places,
        dateline_date=story.day,
        paragraphs=story.paragraphs,
        body=story.body,
        boilerplate=story.boilerplate,
        institution=story.institution,
        contacts=(*story.contacts, *_named(science)),
        original_publication="\n".join(found.publication) or None,
        links=tuple(found.links),
        images=tuple(parts.text_images(found.images)),
        criteria=criteria,
        language=language.settle(parts.stated_language(criteria), given, lead, *story.paragraphs),
        embargo=story.embargo,
        embargo_unclear=story.embargo_unclear,
        is_correction=story.is_correction or bool(labels.CORRECTION.match(given or "")) or None,
        findings=(*findings, *broken_characters(text)),
    )


def broken_characters(text: str) -> list[Finding]:
    """A finding when bytes of the source stood for no character."""
    if "\ufffd" not in text:
        return []
    return [Finding("broken_characters", _("Some characters could not be read and are shown as “\ufffd”."))]


def _unwrapped(text: str) -> Iterator[str]:
    for block in text.replace("\n \n", "\n\n").split("\n\n"):
        lines = [line for line in (" ".join(parts.seen(line).split()) for line in block.split("\n")) if line]
        if _is_wrapped(lines):
            yield " ".join(lines)
        else:
            yield from lines
            yield ""


def _is_wrapped(lines: Sequence[str]) -> bool:
    full = lines[:-1]
    open_ended = sum(not line.endswith((".", "!", "?", ":")) for line in full)
    return (
        bool(full)
        and all(len(line) in WRAPPED for line in full)
        and 2 * open_ended > len(full)
        and not any(
            parts.text_link(line) or contacts.is_contact_line(line) or parts.is_criterion(line) for line in lines
        )
    )


def _cut_criteria(lines: list[str]) -> tuple[list[str], list[str], str | None]:
    """The lines before the criteria, the lines of the criteria, and the language of their heading."""
    heads = [at for at, line in enumerate(lines) if labels.section(line) == "criteria"]
    if not heads:
        return _cut_unheaded(lines)
    start = heads[-1]
    return [line for line in lines[:start] if line], _marks(lines[start + 1 :]), heading_language(lines[start])


def _marks(lines: Sequence[str]) -> list[str]:
    """The lines of criteria up to the search help that portals print behind them."""
    marks: list[str] = []
    gap = False
    for line in lines:
        if labels.HELP.match(line) or parts.is_prose(line) or (gap and not parts.is_criterion(line)):
            break
        gap = not line and bool(marks)
        marks += [line] if line else []
    return marks


def _cut_unheaded(lines: list[str]) -> tuple[list[str], list[str], None]:
    kept = [line for line in lines if line]
    tail = list(takewhile(parts.is_criterion, reversed(kept)))
    # One line may be an ordinary word of the text; three in a row are the block that portals print.
    return (kept[: -len(tail)], tail[::-1], None) if len(tail) >= 3 else (kept, [], None)


def heading_language(head: str) -> str:
    """The language of the page, told by the heading of its criteria."""
    return "de" if head.casefold().startswith(GERMAN_HEADS) else "en"


def _sorted(lines: Sequence[str]) -> _Parts:
    """Each line in the part it belongs to."""
    found = _Parts()
    state: Section | None = None
    for at, line in enumerate(lines):
        state = _next_state(state, lines, at, found)
        if labels.section(line) == state and state not in (None, "press", "event"):
            continue
        link = parts.text_link(line) if state == "links" else None
        if link:
            found.links.append(link)
        elif state == "images":
            found.images.append(line)
        elif state == "science":
            found.science.append(line)
        elif state == "publication":
            found.publication.append(line)
        elif state != "attachments":
            found.main.append(line)
            found.has_contacts = found.has_contacts or labels.contact_start(line) is not None
    return found


def _next_state(state: Section | None, lines: Sequence[str], at: int, found: _Parts) -> Section | None:
    line = lines[at]
    head = labels.section(line)
    if head:
        return None if head in ("press", "event") else head
    if _is_label(line) or _is_labelled(lines, at):
        return "images"
    if state == "publication" and not _is_complete(found.publication):
        return state
    if parts.ADDRESS.fullmatch(line):
        return "links"
    if parts.is_prose(line) and not contacts.is_contact_line(line):
        return None
    return _state_of_short_line(state, lines, at, found)


def _state_of_short_line(state: Section | None, lines: Sequence[str], at: int, found: _Parts) -> Section | None:
    if state in ("links", "images", "publication"):
        return "images"
    if state == "science" and (not found.science or _leads_to_contact(lines, at)):
        return state
    return "images" if _is_lone_caption(state, lines, at, found) else None


def _is_lone_caption(state: Section | None, lines: Sequence[str], at: int, found: _Parts) -> bool:
    """Whether a short line behind the contacts can only be the caption of an image that has nothing else."""
    before = found.science if state == "science" else found.main
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return (
        (found.has_contacts or state == "science")
        and bool(before)
        and contacts.is_contact_line(before[-1])
        and not contacts.is_institution(lines[at])
        and not contacts.ADDRESS.search(lines[at])
        and not labels.contact_start(lines[at])
        and not parts.is_prose(following)
        and not _leads_to_contact(lines, at)
    )


def _leads_to_contact(lines: Sequence[str], at: int) -> bool:
    """Whether this line or one of the next tells how to reach somebody, before another part begins."""
    for line in lines[at : at + parts.NEAR]:
        if labels.section(line) or parts.ADDRESS.fullmatch(line) or labels.SOURCE.fullmatch(line):
            return False
        if contacts.is_contact_line(line):
            return True
    return False


def _is_label(line: str) -> bool:
    return bool(labels.SOURCE.fullmatch(line) or labels.COPYRIGHT.fullmatch(line))


def _is_labelled(lines: Sequence[str], at: int) -> bool:
    """Whether the next line names the source or copyright of an image, so that this one is its caption."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return _is_label(following) and not contacts.mails(lines[at]) and not labels.section(lines[at])


def _is_complete(publication: Sequence[str]) -> bool:
    return any(parts.DOI.search(line) or parts.ADDRESS.match(line) for line in publication)


def _head(lines: list[str]) -> tuple[str | None, str | None, list[str]]:
    """Title, lead and the rest. A first line is a title when it is short, no sentence, and a longer one follows."""
    lines = lines[1:] if lines and labels.KIND_LINE.fullmatch(lines[0]) else lines
    marks = [line for line in lines[:3] if labels.EMBARGO.match(line)]
    lines = [line for line in lines if line not in marks]
    title = None
    if len(lines) > 1 and _is_title(lines[0], lines[1]):
        title, lines = lines[0], lines[1:]
    lead = lines[0] if lines and parts.is_prose(lines[0]) else None
    return title, lead, marks + (lines[1:] if lead else lines)


def _is_title(line: str, following: str) -> bool:
    short = len(line) <= LONGEST_TITLE and not line.endswith((".", ":", ","))
    return short and len(following) > len(line) and parts.is_prose(following) and not line.endswith(("“", '"', "”"))


def _tagged(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    in_contacts = False
    for at, line in enumerate(lines):
        in_contacts = bool(labels.contact_start(line)) or (in_contacts and not parts.is_prose(line))
        following = lines[at + 1] if at + 1 < len(lines) else ""
        heads = not in_contacts and parts.is_heading(line) and parts.is_prose(following)
        yield line, "h2" if heads else "p"


def _named(found: Sequence[DraftContact]) -> Iterator[DraftContact]:
    return (contact for contact in found if contact.name or contact.email)
