"""Days and hours as portals, press offices and datelines write them. What is unclear stays unread."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jänner", "january", "jan"),
            ("februar", "feber", "february", "feb"),
            ("märz", "maerz", "march", "mar", "mär", "mrz"),
            ("april", "apr"),
            ("mai", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "october", "oct", "okt"),
            ("november", "nov"),
            ("dezember", "december", "dec", "dez"),
        ),
        start=1,
    )
    for name in names
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
GERMAN_DAY = rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{MONTH})\b\.?)\s?(?P<year>\d{{4}})"
ENGLISH_DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-](?:of\s)?(?P<name>{MONTH})\b\.?,?[\s-](?P<year>\d{{4}})"
US_DAY = rf"(?P<name>{MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})"
ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
DAY = re.compile("|".join(f"(?:{form})" for form in (r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", *(
    re.sub(r"\?P<\w+>", "?:", form) for form in (GERMAN_DAY, ENGLISH_DAY, US_DAY, ISO_DAY)
))), re.IGNORECASE)  # fmt: skip
FORMS = tuple(re.compile(form, re.IGNORECASE) for form in (GERMAN_DAY, ISO_DAY, ENGLISH_DAY, US_DAY))
SLASHED = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})")
HOUR = re.compile(
    r"(?<![\d.])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?\b)?\s*"
    r"(?P<clock>Uhr|h\b|hrs|o’clock)?",
    re.IGNORECASE,
)
PORTAL = re.compile(
    r"(?P<day>[\d./-]{8,10}|\d{1,2}\. ?\w+ \d{4})(?:[,\sT]+(?:um )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
    r"(?:\s*(?:Uhr|h))?)?",
    re.IGNORECASE,
)
PLACE_WORD = r"(?:[A-ZÄÖÜÀ-Þ][\w’'-]+|\([^()]{2,30}\)|am|an|auf|bei|der|im|in|ob|vor|of|upon|de|la|les|[abdiv]\.)"
PLACE = rf"(?:St\.\s)?[A-ZÄÖÜÀ-Þ][\w’'-]+(?:\s{PLACE_WORD}){{0,4}}?"
LISTED = r",\s?|\s?/\s?|\sund\s|\sand\s"
DATELINE = re.compile(
    rf"\(?(?P<places>{PLACE}(?:(?:{LISTED})(?!(?i:de[nrm]|{MONTH})\b){PLACE}){{0,4}})"
    rf"(?:(?:,\s?(?:den\s)?|\.\s|\s\(?)(?P<date>(?i:{DAY.pattern}))\)?)?(?:\s?\((?:idw|dpa|ots|pte)\))?"
    r"(?P<end>\s*(?:[–—|:]|--|\s-)\s*|\.\s*|\)\s*(?:[–—:-]\s*)?|(?(date)\s|(?!))|(?(date)$|(?!)))(?=$|[A-ZÄÖÜÀ-Þ„\"“»‚'\d(])"
)
BEFORE_A_NAME = frozenset(
    ["Bad", "St.", "Sankt", "Markt", "Schwäbisch", "Hann.", "San", "Santa", "Saint", "New", "Los", "Las", "Den", "Le",
     "La", "Hong", "Tel", "Rio", "Abu", "Kap", "Port", "Buenos", "Sao", "São", "El", "Salt", "Lutherstadt", "Neu"]
)  # fmt: skip
NO_PLACE = re.compile(
    r"^(?:Prof|Dr|Dipl|Nr|No|Mr|Mrs|Ms|Frau|Herr|Ja|Nein|Doch|Endlich|Hintergrund|Achtung|Hinweis|Neu|Also|Genau|"
    r"Yes|Und|And|But|Aber|Why|Warum|Das|Die|Der|Ein|Eine|The|This|These|That|It|Es|Sie|Wir|We|He|She|They|So|Dann|"
    r"Then|Now|Heute|Today|Jetzt|Zitat|Quote|Summary|Abstract|Ausblick|Fazit|Foto|Bild|Quelle|Source|Copyright|"
    r"Pressemitteilung|Sperrfrist|Embargo|Korrektur|Correction|Correct|Update|Einladung|In|Im|Am|Auf|For|Für)\b"
)
ZONES = {
    "mez": 60, "cet": 60, "mesz": 120, "cest": 120, "gmt": 0, "utc": 0, "bst": 60, "wez": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "pst": -480, "pdt": -420, "jst": 540,
}  # fmt: skip
NAMED_ZONES = {
    "london time": "Europe/London", "berlin time": "Europe/Berlin", "us eastern": "America/New_York",
    "eastern time": "America/New_York", "new york time": "America/New_York", "ortszeit berlin": "Europe/Berlin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """Places and day at the start of a text, and the characters they take."""

    places: tuple[str, ...]
    day: date | None
    length: int


def portal_time(text: str, language: str | None) -> tuple[datetime | None, bool]:
    """The instant a page prints alone on a line (Berlin time), and whether the line looks like one at all.

    With slashes the month comes first on an English page; on any other page it is not read.
    """
    match = PORTAL.fullmatch(text.strip(" ()[]|"))
    if not match:
        return None, False
    day = _slashed(match["day"]) if "/" in match["day"] and language == "en" else find_day(match["day"])
    looks = day is not None or bool(SLASHED.fullmatch(match["day"]))
    hour = _time(match["hour"] or "0", match["minute"] or "0")
    return (_local(datetime.combine(day, hour)) if day and hour is not None else None), looks


def has_hour(text: str) -> bool:
    """Whether an hour stands with the day."""
    return bool(re.search(r"\d{1,2}:\d\d", text))


def find_day(text: str) -> date | None:
    """The first day in the text that is written out so that it can mean one day only."""
    found = [match for form in FORMS if (match := form.search(text))]
    return _day(min(found, key=lambda match: match.start())) if found else None


def dateline(text: str) -> Dateline | None:
    """Places and day at the start of the first paragraph; nothing when the words are the start of a sentence."""
    match = DATELINE.match(text[:300])
    if not match or NO_PLACE.match(match["places"]) or len(match["places"]) > 80:
        return None
    places = tuple(place.strip() for place in re.split(LISTED, match["places"]))
    if match["date"] is None and not _stands_alone(text, match, places):
        return None
    return Dateline(places, find_day(match["date"]) if match["date"] else None, match.end())


def instant(text: object) -> datetime | None:
    """An ISO 8601 date and time with its offset; a time without offset or a day alone is none."""
    if not isinstance(text, str):
        return None
    basic = re.sub(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)", r"\1-\2-\3T\4:\5:\6", text.strip())
    try:
        found = datetime.fromisoformat(basic)
    except ValueError:
        return None
    return found if found.tzinfo is not None and 1900 <= found.year <= 2100 else None


def embargo(text: str) -> datetime | None:
    """The hour up to which a line asks for silence; nothing when day, hour or zone can be doubted."""
    day = find_day(text)
    if day is None:
        return None
    rest = DAY.sub(" ", text)
    hour = _embargo_hour(rest)
    zone = _zone(rest)
    if hour is None or zone is None:
        return None
    at = datetime.combine(day, time()) + hour
    if isinstance(zone, ZoneInfo):
        return _local(at, zone, twice=False)
    return at.replace(tzinfo=zone)


def _embargo_hour(text: str) -> timedelta | None:
    found = [match for match in HOUR.finditer(text) if match["clock"] or match["half"] or match["minute"]]
    if len(found) != 1:
        return None
    hour, minute = int(found[0]["hour"]), int(found[0]["minute"] or 0)
    if not found[0]["half"]:
        return timedelta(hours=hour, minutes=minute) if hour < 24 or minute == 0 else None
    noon = 12 * found[0]["half"].casefold().startswith("p")
    return timedelta(hours=hour % 12 + noon, minutes=minute) if 1 <= hour <= 12 else None


def _zone(text: str) -> timezone | ZoneInfo | None:
    lowered = text.casefold()
    named = [zone for words, zone in NAMED_ZONES.items() if words in lowered]
    short = {ZONES[word] for word in re.findall(r"[a-z]+", lowered) if word in ZONES}
    if named or short:
        if len(set(named)) == 1 and not short:
            return ZoneInfo(named[0])
        return timezone(timedelta(minutes=short.pop())) if len(short) == 1 and not named else None
    # Only German speaks of „Uhr“, and there the hour without a zone is the one of the country.
    return BERLIN if re.search(r"\d\s*Uhr\b", text, re.IGNORECASE) else None


def _stands_alone(text: str, match: re.Match[str], places: tuple[str, ...]) -> bool:
    """Whether places without a day are trusted.

    With a full stop behind they must look like names and open a longer text; a dash or colon also stands behind the
    first word of an ordinary sentence, so that only capitals are a dateline there.
    """
    rest = text[match.end() :]
    if match["end"].strip() != ".":
        return places[0].isupper() and match["end"].strip() in ("–", "—", "--")
    return (not rest or len(rest) > 20) and all(map(_is_name_of_place, places))


def _is_name_of_place(place: str) -> bool:
    first, *others = place.replace("(", " (").split()
    return first in BEFORE_A_NAME or not others or any(word[0].islower() or word[0] == "(" for word in others)


def _slashed(text: str) -> date | None:
    match = SLASHED.fullmatch(text)
    return _valid(match["year"], match["first"], match["second"]) if match else None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = parts.get("month") or MONTHS[parts["name"].casefold()]
    return _valid(parts["year"], month, parts["day"])


def _valid(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _local(at: datetime, zone: ZoneInfo = BERLIN, *, twice: bool = True) -> datetime | None:
    """The wall clock time in its zone; an hour that the clocks skip is none, one that comes twice only if allowed."""
    first, second = at.replace(tzinfo=zone, fold=0), at.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    skipped = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at
    return first.astimezone(UTC) if twice and not skipped else None
