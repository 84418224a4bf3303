"""The only way out for imports: one guarded request after the other, never into a private network."""

import io
import ipaddress
import socket
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from django.utils.translation import gettext_lazy as _

from wirkt.intake.draft import Unreadable

SECONDS = 10.0
LIMIT = 5_000_000  # bytes, as sent and unpacked
REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
TYPES = ("text/", "application/json", "application/xhtml+xml", "application/ld+json", "application/x-ndjson",
         "application/jsonl", "application/jsonlines", "application/ninjs+json")  # fmt: skip
CHUNK = 65_536

# Our own list: `is_global` of Python 3.11 calls NAT64, 6to4, IPv4-compatible and multicast addresses global.
BLOCKED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
        "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the parts of the address, and the checked number that is connected to."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


class Fetched(io.BytesIO):
    """What came back, the address it finally came from, and the encoding the server declared."""

    def __init__(self, data: bytes, url: str, charset: str | None) -> None:
        super().__init__(data)
        self.url = url
        self.charset = charset


def is_blocked(address: str) -> bool:
    """Whether this IP address must never be connected to; what is no IP address is."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    return any(number in network for network in BLOCKED)


def fetch(url: str, *, allowed: frozenset[str] = frozenset()) -> Fetched:
    """The page or file at an http(s) address, or Unreadable with the reason.

    Every name is resolved once, every address it has is checked and the checked one is connected to; each redirect
    goes through the same. `allowed` holds `host:port` pairs for which address and port are not checked.
    """
    end = time.monotonic() + SECONDS
    for _hop in range(REDIRECTS + 1):
        answer, data = _request(check(url, allowed), end)
        if answer.status not in (301, 302, 303, 307, 308):
            return _accepted(answer, data, url)
        url = urljoin(url, answer.headers.get("Location", ""))
    raise Unreadable("too_many_redirects", _("The address leads to ever new addresses."))


def check(url: str, allowed: frozenset[str] = frozenset()) -> Target:
    """Where this address leads, if a request may go there; else Unreadable."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError as error:
        raise _refused() from error
    exempt = f"{host}:{port}" in allowed
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or not (exempt or port in PORTS.values()):
        raise _refused()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, _address(host, port, exempt=exempt))


def _address(host: str, port: int, *, exempt: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable("not_found", _("There is no server of the name %(host)s.") % {"host": host}) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or (not exempt and any(is_blocked(address) for address in addresses)):
        raise _refused()
    return addresses[0]


def _request(target: Target, end: float) -> tuple[urllib3.BaseHTTPResponse, bytes]:
    pool = _pool(target)
    default = PORTS[target.scheme] == target.port
    headers = {
        "Host": target.host if default else f"{target.host}:{target.port}",
        "Accept": "text/html, application/json, text/plain;q=0.9",
        "Accept-Encoding": "gzip",
        "User-Agent": "wirkt-import",
    }
    try:
        answer = pool.urlopen(
            "GET",
            _quoted(target.path),
            headers=headers,
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(total=_left(end)),
            preload_content=False,
            assert_same_host=False,
        )
        return answer, _body(answer, end)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise _no_answer() from error
    finally:
        pool.close()


def _pool(target: Target) -> urllib3.HTTPConnectionPool:
    if target.scheme == "https":
        return urllib3.HTTPSConnectionPool(
            target.ip,
            target.port,
            server_hostname=target.host,
            assert_hostname=target.host,
            cert_reqs="CERT_REQUIRED",
        )
    return urllib3.HTTPConnectionPool(target.ip, target.port)


def _body(answer: urllib3.BaseHTTPResponse, end: float) -> bytes:
    data = bytearray()
    while chunk := answer.read1(CHUNK):
        data += chunk
        if len(data) > LIMIT:
            raise Unreadable("too_large", _("The page is larger than %(limit)s MB.") % {"limit": LIMIT // 1_000_000})
        _left(end)
    return bytes(data)


def _accepted(answer: urllib3.BaseHTTPResponse, data: bytes, url: str) -> Fetched:
    if answer.status != 200:
        raise Unreadable("status", _("The server answers with status %(status)s.") % {"status": answer.status})
    kind, _semicolon, rest = answer.headers.get("Content-Type", "text/html").partition(";")
    if not kind.strip().casefold().startswith(TYPES):
        raise Unreadable("wrong_type", _("This is neither a page nor JSON but %(kind)s.") % {"kind": kind.strip()})
    _name, _equals, charset = rest.partition("charset=")
    return Fetched(data, url, charset.strip(" \"'").partition(";")[0] or None)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise _no_answer()
    return left


def _quoted(path: str) -> str:
    return "".join(char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in path)


def _refused() -> Unreadable:
    return Unreadable(
        "refused_address",
        _("This address is not fetched. Public http and https addresses on their usual ports are."),
    )


def _no_answer() -> Unreadable:
    return Unreadable("no_answer", _("The server did not answer in time."))
