"""Where the words of a phrase stand in a row of tokens: one after the other, or near each other."""

from collections.abc import Iterator, Sequence

from wirkt.search.analysis.patterns import is_pattern, pattern


def rows(words: Sequence[str], tokens: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Each run of places where the words, or what fits the patterns, stand one after the other."""
    for start in _places(words[0], tokens):
        end = start + len(words)
        if end <= len(tokens) and all(map(fits, words, tokens[start:end])):
            yield tuple(range(start, end))


def clusters(words: Sequence[str], tokens: Sequence[str], near: int) -> Iterator[tuple[int, ...]]:
    """The places of all words within a window of `len(words) + near` tokens, each word at a place of its own.

    One answer for each place a window may start with.
    """
    yield from seated([set(_places(word, tokens)) for word in words], near)


def seated(allowed: Sequence[set[int]], near: int) -> Iterator[tuple[int, ...]]:
    """The same from the places each word has."""
    if not all(allowed):
        return
    candidates = sorted(set().union(*allowed))
    width = len(allowed) + near
    end = 0
    for start, first in enumerate(candidates):
        while end < len(candidates) and candidates[end] < first + width:
            end += 1
        window = candidates[start:end]
        if len(window) >= len(allowed) and (chosen := _seated(allowed, window)):
            yield chosen


def fits(word: str, token: str) -> bool:
    """Is the token the word, or one the pattern stands for?"""
    return pattern(word).matches(token) if is_pattern(word) else word == token


def _places(word: str, tokens: Sequence[str]) -> Iterator[int]:
    if is_pattern(word):
        matching = pattern(word).matches
        yield from (place for place, token in enumerate(tokens) if matching(token))
        return
    place = -1
    for _ in range(tokens.count(word)):
        place = tokens.index(word, place + 1)
        yield place


def _seated(allowed: Sequence[set[int]], window: Sequence[int]) -> tuple[int, ...] | None:
    """A place for each word, none used twice: augmenting paths, walked without recursion."""
    held: dict[int, int] = {}
    for word in range(len(allowed)):
        if not _seat(word, allowed, window, held):
            return None
    return tuple(sorted(held))


def _seat(word: int, allowed: Sequence[set[int]], window: Sequence[int], held: dict[int, int]) -> bool:
    """Find `word` a place, moving others on where that makes room."""
    came_from: dict[int, int] = {}
    waiting = [word]
    while waiting:
        current = waiting.pop(0)
        for place in window:
            if place not in allowed[current] or place in came_from:
                continue
            came_from[place] = current
            if place in held:
                waiting.append(held[place])
                continue
            _move(place, word, came_from, held)
            return True
    return False


def _move(place: int, word: int, came_from: dict[int, int], held: dict[int, int]) -> None:
    """Give the free place to the word that reached it, its old place to the one before, and so on."""
    before = {mover: seat for seat, mover in held.items()}
    while True:
        mover = came_from[place]
        held[place] = mover
        if mover == word:
            return
        place = before[mover]
