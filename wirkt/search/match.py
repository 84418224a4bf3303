"""What a query means: does one document match? No index; every engine must find exactly what this accepts."""

from datetime import date
from typing import assert_never
from zoneinfo import ZoneInfo

from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.patterns import pattern
from wirkt.search.analysis.streams import Analysed, analyse
from wirkt.search.document import Document
from wirkt.search.phrases import clusters, rows
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard
from wirkt.search.tree import Leaf


def matches(query: Query, document: Document | Analysed, *, zone: ZoneInfo, lexicon: Lexicon | None = None) -> bool:
    """Does the document match? A day in the query is a day in `zone`. Analyse once what is matched often.

    `lexicon` splits the compounds of a document that is not analysed yet; without one, the words that come with wirkt.
    """
    return _matches(query, analyse(document, lexicon) if isinstance(document, Document) else document, zone)


def _matches(query: Query, document: Analysed, zone: ZoneInfo) -> bool:
    match query:
        case And(parts):
            return all(_matches(part, document, zone) for part in parts)
        case Or(parts):
            return any(_matches(part, document, zone) for part in parts)
        case Not(part):
            return not _matches(part, document, zone)
        case _:
            return _carries(query, document, zone)


def _carries(leaf: Leaf, document: Analysed, zone: ZoneInfo) -> bool:
    match leaf:
        case Term(word, field):
            sought = document.lexicon.stem(word, document.group)
            return any(sought in value.parts for value in document.of(field))
        case Phrase():
            return _has_phrase(leaf, document)
        case Wildcard(text, field):
            fits = pattern(text).matches
            return any(fits(word) for value in document.of(field) for word in value.exact)
        case Criterion(category, values):
            return not values.isdisjoint(document.document.criteria.get(category, ()))
        case Since():
            return _is_within(leaf, document.document.moment.astimezone(zone).date())
        case Keys(keys):
            return document.document.key in keys
    assert_never(leaf)


def _is_within(days: Since, day: date) -> bool:
    return (days.first is None or days.first <= day) and (days.last is None or day <= days.last)


def _has_phrase(phrase: Phrase, document: Analysed) -> bool:
    values = document.of(phrase.field)
    if phrase.stems:
        stems = [document.lexicon.stem(word, document.group) for word in phrase.words]
        one = document.lexicon.joined(phrase.words, document.group)
        return any(one in value.parts or any(rows(stems, value.stems)) for value in values)
    if phrase.near is None:
        return any(any(rows(phrase.words, value.exact)) for value in values)
    return any(any(clusters(phrase.words, value.exact, phrase.near)) for value in values)
