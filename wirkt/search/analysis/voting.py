"""In which language a few words are: a vote of small words."""

from collections.abc import Iterable

from wirkt.search.analysis.rows import Group

_SMALL_WORDS: dict[Group, frozenset[str]] = {
    "de": frozenset(
        "der die das und oder ein eine einer eines einem einen in im den dem des zu zum zur mit von vom für auf ist "
        "sind war wird werden wurde nicht auch als an am bei aus nach über um wie was wer wo wann warum welche welcher "
        "welches welchen sich es er sie wir ihr ich hat haben".split()
    ),
    "en": frozenset(
        "the a an and or of to in on at by for with from is are was were be been not also as about how what who "
        "where when why which it he she we they i has have had did does do that this these those its their".split()
    ),
}


def language_of(words: Iterable[str]) -> Group:
    """German, English, or neither where the vote is even."""
    some = list(words)
    german, english = (sum(word in _SMALL_WORDS[group] for word in some) for group in ("de", "en"))
    return "de" if german > english else "en" if english > german else ""
