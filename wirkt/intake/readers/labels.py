"""The lines that head a part of a press release, in German and English: whole lines, for texts have the same words."""

import re
from typing import Literal, TypeAlias

Section: TypeAlias = Literal["press", "science", "event", "publication", "links", "images", "attachments", "criteria"]

WORDS: dict[Section, str] = {
    "science": r"Wissenschaftliche[rs]? (?:Ansprechpartner(?:[:*_]?innen|in)?|Kontakt)|Fachliche[rs]? "
    r"(?:Ansprechpartner(?:[:*_]?innen|in)?|Kontakt)|Contact for scientific information|Scientific contacts?",
    "press": r"(?:Presse|Medien)[- ]?(?:kontakte?|ansprechpartner(?:[:*_]?innen|in)?|anfragen|stelle)|Kontakte?|"
    r"Kontakt für (?:die )?(?:Presse|Medien|Rückfragen|Journalisten|Journalistinnen und Journalisten)|"
    r"(?:Press|Media) (?:contacts?|office|enquiries|inquiries)|Contacts?|Contact for (?:the )?(?:press|media)|"
    r"(?:Ihre )?Ansprechpartner(?:[:*_]?innen|in)?(?: für (?:die )?(?:Presse|Medien))?|"
    r"Rückfragen(?: bitte)? an|(?:Weitere )?Auskünfte(?: erteilt| gibt)?",
    "event": r"(?:Veranstaltungs|Tagungs)kontakt|Kontakt zur (?:Veranstaltung|Anmeldung)|Event contact",
    "publication": r"Original-?publikation(?:en)?|Original (?:publications?|articles?)|Publikation(?:en)?|"
    r"Publications?|Originalveröffentlichung",
    "links": r"(?:Weitere|Weiterführende|Zusätzliche) (?:Informationen|Links)(?: (?:unter|im Internet|"
    r"finden Sie (?:unter|hier)))?|(?:More|Further|Additional) information(?: at)?|Links?",
    "images": r"(?:Presse)?bild(?:er|material)?|(?:Presse)?fotos?|Images?|Photos?|Pictures?",
    "attachments": r"Anh[aä]nge?|Anlagen?|Attachments?|Attached files?",
    "criteria": r"(?:Merkmale|Kriterien) (?:dieser|der) (?:Pressemitteilung|Pressemeldung|Meldung|Mitteilung)|"
    r"(?:Criteria|Characteristics) of this (?:press|news) release",
}
SECTIONS = {name: re.compile(rf"(?:{words})\s*:?", re.IGNORECASE) for name, words in WORDS.items()}
HELP = re.compile(
    r"(?:You can combine search terms|You can use brackets|Sie können Suchbegriffe|Verknüpfungen|Klammern|"
    r"Mit Klammern|Sie können (?:Klammern|Verknüpfungen)|Zusammenhängende Worte|Coherent groups of words)",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?:(?:Bild|Foto)?quelle|Source|Photo source|Picture credit)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL
)
COPYRIGHT = re.compile(r"Copyright\s*(?:©\s*)?:\s*(.*)", re.IGNORECASE | re.DOTALL)
EMBARGO = re.compile(
    r"(?:\W*\b(?:Achtung|Bitte beachten|Please note|NOTE)\b\W*)?(?:\W*)"
    r"(?:Sperrfrist|Sperrvermerk|Gesperrt bis|Embargo(?:ed)?|Strictly embargoed|Under embargo|Not for release)\b",
    re.IGNORECASE,
)
EMBARGO_LIFTED = re.compile(r"\b(?:keine Sperrfrist|no embargo|aufgehoben|lifted)\b", re.IGNORECASE)
CORRECTION = re.compile(
    r"\W*(?:Korrektur|Corrigendum|Berichtigung|Berichtigte|Korrigierte|Richtigstellung|Correction|Corrected|Erratum|"
    r"Korr\.|Addendum)\b",
    re.IGNORECASE,
)
KIND_LINE = re.compile(
    r"(?:Pressemitteilung|Presseinformation|Medienmitteilung|Medieninformation|Pressemeldung|Press release|"
    r"Media release|News release)\b[^!?]{0,40}",
    re.IGNORECASE,
)


def section(line: str) -> Section | None:
    """Which part this line heads, if it is nothing but such a heading."""
    if len(line) > 80:
        return None
    return next((name for name, words in SECTIONS.items() if words.fullmatch(line.strip())), None)


def contact_start(line: str) -> tuple[Section, str] | None:
    """The kind of contact a line begins with, and what follows on the same line."""
    head, colon, rest = line.partition(":")
    found = section(head + colon)
    return (found, rest.strip()) if found in ("press", "science", "event") else None
