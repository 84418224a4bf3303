"""Text to query: a lexer and two explicit stacks, never recursive. The whole grammar is in docs/query-language.md."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wirkt.search.analysis.fold import Token, tokens
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.dates import read_range
from wirkt.search.errors import DEEPEST, LONGEST_TEXT, MOST_LEAVES, Problem, QueryError
from wirkt.search.lexer import FIELDS, Lexeme, lexemes
from wirkt.search.mending import mend
from wirkt.search.query import (
    EVERYTHING,
    And,
    Mode,
    Not,
    Or,
    Phrase,
    Query,
    Since,
    Span,
    Term,
    TextField,
    Wildcard,
)

_Kind: TypeAlias = Literal["or", "and", "not", "("]
_BINDS: dict[_Kind, int] = {"(": 0, "or": 1, "and": 2, "not": 3}
_LITERALS = 2
_PART_LETTERS = 2


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
        made = leaf(lexeme, self._holding(), self.mode)
        if made is None:
            return
        self.leaves += len(made.words) if isinstance(made, Phrase) else 1
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
        if sum(waiting.kind in ("(", "not") for waiting in self.operators) >= DEEPEST:
            raise Problem("too_deep", operator.lexeme.start, operator.lexeme.end)
        self.operators.append(operator)

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


def leaf(lexeme: Lexeme, field: TextField | None, mode: Mode) -> Term | Phrase | Wildcard | Since | None:
    """A word, phrase or date as a node; None for a sign that counts as not typed."""
    span = Span(lexeme.start, lexeme.end)
    if lexeme.kind == "date":
        return _since(lexeme, span)
    quoted = lexeme.kind == "phrase"
    shift = lexeme.start + quoted
    found = tokens(lexeme.value, wild=True)
    for token in found:
        _long_enough(token, lexeme, shift)
    if not found:
        if quoted:
            raise Problem("empty_phrase", lexeme.start, lexeme.end)
        return None
    words = tuple(token.exact for token in found)
    if len(words) == 1 and is_pattern(words[0]):
        return Wildcard(words[0], field, span)
    if quoted:
        return Phrase(words, lexeme.near if len(words) > 1 else None, field=field, span=span)
    return _bare(found, words, field, mode, span)


def _bare(
    found: tuple[Token, ...], words: tuple[str, ...], field: TextField | None, mode: Mode, span: Span
) -> Term | Phrase | Wildcard:
    """What is typed without quotes means what the mode says."""
    if mode == "words" and not any(map(is_pattern, words)):
        if len(found) == 1:
            return Term(found[0].word, field, span)
        return Phrase(tuple(token.word for token in found), stems=True, field=field, span=span)
    if mode == "parts" and len(words) == 1 and len(words[0]) >= _PART_LETTERS:
        return Wildcard(f"*{words[0]}*", field, span)
    return Phrase(words, field=field, span=span)


def _long_enough(token: Token, lexeme: Lexeme, shift: int) -> None:
    """Two letters beside the signs, as typed: `ä*` has one, however it is folded."""
    if not is_pattern(token.exact):
        return
    typed = unicodedata.normalize("NFC", lexeme.value[token.start : token.end])
    if sum(unicodedata.category(letter)[0] in "LN" for letter in typed) < _LITERALS:
        raise Problem("wildcard_too_short", shift + token.start, shift + token.end)


def _since(lexeme: Lexeme, span: Span) -> Since:
    name, _, typed = lexeme.value.partition(":")
    try:
        first, last = read_range(name, typed)
    except ValueError:
        raise Problem("bad_date", lexeme.end - len(typed), lexeme.end) from None
    return Since(first, last, span)


def _flat(kind: str, left: Query, right: Query) -> Query:
    node = And if kind == "and" else Or
    parts = (side.parts if isinstance(side, node) else (side,) for side in (left, right))
    return node(tuple(part for side in parts for part in side))


def _field(named: Lexeme) -> TextField:
    return FIELDS[named.value]


def _missing(lexeme: Lexeme) -> Problem:
    return Problem("missing_operand", lexeme.start, lexeme.end)
