"""What many tests need: a home of their own, real rows, and the data that is only read."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)

LONG = 2_000  # examples of each property in `make proof`

hypothesis_settings.register_profile("short", max_examples=40, deadline=None)
hypothesis_settings.register_profile("long", max_examples=LONG, deadline=None)
hypothesis_settings.load_profile(os.environ.get("WIRKT_HYPOTHESIS", "short"))


def pytest_configure() -> None:
    from django.conf import settings

    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        return  # tests of the pure rooms can run without Django
    home = Path(tempfile.mkdtemp(prefix="wirkt-tests-"))
    settings.SECRET_KEY = "only for tests, never kept"
    settings.HOME = home
    settings.STATIC_ROOT = home / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real input that is read and never copied."""
    folder = Path(os.environ.get("WIRKT_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        message = f"no test data at {folder} (WIRKT_TEST_DATA): this test was not run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    from wirkt.criteria.models import load_vocabulary

    with django_db_blocker.unblock():
        load_vocabulary()


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    """A home for each test that touches the database: pictures, index and locks of its own."""
    if not {"db", "transactional_db"} & set(request.fixturenames) and not request.node.get_closest_marker("django_db"):
        yield None
        return
    from wirkt.catalogue import engine

    settings, folder = request.getfixturevalue("settings"), request.getfixturevalue("tmp_path")
    settings.HOME = folder
    settings.MEDIA_ROOT = folder / "media"
    settings.INDEX = folder / "index"
    settings.WORKER_LOCK = folder / "worker.lock"
    engine.engine.cache_clear()
    yield folder
    engine.engine.cache_clear()


@pytest.fixture
def organisation(db: None) -> Any:
    from wirkt.organisations.models import named

    return named("Institut für Waldboden")


@pytest.fixture
def make_release(organisation: Any) -> Callable[..., Any]:
    """A stored release; public at `at` unless a `state` is named."""
    from wirkt.journal.visibility import State
    from wirkt.releases import publishing, writing
    from wirkt.releases.models import PressRelease
    from wirkt.releases.writing import Entry

    def make(
        title: str = "Moor speichert Wasser", at: datetime = NOON, state: State = State.PUBLISHED,
        parts: dict[str, Any] | None = None, **fields: Any,
    ) -> PressRelease:  # fmt: skip
        values = {
            "uri": f"test:{title}", "language": "de", "organisation": organisation, "body": "<p>Ein Text.</p>",
            "publish_zone": "Europe/Berlin", **fields,
        }  # fmt: skip
        entry = Entry(PressRelease(title=title, **values), **(parts or {}))
        if state == State.PUBLISHED:
            publishing.add_published([(entry, at)], at)
        else:
            entry.release.state = state
            entry.release.publish_at = at if state == State.APPROVED else None
            writing.add([entry])
        return entry.release

    return make


@pytest.fixture
def indexed(db: None) -> Callable[[], None]:
    """Bring the index in step with the rows."""
    from wirkt.worker import steps

    def bring() -> None:
        assert steps.work(once=True)

    return bring
