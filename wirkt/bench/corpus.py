"""Made documents: our own words in Zipf's proportions, the same for the same seed, in any number.

Seven in eight are German, the others English. German words are joined to compounds, so that the vocabulary grows as
it does in real text.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, product

from wirkt.search.document import Document

GERMAN_SHARE = 0.88
FIRST = datetime(2014, 1, 1, 6, 0, tzinfo=UTC)


def _words(text: str) -> list[str]:
    return text.split()


_GERMAN_COMMON = _words(
    "die der und in zu den das mit von für auf ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
    "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch "
    "man sein wurde sei wir ihre können sich neue großen ersten zwischen unter seit gemeinsam"
)
_ENGLISH_COMMON = _words(
    "the of and to in a is that for it as was with be by on not at this are from or have an which their has been "
    "its new between more also can through first using"
)
_GERMAN_NOUNS = _words(
    "Forschung Netzwerk Holz Wasser Energie Region Bündnis Innovation Technologie Stadt Land Klima Schutz "
    "Gesundheit Bildung Kultur Verkehr Wald Boden Moor Stoff Werk Bau Haus Raum Markt Wirtschaft Wissen Daten "
    "Modell Verfahren Material Sensor Messung Labor Studie Projekt Förderung Programm Zentrum Institut Hochschule "
    "Schule Lehre Kurs Fach Kraft Mangel Umwelt Natur Tier Pflanze Zelle Gen Medizin Pflege Nahrung Landwirtschaft "
    "Maschine Roboter Strom Speicher Batterie Licht Farbe Glas Metall Kunststoff Faser Textil Papier Druck Bild "
    "Sprache Text Musik Museum Geschichte Recht Politik Verwaltung Gemeinde Bürger Jugend Kind Familie Alter Arbeit "
    "Handwerk Industrie Handel Tourismus Sport Preis Tagung Werkstatt Gründung Patent Transfer Wandel Zukunft Ziel "
    "Plan Weg Netz Brücke Straße Bahn Schiff Hafen Küste Meer Fluss See Berg Wind Sonne Regen Luft"
)
_GERMAN_QUALITIES = _words(
    "nachhaltig regional digital strukturschwach technologisch sozial wirtschaftlich wissenschaftlich öffentlich "
    "ländlich künstlich klinisch historisch europäisch international praktisch gezielt langfristig effizient "
    "erneuerbar schnell hell groß klein schön grün"
)
_GERMAN_VERBS = _words(
    "entsteht fördert untersucht entwickelt zeigt misst speichert verbindet stärkt prüft plant baut nutzt erforscht "
    "begleitet eröffnet verändert erklärt sichert vernetzt"
)
_ENGLISH_WORDS = _words(
    "research network wood water energy region alliance innovation technology city climate protection health "
    "education culture traffic forest soil model material sensor laboratory study project programme centre "
    "institute university school course shortage environment nature animal plant cell medicine care food machine "
    "robot power storage battery light colour glass metal fibre paper image language music museum history law "
    "policy community youth family work craft industry trade tourism prize conference workshop patent transfer "
    "change future goal plan bridge road ship sustainable regional digital social economic scientific public rural "
    "artificial clinical historical european shows measures develops supports connects stores explains secures "
    "plans opens"
)

_CRITERIA: Mapping[str, Sequence[str]] = {
    "type": ("release", "event"),
    "kind": ("research-results", "research-projects", "publications", "transfer", "cooperation", "contests-awards",
             "personnel", "press-events", "conferences", "organisational", "miscellaneous"),
    "subject": ("biology", "chemistry", "environment-ecology", "marine-climate", "mathematics", "physics-astronomy",
                "geosciences", "construction-architecture", "information-technology", "energy", "medicine", "economics",
                "politics", "law", "traffic-transport"),
    "audience": ("journalists", "scientists", "students", "teachers", "economy", "everyone"),
    "scope": ("local", "regional", "transregional", "international"),
    "country": ("de", "at", "ch"),
    "province": tuple(f"province-{number}" for number in range(16)),
    "organisation": tuple(f"organisation-{number}" for number in range(400)),
    "network": tuple(f"network-{number}" for number in range(44)),
}  # fmt: skip
_SEVERAL = {"subject": 3, "audience": 2, "network": 2}


def corpus(documents: int, seed: int = 1) -> Iterator[Document]:
    """So many documents, oldest first; the first n are the same whatever the number."""
    chance = random.Random(seed)
    for number in range(documents):
        language = "de" if chance.random() < GERMAN_SHARE else "en"
        moment = FIRST + timedelta(minutes=53 * number, microseconds=number)
        yield Document(f"release:{number}", moment, language, _texts(chance, language), _criteria(chance, language))


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """All words of a language, the most frequent first."""
    if language == "en":
        plural = [f"{word}s" for word in _ENGLISH_WORDS]
        return tuple(dict.fromkeys([*_ENGLISH_COMMON, *_ENGLISH_WORDS, *plural]))
    simple = [*_GERMAN_NOUNS, *_GERMAN_VERBS, *(f"{word}e" for word in _GERMAN_QUALITIES)]
    inflected = [f"{word}{ending}" for ending in ("en", "s") for word in _GERMAN_NOUNS]
    pairs = [
        f"{first}{link}{second.lower()}{ending}"
        for ending, link in product(("", "en"), ("", "s"))
        for first, second in product(_GERMAN_NOUNS, _GERMAN_NOUNS)
        if first != second
    ]
    random.Random(0).shuffle(pairs)
    return tuple(dict.fromkeys([*_GERMAN_COMMON, *simple, *inflected, *pairs]))


@cache
def _weights(language: str) -> tuple[float, ...]:
    """Zipf: the word of rank r stands r times less often than the first."""
    return tuple(accumulate(1 / (rank + 2) for rank in range(len(vocabulary(language)))))


def _texts(chance: random.Random, language: str) -> dict[str, tuple[str, ...]]:
    lengths = {"title": chance.randint(4, 9), "lead": chance.randint(15, 30), "body": chance.randint(60, 160)}
    texts: dict[str, tuple[str, ...]] = {field: (_text(chance, language, n),) for field, n in lengths.items()}
    return texts | {"place": (chance.choice(("Jena", "Berlin", "Bad Berka", "Görlitz", "Cottbus", "Rostock")),)}


def _text(chance: random.Random, language: str, words: int) -> str:
    drawn = chance.choices(vocabulary(language), cum_weights=_weights(language), k=words)
    sentences = (drawn[start : start + 12] for start in range(0, words, 12))
    return " ".join(f"{sentence[0].capitalize()} {' '.join(sentence[1:])}." for sentence in sentences)


def _criteria(chance: random.Random, language: str) -> dict[str, frozenset[str]]:
    chosen = {
        category: frozenset(chance.choices(values, k=chance.randint(1, _SEVERAL.get(category, 1))))
        for category, values in _CRITERIA.items()
    }
    return chosen | {"language": frozenset({language})}
