"""A document's words in three streams: `exact` as written, `stem` aligned with it, `parts` as a set.

`parts` holds the stems and what words and forms stand for besides: the parts of compounds, the joined form of hyphened
words, the parts between inner capitals. Every engine has exactly these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wirkt.search.analysis.fold import shown
from wirkt.search.analysis.lexicon import Lexicon, shipped
from wirkt.search.analysis.rows import Group, forms, group_of, rows
from wirkt.search.document import Document
from wirkt.search.query import TEXT_FIELDS, TextField


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its words, their stems, and all parts."""

    exact: tuple[str, ...]
    stems: tuple[str, ...]
    parts: frozenset[str]


@dataclass(frozen=True)
class Analysed:
    """A document with its streams, made once and matched often."""

    document: Document
    group: Group
    lexicon: Lexicon
    values: Mapping[TextField, tuple[Value, ...]] = field(default_factory=dict)

    def of(self, name: TextField | None) -> tuple[Value, ...]:
        """The values of one field, or of all."""
        return self._all if name is None else self.values.get(name, ())

    @cached_property
    def _all(self) -> tuple[Value, ...]:
        return tuple(value for values in self.values.values() for value in values)


def analyse(document: Document, lexicon: Lexicon | None = None) -> Analysed:
    """The streams of all text fields, in the order of `TEXT_FIELDS`; by the words that come with wirkt if no others."""
    known, group = lexicon or shipped(), group_of(document.language)
    values = {
        name: tuple(value(text, group, known) for text in document.texts[name])
        for name in TEXT_FIELDS
        if document.texts.get(name)
    }
    return Analysed(document, group, known, values)


def value(text: str, group: Group, lexicon: Lexicon) -> Value:
    """The streams of one text."""
    found = rows(text, group)
    words = [word for row in found for word in row.words]
    stems = tuple(lexicon.stem(word, group) for word in words)
    parts = set(stems)
    for word in set(words):
        parts.update(lexicon.parts(word, group))
    for form in forms(found, group):
        parts.update(lexicon.stands_for(form, group))
    return Value(tuple(exact for row in found for exact in row.exact), stems, frozenset(parts))


def carried(text: str, group: Group, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each part of a text with the word, in small letters, that stands for it."""
    found = rows(text, group)
    for row in found:
        for word, exact in zip(row.words, row.exact, strict=True):
            for part in dict.fromkeys((lexicon.stem(word, group), *lexicon.parts(word, group))):
                yield part, shown(word, exact)
    for form in forms(found, group):
        for part in lexicon.stands_for(form, group):
            yield part, form.carrier
