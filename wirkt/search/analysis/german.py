"""German words to stems."""

import re
import threading

import Stemmer

from wirkt.search.analysis.fold import cut, write_out

_UMLAUTS = "äöü"
_PAIR = re.compile(r"([aou])e")
_PLURAL = re.compile(r"\w{4,}innen")
# The stemmer joins words that only look alike; these keep their own form.
_FRIENDS = dict.fromkeys(("bürger", "bürgers", "bürgern"), "bürger")
_local = threading.local()


def stem(word: str) -> str:
    """The Snowball stem of a folded word: umlauts lose their dots, feminine plurals join their singular.

    `ae`, `oe` and `ue` stay what they are: the stemmer alone would make Poeten into pot.
    """
    if word in _FRIENDS:
        return _FRIENDS[word]
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
