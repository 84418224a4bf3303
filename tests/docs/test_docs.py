"""The manual is true."""

import re

from tests.conftest import ROOT
from wirkt.__main__ import COMMANDS

NAME = re.compile(r"WIRKT_[A-Z_]+")


def test_every_setting_stands_in_the_manual_and_nothing_else():
    manual = (ROOT / "docs/settings.md").read_text().partition("Tests read")[0]
    read = set(re.findall(r'env\.\w+\("(WIRKT_[A-Z_]+)"', (ROOT / "wirkt/config/settings.py").read_text()))

    assert set(NAME.findall(manual)) == read


def test_no_other_file_reads_the_environment():
    allowed = {"wirkt/config/settings.py", "wirkt/config/wsgi.py", "wirkt/__main__.py"}
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "wirkt").rglob("*.py")
        if re.search(r"os\.environ|os\.getenv", path.read_text())
    }

    assert readers <= allowed


def test_every_command_of_the_manual_exists():
    named = set(re.findall(r"wirkt ([a-z]+)", (ROOT / "docs/operate.md").read_text()))

    assert named - set(COMMANDS) <= {"press"}


def test_requirement_files_hold_hashes_and_no_registry():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        pins = re.findall(r"^[a-zA-Z0-9_.\[\]-]+==", text, re.MULTILINE)
        assert pins
        assert "http" not in text
        assert "index-url" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_licence_is_named_once_and_the_same_everywhere():
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text()
