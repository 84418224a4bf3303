"""What is searched and what comes back: plain values without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One findable thing.

    `texts` maps a text field (`query.TEXT_FIELDS`) to its values; a phrase lies within one value. `criteria` maps a
    category to its slugs. `moment` is aware: the publication, for an event its begin. `language` is a BCP 47 tag
    and chooses the stemmer.
    """

    key: str
    moment: datetime
    language: str
    texts: Mapping[str, tuple[str, ...]]
    criteria: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """The key of a found document and its score: higher is better, 0 where nothing ranks."""

    key: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` and all counts are exact.

    `facets` maps a category to how many of all `total` hits carry each value; values without a hit are left out.
    """

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
