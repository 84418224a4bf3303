"""English words to stems."""

import threading

import Stemmer

from wirkt.search.analysis.fold import cut, write_out

_local = threading.local()


def stem(word: str) -> str:
    """The Snowball stem of a folded word, umlauts written out."""
    plain = write_out(word)
    return cut(_stemmer().stemWord(plain)) or plain


def _stemmer() -> Stemmer.Stemmer:
    """One stemmer a thread: it keeps state while it works."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english", 0)
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer
