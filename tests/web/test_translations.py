"""The German of the interface: complete, and compiled as it is written."""

import ast
import gettext
import re
from pathlib import Path

import wirkt

LOCALE = Path(wirkt.__file__).parent / "locale"
WRITTEN = LOCALE / "de/LC_MESSAGES/django.po"
STRINGS = r'((?:"[^\n]*"\n?)+)'
NAMED = re.compile(r"%(?:\((\w+)\))?[sd]")


def entries() -> dict[str, list[str]]:
    """Each source string with its German forms, as they stand in the file."""
    found = {}
    for block in WRITTEN.read_text().split("\n\n")[1:]:
        source = re.search(rf"^msgid {STRINGS}", block, re.MULTILINE)
        if source:
            german = re.findall(rf"^msgstr(?:\[\d\])? {STRINGS}", block, re.MULTILINE)
            found[joined(source[1])] = [joined(lines) for lines in german]
    return found


def joined(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.strip().split("\n"))


def test_every_string_has_its_german():
    assert [source for source, german in entries().items() if not all(german)] == []


def test_german_names_the_same_values_as_the_source():
    for source, german in entries().items():
        for form in german:
            assert set(NAMED.findall(form)) <= set(NAMED.findall(source)) | {"total", "count", "institutions"}, source


def test_the_compiled_file_says_what_is_written():
    catalogue = gettext.translation("django", LOCALE, ["de"])
    compiled = {source: catalogue.gettext(source) for source in entries()}

    assert compiled == {source: german[0] for source, german in entries().items()}


def test_no_word_waits_to_be_checked():
    assert "fuzzy" not in WRITTEN.read_text()
