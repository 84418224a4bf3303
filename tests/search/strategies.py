"""Random documents of hard words and random questions about them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from wirkt.search.document import Document
from wirkt.search.query import (
    TEXT_FIELDS,
    And,
    Criterion,
    Keys,
    Not,
    Or,
    Phrase,
    Query,
    Since,
    Term,
    TextField,
    Wildcard,
)

ZONE = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2024, 2, 29, 23, 0, tzinfo=UTC)  # in Berlin the first of March has begun

WORDS = (
    "Haus Häuser haeuser HAUS Straße strasse schön schon schoen Poeten Poten Bürger Burg Journalist*innen Ärzt:in "
    "StudentInnen Vertreter/-innen Holz-21-regio AgiHolz Agi-Holz E-Mail Email e mail emails CO₂-Preis CO2 co2preis "
    "😀 ☃️ 1️⃣ z.B. Müller Mu\u0308ller M\u00adüller Café cafe naïve ſtein ﬁnden ½ holz Holz die and or not und oder "
    "aa aaa ab aba Innovations- und Netz­werk İstanbul ΣΑΣ σας 한글 \u1112\u1161\u11ab — ... * | \x1f"
).split(" ")
CATEGORIES = ("kind", "network", "event-kind")
SLUGS = ("a", "b", "b=c", "")
KEYS = tuple(f"release:{number}" for number in range(7))

texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
fields = st.sampled_from(TEXT_FIELDS)
moments = st.integers(-2, 2).map(lambda hours: MIDNIGHT + timedelta(hours=hours, microseconds=hours))


def _document(
    key: str,
    moment: datetime,
    language: str,
    texts: Mapping[TextField, tuple[str, ...]],
    criteria: Mapping[str, frozenset[str]],
) -> Document:
    return Document(key, moment, language, texts, criteria)


documents = st.builds(
    _document,
    st.sampled_from(KEYS),
    moments,
    st.sampled_from(["de", "de-AT", "en", "en_GB", "fr", ""]),
    st.dictionaries(fields, st.lists(texts, max_size=3).map(tuple), max_size=3),
    st.dictionaries(st.sampled_from(CATEGORIES), st.frozensets(st.sampled_from(SLUGS)), max_size=2),
)
collections = st.lists(documents, max_size=7, unique_by=lambda document: document.key)

_typed = st.sampled_from(
    "haus häuser häuse strasse schön schon schoen poeten bürger journalist holz 21 regio agiholz email e mail emails "
    "co2 preis co2preis z b müller café cafe naïve stein finden 1 die and und aa ab aba innen in istanbul "
    "σασ 한글 x".split()
)
_exact = st.sampled_from(
    "haus haeuser strasse schoen schon poeten buerger journalist innen holz 21 regio e mail email emails co2 preis z b "
    "mueller cafe aa ab aba und die 1 σασ".split()
)
_patterns = st.sampled_from(
    "*holz* h?user ha* *er m?ller ?o?ten a?a *aa* a*a*a* ??? sch?n e?mail* *ai* 한* str*e *innen ?? co?".split()
)
_field = st.none() | fields
_day = st.none() | st.integers(-1, 2).map(lambda days: date(2024, 2, 29) + timedelta(days))
_phrases = st.one_of(
    st.builds(Phrase, st.lists(_exact, min_size=1, max_size=3).map(tuple), field=_field),
    st.builds(Phrase, st.lists(_exact | _patterns, min_size=2, max_size=3).map(tuple), field=_field),
    st.builds(
        Phrase,
        st.lists(_exact | _patterns, min_size=2, max_size=4).map(tuple),
        st.sampled_from([0, 1, 2, 3, 40, 1_000_000]),
        field=_field,
    ),
    st.builds(Phrase, st.lists(_typed, min_size=2, max_size=3).map(tuple), stems=st.just(True), field=_field),
)
worded = st.one_of(st.builds(Term, _typed, _field), _phrases, st.builds(Wildcard, _patterns, _field))
leaves = st.one_of(
    worded,
    worded,
    st.builds(
        Criterion,
        st.sampled_from((*CATEGORIES, "unknown")),
        st.frozensets(st.sampled_from((*SLUGS, "unknown"))),
    ),
    st.builds(Since, _day, _day),
    st.builds(Keys, st.frozensets(st.sampled_from(KEYS))),
)


def _nodes(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(st.builds(And, some), st.builds(Or, some), st.builds(Not, parts))


queries: st.SearchStrategy[Query] = st.recursive(leaves, _nodes, max_leaves=6)
