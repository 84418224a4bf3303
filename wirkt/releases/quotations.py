"""Direct speech in a text: the exact sentence and, where the text names one, its speaker. Pure."""

import re
from dataclasses import dataclass

SHORTEST = 4  # words; shorter ones are names and titles in quotation marks
OPENING, CLOSING = '„“”«»"', '“”«»"'
SPEECH = re.compile(f"[{OPENING}]([^{OPENING}{CLOSING}]{{20,600}})[{CLOSING}]")
VERBS = (
    "betont|sagt|sagte|erklärt|erklärte|berichtet|erläutert|so|ergänzt|fasst zusammen|unterstreicht|"
    "says|said|explains|explained|adds|added|notes"
)
NAME = r"(?:(?:Prof|Dr|Ing)\.[- ]?)*(?:[A-ZÄÖÜ][\w'’.-]+ ){1,3}[A-ZÄÖÜ][\w'’-]+"
BEFORE = re.compile(rf"({NAME}) (?:{VERBS})\b[^.:]{{0,60}}[:,]?\s*$")
AFTER = re.compile(rf"^[,\s]*(?:{VERBS})\s+({NAME})")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`sentence` stands in the text as it is; `speaker` is empty where none is named beside it."""

    sentence: str
    speaker: str = ""


def find(text: str) -> list[Quotation]:
    """The quotations of one paragraph, in order; words in quotation marks that are no speech are left out."""
    return [
        Quotation(match[1].strip(), _speaker(text, match))
        for match in SPEECH.finditer(text)
        if len(match[1].split()) >= SHORTEST and _is_speech(text, match)
    ]


def _speaker(text: str, match: re.Match[str]) -> str:
    named = BEFORE.search(text[: match.start()]) or AFTER.match(text[match.end() :])
    return named[1] if named else ""


def _is_speech(text: str, match: re.Match[str]) -> bool:
    """A whole sentence, or something that somebody named says."""
    return bool(_speaker(text, match)) or match[1].rstrip()[-1] in ".!?" or text[match.end() :].startswith(",")
