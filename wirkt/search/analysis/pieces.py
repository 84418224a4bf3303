"""What compounds are made of: which words may begin or end one, and how readily.

Built from counted words and from our own list (`words/own.txt`). A word met mostly with a capital is a noun.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from wirkt.search.analysis.fold import letters

Counted: TypeAlias = tuple[str, int, int]
"""A folded word, its occurrences, and how many of them have a capital."""

NOUN = 0.6
"""From this share of capitals on a word is taken for a noun."""

MOST = 150_000
"""Pieces a lexicon keeps: the most frequent ones, so that memory stays in bounds whatever the index."""

OWN = Path(__file__).parent / "words" / "own.txt"
"""Words written down for wirkt; what each line means stands at its head."""

_LONGEST = 24
_TRUSTED = 60
_LOWER = 0.3
_LEAST = {4: 40, 5: 8}
_LEAST_ELSE = 3
_ADJECTIVES = tuple("lich isch ig bar los haft sam iv al ell iert ent ant är ös abel ibel".split())
_ENDINGS = tuple("e en er es em".split())
# Firsts of ellipses: `Forschungs- und Entwicklungskosten`.
_LEAST_END = 5
_SHORT_ENDS = frozenset(
    "zeit haus wald welt feld buch werk dorf film bild amt hof bau satz zahl kraft raum saal geld holz wein "
    "wind".split()
)
# What many words end in that are no compounds: Kombi-nation, elektromagne-tische, Hypo-these.
_NO_ENDS = tuple(
    "nation mission vision union fusion position region produktion formation funktion these meter tisch rinne ratte "
    "tasse kasse mante titel phase sekte station lehre weise teile stand stell nisse rente rate tage ware beine leine "
    "seite lasten linie messe narbe linge reise gelder kanten ringe sorte sonne tonne tiere minute konto note nase "
    "nadel lunge zunge griff heide rücken täter wellen reifen licht fisch zelle "
    "niere teller breit logik metrik galle latte motte mode schaft schicht sicht stern tests tanten tafel "
    "taste".split()
)
_CUT_OFF = ("ungs", "heits", "keits", "schafts", "ions", "täts", "lings")
_NO_PIECES = frozenset(
    "lande schaft heit keit lich isch ung ungs tum nis haft mäßig weise seits wärts halber falls innen inne unter über "
    "hinter neben zwischen gegen ohne nach vorn oben unten dann wenn auch aber oder doch dass dies diese dieser "
    "eine einen einer eines bare baren barer bares lose losen sein ihre ihnen nicht sind wird kann mehr ober abs "
    "nebst bzw vgl ggf bgbl sowie ferner".split()
)


@dataclass(frozen=True)
class Pieces:
    """The cost of each piece: 0 for the commonest.

    `firsts` may stand before another piece, `lasts` at the end; nouns are in both. `adjectives` are those of `lasts`
    that are none. `whole` is never split; `given` is split as written down. `stems` of verbs are
    no words alone.
    """

    firsts: Mapping[str, float]
    lasts: Mapping[str, float]
    adjectives: frozenset[str]
    whole: frozenset[str]
    stems: frozenset[str]
    ends: frozenset[str]
    given: Mapping[str, tuple[str, ...]]
    starts: frozenset[str]


@dataclass(frozen=True)
class Own:
    """Our own list, folded."""

    nouns: frozenset[str]
    adjectives: frozenset[str]
    stems: frozenset[str]
    given: Mapping[str, tuple[str, ...]]


def _kind(word: str) -> str:
    if "|" in word:
        return "given"
    if word[-1] == "-":
        return "stem"
    return "noun" if word[0].isupper() else "adjective"


@cache
def own() -> Own:
    """Our own list."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    written = " ".join(line for line in lines if not line.startswith("#")).split()
    kinds: dict[str, list[str]] = {"given": [], "stem": [], "noun": [], "adjective": []}
    for word in written:
        kinds[_kind(word)].append(letters(word))
    given = [tuple(word.split("|")) for word in kinds["given"]]
    return Own(
        nouns=frozenset(kinds["noun"]),
        adjectives=frozenset(kinds["adjective"]),
        stems=frozenset(word.removesuffix("-") for word in kinds["stem"]),
        given={"".join(parts): parts for parts in given},
    )


@dataclass(frozen=True)
class Ranked:
    """Words that compounds may be made of, with their occurrences: nouns, and adjectives."""

    nouns: Mapping[str, int]
    others: Mapping[str, int]


def ranked(counted: Iterable[Counted]) -> Ranked:
    """Those of these words, and of our own list."""
    ours = own()
    nouns = dict.fromkeys((*ours.nouns, *ours.given), _TRUSTED)
    others = dict.fromkeys(ours.adjectives, _TRUSTED)
    for word, count, capitals in counted:
        if word in nouns:
            nouns[word] = max(count, _TRUSTED)
        elif word in others:
            others[word] = max(count, _TRUSTED)
        elif not _may_be_piece(word):
            continue
        elif capitals >= NOUN * count:
            if count >= _LEAST.get(len(word), _LEAST_ELSE):
                nouns[word] = count
        elif count >= _LEAST[5] and capitals < count / 4 and _is_adjective(word):
            others[word] = count
    return Ranked(_commonest(nouns), _commonest(others))


def made(words: Ranked) -> Pieces:
    """The pieces these words give."""
    ours, most = own(), math.log(max((*words.nouns.values(), _TRUSTED)))
    nouns = {word: most - math.log(count) for word, count in words.nouns.items()}
    others = {word: most - math.log(_LOWER * count) for word, count in words.others.items()}
    firsts = {word: others[word] for word in ours.adjectives if word in others}
    firsts |= dict.fromkeys(ours.stems, most - math.log(_LOWER * _TRUSTED))
    firsts |= nouns
    return Pieces(
        firsts=firsts,
        lasts=others | nouns,
        adjectives=frozenset(others.keys() - nouns.keys()),
        whole=(ours.nouns | ours.adjectives) - ours.given.keys(),
        stems=ours.stems,
        ends=frozenset(word for word in (*ours.nouns, *ours.given) if _may_end(word)),
        given=ours.given,
        starts=frozenset(word[:3] for word in firsts),
    )


def _may_end(word: str) -> bool:
    return word in _SHORT_ENDS or (
        len(word) >= _LEAST_END and word[0] not in "aeiouyäöü" and not word.startswith(_NO_ENDS) and word[-3:] != "ion"
    )


def _may_be_piece(word: str) -> bool:
    return 4 <= len(word) <= _LONGEST and word not in _NO_PIECES and not word.endswith(_CUT_OFF)


def _commonest(counts: Mapping[str, int]) -> Mapping[str, int]:
    if len(counts) <= MOST:
        return counts
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST])


def _is_adjective(word: str) -> bool:
    return word.endswith(_ADJECTIVES) or any(
        word.endswith(ending) and word[: -len(ending)].endswith(_ADJECTIVES) for ending in _ENDINGS
    )
