"""Under which words each part of a question was found, in how many of the releases, and what made each one a hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirkt.catalogue.engine import Collection
from wirkt.search import tree
from wirkt.search.query import And, Phrase, Query
from wirkt.search.reasons import Reason
from wirkt.search.tree import Worded
from wirkt.search.writing import Style

FIELDS = {
    "title": gettext_lazy("title"),
    "lead": gettext_lazy("lead"),
    "body": gettext_lazy("text"),
    "organisation": gettext_lazy("institution"),
    "place": gettext_lazy("place"),
    "caption": gettext_lazy("caption"),
    "contact": gettext_lazy("contact"),
}
# How a word stands there; as it was typed goes without saying.
HOWS = {
    "inflected": gettext_lazy("inflected"),
    "part": gettext_lazy("part of the word"),
    "joined": gettext_lazy("spelt differently"),
    "gender": gettext_lazy("other gender form"),
    "pattern": gettext_lazy("fits the pattern"),
}
MOST_EXPLAINED = 16  # parts of a question; each costs a look at its words
MOST_FORMS = 12  # words shown for one part
MOST_WORDS = 4  # that explain a hit on the page


@dataclass(frozen=True, slots=True)
class Carried:
    """A word, pattern or phrase of the question, and the words that stood for it, each with its number of hits."""

    text: str
    found_as: list[tuple[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The term for programs."""
        return {"text": self.text, "found_as": [{"word": word, "releases": n} for word, n in self.found_as]}


def carried(public: Collection, query: Query, typed: str, style: Style) -> list[Carried]:
    """What was wanted, part by part, in the order and the letters of the question.

    Several readings of one word (`Leiter:in`) are one part.
    """
    parts: dict[str, list[list[tuple[str, int]]]] = {}
    for leaf in list(dict.fromkeys(tree.worded(query)))[:MOST_EXPLAINED]:
        text = style.where_typed(leaf, typed)
        parts.setdefault(text, []).append(_found_as(public, query, leaf, text))
    return [Carried(text, _most(found)) for text, found in parts.items()]


def told(reasons: Sequence[Reason]) -> str:
    """The words that made a release a hit, as they are written, where and how they stand; then what is absent."""
    fields: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        if reason.field in FIELDS and reason.how != "absent":
            fields.setdefault((reason.word, reason.how), []).append(str(FIELDS[reason.field]))
    words = [_told(word, how, where) for (word, how), where in [*fields.items()][:MOST_WORDS]]
    absent = [one.word for one in reasons if one.how == "absent" and one.field in ("", *FIELDS)][:MOST_WORDS]
    return "; ".join([*words, *(_("without %s") % word for word in absent)])


def _told(word: str, how: str, where: list[str]) -> str:
    places = ", ".join(dict.fromkeys(where))
    return f"{word} ({places}{f', {HOWS[how]}' if how in HOWS else ''})"


def _found_as(public: Collection, query: Query, leaf: Worded, text: str) -> list[tuple[str, int]]:
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        # Words in a row stand for themselves.
        count = public.search(And((query, leaf)), limit=0).total
        return [(text, count)] if count else []
    return public.found_as(query, leaf)


def _most(found: list[list[tuple[str, int]]]) -> list[tuple[str, int]]:
    """The words of all readings, most first; one that stands for two of them counts once."""
    counts: dict[str, int] = {}
    for word, count in (one for words in found for one in words):
        counts[word] = max(count, counts.get(word, 0))
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_FORMS]
