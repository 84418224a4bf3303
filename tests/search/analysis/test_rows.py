"""What a chunk of text holds before any word list is asked."""

from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.analysis.fold import tokens
from wirkt.search.analysis.rows import row


@given(chunk=st.text('abäößABÄÖ.,;!?"“”»«()éſ', min_size=1, max_size=7))
def test_the_short_way_for_plain_words_gives_what_the_long_way_gives(chunk: str) -> None:
    found = tokens(chunk)

    short = row(chunk, "")

    assert short.words == tuple(token.word for token in found)
    assert short.exact == tuple(token.exact for token in found)
    assert short.capitals == tuple(chunk[token.start].isupper() for token in found)
