"""The meaning of a query, written a second time: from the text, by other means than `match`, slow and plain."""

import unicodedata
from collections.abc import Iterator
from datetime import timezone
from functools import lru_cache
from itertools import pairwise, permutations

import Stemmer

from tests.search.strategies import ZONE
from wirkt.search.analysis.german import FRIENDS
from wirkt.search.analysis.lexicon import shipped
from wirkt.search.document import Document
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

GERMAN, ENGLISH = Stemmer.Stemmer("german"), Stemmer.Stemmer("english")
GONE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
OTHER = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
}


def words(text: str) -> list[tuple[str, str, str]]:
    """(folded, what stands before it, as written) for each word; the whole text is folded at once."""
    composed = unicodedata.normalize("NFKC", text.translate(GONE))
    found, word, before = [], "", " "
    for letter in composed + "\n":
        if unicodedata.category(letter)[0] in "LMN":
            word += letter
            continue
        if word and plain(folded(word)):
            found.append((folded(word), before, word))
            before = ""
        word, before = "", before + letter
    return found


def read(text: str, language: str) -> list[tuple[str, str, str]]:
    """The same; in German an ending marked for both genders carries the whole feminine word."""
    found = words(text)
    if language.replace("_", "-").partition("-")[0] != "de":
        return found
    for place in range(1, len(found)):
        base, (ending, mark, written) = found[place - 1], found[place]
        marked = mark in ("*", ":", "_", "·", "/", "/-") and len(base[0]) > 2 and base[0].isalpha()
        if marked and (ending == "innen" or (ending == "in" and base[2][0].isupper())):
            found[place] = base[0] + ending, mark, written
    return found


def folded(word: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word.casefold()).casefold())


def plain(word: str, keep: str = "") -> str:
    spelt = "".join(c if c in keep else OTHER.get(c, c) for c in unicodedata.normalize("NFC", word))
    return "".join(
        c
        if c in keep
        else "".join(d for d in unicodedata.normalize("NFD", c) if unicodedata.category(d) not in ("Mn", "Me"))
        for c in spelt
    )


def stem(word: str, language: str) -> str:
    match language.replace("_", "-").partition("-")[0]:
        case "en":
            return str(ENGLISH.stemWord(unicodedata.normalize("NFC", plain(word))))
        case "de":
            if word in FRIENDS:
                return FRIENDS[word]
            word = word[:-3] if word.endswith("innen") and len(word) > 8 else word
            guarded = plain(word, "äöü")
            for pair in ("ae", "oe", "ue"):
                guarded = guarded.replace(pair, f"{pair[0]}\x01e")
            return str(GERMAN.stemWord(unicodedata.normalize("NFC", guarded)).replace("\x01", ""))
    return unicodedata.normalize("NFC", plain(word))


def parts(text: str, language: str) -> set[str]:
    """Stems, joined forms of words with only a hyphen between, parts between inner capitals."""
    found = read(text, language)
    run: list[str] = []
    answer = set()
    for word, before, written in [*found, ("", " ", "")]:
        if before not in ("-", "\u2010", "\u2011") and run:
            answer |= {stem("".join(run), language)} if len(run) > 1 else set()
            run = []
        run.append(word)
        cuts = [
            0,
            *(i for i in range(1, len(written)) if written[i - 1].islower() and written[i].isupper()),
            len(written),
        ]
        humps = [folded(written[a:b]) for a, b in pairwise(cuts)] if len(cuts) > 2 else []
        answer |= {stem(hump, language) for hump in humps if len(hump) > 2 and hump not in ("in", "innen")}
    # How compounds are split has tests of its own; here it is taken as given.
    if language.replace("_", "-").partition("-")[0] == "de":
        answer.update(part for word, _, _ in found for part in shipped().parts(word, "de"))
    return answer | {stem(word, language) for word, _, _ in found}


@lru_cache(maxsize=100_000)
def fits(pattern: str, word: str) -> bool:
    if not pattern or not word:
        return pattern.strip("*") == word
    if pattern[0] == "*":
        return fits(pattern[1:], word) or fits(pattern, word[1:])
    if pattern[0] == "?":
        return fits(pattern[1:], word[1:]) or (word[:2] in ("ae", "oe", "ue") and fits(pattern[1:], word[2:]))
    return pattern[0] == word[0] and fits(pattern[1:], word[1:])


def exact(text: str) -> list[str]:
    return [unicodedata.normalize("NFC", plain(word)) for word, _, _ in words(text)]


def texts(document: Document, field: str | None) -> Iterator[str]:
    for name, values in document.texts.items():
        if field in (None, name):
            yield from values


def phrase(query: Phrase, text: str, language: str) -> bool:
    sought = list(query.words)
    if query.stems:
        row = [stem(word, language) for word, _, _ in read(text, language)]
        stems = [stem(word, language) for word in sought]
        return stem("".join(sought), language) in parts(text, language) or any(
            row[i : i + len(stems)] == stems for i in range(len(row))
        )
    row = exact(text)
    width = len(sought) + (query.near or 0)
    orders = [tuple(sought)] if query.near is None else set(permutations(sought))
    for order in orders:
        ends = {(place, place) for place, word in enumerate(row) if fits(order[0], word)}
        for following in order[1:]:
            ends = {
                (first, place)
                for first, last in ends
                for place in range(last + 1, min(first + width, len(row)))
                if fits(following, row[place]) and (query.near is not None or place == last + 1)
            }
        if ends:
            return True
    return False


def means(query: Query, document: Document) -> bool:
    match query:
        case And(some):
            return not [part for part in some if not means(part, document)]
        case Or(some):
            return bool([part for part in some if means(part, document)])
        case Not(part):
            return means(part, document) is False
        case Term(word, field):
            return any(
                stem(word, document.language) in parts(text, document.language) for text in texts(document, field)
            )
        case Phrase():
            return any(phrase(query, text, document.language) for text in texts(document, query.field))
        case Wildcard(pattern, field):
            return any(fits(pattern, word) for text in texts(document, field) for word in exact(text))
        case Criterion(category, values):
            return len(values & document.criteria.get(category, frozenset())) > 0
        case Keys(keys):
            return document.key in keys
        case Since(first, last):
            offset = document.moment.astimezone(ZONE).utcoffset()
            day = document.moment.astimezone(timezone(offset)).date() if offset else document.moment.date()
            return not ((first and day < first) or (last and day > last))
