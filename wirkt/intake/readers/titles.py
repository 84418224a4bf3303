"""A title for a release whose source has none: a phrase that stands in its text."""

import re

from wirkt.intake.readers.dates import MONTH

LONGEST = 110
QUOTED = r"(?:„[^“”]{2,60}[“”]|“[^”]{2,60}”|»[^«]{2,60}«|\"[^\"]{2,60}\")"
EVENT = re.compile(
    rf"\b[A-ZÄÖÜ][\w-]{{3,40}}\s{QUOTED}\s(?:am|vom|on)\s\d{{1,2}}\.?\s(?i:{MONTH})(?:\s\d{{4}})?"
    r"(?:\s(?:in|im|an der|at)\s(?:der\s|dem\s)?[A-ZÄÖÜ][\w-]+)?"
)
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s+[A-ZÄÖÜ„“\"»]|$)|(?<=[“”\"])[.!?](?=\s|$)")
CLAUSE_END = re.compile(r"\s[–—-]\s|[,;:]\s")


def settle(title: str | None, *texts: str | None) -> tuple[str | None, bool]:
    """The title of the source, else one from its texts; and whether it had to be proposed."""
    proposed = None if title else propose([text or "" for text in texts])
    return title or proposed, proposed is not None


def propose(texts: list[str]) -> str | None:
    """The best short phrase of the first text that has one.

    The name of an event with its day and place, if all three stand together; else the first sentence of the first
    text, up to a clause or word that fits.
    """
    for text in texts:
        event = EVENT.search(text)
        if event and len(event[0]) <= LONGEST:
            return event[0]
    return next((_shortened(text) for text in texts if any(map(str.isalpha, text))), None)


def _shortened(text: str) -> str:
    end = SENTENCE_END.search(text)
    sentence = text[: end.start() + (text[end.start()] in "!?")] if end else text
    sentence = " ".join(sentence.split())
    if len(sentence) <= LONGEST:
        return sentence
    clauses = [match.start() for match in CLAUSE_END.finditer(sentence, 30, LONGEST)]
    if clauses:
        return sentence[: clauses[-1]]
    return (sentence[: LONGEST - 1].rpartition(" ")[0] or sentence[: LONGEST - 2]).rstrip(" ,;:–-") + " …"
