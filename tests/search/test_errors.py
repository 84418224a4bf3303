"""What is said of a query that cannot be read."""

import pytest

from wirkt.search.errors import QueryError


@pytest.mark.parametrize(
    ("error", "german", "english"),
    [
        (QueryError("unbalanced_bracket", 0, 1, given="("), "Zu dieser Klammer fehlt die zweite.",
         "This bracket has no partner."),
        (QueryError("missing_operand", 2, 3, given="and"), "Zu „and“ fehlt ein Suchwort.",
         "A search word is missing beside “and”."),
        (QueryError("unknown_field", 0, 3, given="{x}"), "Ein Feld „{x}“ gibt es nicht.", "There is no field “{x}”."),
        (QueryError("too_long", 4096, 1), "Die Suchanfrage ist zu lang: höchstens 4096 Zeichen und 256 Wörter.",
         "The query is too long: at most 4096 characters and 256 words."),
        (QueryError("too_deep", 64, 1), "Zu viele Klammern ineinander: höchstens 64.",
         "Too many brackets inside each other: at most 64."),
        (QueryError("too_many_terms", 0, 9),
         "Hier sind zu viele Wörter gemeint oder zu häufige. Mehr Buchstaben oder ein seltenes Wort grenzen ein.",
         "This stands for too many words, or they are too frequent. More letters or a rare word narrow it down."),
    ],
)  # fmt: skip
def test_an_error_is_told_in_the_readers_words(error: QueryError, german: str, english: str) -> None:
    assert (error.message("de"), error.message("de-AT"), error.message("en"), error.message("fr")) == (
        german,
        german,
        english,
        english,
    )


def test_an_error_is_a_value_with_a_place() -> None:
    error = QueryError("bad_date", 5, 7, ("date:2024",), "2024-13")

    assert (error.code, error.position, error.length, error.repairs) == ("bad_date", 5, 7, ("date:2024",))
    assert str(error).endswith("(bad_date at 5)")
    assert isinstance(error, ValueError)
