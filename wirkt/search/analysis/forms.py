"""What several tokens of a text stand for together, and what one chunk of it gives."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["joined", "humps", "gender", "open_end", "open_start"]


@dataclass(frozen=True, slots=True)
class Form:
    """The tokens from `first` to `last` (included) stand for something besides what each of them stands for.

    `joined`: words with a hyphen between (`E-Mail`) also mean the word written as one. `humps`: a word with inner
    capitals (`AgiHolz`) also means its parts.
    """

    first: int
    last: int
    kind: Kind
    words: tuple[str, ...]

    @property
    def carrier(self) -> str:
        """How it is shown to a reader."""
        match self.kind:
            case "joined":
                return "-".join(self.words)
            case "gender":
                return "*".join(self.words)
            case "open_end":
                return f"{self.words[0]}- {'-'.join(self.words[1:])}"
            case "open_start":
                return f"{'-'.join(self.words[:-1])} -{self.words[-1]}"
            case _:
                return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """What one chunk of text gives: token by token the word, how it is written, whether with a capital.

    `starts`, `ends`: it does so with a hyphen that asks for the neighbours.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...]
    capitals: tuple[bool, ...]
    forms: tuple[Form, ...]
    starts: bool = False
    ends: bool = False

    @property
    def open(self) -> bool:
        """Whether it may have a form together with its neighbours."""
        return self.starts or self.ends
