"""Words for made documents: each rank of each language has one, without end, the more frequent before the rarer.

The first are ours as they stand here. Those behind are joined to compounds, bent, or made of syllables, so that the
vocabulary grows as it does in real text. Which word stands at a rank depends on nothing else.
"""

from functools import cache, lru_cache
from itertools import product

_KEPT = 300_000
_PARTS = 3_000
_SOON, _LATER = 6_000, 60_000
"""Below the first rank every other word is simple; from the second on words of three parts, names, numbers join in."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GERMAN_COMMON = _words(
    "die der und in zu den das mit von für auf ist im dem des nicht ein eine als auch es an werden aus er hat dass sie "
    "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch "
    "man sein wurde sei wir ihre können sich neue großen ersten zwischen unter seit gemeinsam kann dabei dieser diese "
    "sowie wurden ihrer damit einen jedoch bereits beim etwa ihren rund wenn was hier viele dazu sehr immer alle"
)
ENGLISH_COMMON = _words(
    "the of and to in a is that for it as was with be by on not at this are from or have an which their has been "
    "its new between more also can through first using will were these other than into one two such may most our we "
    "they but all how when where both many"
)
GERMAN_NOUNS = _words(
    "Forschung Netzwerk Holz Wasser Energie Region Bündnis Innovation Technologie Stadt Land Klima Schutz "
    "Gesundheit Bildung Kultur Verkehr Wald Boden Moor Stoff Werk Bau Haus Raum Markt Wirtschaft Wissen Daten "
    "Modell Verfahren Material Sensor Messung Labor Studie Projekt Förderung Programm Zentrum Institut Hochschule "
    "Schule Lehre Kurs Fach Kraft Mangel Umwelt Natur Tier Pflanze Zelle Gen Medizin Pflege Nahrung Landwirtschaft "
    "Maschine Roboter Strom Speicher Batterie Licht Farbe Glas Metall Kunststoff Faser Textil Papier Druck Bild "
    "Sprache Text Musik Museum Geschichte Recht Politik Verwaltung Gemeinde Bürger Jugend Kind Familie Alter Arbeit "
    "Handwerk Industrie Handel Tourismus Sport Preis Tagung Werkstatt Gründung Patent Transfer Wandel Zukunft Ziel "
    "Plan Weg Netz Brücke Straße Bahn Schiff Hafen Küste Meer Fluss See Berg Wind Sonne Regen Luft "
    "Gruppe Zeit Frage Antwort Leben Mensch Welt Ort Platz Garten Feld Acker Ernte Saat Korn Mehl Brot Milch Fleisch "
    "Fisch Vogel Biene Käfer Wurzel Blatt Blüte Frucht Samen Stamm Rinde Ast Krone Tal Hügel Fels Stein Sand Kies Ton "
    "Lehm Ziegel Beton Stahl Eisen Kupfer Silber Gold Salz Säure Lösung Gas Dampf Wärme Kälte Eis Schnee Sturm Flut "
    "Deich Ufer Quelle Brunnen Rohr Pumpe Ventil Filter Kessel Ofen Herd Lampe Kabel Draht Spule Magnet Feder Rad "
    "Achse Motor Getriebe Bremse Wagen Zug Gleis Signal Weiche Tunnel Turm Mauer Dach Wand Tür Fenster Treppe Keller "
    "Zimmer Küche Tisch Stuhl Bett Schrank Buch Seite Wort Satz Zeichen Zahl Summe Formel Beweis Regel Gesetz Gericht "
    "Urteil Klage Vertrag Steuer Kasse Bank Geld Lohn Rente Beitrag Kosten Gewinn Verlust Haushalt Antrag Bescheid "
    "Amt Behörde Minister Kanzler Wahl Stimme Partei Verein Stiftung Kammer Betrieb Firma Fabrik Lager Ware Paket "
    "Post Brief Karte Zeitung Presse Funk Film Theater Bühne Oper Chor Lied Tanz Spiel Ball Turnier Rekord Arzt Klinik "
    "Praxis Patient Therapie Impfung Virus Bakterie Erreger Krankheit Krebs Herz Lunge Niere Leber Hirn Nerv Muskel "
    "Knochen Haut Auge Ohr Zahn Blut Eiweiß Enzym Hormon Molekül Atom Kern Elektron Laser Strahl Spektrum Welle Feld"
)
GERMAN_QUALITIES = _words(
    "nachhaltig regional digital strukturschwach technologisch sozial wirtschaftlich wissenschaftlich öffentlich "
    "ländlich künstlich klinisch historisch europäisch international praktisch gezielt langfristig effizient "
    "erneuerbar schnell hell groß klein schön grün"
)
GERMAN_VERBS = _words(
    "entsteht fördert untersucht entwickelt zeigt misst speichert verbindet stärkt prüft plant baut nutzt erforscht "
    "begleitet eröffnet verändert erklärt sichert vernetzt"
)
ENGLISH_WORDS = _words(
    "research network wood water energy region alliance innovation technology city climate protection health "
    "education culture traffic forest soil model material sensor laboratory study project programme centre "
    "institute university school course shortage environment nature animal plant cell medicine care food machine "
    "robot power storage battery light colour glass metal fibre paper image language music museum history law "
    "policy community youth family work craft industry trade tourism prize conference workshop patent transfer "
    "change future goal plan bridge road ship sustainable regional digital social economic scientific public rural "
    "artificial clinical historical european shows measures develops supports connects stores explains secures "
    "plans opens"
)
_SYLLABLES = {
    "de": (_words("b br d dr f fl g gl gr h k kl kr l m n p pf r s sch schl schw sp st str t tr w z"),
           _words("a e i o u ei au ie eu ä ö ü"),
           _words("b ck d f ft g ht l ld lm ln m mm n nd ng nk nn p r rd rf rg rk rm rn rt s ss st t tt tz")),
    "en": (_words("b bl br c ch cl cr d dr f fl g gr h j k l m n p pl pr qu r s sc sh sl sp st t th tr v w"),
           _words("a e i o u ai ea ee oo ou"),
           _words("b ck d ft g l ll m n nd ng nk nt p r rd rk rm rn rt s sh ss st t th x")),
}  # fmt: skip
_SUFFIXES = {"de": ("", "", "el", "er", "en", "ung", "ion"), "en": ("", "", "er", "ing", "ed", "ion", "al", "s")}
_LINKED_BY_S = ("ung", "heit", "keit", "schaft", "ion", "tät", "ling")
_ENDINGS = ("", "", "", "", "en", "en", "s", "er")
_PARTICIPLES = ("orientiert", "basiert", "fähig", "reich", "arm", "verarbeitend", "gestützt", "frei")


def word(language: str, rank: int) -> str:
    """The word at a rank, from 0."""
    return _kept(language, rank) if rank < _KEPT else _made(language, rank)


@cache
def known(language: str) -> tuple[str, ...]:
    """The words that are written out here, the most frequent first, each once."""
    if language == "en":
        return tuple(dict.fromkeys([*ENGLISH_COMMON, *ENGLISH_WORDS, *(f"{one}s" for one in ENGLISH_WORDS)]))
    simple = [*GERMAN_NOUNS, *GERMAN_VERBS, *(f"{one}e" for one in GERMAN_QUALITIES)]
    bent = [f"{one}{ending}" for ending in ("en", "s") for one in GERMAN_NOUNS]
    return tuple(dict.fromkeys([*GERMAN_COMMON, *simple, *bent]))


@lru_cache(maxsize=2 * _KEPT)
def _kept(language: str, rank: int) -> str:
    return _made(language, rank)


def _made(language: str, rank: int) -> str:
    written = known(language)
    if rank < len(written):
        return written[rank]
    chance = _mixed(rank * 2 + (language == "en"))
    return _german(chance, rank) if language == "de" else _english(chance, rank)


def _mixed(number: int) -> int:
    """64 bits that look drawn by chance (Steele's splitmix)."""
    mixed = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return mixed ^ mixed >> 31


def _german(chance: int, rank: int) -> str:
    shape, rest = chance % 20, chance // 20
    rest, first = divmod(rest, 4096)
    rest, second = divmod(rest, 4096)
    rest, third = divmod(rest, 4096)
    ending = _ENDINGS[rest % len(_ENDINGS)]
    if rank < _SOON and shape < 10:
        return _bent(_root("de", first, second) if shape < 4 else _part(first), ending)
    if rank >= _LATER:
        if shape < 2:
            return _bent(_root("de", first, second, third).capitalize(), ending)
        if shape == 2:
            return str(rest % 900_000 + 1_000)
        if shape < 11:
            return _bent(f"{_before(first)}{_before(second).lower()}{_part(third).lower()}", ending)
    if shape >= 18:
        return f"{_before(first).lower()}{_PARTICIPLES[second % len(_PARTICIPLES)]}{('', 'e', 'en', 'er')[third % 4]}"
    return _bent(f"{_before(first)}{_part(second).lower()}", ending)


def _bent(noun: str, ending: str) -> str:
    return noun + (ending[1:] if noun.endswith("e") and ending.startswith("e") else ending)


def _english(chance: int, rank: int) -> str:
    rest, first = divmod(chance, 4096)
    rest, second = divmod(rest, 4096)
    rest, third = divmod(rest, 4096)
    if rank >= _LATER and rest % 10 == 0:
        return str(rest % 900_000 + 1_000)
    ending = _SUFFIXES["en"][rest % len(_SUFFIXES["en"])]
    return _root("en", first, second, third if rank >= _LATER or rest % 3 else None) + ending


def _root(language: str, first: int, second: int, third: int | None = None) -> str:
    """Syllables one after the other."""
    made = _syllable(language, first) + _syllable(language, second)
    return made if third is None else made + _syllable(language, third)


@cache
def _all_syllables(language: str) -> tuple[str, ...]:
    onsets, middles, codas = _SYLLABLES[language]
    return tuple(onset + middle + coda for onset, middle, coda in product(onsets, middles, ("", *codas)))


def _syllable(language: str, chance: int) -> str:
    made = _all_syllables(language)
    return made[chance * 7919 % len(made)]


@cache
def _parts() -> tuple[str, ...]:
    """The parts of compounds, 4,096 draws of 3,000: those written out here stand more often than the made ones."""
    own = dict.fromkeys(GERMAN_NOUNS)
    made = (_syllable("de", _mixed(n) % 65_536).capitalize() for n in range(2 * _PARTS))
    roots = list(dict.fromkeys([*own, *(f"{one}{_SUFFIXES['de'][n % 7]}" for n, one in enumerate(made))]))[:_PARTS]
    weights = [1 / (rank + 150) for rank in range(_PARTS)]
    whole, passed = sum(weights), 0.0
    drawn: list[str] = []
    for root, weight in zip(roots, weights, strict=True):
        passed += weight / whole * 4096
        drawn += [root] * (round(passed) - len(drawn))
    return tuple(drawn)


def _part(chance: int) -> str:
    return _parts()[chance]


@cache
def _before(chance: int) -> str:
    """A part with what links it to the next."""
    part = _part(chance)
    if part.endswith(_LINKED_BY_S):
        return f"{part}s"
    return f"{part}n" if part.endswith("e") else part
