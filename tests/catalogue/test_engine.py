"""A search that never lags behind the database."""

from datetime import timedelta

import pytest

from tests.conftest import NOON
from wirkt.catalogue import engine as catalogue_engine
from wirkt.catalogue.engine import find
from wirkt.catalogue.indexing import release_document
from wirkt.criteria.models import Criterion
from wirkt.journal.models import Change, record
from wirkt.journal.visibility import State
from wirkt.releases.models import PressRelease
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def keys(query: str, **options: object) -> list[str]:
    return [hit.key for hit in find(parse(query), NOON, **options).hits]


def test_a_release_is_found_before_the_worker_has_seen_it(make_release, indexed):
    indexed()
    release = make_release(title="Wasserstoff aus Algen")

    found = find(parse("Wasserstoff"), NOON, facets=["type"])

    assert (found.total, [hit.key for hit in found.hits], found.facets) == (1, [release.key], {"type": {"release": 1}})


def test_what_the_index_holds_in_an_older_form_is_found_in_its_new_form_only(make_release, indexed):
    release = make_release(title="Alter Titel")
    indexed()
    PressRelease.objects.for_the_house().filter(pk=release.pk).update(title="Neuer Titel")
    record(Change.Kind.CORRECTED, [release.key], NOON)

    assert (keys("alter"), keys("neuer")) == ([], [release.key])


def test_what_was_withdrawn_a_moment_ago_is_not_found(make_release, indexed):
    release = make_release()
    indexed()
    PressRelease.objects.for_the_house().filter(pk=release.pk).update(withdrawn_at=NOON)
    record(Change.Kind.WITHDRAWN, [release.key], NOON)

    assert find(EVERYTHING, NOON).total == 0


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_pages_over_old_and_new_hold_each_release_once(make_release, indexed, sort, size):
    old = [make_release(title=f"alt {number}", at=NOON - number * DAY).key for number in range(3, 0, -1)]
    indexed()
    new = [make_release(title=f"neu {number}", at=NOON + number * DAY).key for number in range(3)]
    expected = old + new if sort == "oldest" else (old + new)[::-1]

    pages = [keys("", sort=sort, limit=size, offset=offset) for offset in range(0, 6, size)]

    assert [key for page in pages for key in page] == expected


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_is_new_here_but_old_by_date_stands_at_its_date(make_release, indexed, sort):
    days = [0, 2, 4]
    held = {number: make_release(title=f"alt {number}", at=NOON - number * DAY).key for number in days}
    indexed()
    held |= {number: make_release(title=f"neu {number}", at=NOON - number * DAY).key for number in (1, 3)}
    expected = [held[number] for number in sorted(held, reverse=sort == "oldest")]

    pages = [keys("", sort=sort, limit=2, offset=offset) for offset in (0, 2, 4)]

    assert [key for page in pages for key in page] == expected


def test_counts_of_old_and_new_add_up(make_release, indexed):
    biology = {"criteria": [Criterion.objects.get(category="subject", slug="biology")]}
    make_release(title="alt", parts=biology)
    indexed()
    make_release(title="neu", parts=biology)
    make_release(title="anders")

    found = find(EVERYTHING, NOON, facets=["subject"])

    assert (found.total, found.facets) == (3, {"subject": {"biology": 2}})


def test_drafts_show_in_no_total_and_no_count(make_release, indexed):
    biology = {"criteria": [Criterion.objects.get(category="subject", slug="biology")]}
    make_release(title="Entwurf Wasserstoff", state=State.DRAFT, parts=biology)
    make_release(title="Öffentlich Wasserstoff", parts=biology)
    indexed()

    found = find(parse("Wasserstoff"), NOON, facets=["subject"])

    assert (found.total, found.facets) == (1, {"subject": {"biology": 1}})


def test_a_search_says_when_it_is_behind(make_release, monkeypatch):
    monkeypatch.setattr(catalogue_engine, "MOST_PENDING", 2)
    behind = []
    for number in range(3):
        make_release(title=f"Nummer {number}")
        behind.append(catalogue_engine.is_behind())

    assert behind == [False, False, True]


def test_a_release_is_found_from_its_hour_on_without_any_worker(make_release, indexed):
    indexed()
    make_release(title="Wasserstoff aus Algen", at=NOON, state=State.APPROVED)

    totals = [find(parse("Wasserstoff"), NOON + timedelta(seconds=seconds)).total for seconds in (-1, 0, 1)]

    assert totals == [0, 1, 1]


def test_every_question_is_put_to_what_is_new_as_well(make_release, indexed):
    make_release(title="Moor im Harz", at=NOON - 2 * DAY, body="<p>Ein Moor.</p>")
    indexed()
    make_release(title="Moore im Harz", at=NOON, body="<p>Zwei Moore.</p>")
    query = parse("moor")

    everything = catalogue_engine.collection(NOON)

    assert everything.extent(query) == (NOON - 2 * DAY, NOON)
    assert everything.histogram(query, [NOON - 3 * DAY, NOON - DAY, NOON + DAY]) == [1, 1]
    assert sorted(everything.found_as(query, query)) == [("moor", 1), ("moore", 1)]
    assert ("moore", 1) in everything.words_like("mohre")


def test_similar_leaves_out_what_was_withdrawn_a_moment_ago(make_release, indexed):
    old = [make_release(title=f"Moor im Harz speichert {word}") for word in ("Wasser", "Luft", "Torf")]
    new = make_release(title="Das Moor im Harz speichert alles")
    indexed()
    PressRelease.objects.for_the_house().filter(pk=old[0].pk).update(withdrawn_at=NOON)
    record(Change.Kind.WITHDRAWN, [old[0].key], NOON)

    found = {hit.key for hit in catalogue_engine.collection(NOON).similar(release_document(new))}

    assert found == {old[1].key, old[2].key}


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_late_page_is_cut_from_the_same_order(make_release, indexed, sort):
    for number in range(6):
        make_release(title=f"alt {number}", at=NOON - 2 * number * DAY)
    indexed()
    for number in range(3):
        make_release(title=f"neu {number}", at=NOON - (4 * number + 1) * DAY)
    whole = keys("", sort=sort, limit=100)

    pages = [keys("", sort=sort, limit=2, offset=offset) for offset in range(0, 10, 2)]

    assert [key for page in pages for key in page] == whole
    assert len(whole) == 9
