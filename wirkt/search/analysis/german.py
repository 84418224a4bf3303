"""German words to stems."""

import re
import threading

import Stemmer

from wirkt.search.analysis.fold import cut, write_out

_UMLAUTS = "äöü"
_PAIR = re.compile(r"([aou])e")
_PLURAL = re.compile(r"\w{4,}innen")
# The stemmer joins words that only look alike: Burg and Bürger, Schule and Schüler, Bau and Bauer, seit and Seite.
_IN_ER = (
    "bürger bauer schüler lehrer arbeiter leiter richter maler täter träger gründer fischer fleischer schiffer krieger "
    "spieler schauspieler handwerker förster läufer käufer verkäufer wähler apotheker sieger pfleger meister schlosser "
    "gesellschafter wanderer einwanderer eigentümer anhänger drucker kläger räuber mörder dichter messer silber leber "
    "wetter laster wunder lager kammer mauer dauer trauer feuer feier schauer abenteuer center weser"
).split()
_APART = (
    "kuchen kuchens; blüte blüten; ware; fähre fähren; fläche flächen; höhle höhlen; sonde sonden; mode moden; "
    "modern moderne modernen moderner modernes modernem; kohle kohlen; note noten; seite seiten; weile; bär bären; "
    "stätte stätten; rate raten; rinde rinden; forderung forderungen; währung währungen; einführung einführungen; "
    "ausführung ausführungen; durchführung durchführungen; güter gütern; wurde wurden; würde würden; "
    "sicher sichere sicheren sicherer sicheres sicherem sichern sichert; sicherheit sicherheiten sicherheits; "
    "eisen eisens; kosten; wolle; reise reisen; runde runden; lage lagen; laube lauben; "
    "minderheit minderheiten; sauer saure sauren saurer saures saurem; bürgerlich bürgerliche bürgerlichen bürgerlicher"
)
FRIENDS = {
    **{word + ending: word for word in _IN_ER for ending in ("", "s", "n", "in", "innen")},
    "bäuer": "bauer",
    "bauten": "bau",
    **{form: forms.split()[0] for forms in _APART.split(";") for form in forms.split()},
}
"""Words with a stem of their own."""

_local = threading.local()


def stem(word: str) -> str:
    """The Snowball stem of a folded word: umlauts lose their dots, feminine plurals join their singular.

    `ae`, `oe` and `ue` stay what they are: the stemmer alone would make Poeten into pot.
    """
    if word in FRIENDS:
        return FRIENDS[word]
    if _PLURAL.fullmatch(word):
        word = word[:-3]
    plain = word if word.isascii() else "".join(c if c in _UMLAUTS else write_out(c) for c in word)
    shielded = _PAIR.sub("\\1\x01e", plain)
    return cut(_stemmer().stemWord(shielded).replace("\x01", "")) or cut(word)


def _stemmer() -> Stemmer.Stemmer:
    """One stemmer a thread: it keeps state while it works."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("german", 0)
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer
