"""Whatever a reader found: nothing of it is lost, a second time changes nothing, the order decides nothing."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.conftest import NOON
from wirkt.criteria.vocabulary import VOCABULARY
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink
from wirkt.intake.storing import Orders, Outcome, store
from wirkt.journal.models import Change
from wirkt.organisations.models import name_key
from wirkt.releases import richtext
from wirkt.releases.models import PressRelease, Version
from wirkt.releases.writing import entry_of, snapshot

BERLIN = ZoneInfo("Europe/Berlin")
WORDS = "Moor Wälder CO₂-Preis <b> & &amp; „so“ it's 50 % 한글 😀 <script> naïve a\u0308 — x=1 ' \" \\ {} %s".split()
CATEGORIES = ("kind", "subject", "audience", "scope")


def few(parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(parts, max_size=2).map(tuple)


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
maybe = st.none() | texts
blocks = st.sampled_from(["<p>Moor &amp; Wälder</p>", "<h2>CO₂-Preis</h2>", "<ul><li>„so“</li></ul>"])
bodies = st.lists(blocks, min_size=1, max_size=3).map("".join)
moments = st.none() | st.integers(0, 9).map(lambda years: datetime(2010 + years, 5, 1, 8, tzinfo=UTC))
contacts = st.builds(
    DraftContact, texts, st.sampled_from(["press", "science", "event"]), texts, texts,
    st.sampled_from(["", "presse@haus.example"]), st.sampled_from(["", "+49 3641 2825-74", "Durchwahl 12"]),
)  # fmt: skip
links = st.builds(
    DraftLink, texts, st.sampled_from([None, "https://haus.example/a?b=1&c=%20", "http://ümlaut.example/"]), maybe,
    st.booleans(), st.sampled_from(["information", "registration", "project", "publication"]),
)  # fmt: skip
images = st.builds(
    DraftImage, maybe, maybe, maybe, st.sampled_from([None, "https://creativecommons.org/publicdomain/zero/1.0/"]),
    maybe, st.sampled_from([None, "https://haus.example/bild.png"]),
)  # fmt: skip
criteria = st.fixed_dictionaries(
    {}, optional={
        category: few(st.sampled_from([value.slug for value in VOCABULARY[category].values]))
        for category in CATEGORIES
    },
)  # fmt: skip


drafts = st.builds(
    Draft, source=st.sampled_from(["a.txt", "b.json:3"]), format=st.sampled_from(["page", "text", "ninjs", "markdown"]),
    uri=st.integers(0, 6).map("test:{}".format), number=st.none() | st.integers(1, 10**9), title=texts,
    title_proposed=st.booleans(), subtitle=maybe, lead=maybe, places=few(texts),
    dateline_date=st.none() | st.dates(date(2010, 1, 1), date(2025, 1, 1)),
    body=bodies,
    boilerplate=maybe, institution=st.sampled_from([None, "Haus A", "Haus B"]), contacts=few(contacts),
    original_publication=maybe, links=few(links), images=few(images), criteria=criteria,
    language=st.sampled_from([None, "de", "en", "de-AT"]), published=moments,
)  # fmt: skip
collections = st.lists(drafts, min_size=1, max_size=5, unique_by=lambda draft: draft.uri)


def run(chunk: list[Draft], **orders: object) -> list[Outcome]:
    return list(store(chunk, Orders(**{"now": NOON, "zone": BERLIN, "keep_dates": True, **orders})))


def content() -> dict[str, object]:
    """All that is stored, by the name of each release."""
    releases = PressRelease.objects.for_the_house().in_full()
    return {
        release.uri: (
            {**snapshot(entry_of(release)), "organisation_id": release.organisation.name}, release.state,
            release.first_published, release.version, release.translation_of and release.translation_of.uri,
        )
        for release in releases
    }  # fmt: skip


def tied(chunk: list[Draft], names: list[int]) -> list[Draft]:
    """The drafts, some of them said to be translations of others."""
    return [
        replace(draft, translation_of=f"test:{name}" if f"test:{name}" != draft.uri else None)
        for draft, name in zip(chunk, names, strict=False)
    ]


class TestAnyDraft(TestCase):
    @given(draft=drafts, publish=st.booleans())
    def test_no_field_of_a_draft_is_lost(self, draft, publish):
        (outcome,) = run([draft], publish=publish)

        release = PressRelease.objects.for_the_house().in_full().get()
        assert (outcome.status, outcome.error) == ("created", None)
        assert (release.uri, release.title, release.title_proposed) == (
            draft.uri, richtext.plain(draft.title), draft.title_proposed,
        )  # fmt: skip
        assert (release.subtitle, release.lead, release.boilerplate) == tuple(
            richtext.plain(text or "") for text in (draft.subtitle, draft.lead, draft.boilerplate)
        )
        assert [place["name"] for place in release.places] == [*map(richtext.plain, draft.places)]
        assert (release.body, release.language) == (draft.body, draft.language or "und")
        assert (release.dateline_date, release.external_number) == (draft.dateline_date, str(draft.number or ""))
        assert (release.original_publication, release.source, release.source_format) == (
            draft.original_publication or "", draft.source, draft.format,
        )  # fmt: skip
        assert name_key(release.organisation.name) == name_key(draft.institution or "unknown")
        assert {value.uri for value in release.criteria.all()} == {
            f"wirkt:{category}/{slug}" for category, slugs in draft.criteria.items() for slug in slugs
        }
        day = draft.dateline_date and datetime(*draft.dateline_date.timetuple()[:3], tzinfo=BERLIN)
        assert release.first_published == ((draft.published or day or NOON) if publish else None)

    @given(draft=drafts)
    def test_no_contact_link_or_picture_of_a_draft_is_lost(self, draft):
        run([draft])

        release, plain = PressRelease.objects.for_the_house().in_full().get(), richtext.plain
        assert [(c.role, c.name, c.function, c.organisation, c.email, c.phone) for c in release.contacts.all()] == [
            (c.role, plain(c.name), plain(c.function), plain(c.organisation), c.email, c.phone) for c in draft.contacts
        ]
        assert [(one.url, one.shown, one.label, one.kind, one.truncated) for one in release.links.all()] == [
            (one.url or "", plain(one.shown), plain(one.label or ""), one.kind, one.truncated) for one in draft.links
        ]
        assert [(i.caption, i.source, i.copyright, i.licence, i.alt, i.source_url) for i in release.images.all()] == [
            (*(plain(text or "") for text in (i.caption, i.source, i.copyright)), i.licence or "", plain(i.alt or ""),
             i.url or "")
            for i in draft.images
        ]  # fmt: skip


class TestAnyChunk(TestCase):
    @given(chunk=collections, names=st.lists(st.integers(0, 6), min_size=5, max_size=5), publish=st.booleans())
    def test_a_second_time_changes_nothing(self, chunk, names, publish):
        chunk = tied(chunk, names)
        run(chunk, publish=publish)
        before, changes = content(), Change.objects.count()

        again = run(chunk, publish=publish, now=NOON + timedelta(hours=1))

        assert Counter(outcome.status for outcome in again) == {"unchanged": len(chunk)}
        assert (content(), Change.objects.count()) == (before, changes)

    @given(
        chunk=collections, names=st.lists(st.integers(0, 6), min_size=5, max_size=5), publish=st.booleans(),
        order=st.randoms(use_true_random=False),
    )  # fmt: skip
    def test_the_order_of_a_chunk_decides_nothing(self, chunk, names, publish, order):
        chunk = tied(chunk, names)
        first = run(chunk, publish=publish)
        stored = content()
        Version.objects.for_the_house().delete()
        PressRelease.objects.for_the_house().delete()
        order.shuffle(chunk)

        second = run(chunk, publish=publish)

        assert content() == stored
        assert {(one.uri, one.status) for one in second} == {(one.uri, one.status) for one in first}
        assert [one.uri for one in second] == [draft.uri for draft in chunk]

    @given(old=drafts, new=drafts, publish=st.booleans())
    def test_an_update_leaves_nothing_of_the_old(self, old, new, publish):
        new = replace(new, uri="test:0", published=None, dateline_date=None)
        run([new], publish=publish)
        wanted = content()["test:0"][0]
        Version.objects.for_the_house().delete()
        PressRelease.objects.for_the_house().delete()

        run([replace(old, uri="test:0")], publish=publish)
        run([new], publish=publish)

        assert content()["test:0"][0] == wanted
