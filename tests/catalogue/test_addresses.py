"""A search is its address: what is asked can be read back from it, and what goes without saying is not in it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wirkt.catalogue import addresses, asking
from wirkt.catalogue.asking import LARGEST_PAGE, Ask
from wirkt.criteria.vocabulary import VOCABULARY
from wirkt.search.engine import SORTS
from wirkt.search.query import MODES

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
CRITERIA = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from([value.slug for value in VOCABULARY[name].values]), min_size=1, max_size=3,
                       unique=True).map(tuple)
        for name in ("kind", "subject", "scope", "language", "province", "event-kind")
    },
)  # fmt: skip
WHOLE = st.builds(
    Ask, q=st.text(max_size=20), match=st.sampled_from(MODES), criteria=CRITERIA, first=DAYS, last=DAYS,
    sort=st.none() | st.sampled_from(SORTS), limit=st.integers(1, LARGEST_PAGE),
)  # fmt: skip


def read_back(address: str) -> Ask:
    return asking.read(parse_qs(urlsplit(address).query, keep_blank_values=True))


class TestAnyAddress(TestCase):
    @given(ask=WHOLE, page=st.integers(1, 50), form=st.sampled_from(["", "atom", "csv", "json"]))
    def test_what_was_asked_is_read_back(self, ask, page, form):
        asked = addresses.at_page(ask, page)

        assert read_back(addresses.address(asked, form)) == asked


def test_a_search_for_everything_is_the_bare_address():
    assert addresses.address(Ask()) == "/find"
    assert addresses.address(Ask(), "atom") == "/find.atom"


def test_everything_stands_in_one_order():
    ask = Ask(
        "Moor & Wald", "exact", {"subject": ("biology",), "kind": ("personnel",)}, date(2024, 1, 1), date(2025, 1, 1),
        "oldest", 50, 100,
    )  # fmt: skip

    assert addresses.address(ask) == (
        "/find?q=Moor+%26+Wald&match=exact&kind=personnel&subject=biology&from=2024-01-01&to=2025-01-01"
        "&sort=oldest&page=3&size=50"
    )


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        (lambda ask: addresses.without(ask, "subject", "biology"), "/find?q=Moor&subject=chemistry"),
        (lambda ask: addresses.without(ask, "subject"), "/find?q=Moor"),
        (lambda ask: addresses.without(ask, "kind"), "/find?q=Moor&subject=biology&subject=chemistry"),
        (lambda ask: addresses.typed(ask, "Wald"), "/find?q=Wald&subject=biology&subject=chemistry"),
        (lambda ask: addresses.at_page(ask, 1), "/find?q=Moor&subject=biology&subject=chemistry"),
    ],
)
def test_a_search_that_is_changed_begins_at_its_first_page(changed, address):
    ask = Ask("Moor", criteria={"subject": ("biology", "chemistry")}, offset=40)

    assert addresses.address(changed(ask)) == address
