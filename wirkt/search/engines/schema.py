"""How a document lies in tantivy: its streams as native fields, words joined by blanks.

A stem is marked with its language, so that one lookup asks for word and language together; what a word stands for
besides carries the same mark in capitals. Between two values of a field stand so many gaps that no phrase crosses.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import tantivy

from wirkt.search.analysis.streams import Group, group_of, row
from wirkt.search.document import Document
from wirkt.search.query import TEXT_FIELDS, TextField

GAP = "|"
GAPS = 32
"""Gaps between two values: words further apart than this are confirmed on the stored tokens."""

_BETWEEN = f" {' '.join([GAP] * GAPS)} "
_MARKS: dict[Group, str] = {"de": "d:", "en": "e:", "": "x:"}
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_TOKENIZER = "blanks"
_LONG_CHUNK = 100


def exact_field(field: TextField) -> str:
    """The field with the tokens as written."""
    return f"exact_{field}"


def stem_field(field: TextField) -> str:
    """The field with the stems, in the same places."""
    return f"stem_{field}"


def stem_token(part: str, group: Group) -> str:
    """A stem as it is indexed."""
    return _MARKS[group] + part


def extra_token(part: str, group: Group) -> str:
    """What a word stands for besides its stem, as it is indexed."""
    return _MARKS[group].upper() + part


def criterion_token(category: str, value: str) -> str:
    """A criterion as it is indexed; also the beginning of all values of a category."""
    return f"{category}\x1f{value}"


def carrier_token(part: str, word: str, group: Group) -> str:
    """A word with what it stands for: which words carried a part is then a matter of its first letters."""
    return f"{_MARKS[group]}{part}|{word}"


def microseconds(moment: datetime) -> int:
    """The moment as an integer that keeps its order."""
    passed = moment - _BEGIN
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def make_schema() -> tantivy.Schema:
    """The fields of every index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("moment", indexed=True, fast=True)
    builder.add_text_field("criteria", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("word", tokenizer_name=_TOKENIZER, index_option="basic")
    builder.add_text_field("carrier", tokenizer_name=_TOKENIZER, index_option="basic")
    builder.add_text_field("parts", tokenizer_name=_TOKENIZER, index_option="freq")
    for field in TEXT_FIELDS:
        builder.add_text_field(exact_field(field), stored=True, tokenizer_name=_TOKENIZER)
        builder.add_text_field(stem_field(field), tokenizer_name=_TOKENIZER)
    return builder.build()


def open_index(folder: Path, *, create: bool = False) -> tantivy.Index:
    """The index in a folder, its tokenizer in place; nothing is reloaded unasked."""
    if create:
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(make_schema(), path=str(folder), reuse=True)
    else:
        index = tantivy.Index.open(str(folder))
    # Without a filter no token is dropped for its length; ours are cut already.
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_TOKENIZER, blanks)
    index.config_reader(reload_policy="manual")
    return index


def lay_out(document: Document) -> tantivy.Document:
    """A document as it is indexed."""
    laid = tantivy.Document()
    laid.add_text("key", document.key)
    laid.add_integer("moment", microseconds(document.moment))
    for category, values in document.criteria.items():
        for value in values:
            laid.add_text("criteria", criterion_token(category, value))
    _lay_out_texts(laid, document)
    return laid


def _lay_out_texts(laid: tantivy.Document, document: Document) -> None:
    group = group_of(document.language)
    found: list[_Laid] = []
    for field in TEXT_FIELDS:
        texts = document.texts.get(field, ())
        values = [[_laid(chunk, group) for chunk in text.split()] for text in texts]
        if any(values):
            found += _lay_out_field(laid, field, values)
    distinct = set(found)
    laid.add_text("word", " ".join([one.exact for one in distinct]))
    laid.add_text("parts", " ".join([one.parts for one in found]))
    laid.add_text("carrier", " ".join([one.carriers for one in distinct]))


def _lay_out_field(laid: tantivy.Document, field: TextField, values: Sequence[Sequence["_Laid"]]) -> list["_Laid"]:
    here = list(chain.from_iterable(values))
    stems = _BETWEEN.join([" ".join([one.stems for one in value]) for value in values])
    laid.add_text(exact_field(field), _BETWEEN.join([" ".join([one.exact for one in value]) for value in values]))
    laid.add_text(stem_field(field), " ".join([stems, *(one.extras for one in here if one.extras)]))
    return here


class _Laid(NamedTuple):
    """What one chunk of text adds to each field, words joined by blanks."""

    exact: str
    stems: str
    extras: str
    parts: str
    carriers: str


def _laid(chunk: str, group: Group) -> _Laid:
    return (_lay_out_once if len(chunk) <= _LONG_CHUNK else _lay_out_chunk)(chunk, group)


def _lay_out_chunk(chunk: str, group: Group) -> _Laid:
    found = row(chunk, group)
    carried = list(found.carried())
    return _Laid(
        exact=" ".join(found.exact),
        stems=" ".join(stem_token(part, group) for part in found.stems),
        extras=" ".join(extra_token(extra.part, group) for extra in found.extras),
        parts=" ".join(stem_token(part, group) for part, _ in carried),
        carriers=" ".join(carrier_token(part, word, group) for part, word in carried),
    )


_lay_out_once = lru_cache(maxsize=1 << 17)(_lay_out_chunk)
