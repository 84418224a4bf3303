"""The portal's number of a release: one release has many addresses, but one number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
from django.utils.translation import gettext_lazy as _

from wirkt.intake.draft import Finding

NEWS = re.compile(r"/(?:de/|en/)?news/?(\d{3,9})(?:$|[/?#])")
PRINTED = re.compile(r"https?://[^\s/]+/(?:de/|en/)?news\d{3,9}\b")
PICTURE = re.compile(r"newsimage\?id=(\d{7,10})(?:&|$)")
ENDING = re.compile(r"(?<!\d)([1-9]\d{5})/?$")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page, as far as it is known."""

    url: str | None

    @property
    def host(self) -> str | None:
        """The name of the server without www, the same for http and https."""
        name = urlsplit(self.url).hostname if self.url else None
        return name.removeprefix("www.") if name else None


@dataclass(frozen=True, slots=True)
class Number:
    """The number, the name that is made from it, and what should be told about it."""

    number: int | None = None
    uri: str | None = None
    findings: tuple[Finding, ...] = ()


def address(root: lxml.html.HtmlElement, source: str) -> Address:
    """Where the page stands: as fetched, else as it says itself."""
    if source.startswith(("http://", "https://")):
        return Address(source)
    own = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content | //base/@href")
    for url in [*own, *PRINTED.findall(root.text_content())]:
        try:
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
                return Address(str(url))
        except ValueError:
            continue
    return Address(None)


def number(root: lxml.html.HtmlElement, page: Address) -> Number:
    """The number and the `uri` that stays the same for all addresses of a release.

    With the host known the uri is its shortest address, `https://HOST/newsN`; else `portal:unknown/N`. The number
    comes from the page's own address, from its links to itself, or from its pictures, which a portal numbers
    with that of the release and their place. A number that only stands at the end of other links is told but
    makes no uri: two releases may point to the same page.
    """
    found = _from_url(page.url) or _own_links(root) or _pictures(root)
    if found:
        return Number(found, f"https://{page.host}/news{found}" if page.host else f"portal:unknown/{found}")
    if page.host:
        return Number(None, page.url)
    guess = {int(match[1]) for link in _links(root) if (match := ENDING.search(link))}
    if len(guess) != 1:
        return Number()
    (only,) = guess
    message = _("The page does not state its number; %(number)s stands in the addresses that it names.")
    return Number(only, None, (Finding("number_from_links", message % {"number": only}),))


def _from_url(url: str | None) -> int | None:
    if not url:
        return None
    parts = urlsplit(url)
    match = NEWS.search(parts.path)
    if match:
        return int(match[1])
    identity = parse_qs(parts.query).get("id", [""])[0]
    is_release = (
        parts.path.rstrip("/").endswith(("pressreleases", "news", "pmid", "newsprint")) or "print" in parts.query
    )
    return int(identity) if is_release and identity.isascii() and identity.isdigit() and len(identity) < 10 else None


def _own_links(root: lxml.html.HtmlElement) -> int | None:
    """The number in links to other forms of this page: the other language, the print view, a short link."""
    found = set()
    for link in root.iter("a"):
        url = urljoin("https://portal.invalid/", _safe(link.get("href") or ""))
        if urlsplit(url).hostname == "portal.invalid" and "/institution" not in url:
            found.add(_from_url(url))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _pictures(root: lxml.html.HtmlElement) -> int | None:
    """The number in the pictures of the page: each is called like the release and its place, from 0."""
    names = list(
        dict.fromkeys(match[1] for image in root.iter("img") if (match := PICTURE.search(image.get("src") or "")))
    )
    stems = {name[:-1] for name in names}
    in_order = [int(name[-1]) for name in names] == list(range(len(names)))
    return int(stems.pop()) if len(stems) == 1 and in_order else None


def _links(root: lxml.html.HtmlElement) -> Iterator[str]:
    for link in root.iter("a"):
        href = _safe(link.get("href") or "")
        if href.startswith(("http://", "https://")):
            yield href


def _safe(href: str) -> str:
    try:
        urlsplit(href)
    except ValueError:
        return ""
    return href
