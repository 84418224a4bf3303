"""What operators can do with releases: look, and publish what was imported as a draft."""

from html.parser import HTMLParser

import pytest
from django.utils import translation

from tests.conftest import NOON
from wirkt.accounts.models import User
from wirkt.journal import clock
from wirkt.journal.models import Change, Pending
from wirkt.journal.visibility import PUBLIC, State
from wirkt.releases.models import PressRelease, Version

pytestmark = pytest.mark.django_db

LIST = "/en/admin/releases/pressrelease/"


@pytest.fixture
def operator(admin_client):
    """A browser in which an operator has signed in."""
    with translation.override("en"):
        yield admin_client


class Controls(HTMLParser):
    """The names of all that can be typed or chosen on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"input", "textarea", "select"} and given.get("type") not in {"hidden", "submit"}:
            self.names.add(given.get("name") or "")


def publish(operator, *releases):
    chosen = {"action": "publish", "_selected_action": [release.pk for release in releases]}
    return operator.post(LIST, chosen, follow=True)


def test_operators_see_everything_and_others_nothing(operator, client, make_release):
    make_release("Entwurf", state=State.DRAFT)
    make_release("Öffentlich")
    make_release("Morgen", state=State.APPROVED, at=clock.now().replace(year=2099))
    person = User.objects.create_user("person@a.example", "correct horse battery")
    client.force_login(person)

    page = operator.get(LIST)

    assert {release.title for release in page.context["cl"].result_list} == {"Entwurf", "Öffentlich", "Morgen"}
    assert client.get(LIST).status_code == 302
    client.logout()
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=Moor", {"Moor speichert Wasser"}), ("q=test:Wald", {"Wald"}), ("q=nichts", set()),
        ("state__exact=draft", {"Wald"}), ("language=en", set()),
        ("state__exact=published", {"Moor speichert Wasser"}),
    ],
)  # fmt: skip
def test_the_list_can_be_searched_and_narrowed(operator, make_release, asked, found):
    make_release("Moor speichert Wasser")
    make_release("Wald", state=State.DRAFT)

    page = operator.get(f"{LIST}?{asked}")

    assert {release.title for release in page.context["cl"].result_list} == found


def test_publishing_from_the_list_makes_drafts_public_and_writes_the_journal(operator, make_release):
    first, second, other = (make_release(title, state=State.DRAFT) for title in ("Eins", "Zwei", "Drei"))

    before = clock.now()
    page = publish(operator, first, second)

    public = PressRelease.objects.visible_to(PUBLIC, clock.now())
    assert page.status_code == 200
    assert {release.title for release in public} == {"Eins", "Zwei"}
    assert {(release.state, release.version) for release in public} == {("published", 1)}
    assert all(before <= release.first_published <= clock.now() for release in public)
    assert set(Change.objects.values_list("kind", "subject")) == {("published", first.key), ("published", second.key)}
    assert set(Version.objects.for_the_house().values_list("release_id", "kind")) == {
        (first.pk, "first"), (second.pk, "first"),
    }  # fmt: skip
    assert Pending.objects.filter(change__subject=other.key).count() == 0


def test_what_cannot_be_published_is_told_and_the_rest_is_published(operator, make_release):
    public, draft = make_release("Schon öffentlich", NOON.replace(year=2020)), make_release("Neu", state=State.DRAFT)

    page = publish(operator, public, draft)

    stored = PressRelease.objects.for_the_house().get(pk=public.pk)
    assert [str(message) for message in page.context["messages"]] == [
        "Schon öffentlich: A release that is published cannot become published."
    ]
    assert (stored.first_published, stored.version) == (NOON.replace(year=2020), 1)
    assert PressRelease.objects.for_the_house().get(pk=draft.pk).state == "published"


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_the_page_of_a_release_shows_its_texts_and_lets_nobody_type(operator, make_release, state):
    release = make_release("Moor speichert Wasser", lead="Ein Vorspann.", state=state)

    page = operator.get(f"{LIST}{release.pk}/change/")

    assert page.status_code == 200
    assert "Ein Vorspann." in page.content.decode()
    assert Controls(page.content.decode()).names & {field.name for field in PressRelease._meta.get_fields()} == set()


def test_what_is_sent_past_the_page_changes_nothing(operator, make_release):
    release = make_release("Moor speichert Wasser", state=State.DRAFT)
    sent = {"title": "Untergeschoben", "body": "<p>x</p>", "state": "published", "publish_at_0": "2020-01-01"}

    operator.post(f"{LIST}{release.pk}/change/", sent)

    stored = PressRelease.objects.for_the_house().get()
    assert (stored.title, stored.body, stored.state) == ("Moor speichert Wasser", "<p>Ein Text.</p>", "draft")
    assert Change.objects.count() == 0


@pytest.mark.parametrize("way", ["add/", "{pk}/delete/"])
def test_nothing_is_added_or_deleted_here(operator, make_release, way):
    release = make_release()

    answer = operator.post(LIST + way.format(pk=release.pk), {"post": "yes", "title": "Neu"})

    assert answer.status_code == 403
    assert PressRelease.objects.for_the_house().count() == 1


def test_deleting_is_not_among_the_actions(operator, make_release):
    make_release()

    page = operator.get(LIST)

    assert [name for name, _label in page.context["action_form"].fields["action"].choices if name] == ["publish"]


def test_a_longer_list_costs_no_more_queries(operator, make_release, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415 -- only counted here
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- only counted here

    make_release("Nummer 0")
    with CaptureQueriesContext(connection) as one:
        operator.get(LIST)
    for number in (1, 2):
        make_release(f"Nummer {number}")

    with django_assert_num_queries(len(one)):
        operator.get(LIST)
