"""The sample newsroom in a home: loaded once, read by many."""

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.conftest import NOON
from tests.sample.test_sample import INSTITUTIONS, RELEASES
from wirkt.catalogue import engine as catalogue
from wirkt.journal import clock
from wirkt.journal.models import Change, Pending
from wirkt.journal.visibility import PUBLIC
from wirkt.organisations.models import Boilerplate, ContactPoint, NameVariant, Organisation
from wirkt.releases.models import Image, PressRelease, Version
from wirkt.sample import loading
from wirkt.worker import steps

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Takes the newsroom out of the database again."""


@pytest.fixture(scope="module")
def newsroom(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, list[Any]]]:
    """Home and outcomes of one load, kept while the tests of this file run."""
    house = tmp_path_factory.mktemp("newsroom")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        in_house(patch, house)
        try:
            with transaction.atomic():
                loading.load_organisations()
                outcomes = list(loading.load_releases(clock.now(), settings.ZONE))
                steps.catch_up()
                yield house, outcomes
                raise Undone
        except Undone:
            catalogue.engine.cache_clear()


def in_house(patch: pytest.MonkeyPatch, house: Path) -> None:
    for name, place in {"HOME": "", "MEDIA_ROOT": "media", "INDEX": "index", "WORKER_LOCK": "worker.lock"}.items():
        patch.setattr(settings, name, house / place)
    catalogue.engine.cache_clear()


@pytest.fixture(autouse=True)
def loaded(newsroom: tuple[Path, list[Any]], home: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each test stands in the house of the newsroom; what it changes there is rolled back."""
    in_house(monkeypatch, newsroom[0])
    return newsroom[1]


def public() -> Any:
    return PressRelease.objects.visible_to(PUBLIC, clock.now())


def test_every_release_and_every_institution_is_there_without_a_complaint(loaded):
    assert Counter((one.status, one.warnings, one.error) for one in loaded) == {("created", (), None): len(RELEASES)}
    assert set(public().values_list("uri", flat=True)) == {release.head["uri"] for release in RELEASES}
    assert set(Organisation.objects.values_list("slug", flat=True)) == set(INSTITUTIONS)
    assert set(Organisation.objects.values_list("invented", flat=True)) == {True}


def test_each_is_published_at_its_own_hour_in_its_own_words():
    stored = {
        release.uri: (release.first_published, release.publish_at, release.title, release.organisation.slug)
        for release in public().select_related("organisation")
    }

    assert stored == {
        head["uri"]: (head["published"], head["published"], head["title"], head["institution"])
        for head in (release.head for release in RELEASES)
    }


def test_each_has_the_criteria_contacts_links_and_pictures_of_its_file():
    stored = {
        release.uri: (
            {value.slug for value in release.criteria.all() if value.category == "subject"},
            [contact.email for contact in release.contacts.all()],
            [link.url for link in release.links.all()],
            [image.alt for image in release.images.all()],
        )
        for release in public().in_full()
    }

    assert stored == {
        head["uri"]: (
            set(head["subject"]),
            [contact["email"] for contact in head["contacts"]],
            [link["href"] for link in head["links"]],
            [image["alt"] for image in head.get("images", [])],
        )
        for head in (release.head for release in RELEASES)
    }


def test_twins_are_joined():
    twins = dict(public().filter(translation_of__isnull=False).values_list("uri", "translation_of__uri"))

    assert len(twins) == 2
    assert twins == {
        release.head["uri"]: release.head["translation_of"] for release in RELEASES if "translation_of" in release.head
    }


def test_each_picture_is_kept_once_however_many_releases_show_it(newsroom):
    shown = [image["file"] for release in RELEASES for image in release.head.get("images", [])]
    files = {path for path in (newsroom[0] / "media").rglob("*") if path.is_file()}
    named = Image.objects.for_the_house().values_list("file", flat=True)

    assert len(shown) > len(set(shown))
    assert len(files) == len(set(shown))
    assert (len(named), {newsroom[0] / "media" / name for name in named}) == (len(shown), files)


def test_the_index_holds_all_of_it():
    assert catalogue.engine().keys() == {f"release:{key}" for key in public().values_list("pk", flat=True)}
    assert Pending.objects.count() == 0


def test_loading_again_changes_nothing():
    def state() -> list[Any]:
        rows = [public().order_by("pk").values_list("pk", "changed", "version")]
        rows += [model.objects.order_by("pk").values_list() for model in (NameVariant, Organisation, Change)]
        points = ContactPoint.objects.order_by("organisation", "email", "function")
        return [*map(list, rows), Boilerplate.objects.count(), list(points.values_list("organisation", "email"))]

    before = state()
    loading.load_organisations()
    again = list(loading.load_releases(clock.now(), settings.ZONE))

    assert Counter(one.status for one in again) == {"unchanged": len(RELEASES)}
    assert state() == before


def test_loading_again_brings_back_what_an_institution_lost():
    Organisation.objects.filter(slug=min(INSTITUTIONS)).update(name="Verschrieben", invented=False, country=None)
    ContactPoint.objects.all().delete()

    count = loading.load_organisations()

    mended = Organisation.objects.get(slug=min(INSTITUTIONS))
    assert count == len(INSTITUTIONS)
    assert (mended.name, mended.invented) == (INSTITUTIONS[mended.slug]["name"], True)
    assert mended.country is not None
    assert ContactPoint.objects.count() == sum(len(one["contacts"]) for one in INSTITUTIONS.values())


def test_a_new_boilerplate_stands_beside_the_old_and_no_release_changes(monkeypatch, tmp_path):
    kept = list(public().order_by("pk").values_list("boilerplate", flat=True))
    text = (loading.FOLDER / "organisations.toml").read_text()
    (tmp_path / "organisations.toml").write_text(text.replace('boilerplate_de = "', 'boilerplate_de = "Neu: '))
    monkeypatch.setattr(loading, "FOLDER", tmp_path)

    loading.load_organisations()

    house = Organisation.objects.get(slug=min(INSTITUTIONS))
    assert house.boilerplate("de").startswith("Neu: ")
    assert house.boilerplates.filter(language="de").count() == 2
    assert list(public().order_by("pk").values_list("boilerplate", flat=True)) == kept


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_every_release_answers_in_both_languages(client, language):
    pages = {release: client.get(f"/{language}{release.get_absolute_url()}") for release in public()}

    assert {page.status_code for page in pages.values()} == {200}
    assert {page.headers["Content-Language"] for page in pages.values()} == {language}
    assert [release.uri for release, page in pages.items() if f'lang="{language}"' not in page.content.decode()] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_every_institution_answers_in_both_languages(client, language):
    pages = [client.get(f"/{language}/organisations/{slug}") for slug in INSTITUTIONS]

    assert {page.status_code for page in pages} == {200}


def test_every_picture_of_every_page_is_there(client):
    addresses = [image.get_absolute_url() for image in Image.objects.visible_to(PUBLIC, NOON)]

    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_newsroom_is_found_by_what_it_is_about(client):
    counts = client.get("/find.json?size=1").json()

    assert counts["total"] == len(RELEASES)
    assert {one["value"]: one["count"] for one in counts["facets"]["language"]} == Counter(
        release.head["language"] for release in RELEASES
    )
    assert {one["value"]: one["count"] for one in counts["facets"]["organisation"]} == Counter(
        release.head["institution"] for release in RELEASES
    )


def test_every_release_is_published_once_and_kept_as_its_first_version():
    versions = Version.objects.for_the_house().values_list("position", "kind")

    assert Counter(versions) == {(1, "first"): len(RELEASES)}
    assert Counter(Change.objects.values_list("kind", flat=True)) == {"published": len(RELEASES)}


@pytest.fixture
def small(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home and a sample of all institutions and one release without pictures."""
    in_house(monkeypatch, home)
    text = next(path for path in sorted((loading.FOLDER / "releases").glob("*.md")) if "file =" not in path.read_text())
    folder = home / "sample"
    (folder / "releases").mkdir(parents=True)
    shutil.copy(text, folder / "releases")
    shutil.copy(loading.FOLDER / "organisations.toml", folder)
    monkeypatch.setattr(loading, "FOLDER", folder)
    return folder


def sample() -> str:
    out = io.StringIO()
    call_command("sample", stdout=out)
    return out.getvalue()


def test_the_command_says_what_is_there_then_keeps_still_until_a_file_changes(small):
    first, second = sample(), sample()
    (small / "releases" / "more.md").write_text(next((small / "releases").glob("*.md")).read_text())
    third = sample()

    count = f"The sample newsroom is there: {len(INSTITUTIONS)} institutions, "
    assert [first, second, third] == [f"{count}1 releases.\n", "", f"{count}2 releases.\n"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("+++\ntitle = \n+++\n", "TOML"), (f'+++\ntitle = "{"x" * 501}"\n+++\nEin Text.\n', "501")],
)
def test_a_sample_that_cannot_be_loaded_ends_the_command_and_will_be_tried_again(small, home, text, complaint):
    (small / "releases" / "a.md").write_text(text)

    with pytest.raises(CommandError, match=complaint):
        sample()
    assert not (home / "sample-loaded").exists()
