"""How German compounds are split by the words that come with wirkt."""

import pytest

from wirkt.search.analysis.lexicon import Lexicon, shipped


def folded(word: str) -> str:
    return word.casefold()


@pytest.mark.parametrize(
    ("word", "leaves"),
    [
        ("Innovationsnetzwerke", "innovation netz werke"),
        ("Landeshauptstadt", "landes haupt stadt"),
        ("Kirchturm", "kirche turm"),
        ("Sonnenenergie", "sonne energie"),
        ("energieeffiziente", "energie effiziente"),
        ("Projektleiterinnen", "projekt leiterinnen"),
        ("Hauptstraße", "haupt strasse"),
        ("Ministerpräsidentenkonferenz", "minister präsidenten konferenz"),
    ],
)
def test_a_compound_is_split_into_its_smallest_words(word: str, leaves: str) -> None:
    assert shipped().leaves(folded(word), "de") == tuple(leaves.split())


@pytest.mark.parametrize(
    "word",
    "Autorinnen Vertreterinnen Magnetische Preis Zeugnis Partner Unternehmen Unternehmens Urlaub Freitag Landschaft "
    "Möglichkeiten außenstehende Wissenschaftlerinnen Medikamente bereitstellen".split(),
)
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert shipped().leaves(folded(word), "de") == ()


def test_umlauts_written_out_are_read_as_umlauts_where_that_makes_a_known_word() -> None:
    lexicon = shipped()

    assert lexicon.stem("universitaeten", "de") == lexicon.stem("universität", "de")
    assert lexicon.stem("poeten", "de") == lexicon.stem("poet", "de") == "poet"
    assert lexicon.leaves("waermepumpe", "de") == ("wärme", "pumpe")


def test_words_of_an_index_are_learnt_and_kept_in_a_file(tmp_path) -> None:
    learnt = shipped().learnt([("quengelmoppe", 50, 50), ("zwirbel", 40, 39), ("einmal", 1, 1)])
    learnt.save(tmp_path / "lexicon")
    opened = Lexicon.open(tmp_path / "lexicon")

    assert shipped().leaves("zwirbelquengelmoppen", "de") == ()
    for lexicon in (learnt, opened):
        assert lexicon.leaves("zwirbelquengelmoppen", "de") == ("zwirbel", "quengelmoppen")
    assert opened.version == learnt.version != shipped().version
    opened.save(tmp_path / "again")
    assert Lexicon.open(tmp_path / "again").version == opened.version


def test_other_languages_have_no_compounds() -> None:
    assert shipped().leaves("innovationsnetzwerke", "en") == ()
    assert shipped().parts("innovationsnetzwerke", "") == ()
