"""The guarded way out: what is fetched, and what never is."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wirkt.intake import fetch
from wirkt.intake.draft import Unreadable

PAGE = "<html><h4>Grüße</h4><p>Text</p></html>"


class Portal(BaseHTTPRequestHandler):
    """A small web site with good and bad manners."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        name = self.path.strip("/").partition("/")[0].partition("?")[0] or "page"
        getattr(self, f"give_{name}", self.give_missing)()

    def give_page(self) -> None:
        self.answer(PAGE.encode("cp1252"), {"Content-Type": "text/html; charset=windows-1252"})

    def give_packed(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), {"Content-Type": "text/html", "Content-Encoding": "gzip"})

    def give_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 20_000_000), {"Content-Type": "text/html", "Content-Encoding": "gzip"})

    def give_large(self) -> None:
        self.answer(b"a" * 6_000_000, {"Content-Type": "text/html"})

    def give_picture(self) -> None:
        self.answer(b"\x89PNG", {"Content-Type": "image/png"})

    def give_missing(self) -> None:
        self.answer(b"gone", {"Content-Type": "text/html"}, 404)

    def give_hop(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.answer(b"", {"Location": f"/hop/{left - 1}" if left > 1 else "/page"}, 302)

    def give_inside(self) -> None:
        self.answer(b"", {"Location": "http://127.0.0.1:80/secret"}, 302)

    def give_file(self) -> None:
        self.answer(b"", {"Location": "file:///etc/hostname"}, 302)

    def give_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _piece in range(40):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def answer(self, data: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            return

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def portal() -> Iterator[tuple[str, frozenset[str], list[tuple[str, str]]]]:
    """Address, exception for it, and what was asked."""
    asked: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Portal,), {"asked": asked}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_address[1]}"
    yield f"http://{host}", frozenset([host]), asked
    server.shutdown()
    server.server_close()


def code(url: str, allowed: frozenset[str] = frozenset()) -> str:
    """Why an address gives nothing."""
    with pytest.raises(Unreadable) as caught:
        fetch.fetch(url, allowed=allowed)
    return caught.value.code


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "fc00::1", "fd12:3456::1", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "", "localhost", "127.1", "0x7f000001",
    ],
)  # fmt: skip
def test_internal_and_special_addresses_are_blocked(address):
    assert fetch.is_blocked(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "100.63.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "223.255.255.255",
     "2a00:1450:4001::1", "2606:4700::1111", "2003::1"],
)  # fmt: skip
def test_public_addresses_are_not_blocked(address):
    assert not fetch.is_blocked(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data",
        "http://0/", "https://10.0.0.1/", "ftp://example.org/", "file:///etc/hostname", "gopher://example.org/",
        "http://user@example.org/", "http://user:secret@example.org/", "http://example.org:8080/", "http://8.8.8.8:22/",
        "http:///path", "http://", "http://[::1", "http://example.org:99999/", "javascript:alert(1)", "//example.org/",
    ],
)  # fmt: skip
def test_addresses_that_lead_inside_or_are_unusual_are_refused_without_a_connection(url, monkeypatch):
    def connect(*_args: object, **_options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)

    assert code(url) == "refused_address"


def test_every_address_of_a_name_is_checked(monkeypatch):
    answers = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: answers)

    assert code("http://two-faced.example/") == "refused_address"


def test_the_checked_address_is_the_one_that_is_connected_to(monkeypatch):
    answers = iter([[(2, 1, 6, "", ("8.8.8.8", 443))]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: next(answers))

    target = fetch.check("https://Changing.Example./a?b=c#d")

    assert target == fetch.Target("https", "changing.example", 443, "/a?b=c", "8.8.8.8")


def test_a_name_that_does_not_exist_is_said_so(monkeypatch):
    def fail(*_args: object, **_options: object) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    assert code("http://nowhere.invalid/") == "not_found"


def test_a_page_is_fetched_with_the_encoding_its_server_declares(portal):
    url, allowed, asked = portal

    found = fetch.fetch(f"{url}/page?q=ä", allowed=allowed)

    assert (found.read().decode(found.charset), found.charset) == (PAGE, "windows-1252")
    assert asked == [("/page?q=%C3%A4", url.removeprefix("http://"))]


def test_without_the_exception_the_same_page_is_refused(portal):
    url, _allowed, asked = portal

    assert code(f"{url}/page") == "refused_address"
    assert asked == []


def test_a_proxy_from_the_environment_is_not_used(portal, monkeypatch):
    url, allowed, _asked = portal
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert fetch.fetch(f"{url}/page", allowed=allowed).charset == "windows-1252"


def test_a_packed_answer_is_unpacked(portal):
    url, allowed, _asked = portal

    assert fetch.fetch(f"{url}/packed", allowed=allowed).read().decode() == PAGE


@pytest.mark.parametrize("name", ["large", "bomb"])
def test_an_answer_that_is_too_large_is_not_read_to_its_end(portal, name):
    url, allowed, _asked = portal

    assert code(f"{url}/{name}", allowed) == "too_large"


def test_a_server_that_is_too_slow_is_left(portal, monkeypatch):
    url, allowed, _asked = portal
    monkeypatch.setattr(fetch, "SECONDS", 0.3)

    start = time.monotonic()

    assert code(f"{url}/slow", allowed) == "no_answer"
    assert time.monotonic() - start < 1.5


def test_a_server_that_is_not_there_is_said_so(portal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"

        assert code(f"http://{host}/", frozenset([host])) == "no_answer"


@pytest.mark.parametrize(("path", "reason"), [("/missing", "status"), ("/picture", "wrong_type")])
def test_what_is_no_page_is_refused(portal, path, reason):
    url, allowed, _asked = portal

    assert code(f"{url}{path}", allowed) == reason


def test_three_redirects_are_followed_and_four_are_not(portal):
    url, allowed, _asked = portal

    found = fetch.fetch(f"{url}/hop/3", allowed=allowed)

    assert found.url == f"{url}/page"
    assert code(f"{url}/hop/4", allowed) == "too_many_redirects"


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_a_redirect_is_checked_like_an_address(portal, path):
    url, allowed, asked = portal

    assert code(f"{url}{path}", allowed) == "refused_address"
    assert [asked_path for asked_path, _host in asked] == [path]
