"""All words of an index, to find those a pattern stands for."""

from collections.abc import Iterator
from functools import cached_property

import tantivy

from wirkt.search.analysis.patterns import Pattern, pattern


class Vocabulary:
    """The words of one generation, read when first asked; words of dropped documents may linger."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def matching(self, text: str) -> list[str]:
        """Every word a pattern stands for."""
        sought = pattern(text)
        words = self._beginning(sought.prefix) if sought.prefix else self._holding(sought)
        return [word for word in words if sought.matches(word)]

    def _beginning(self, prefix: str) -> Iterator[str]:
        return (word for word, _ in self._searcher.terms_with_prefix("word", prefix))

    @cached_property
    def _lines(self) -> str:
        """One word a line, a line break before the first and after the last."""
        words = [word for word, _ in self._searcher.terms_with_prefix("word", "")]
        return "\n" + "".join(f"{word}\n" for word in words)

    def _holding(self, sought: Pattern) -> Iterator[str]:
        lines = self._lines
        at = lines.find(sought.literal, 1)
        while 0 < at < len(lines):
            start, end = lines.rfind("\n", 0, at) + 1, lines.find("\n", at)
            yield lines[start:end]
            at = lines.find(sought.literal, end + 1)
