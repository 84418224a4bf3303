"""How well German and English questions find the right document: `wirkt bench german --data FOLDER`."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from wirkt.search.analysis.fold import tokenise
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.errors import QueryError
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import Or, Query, Term

_ZONE = ZoneInfo("Europe/Berlin")
_NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


def search(docs: Iterable[Mapping[str, str]]) -> Callable[[str, int], list[str]]:
    """An index of these documents (`id`, `lang`, `title`, `text`), asked for any word of a text."""
    engine = EmbeddedEngine(Path(mkdtemp(prefix="wirkt-german-")), _ZONE, writable=True)
    engine.rebuild(
        Document(one["id"], _NOON, one["lang"], {"title": (one["title"],), "body": (one["text"],)}) for one in docs
    )

    def ask(text: str, limit: int) -> list[str]:
        query = any_word(text)
        if query is None:
            return []
        return [hit.key for hit in engine.search(query, sort="relevance", limit=limit).hits]

    return ask


def any_word(text: str) -> Query | None:
    """All words of a text, joined by or."""
    terms = tuple(Term(word) for word in dict.fromkeys(token.word for token in tokenise(text)))
    return Or(terms) if len(terms) > 1 else terms[0] if terms else None


def match(query: str, text: str) -> bool:
    """Whether the product's own reading of a query accepts a text."""
    try:
        read = parse(query)
    except QueryError:
        return False
    language = "en" if _is_english(text) else "de"
    return matches(read, Document("one", _NOON, language, {"body": (text,)}), zone=_ZONE)


def _is_english(text: str) -> bool:
    return "is" in text.split()
