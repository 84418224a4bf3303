"""The figures of the house: small functions, small files, everything typed. Counted with radon."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from radon.visitors import ComplexityVisitor

from tests.conftest import ROOT

FILES = [path for path in sorted((ROOT / "wirkt").rglob("*.py")) if "migrations" not in path.parts]
LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def code_lines(path: Path) -> set[int]:
    """Lines that are neither blank nor only a comment nor part of a docstring."""
    source = path.read_text()
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in LAYOUT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return lines


def share_below(values: list[int], share: float) -> int:
    return sorted(values)[round(share * (len(values) - 1))]


def name(path: Path, node: ast.FunctionDef) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def test_functions_are_short():
    lengths = {
        name(path, node): sum(node.lineno <= line <= (node.end_lineno or 0) for line in lines)
        for path in FILES
        for lines in [code_lines(path)]
        for node in functions(path)
    }

    assert [where for where, length in lengths.items() if length > 50] == []
    assert share_below(list(lengths.values()), 0.95) <= 25


def test_functions_are_simple():
    found: dict[str, int] = {}
    for path in FILES:
        waiting = list(ComplexityVisitor.from_code(path.read_text()).blocks)
        while waiting:
            block = waiting.pop()
            waiting += [*getattr(block, "methods", ()), *getattr(block, "closures", ())]
            if not hasattr(block, "methods"):
                found[f"{path.relative_to(ROOT)}:{block.lineno} {block.name}"] = block.complexity

    assert {where: complexity for where, complexity in found.items() if complexity > 12} == {}


def test_files_are_small():
    lengths = {path: len(path.read_text().splitlines()) for path in FILES}

    assert [path for path, length in lengths.items() if length > 600] == []
    assert share_below(list(lengths.values()), 0.95) <= 350


def test_every_function_says_what_it_returns():
    nodes = [(name(path, node), node) for path in FILES for node in functions(path)]

    assert [where for where, node in nodes if node.returns is None] == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "core", "services", "selectors"])
def test_no_room_is_called_after_nothing(word):
    assert [path for path in FILES if path.stem == word or word in path.parent.parts[-1:]] == []
