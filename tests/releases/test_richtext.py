import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.releases.richtext import clean, paragraphs, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Gut</p><script>alert(1)</script>", "<p>Gut</p>"),
        ('<p onclick="x()">Gut</p>', "<p>Gut</p>"),
        ('<a href="javascript:x()">Gut</a>', '<a rel="noopener">Gut</a>'),
        ('<a href="https://a.example/">Gut</a>', '<a href="https://a.example/" rel="noopener">Gut</a>'),
        ("<h1>Gut</h1>", "Gut"),
        ("<h2>Gut</h2>", "<h2>Gut</h2>"),
        ('<img src="x" onerror="x()"><p>Gut</p>', "<p>Gut</p>"),
        ("<p>u\u0308ber\x0b\u200b</p>", "<p>über</p>"),
        ("<iframe src=x></iframe><style>p{}</style><p>Gut</p>", "<p>Gut</p>"),
    ],
)
def test_only_what_a_release_needs_stays_in_its_text(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)

    assert clean(once) == once


def test_paragraphs_are_the_words_of_each_block():
    body = (
        "<h2>Kopf</h2><p>Ein <strong>Satz</strong> &amp; mehr</p><ul><li>Punkt</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )

    assert paragraphs(body) == ["Kopf", "Ein Satz & mehr", "Punkt", "a b"]


def test_plain_text_is_one_line_without_hidden_characters():
    assert plain("  Ein\u00ad\x00  Titel\n hier ") == "Ein\u00ad Titel hier"
