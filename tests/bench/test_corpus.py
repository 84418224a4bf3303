"""Made documents are the same for the same seed, and like real text in what matters to an index."""

import re
from collections import Counter
from datetime import timedelta

from wirkt.bench.corpus import CRITERIA, corpus
from wirkt.bench.words import GERMAN_COMMON, known, word


def tokens(documents: int) -> Counter[str]:
    return Counter(
        one.casefold()
        for document in corpus(documents)
        for values in document.texts.values()
        for one in re.findall(r"\w+", values[0])
    )


def test_documents_are_the_same_for_the_same_seed() -> None:
    few, more, other = list(corpus(20)), list(corpus(700)), list(corpus(20, seed=2))

    assert more[:20] == few
    assert other != few
    assert list(corpus(700, first=650)) == more[650:]
    assert [document.key for document in more] == [f"release:{number}" for number in range(700)]


def test_documents_are_published_one_after_the_other() -> None:
    moments = [document.moment for document in corpus(300)]

    assert moments == sorted(moments)
    assert timedelta(days=1) < moments[-1] - moments[0] < timedelta(days=4)


def test_documents_are_german_and_english_and_have_every_category() -> None:
    documents = list(corpus(1000))

    german = sum(document.language == "de" for document in documents)
    assert 820 < german < 940
    assert {frozenset(document.criteria) for document in documents} == {frozenset({*CRITERIA, "language"})}
    assert all(document.texts["title"] and document.texts["body"] for document in documents)


def test_a_document_is_as_long_as_a_press_release() -> None:
    lengths = [sum(len(values[0].split()) for values in document.texts.values()) for document in corpus(500)]

    assert 250 < sum(lengths) / len(lengths) < 350


def test_few_words_are_most_of_the_text_and_new_ones_never_end() -> None:
    counts, more = tokens(500), tokens(1000)

    total = sum(counts.values())
    assert 0.25 < sum(count for _, count in counts.most_common(50)) / total < 0.45
    assert sum(count == 1 for count in counts.values()) / len(counts) > 0.4
    assert len(more) > 1.3 * len(counts)
    assert any("ä" in one for one in counts)


def test_a_document_comes_back_to_the_words_of_its_subject() -> None:
    repeated = 0
    for document in corpus(100):
        counts = Counter(document.texts["body"][0].split())
        repeated += any(count > 2 and len(one) > 9 for one, count in counts.items())

    assert repeated > 50


def test_each_rank_has_a_word_without_end() -> None:
    made = [word(language, rank) for language in ("de", "en") for rank in range(0, 10**9, 10**8)]

    assert all(made)
    assert [word("de", rank) for rank in range(3)] == list(GERMAN_COMMON[:3])
    assert len(known("de")) == len(set(known("de"))) > 1000
    assert len({word("de", rank) for rank in range(200_000, 210_000)}) > 9_500


def test_german_words_are_compounds_with_the_letters_between() -> None:
    some = {word("de", rank) for rank in range(60_000)}

    assert any(one.startswith("Forschungs") for one in some)
    assert any(one.endswith("netzwerken") for one in some)
    assert any(one.islower() for one in some)
