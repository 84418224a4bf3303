"""Under which words each part of a question was found, and in how many of the releases."""

from dataclasses import dataclass
from typing import Any

from wirkt.catalogue.engine import Collection
from wirkt.search import tree, writing
from wirkt.search.query import And, Phrase, Query
from wirkt.search.tree import Worded

MOST_EXPLAINED = 16  # parts of a question; each costs a look at its words


@dataclass(frozen=True, slots=True)
class Carried:
    """A word, pattern or phrase of the question, and the words that stood for it, each with its number of hits."""

    text: str
    found_as: list[tuple[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The term for programs."""
        return {"text": self.text, "found_as": [{"word": word, "releases": n} for word, n in self.found_as]}


def carried(public: Collection, query: Query) -> list[Carried]:
    """What was wanted, part by part, in the order of the question."""
    sought = list(dict.fromkeys(tree.worded(query)))[:MOST_EXPLAINED]
    return [Carried(_typed(leaf), _found_as(public, query, leaf)) for leaf in sought]


def _found_as(public: Collection, query: Query, leaf: Worded) -> list[tuple[str, int]]:
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        # Words in a row stand for themselves.
        count = public.search(And((query, leaf)), limit=0).total
        return [(_typed(leaf), count)] if count else []
    return public.found_as(query, leaf)


def _typed(leaf: Worded) -> str:
    if isinstance(leaf, Phrase) and len(leaf.words) == 1 and leaf.field is None:
        return leaf.words[0]
    return writing.print_query(leaf)
