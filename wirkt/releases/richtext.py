"""The text of a release as HTML that may be shown, and the words in it."""

import html
import re
import unicodedata

import nh3

TAGS = set("p h2 h3 ul ol li blockquote q cite a strong em b i sub sup br table caption thead tbody tr th td".split())
ATTRIBUTES = {
    "a": {"href", "hreflang", "lang"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "p": {"lang"},
}
BLOCK_END = re.compile(r"</(?:p|h[23]|li|tr|blockquote|caption|table)>|<br ?/?>", re.IGNORECASE)
CELL_END = re.compile(r"</t[hd]>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200d\u2060\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Only tags and attributes of the allow-list, http(s) and mail links, composed characters (NFC)."""
    return nh3.clean(
        unicodedata.normalize("NFC", UNSEEN.sub("", text)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).strip()


def plain(text: str) -> str:
    """One line of plain text: composed, without control and zero-width characters, blanks joined."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def paragraphs(body: str) -> list[str]:
    """The words of the HTML text, one entry per paragraph, heading, list item or table row."""
    lines = BLOCK_END.sub("\n", CELL_END.sub(" ", body)).split("\n")
    texts = (" ".join(html.unescape(TAG.sub("", line)).split()) for line in lines)
    return [text for text in texts if text]
