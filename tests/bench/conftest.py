"""A few made documents, kept once for all tests of the benchmark."""

import pytest

from wirkt.bench.kept import Kept

DOCUMENTS = 200


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    made = Kept(tmp_path_factory.mktemp("bench"))
    made.make(DOCUMENTS)
    return made
