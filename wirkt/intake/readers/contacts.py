"""Whom to ask: names, institutions, mail addresses and telephone numbers in lines of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from wirkt.intake.draft import DraftContact
from wirkt.intake.encoding import tidy

Role: TypeAlias = Literal["press", "science", "event"]

OPEN, CLOSE = r"\s*[(\[{<]\s*", r"\s*[)\]}>]\s*"
AT = re.compile(rf"{OPEN}(?:at|ät|@|a){CLOSE}|\s+_?at_\s*|&commat;|＠", re.IGNORECASE)
DOT = re.compile(rf"(?<=\w){OPEN}(?:dot|punkt|\.){CLOSE}(?=\w)", re.IGNORECASE)
SPELT = re.compile(r"\b([\w.+-]{1,64})\s(?:at|ät)\s([\w-]{1,63}(?:\s(?:dot|punkt)\s[\w-]{1,63}){1,5})\b", re.IGNORECASE)
SPELT_DOT = re.compile(r"\s+(?:dot|punkt)\s+", re.IGNORECASE)
SPAM = re.compile(r"[-_.]?(?:no[-_]?spam|remove[-_]?this|spam[-_]?schutz|kein[-_]?spam)[-_.]?", re.IGNORECASE)
# Every part has a limit: a million letters in a row must not take a million steps each.
LOCAL = r"\w.!#$%&'*+/=?^`{|}~-"
MAIL = re.compile(rf"(?<![{LOCAL}])[{LOCAL}]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.[^\W\d_]{{2,24}}\b")
DAY = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b|\b\d{4}-\d\d-\d\d\b")
FAX = r"(?P<fax>\b(?:tele)?fax\b[^+\d(]{0,20})?"
NUMBER = r"(?P<number>(?:\+\s?|\(\+|\(0|0)\d?[\d\s()/.–-]{4,30}\d)"
PHONE = re.compile(FAX + r"(?<![\w+./-])" + NUMBER + r"(?![\w@])", re.IGNORECASE)
CALLED = re.compile(
    FAX + r"(?P<label>\b(?:tel(?:efon|ephone)?|fon|phone|mobil(?:e|telefon)?|handy|ruf|durchwahl)\b[^+\d(\n]{0,12})"
    r"(?P<number>\+?[\d(][\d\s()/.–-]{3,30}\d)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?:e-?mail(?:-adresse)?|mail|tel(?:efon|ephone|efax)?|fon|phone|mobil(?:e|telefon)?|handy|ruf|durchwahl|fax|"
    r"web(?:site|seite)?|internet|homepage|url|www)\b\s*(?:\.\s*:|[.:]|$)\s*",
    re.IGNORECASE,
)
WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
ADDRESS = re.compile(
    r"\b(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÄÖÜ]|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|ring|damm|ufer|gasse|street|road)\s*"
    r"\d|\bPostfach\b",
    re.IGNORECASE,
)
HOUSE = re.compile(r"^[A-ZÄÖÜ][^\d,]{3,40}\s\d{1,3}\s?[a-z]?(?:\s?[-–]\s?\d{1,3})?$")
INSTITUTION = re.compile(
    r"universit|hochschul|institut|zentrum|centre|center|akademi|academy|\bgmbh\b|\bmbh\b|\be\.\s?v\.|klinik|stiftung|"
    r"foundation|verein\b|gesellschaft|bündnis|museum|ministeri|\bcollege|\bschool|verband|fakultät|faculty|\bag\b|"
    r"\bkg\b|bibliothek|observator|\blabor für|laborator|netzwerk|network|\bamt\b|agentur|agency|council|allianz|"
    r"alliance|leibniz|fraunhofer|helmholtz|max-planck|charité|\bInc\b|\bLtd\b|"
    r"sonderforschungsbereich|graduiertenkolleg|cluster|\bsfb\b|projekt",
    re.IGNORECASE,
)
FUNCTION = re.compile(
    r"sprecher|\bleit(?:er|ung)|leiter|referent|press[eo]|kommunikation|öffentlichkeit|communication|marketing|media\b|"
    r"medien|stabsstelle|koordinat|coordinat|manag|officer|head of|dire[ck]tor|professor|chair\b|lehrstuhl|redak|"
    r"relations|geschäftsführ|vorstand|präsident|dekan|\bdean\b|abteilung|referat|doktorand|researcher",
    re.IGNORECASE,
)
LONGEST_NAME = 120
DEGREE = re.compile(r"(?:M\.?\s?A|M\.?\s?Sc|B\.?\s?A|B\.?\s?Sc|Ph\.?\s?D|MBA|LL\.?\s?M|M\.?\s?Ed)\.?", re.IGNORECASE)
TITLES = re.compile(
    r"(?:(?:Herr|Frau|Mr|Ms|Mrs|Prof|Professor|Professorin|Dr|Doktor|PD|Priv|apl|Jun|h\.c|habil|Dipl|Ing|Mag|rer|nat|"
    r"med|phil|jur|theol|pol|oec|agr|sc|hum|vet|mult|em)\b[.\s-]*(?:-\w+\.?\s*)?)+"
)
PARTICLES = frozenset(
    ["von", "vom", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "van", "ten", "ter", "zu", "zum",
     "zur", "und", "la", "le", "al", "el", "bin", "ibn", "y", "e", "af"]
)  # fmt: skip


@dataclass(slots=True)
class _Entry:
    parts: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)

    @property
    def reachable(self) -> bool:
        return bool(self.mails or self.phones)


def mails(text: str) -> list[str]:
    """Every mail address in the text, without disguise, in order and once."""
    return list(dict.fromkeys(match.strip("'`{|}./-") for match in MAIL.findall(undisguise(text))))


def phones(text: str) -> list[str]:
    """Every telephone number in a line of contact data, as typed, without those of fax machines."""
    return _numbers(PHONE, text) or _numbers(CALLED, text)


def called(text: str) -> list[str]:
    """The telephone numbers in running text: only those with a country code or called so."""
    found = [*_numbers(CALLED, text), *(number for number in _numbers(PHONE, text) if number.startswith("+"))]
    return list(dict.fromkeys(found))


def undisguise(text: str) -> str:
    """The text with mail addresses as one would type them: (at), [dot], spam words and hidden characters undone."""
    text = DOT.sub(".", AT.sub("@", tidy(text)))
    text = SPELT.sub(lambda match: f"{match[1]}@{SPELT_DOT.sub('.', match[2])}", text)
    return MAIL.sub(lambda match: _without_spam(match[0]), text)


def is_contact_line(text: str) -> bool:
    """Whether the line holds a way to reach somebody."""
    return bool(mails(text) or phones(text) or (LABEL.search(text) and len(text) < 200))


def is_person(text: str) -> bool:
    """Whether the words look like the name of a person."""
    if len(text) > LONGEST_NAME:
        return False
    name = TITLES.sub("", text, count=1).strip() if TITLES.match(text) else text
    words = name.replace("d’", "").replace("d'", "").split()
    if not 1 <= len(words) <= 6 or INSTITUTION.search(name) or re.search(r"[\d„“\"&:@/|]", name):
        return False
    if len(words) == 1 and name == text:
        return False
    return all(word in PARTICLES or word[:1].isupper() for word in words) and not FUNCTION.search(name)


def read_block(lines: Iterable[str], role: Role) -> tuple[list[DraftContact], str | None]:
    """The contacts in the lines of one block, and the institution that they belong to."""
    contacts, institution = [], None
    for entry in _entries(lines):
        contact, named = _contact(entry, role)
        contacts.append(contact)
        institution = institution or named
    return contacts, institution


def is_institution(text: str) -> bool:
    """Whether the words look like the name of an institution."""
    return bool(INSTITUTION.search(text))


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    entry = _Entry()
    for line in map(undisguise, lines):
        found, numbers = mails(line), phones(line)
        parts = list(_parts(line))
        if entry.reachable and _starts_another(entry, parts, found):
            yield entry
            entry = _Entry()
        entry.parts += parts
        entry.mails += found
        entry.phones += numbers
    if entry.parts or entry.reachable:
        yield entry


def _starts_another(entry: _Entry, parts: Sequence[str], found: Sequence[str]) -> bool:
    if parts and is_person(parts[0]):
        return any(is_person(part) for part in entry.parts) or bool(found)
    return bool(parts and found and entry.mails)


def _parts(line: str) -> Iterator[str]:
    """What is left of a line without mail, telephone, labels, web and postal addresses."""
    rest = MAIL.sub("", line)
    for pattern in (CALLED, PHONE):
        rest = pattern.sub("", rest)
    rest = LABEL.sub("", WEB.sub("", rest)).replace("()", "").strip(" ,;:–-|/")
    # A line of words alone keeps its commas, unless a person stands in front: „Institut für Bau, Holz und Wald“.
    commas = r"[,;]\s*|" if rest != line else r",\s+|" if _names_someone(rest) else ""
    pieces = re.split(commas + r"\s+[|•·]\s+", rest)
    for piece in pieces:
        part = piece.strip(" ,;:–-|")
        if part and not _is_postal(part) and re.search(r"\w", part):
            yield part


def _is_postal(part: str) -> bool:
    return bool(ADDRESS.search(part) or (HOUSE.search(part) and not is_institution(part)))


def _names_someone(line: str) -> bool:
    return "," in line and is_person(line.partition(",")[0])


def _contact(entry: _Entry, role: Role) -> tuple[DraftContact, str | None]:
    name = _name(entry.parts)
    functions: list[str] = []
    institutions: list[str] = []
    for part in entry.parts:
        if DEGREE.fullmatch(part):
            name += f", {part}"
        elif part != name:
            (functions if _is_function(part) else institutions).append(part)
    named = institutions[-1] if institutions else None
    contact = DraftContact(
        name=name,
        role=role,
        function=", ".join(dict.fromkeys(functions)),
        organisation=", ".join(institutions[:-1]) or (named or ""),
        email=entry.mails[0] if entry.mails else "",
        phone=" / ".join(dict.fromkeys(entry.phones)),
    )
    return contact, named


def _name(parts: Sequence[str]) -> str:
    for fits in (
        is_person,
        lambda part: not is_institution(part) and not _is_function(part),
        _is_function,
        bool,
    ):
        found = next((part for part in parts if fits(part)), None)
        if found:
            return found
    return ""


def _is_function(text: str) -> bool:
    function, institution = FUNCTION.search(text), INSTITUTION.search(text)
    return bool(function and (not institution or function.start() < institution.start()))


def _numbers(pattern: re.Pattern[str], text: str) -> list[str]:
    text = DAY.sub(" ", tidy(text))
    found = (match["number"].strip(" /.–-") for match in pattern.finditer(MAIL.sub(" ", text)) if not match["fax"])
    return list(dict.fromkeys(number for number in found if 6 <= sum(char.isdigit() for char in number) <= 15))


def _without_spam(mail: str) -> str:
    local, at, host = mail.partition("@")
    cleaned = SPAM.sub("", local) + at + SPAM.sub("", host)
    return cleaned if MAIL.fullmatch(cleaned) else mail
