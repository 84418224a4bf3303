"""From a draft to the database."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from PIL import Image as Picture

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.intake import storing
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink, Unreadable
from wirkt.intake.storing import Orders, Outcome, Refused, e164, organisation_for, store
from wirkt.journal.models import Change
from wirkt.journal.visibility import PUBLIC
from wirkt.organisations.models import Boilerplate, Organisation, named
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
DRAFT = Draft(source="a.txt", format="text", uri="test:1", title="Titel", body="<p>Text.</p>", language="de")
EARLIER = datetime(2020, 5, 4, 8, 0, tzinfo=UTC)


def run(*drafts: Draft | Unreadable, **orders: object) -> list[Outcome]:
    return list(store(drafts, Orders(**{"now": NOON, "zone": BERLIN, **orders})))


def only() -> PressRelease:
    return PressRelease.objects.for_the_house().get()


def test_a_draft_is_stored_with_all_its_parts():
    named("Haus")
    draft = replace(
        DRAFT, subtitle="Unter", lead="Vorspann", places=("Jena", "Berlin"), dateline_date=date(2025, 10, 29),
        institution="Haus", contacts=(DraftContact("Ida", email="i@a.example", phone="+49 3641 2825-74"),),
        links=(DraftLink("https://a.example/...", None, "Mehr", truncated=True),),
        images=(DraftImage("Bild", "Q", "C"),), criteria={"subject": ("biology",), "kind": ("personnel",)},
    )  # fmt: skip

    outcome = run(draft)[0]

    release = only()
    contact, link, image = release.contacts.get(), release.links.get(), release.images.get()
    assert (outcome.status, outcome.id, outcome.uri) == ("created", release.id, "test:1")
    assert (release.title, release.subtitle, release.lead, release.state) == ("Titel", "Unter", "Vorspann", "draft")
    assert ([place["name"] for place in release.places], release.dateline_date) == (
        ["Jena", "Berlin"],
        date(2025, 10, 29),
    )
    assert (contact.name, contact.email, contact.phone, contact.phone_e164) == (
        "Ida", "i@a.example", "+49 3641 2825-74", "+493641282574")  # fmt: skip
    assert (link.url, link.shown, link.label, link.truncated) == ("", "https://a.example/...", "Mehr", True)
    assert (image.caption, image.source, image.copyright, image.file) == ("Bild", "Q", "C", "")
    assert {value.uri for value in release.criteria.all()} == {"wirkt:subject/biology", "wirkt:kind/personnel"}
    assert release.organisation.name == "Haus"


def test_the_same_content_again_changes_nothing_and_new_content_updates():
    statuses = [
        run(draft)[0].status for draft in (DRAFT, DRAFT, replace(DRAFT, lead="Neu"), replace(DRAFT, lead="Neu"))
    ]

    assert statuses == ["created", "unchanged", "updated", "unchanged"]
    assert only().lead == "Neu"


def test_where_a_source_lies_is_not_part_of_its_content():
    run(DRAFT)

    assert run(replace(DRAFT, source="b.txt"))[0].status == "unchanged"


def test_a_text_without_a_name_is_known_by_its_content():
    nameless = replace(DRAFT, uri=None)

    assert [run(nameless)[0].status for _ in range(2)] == ["created", "unchanged"]
    assert only().uri.startswith("wirkt:text/")


def test_the_same_name_twice_in_one_run_is_an_update():
    statuses = [outcome.status for outcome in run(DRAFT, replace(DRAFT, title="Zweiter"))]

    assert statuses == ["created", "updated"]
    assert only().title == "Zweiter"


def test_one_bad_item_never_stops_the_rest():
    long = replace(DRAFT, uri="test:long", title="x" * 501)
    broken = Unreadable("broken", "Line 3 is no JSON.", line=3)
    broken.source = "b.jsonl"

    outcomes = run(DRAFT, long, broken, replace(DRAFT, uri="test:2"))

    assert [outcome.status for outcome in outcomes] == ["created", "failed", "failed", "created"]
    assert "501" in outcomes[1].error
    assert (outcomes[2].source, outcomes[2].error) == ("b.jsonl:3", "Line 3 is no JSON.")


def test_an_item_the_database_refuses_fails_alone():
    outcomes = run(DRAFT, replace(DRAFT, uri="test:" + "x" * 600), replace(DRAFT, uri="test:3"))

    assert [outcome.status for outcome in outcomes] == ["created", "failed", "created"]


def test_another_import_that_was_faster_leads_to_an_update(monkeypatch):
    run(DRAFT)
    blind = lambda self, uris: {} if len(list(uris)) > 1 else original(self, uris)  # noqa: E731 -- too late to know
    original = storing._Desk._known
    monkeypatch.setattr(storing._Desk, "_known", blind)

    outcomes = run(replace(DRAFT, lead="Neu"), replace(DRAFT, uri="test:2"))

    assert [outcome.status for outcome in outcomes] == ["updated", "created"]


@pytest.mark.parametrize("missing", [{"title": None}, {"body": ""}, {"body": "<p> </p>"}])
def test_publishing_needs_a_title_and_a_text(missing):
    outcome = run(replace(DRAFT, **missing), publish=True)[0]

    assert outcome.status == "failed"
    assert not PressRelease.objects.for_the_house().exists()


def test_published_means_public_now_and_keeping_dates_means_then():
    run(replace(DRAFT, uri="test:now", published=EARLIER), publish=True)
    run(replace(DRAFT, uri="test:then", published=EARLIER), publish=True, keep_dates=True)

    hours = dict(PressRelease.objects.visible_to(PUBLIC, NOON).values_list("uri", "first_published"))
    assert hours == {"test:now": NOON, "test:then": EARLIER}
    assert Change.objects.filter(kind="published").count() == 2


def test_a_text_with_only_a_dateline_is_published_at_its_day_and_says_so():
    outcome = run(replace(DRAFT, dateline_date=date(2025, 10, 29), title_proposed=True), publish=True)[0]

    assert only().first_published == datetime(2025, 10, 29, tzinfo=BERLIN)
    assert len(outcome.warnings) == 2
    assert "2025-10-29" in outcome.warnings[1]


def test_without_any_day_the_time_of_import_is_taken_and_said():
    outcome = run(DRAFT, publish=True)[0]

    assert only().first_published == NOON
    assert len(outcome.warnings) == 1


@pytest.mark.parametrize(
    "closed",
    [
        {"embargo": NOON + timedelta(hours=1)},
        {"embargo_unclear": "Sperrfrist: Montag"},
        {"published": NOON + timedelta(minutes=1)},
        {"dateline_date": date(2027, 1, 1)},
        {"withdrawn": True},
    ],
)
def test_what_is_not_yet_or_no_longer_public_stays_a_draft(closed):
    outcome = run(replace(DRAFT, **closed), publish=True, keep_dates=True)[0]

    assert (outcome.status, only().state) == ("created", "draft")
    assert outcome.warnings
    assert not PressRelease.objects.visible_to(PUBLIC, NOON + timedelta(days=999)).exists()


def test_an_embargo_that_is_over_is_no_embargo():
    run(replace(DRAFT, embargo=NOON - timedelta(hours=1)), publish=True)

    assert only().state == "published"


def test_a_stored_draft_can_be_published_by_importing_it_again():
    statuses = [run(DRAFT)[0].status, run(DRAFT, publish=True)[0].status, run(DRAFT, publish=True)[0].status]

    assert statuses == ["created", "updated", "unchanged"]
    assert only().state == "published"


def test_an_unknown_criterion_is_said_and_left_out():
    outcome = run(replace(DRAFT, criteria={"subject": ("biology", "alchemy")}))[0]

    assert [value.slug for value in only().criteria.all()] == ["biology"]
    assert "subject/alchemy" in outcome.warnings[0]


def test_a_criterion_an_operator_added_can_be_imported():
    Criterion.objects.create(category="subject", slug="moor-science", de="Moorkunde", en="Peat science")

    run(replace(DRAFT, criteria={"subject": ("moor-science",)}))

    assert only().criteria.get().en == "Peat science"


def test_the_issuer_is_the_one_ordered_else_the_sources_else_unknown():
    run(replace(DRAFT, uri="test:1", institution="Quelle"), organisation=named("Bestellt"))
    run(replace(DRAFT, uri="test:2", institution="Quelle"))
    run(replace(DRAFT, uri="test:3"))

    issuers = PressRelease.objects.for_the_house().order_by("uri").values_list("organisation__name", flat=True)
    assert list(issuers) == ["Bestellt", "Quelle", "unknown"]


def test_an_institution_nobody_knows_cannot_be_ordered():
    with pytest.raises(Refused, match="Niemand"):
        organisation_for("Niemand")
    assert Organisation.objects.count() == 0


def test_a_release_keeps_the_boilerplate_it_was_stored_with():
    house = named("Haus")
    Boilerplate.objects.create(organisation=house, language="de", text="Wir über uns.")
    run(DRAFT, organisation=house)

    Boilerplate.objects.create(organisation=house, language="de", text="Jetzt ganz anders.")

    assert only().boilerplate == "Wir über uns."


def test_language_versions_are_tied_together_in_either_order():
    run(replace(DRAFT, uri="test:en", language="en", translation_of="test:de"), replace(DRAFT, uri="test:de"))

    twin = PressRelease.objects.for_the_house().get(uri="test:en")
    assert twin.translation_of.uri == "test:de"


def test_a_picture_is_kept_and_a_damaged_one_is_said(home):
    out = io.BytesIO()
    Picture.new("RGB", (8, 4), "teal").save(out, "PNG")
    images = (DraftImage("gut", content=out.getvalue(), filename="a/gut.png"), DraftImage("kaputt", content=b"x"))

    outcome = run(replace(DRAFT, images=images))[0]

    good, bad = only().images.all()
    assert (good.name, good.width, good.content_type, bad.file) == ("gut.png", 8, "image/png", "")
    assert (home / "media" / good.file).is_file()
    assert outcome.warnings[0].startswith("kaputt")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("+49 3641 2825-74", "+493641282574"), ("03641/282574", "+493641282574"), ("+43 1 58801", "+43158801"),
     ("Durchwahl 12 folgt", ""), ("", "")],
)  # fmt: skip
def test_telephone_numbers_are_kept_for_dialling(typed, number):
    assert e164(typed) == number


def test_storing_many_costs_few_queries_each(django_assert_max_num_queries):
    drafts = [replace(DRAFT, uri=f"test:{number}") for number in range(150)]

    with django_assert_max_num_queries(60):
        outcomes = run(*drafts, publish=True)

    assert {outcome.status for outcome in outcomes} == {"created"}


def twin(**more: object) -> Draft:
    return replace(DRAFT, uri="test:en", language="en", translation_of="test:1", **more)


def tied() -> bool:
    return PressRelease.objects.for_the_house().get(uri="test:en").translation_of is not None


@pytest.mark.django_db(transaction=True)
def test_a_twin_under_embargo_may_stand_before_its_public_original():
    outcomes = run(twin(embargo=NOON + timedelta(hours=5)), DRAFT, publish=True)

    assert [outcome.status for outcome in outcomes] == ["created", "created"]
    assert tied()


def test_twins_are_tied_when_the_original_comes_much_later(monkeypatch):
    monkeypatch.setattr(storing, "CHUNK", 1)

    run(twin(), DRAFT)

    assert tied()


def test_twins_are_tied_when_the_original_is_imported_another_day():
    run(twin())
    run(DRAFT)
    assert not tied()

    statuses = [outcome.status for outcome in run(twin())]

    assert (statuses, tied()) == (["unchanged"], True)


def test_a_twin_given_twice_keeps_its_tie():
    run(DRAFT, twin(), twin(lead="neu"))

    assert tied()


def test_what_another_import_upset_is_told_as_what_it_became(monkeypatch):
    really = storing.publishing.add_published
    upset = iter([IntegrityError("another was faster")])

    def once(entries, now):
        if error := next(upset, None):
            raise error
        really(entries, now)

    monkeypatch.setattr(storing.publishing, "add_published", once)

    outcomes = run(replace(DRAFT, uri="test:a", embargo=NOON + timedelta(hours=5)), DRAFT, publish=True)

    assert [outcome.status for outcome in outcomes] == ["created", "created"]


@pytest.mark.parametrize(
    ("change", "publish"),
    [
        ({"embargo": NOON + timedelta(days=9)}, True),
        ({"withdrawn": True}, True),
        ({"embargo_unclear": "x"}, True),
        ({}, False),
    ],
)
def test_what_readers_see_changes_on_order_only_and_never_by_a_source_that_is_closed(change, publish):
    run(DRAFT, publish=True)

    outcome = run(replace(DRAFT, title="Geheim", **change), publish=publish)[0]

    assert (outcome.status, only().title, only().version) == ("failed", "Titel", 1)
    assert outcome.error


def test_a_correction_of_what_is_public_is_a_new_version():
    run(DRAFT, publish=True)

    outcome = run(replace(DRAFT, title="Neu"), publish=True)[0]

    assert (outcome.status, only().title, only().version) == ("updated", "Neu", 2)


def test_an_item_that_cannot_be_stored_names_its_line():
    outcome = run(replace(DRAFT, title=None, line=7), publish=True)[0]

    assert (outcome.status, outcome.source) == ("failed", "a.txt:7")


def test_characters_no_database_takes_fail_alone():
    outcomes = run(replace(DRAFT, uri="test:\udcff"), DRAFT)

    assert [outcome.status for outcome in outcomes] == ["failed", "created"]
