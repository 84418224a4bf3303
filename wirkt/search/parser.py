"""Text to query: a lexer and two explicit stacks, never recursive. The whole grammar is in docs/query-language.md."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wirkt.search.errors import DEEPEST, LONGEST_FOLDED, LONGEST_TEXT, MOST_LEAVES, Problem, QueryError
from wirkt.search.leaves import Typed, leaf
from wirkt.search.lexer import FIELDS, Lexeme, lexemes
from wirkt.search.mending import mend
from wirkt.search.query import EVERYTHING, And, Mode, Not, Or, Phrase, Query, TextField

_Kind: TypeAlias = Literal["or", "and", "not", "("]
_BINDS: dict[_Kind, int] = {"(": 0, "or": 1, "and": 2, "not": 3}


def parse(text: str, mode: Mode = "words") -> Query:
    """What was asked. Raises `QueryError` with the place to mend; an empty text asks for everything.

    `mode` says what a bare word means: its forms (`words`), itself (`exact`), any token holding it (`parts`).
    """
    try:
        return _parse(text, mode)
    except Problem as problem:
        repairs = mend(text, problem, lambda repaired: _parse(repaired, mode))
        given = text[problem.start : problem.end]
        raise QueryError(problem.code, problem.start, len(given), repairs, given) from None


def _parse(text: str, mode: Mode) -> Query:
    if len(text) > LONGEST_TEXT:
        raise Problem("too_long", LONGEST_TEXT, len(text))
    if len(unicodedata.normalize("NFKC", text)) > LONGEST_FOLDED:
        raise Problem("too_long", 0, len(text))
    stacks = _Stacks(mode)
    for lexeme in lexemes(text):
        stacks.take(lexeme)
    return stacks.finish()


@dataclass(frozen=True, slots=True)
class _Operator:
    """An operator or open bracket; `outside` is the field that holds again after the bracket."""

    kind: _Kind
    lexeme: Lexeme
    outside: TextField | None = None


class _Stacks:
    """Operands and operators that wait for their turn."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.operands: list[Query] = []
        self.operators: list[_Operator] = []
        self.field: TextField | None = None
        self.named: Lexeme | None = None  # a field that waits for its word, phrase or bracket
        self.complete = False  # does an operand stand directly before?
        self.leaves = 0

    def take(self, lexeme: Lexeme) -> None:
        """The next lexeme from the left."""
        match lexeme.kind:
            case "field":
                self._needs_no_name()
                self.named = lexeme
            case "(":
                self._open(lexeme)
            case ")":
                self._close(lexeme)
            case "and" | "or":
                self._join(lexeme.kind, lexeme)
            case "not":
                self._needs_no_name()
                self._beside(lexeme)
                self._push(_Operator("not", lexeme))
            case "word" | "phrase" | "date":
                self._leaf(lexeme)

    def finish(self) -> Query:
        """The tree, once all is taken."""
        self._needs_no_name()
        if not self.complete:
            if not self.operators:
                return EVERYTHING
            self._incomplete(self.operators[-1])
        self._reduce(1)
        if self.operators:
            raise self._unclosed()
        return self.operands[0]

    def _leaf(self, lexeme: Lexeme) -> None:
        if lexeme.kind == "date":
            self._needs_no_name()
        made = leaf(lexeme, self._holding(), self.mode)
        if made is None:
            return
        if isinstance(made, Or):
            self._not_too_deep(lexeme)  # said back, its readings stand in brackets
        self.leaves += _size(made)
        if self.leaves > MOST_LEAVES:
            raise Problem("too_long", lexeme.start, lexeme.end)
        self._beside(lexeme)
        self.operands.append(made)
        self.complete, self.named = True, None

    def _open(self, lexeme: Lexeme) -> None:
        self._beside(lexeme)
        outside, self.field = self.field, self._holding()
        self._push(_Operator("(", lexeme, outside))
        self.named = None

    def _close(self, lexeme: Lexeme) -> None:
        self._needs_no_name()
        if not self.complete and self.operators:
            opening = self.operators[-1]
            if opening.kind == "(":
                raise Problem("empty_bracket", opening.lexeme.start, lexeme.end)
            self._incomplete(opening)
        self._reduce(1)
        if not self.operators:
            raise Problem("unbalanced_bracket", lexeme.start, lexeme.end)
        self.field = self.operators.pop().outside

    def _join(self, kind: Literal["and", "or"], lexeme: Lexeme) -> None:
        self._needs_no_name()
        if not self.complete:
            if self.operators and self.operators[-1].kind != "(":
                self._incomplete(self.operators[-1])
            raise _missing(lexeme)
        self._reduce(_BINDS[kind])
        self.operators.append(_Operator(kind, lexeme))
        self.complete = False

    def _beside(self, lexeme: Lexeme) -> None:
        """Two operands side by side are joined by `and`."""
        if self.complete:
            self._reduce(_BINDS["and"])
            self.operators.append(_Operator("and", lexeme))
            self.complete = False

    def _push(self, operator: _Operator) -> None:
        self._not_too_deep(operator.lexeme)
        self.operators.append(operator)

    def _not_too_deep(self, lexeme: Lexeme) -> None:
        if sum(waiting.kind in ("(", "not") for waiting in self.operators) >= DEEPEST:
            raise Problem("too_deep", lexeme.start, lexeme.end)

    def _reduce(self, binding: int) -> None:
        """Apply what binds at least as strongly."""
        while self.operators and _BINDS[self.operators[-1].kind] >= binding:
            kind = self.operators.pop().kind
            right = self.operands.pop()
            if kind == "not":
                self.operands.append(Not(right))
            else:
                self.operands.append(_flat(kind, self.operands.pop(), right))

    def _holding(self) -> TextField | None:
        """The field that holds for what comes next: the one just named, else the bracket's."""
        return self.field if self.named is None else _field(self.named)

    def _needs_no_name(self) -> None:
        if self.named:
            raise _missing(self.named)

    def _incomplete(self, waiting: _Operator) -> None:
        raise self._unclosed() if waiting.kind == "(" else _missing(waiting.lexeme)

    def _unclosed(self) -> Problem:
        opened = [operator.lexeme for operator in self.operators if operator.kind == "("]
        return Problem("unbalanced_bracket", opened[-1].start, opened[-1].end, len(opened))


def _size(made: Typed) -> int:
    """A phrase counts as its words, several readings as all of them."""
    parts = made.parts if isinstance(made, Or) else (made,)
    return sum(len(part.words) if isinstance(part, Phrase) else 1 for part in parts)


def _flat(kind: str, left: Query, right: Query) -> Query:
    node = And if kind == "and" else Or
    parts = (side.parts if isinstance(side, node) else (side,) for side in (left, right))
    return node(tuple(part for side in parts for part in side))


def _field(named: Lexeme) -> TextField:
    return FIELDS[named.value]


def _missing(lexeme: Lexeme) -> Problem:
    return Problem("missing_operand", lexeme.start, lexeme.end)
