"""The property tests with many examples: the same sentences as in `make test`, said thousands of times."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import LONG, ROOT

GROUPS = {
    "every engine finds exactly what `match` means": ["tests/search/engines/test_engines.py"],
    "any query is read or refused, and what is printed reads the same": [
        "tests/search/test_parser.py", "tests/search/test_lexer.py", "tests/search/test_describe.py",
        "tests/search/test_match.py", "tests/search/test_gendered.py", "tests/search/test_repairs.py",
        "tests/search/test_algebra.py", "tests/search/test_diagnosis.py",
    ],
    "any bytes become drafts or a message": [
        "tests/intake/test_hostile.py", "tests/intake/test_encoding.py", "tests/intake/readers",
    ],
    "the rule of who may see what is the same as a function and as a query": ["tests/journal/test_visibility.py"],
}  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize("promise", GROUPS)
def test_a_promise_holds_thousands_of_times(prove, promise):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not proof", *GROUPS[promise]]

    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "WIRKT_HYPOTHESIS": "long"}, capture_output=True, text=True, check=False
    )

    passed = re.search(r"(\d+) passed", done.stdout)
    prove(promise, f"{passed[1] if passed else 0} tests, each property with {LONG:,} random examples")
    assert done.returncode == 0, done.stdout[-3000:]
