"""What words stand for: their stems, and the parts of compounds."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from wirkt.search.analysis import english, german
from wirkt.search.analysis.fold import cut, write_out
from wirkt.search.analysis.rows import Form, Group


class Lexicon:
    """Known words, and what follows from them; frozen."""

    version = "1"

    def stem(self, word: str, group: Group) -> str:
        """The stem of a folded word; without a stemmer the word as the stream `exact` has it."""
        match group:
            case "de":
                return german.stem(word)
            case "en":
                return english.stem(word)
            case "":
                return write_out(word)

    def parts(self, word: str, group: Group) -> tuple[str, ...]:
        """The stems of all words a compound is made of, its own stem left out."""
        return ()

    def leaves(self, word: str, group: Group) -> tuple[str, ...]:
        """The words a compound is made of, as they are folded; none if it is no compound."""
        return ()

    def stands_for(self, form: Form, group: Group) -> tuple[str, ...]:
        """The stems that several tokens, or one with inner capitals, stand for besides."""
        match form.kind:
            case "humps":
                return tuple(self.stem(word, group) for word in form.words)
            case "joined":
                return (self.joined(form.words, group),)

    def joined(self, words: tuple[str, ...], group: Group) -> str:
        """The stem of several words written as one: e, mail -> email."""
        return self.stem(cut("".join(words)), group)

    def learnt(self, counts: Iterable[tuple[str, int, int]]) -> "Lexicon":
        """A lexicon that knows these German words besides: word, occurrences, of them with a capital."""
        return self

    def save(self, file: Path) -> None:
        """Write it to a file."""
        file.write_text(self.version)

    @classmethod
    def open(cls, file: Path) -> "Lexicon":
        """Read it from a file. Raises `FileNotFoundError`."""
        file.read_text()
        return shipped()


@cache
def shipped() -> Lexicon:
    """The words that come with wirkt."""
    return Lexicon()
