"""From HTML to the blocks that stand on a page one below the other."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from django.utils.translation import gettext_lazy as _

from wirkt.intake.draft import Unreadable
from wirkt.intake.encoding import UNSEEN
from wirkt.releases import richtext

DEEPEST = 200  # elements within each other
NEVER_SHOWN = frozenset(
    ["script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
     "form", "button", "select", "textarea", "head"]
)  # fmt: skip
FURNITURE = frozenset(["nav", "header", "footer", "aside"])
FURNITURE_NAMES = frozenset(["sidebar", "search", "breadcrumbs", "breadcrumb", "hide", "navigation", "menu", "footer"])
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
WHOLE = frozenset(["ul", "ol", "table", "blockquote", "dl"])
CONTAINERS = frozenset(
    ["html", "body", "div", "section", "article", "main", "p", "pre", "figure", "figcaption", "li", "dd", "dt", "hr",
     "center", "address", "details", "summary", "fieldset", *HEADINGS, *WHOLE, *FURNITURE]
)  # fmt: skip
INLINE = {"a": "a", "strong": "strong", "b": "b", "em": "em", "i": "i", "sub": "sub", "sup": "sup", "cite": "em"}
BREAKS = re.compile(r" ?<br>(?: ?<br>)+ ?")
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>([^<]*)', re.DOTALL)
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
TAG = re.compile(r"<[^>]+>")
STRONG = re.compile(r"(?:<(?:strong|b)>(?:(?!</?(?:strong|b)>).)*</(?:strong|b)>(?:\s|<br>)*)+", re.DOTALL)
SLANTED = re.compile(r"<(?:em|i)>(?:(?!</?(?:em|i)>).)*</(?:em|i)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list or table. `raw` still has its images, `html` is clean, `tag` its element.

    `is_alone` tells that the element held nothing else, `classes` are those of the element.
    """

    tag: str
    raw: str
    html: str
    text: str
    is_alone: bool
    classes: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines a reader sees, none of them blank."""
        return [line for line in self.text.split("\n") if line]

    @property
    def is_strong(self) -> bool:
        """Whether all of it is printed bold."""
        return bool(STRONG.fullmatch(self.html))

    @property
    def is_slanted(self) -> bool:
        """Whether all of it is printed in italics."""
        return bool(SLANTED.fullmatch(self.html))

    def links(self) -> list[tuple[str, str, str]]:
        """Address, words and what follows each link up to the end of its line."""
        found = LINK.findall(self.html)
        return [(html.unescape(href), plain(words), plain(after)) for href, words, after in found]


def parse(text: str) -> lxml.html.HtmlElement:
    """The tree of a page, without scripts, forms, hidden parts and furniture; Unreadable when it is nested too deep.

    Nothing outside the text is read: no network, no entities but those of HTML.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("no_page", _("This page cannot be read.")) from error
    if _depth(root) > DEEPEST or any("excessive depth" in entry.message.casefold() for entry in parser.error_log):
        raise Unreadable("too_deep", _("The page has elements nested deeper than %(limit)s.") % {"limit": DEEPEST})
    return root


def drop_unseen(root: lxml.html.HtmlElement) -> None:
    """Take everything out of the tree that is no part of the text."""
    for element in list(root.iter(lxml.etree.Element)):
        if _is_unseen(element) and element.getparent() is not None:
            element.drop_tree()


def blocks(root: lxml.html.HtmlElement, base: str | None) -> Iterator[Block]:
    """The blocks in the order of the page; two line breaks part a paragraph."""
    return (block for tag, raw, classes in _runs(root, base) for block in _split(tag, raw, classes))


def plain(markup: str) -> str:
    """The words in a piece of HTML, line breaks kept."""
    text = html.unescape(TAG.sub("", markup.replace("<br>", "\n")))
    return "\n".join(" ".join(UNSEEN.sub("", line).split()) for line in text.split("\n")).strip("\n")


def absolute(href: str, base: str | None) -> str | None:
    """The full http(s), mail or telephone address; nothing for others and for relative ones on unknown hosts."""
    try:
        url = urljoin(base or "", UNSEEN.sub("", href).strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in ("mailto", "tel"):
        return url
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _split(tag: str, raw: str, classes: str) -> Iterator[Block]:
    pieces = [raw] if tag in WHOLE else [piece for piece in BREAKS.split(raw) if piece.strip()]
    for piece in pieces:
        markup = re.sub(r"^(?:<br>|\s)+|(?:<br>|\s)+$", "", richtext.clean(piece))
        text = plain(markup) if tag not in WHOLE else "\n".join(richtext.paragraphs(markup))
        if text or "<img " in piece:
            yield Block(tag, piece, markup, text, len(pieces) == 1, classes)


def _runs(element: lxml.html.HtmlElement, base: str | None) -> Iterator[tuple[str, str, str]]:
    """Element name, inline HTML and classes of everything that stands as a block of its own."""
    tag, classes = str(element.tag), element.get("class") or ""
    if tag in WHOLE:
        yield tag, _whole(element, base), classes
        return
    run = _words(element.text)
    for child in element:
        if child.tag in CONTAINERS:
            yield from ((tag, piece, classes) for piece in [run] if piece.strip())
            yield from _runs(child, base)
            run = ""
        else:
            run += _inline(child, base)
        run += _words(child.tail)
    if run.strip():
        yield tag, run, classes


def _inline(element: lxml.html.HtmlElement, base: str | None) -> str:
    if element.tag == "br":
        return "<br>"
    if element.tag == "img":
        return f'<img src="{html.escape(element.get("src") or "")}" alt="{html.escape(element.get("alt") or "")}">'
    inner = _words(element.text)
    inner += "".join(_inline(child, base) + _words(child.tail) for child in element)
    if element.get("data-cfemail"):
        return html.escape(_protected(element.get("data-cfemail") or ""), quote=False)
    return _element(element, inner, base)


def _element(element: lxml.html.HtmlElement, inner: str, base: str | None) -> str:
    name = INLINE.get(str(element.tag))
    if name == "a":
        href = absolute(element.get("href") or "", base)
        return f'<a href="{html.escape(href)}">{inner}</a>' if href else inner
    return f"<{name}>{inner}</{name}>" if name and inner.strip() else inner


def _words(text: str | None) -> str:
    return html.escape(re.sub(r"\s+", " ", text or ""), quote=False)


def _whole(element: lxml.html.HtmlElement, base: str | None) -> str:
    element.make_links_absolute(base) if base else None
    tail, element.tail = element.tail, None
    markup = lxml.html.tostring(element, encoding="unicode")
    element.tail = tail
    return str(markup)


def _protected(code: str) -> str:
    """The mail address that a content network hides from robots."""
    try:
        key, *letters = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(letter ^ key for letter in letters).decode("utf-8", "replace")


def _is_unseen(element: lxml.html.HtmlElement) -> bool:
    names = {element.get("id"), *(element.get("class") or "").split()}
    return (
        element.tag in NEVER_SHOWN
        or element.tag in FURNITURE
        or not FURNITURE_NAMES.isdisjoint(names)
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(HIDDEN.search(element.get("style") or ""))
    )


def _depth(root: lxml.html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _element in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
