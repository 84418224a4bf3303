"""Nobody searches so often that others have to wait."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from wirkt.web.limits import limited, prefix


@pytest.fixture(autouse=True)
def _fresh(settings):
    settings.SEARCH_RATE = 3
    cache.clear()


def ask(address: str, **headers: str) -> int:
    view = limited(lambda request: HttpResponse("found"))
    return view(RequestFactory().get("/find", REMOTE_ADDR=address, headers=headers)).status_code


def test_a_network_that_asks_too_often_is_told_when_to_come_back():
    codes = [ask(f"203.0.113.{number}") for number in range(5)]

    assert codes == [200, 200, 200, 429, 429]


def test_another_network_does_not_notice():
    for _ in range(5):
        ask("203.0.113.1")

    assert ask("198.51.100.1") == 200


def test_this_machine_is_not_limited():
    assert {ask(address) for address in ("127.0.0.1", "::1") * 5} == {200}


def test_no_rate_means_no_limit(settings):
    settings.SEARCH_RATE = 0

    assert {ask("203.0.113.1") for _ in range(9)} == {200}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.7", "203.0.113.0/24"),
        (1, "198.51.100.7", "198.51.100.0/24"),
        (1, "127.0.0.1, 198.51.100.7", "198.51.100.0/24"),
        (2, "127.0.0.1, 198.51.100.7, 192.0.2.1", "198.51.100.0/24"),
        (2, "198.51.100.7", "198.51.100.0/24"),
        (1, "2001:db8:1:2::7", "2001:db8:1::/48"),
        (1, "nonsense", "unknown"),
    ],
)
def test_only_trusted_proxies_say_who_asks(settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/find", REMOTE_ADDR="203.0.113.9", headers={"X-Forwarded-For": forwarded})

    assert prefix(request) == network


def test_a_count_that_runs_out_while_it_is_read_begins_anew(monkeypatch):
    ask("203.0.113.1")
    really = cache.add

    def runs_out_just_now(key, *args):
        really(key, *args)
        cache.delete(key)

    monkeypatch.setattr(cache, "add", runs_out_just_now)

    assert [ask("203.0.113.1") for _ in range(5)] == [200] * 5
