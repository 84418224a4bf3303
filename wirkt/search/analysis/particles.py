"""Little words that begin others, as `ein` and `aus` do in `Ein- und Ausgang`."""

from collections.abc import Iterator

PARTICLES = frozenset(
    "ab an auf aus be bei durch ein ent er ex fort gegen her herauf heraus herein hin hinaus hinein hinter im in los "
    "mit nach neben nieder ober über um un unter ur ver vor voran voraus vorder wieder weg weiter zer zu zurück "
    "zusammen zwischen gross klein innen aussen rück hoch tief auswärts einwärts vorwärts rückwärts binnen hard soft "
    "on off inter intra makro mikro".split()
)
_LEAST = 3


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Each way to take a particle off: aus, gang."""
    for end in range(2, len(word) - _LEAST + 1):
        if word[:end] in PARTICLES:
            yield word[:end], word[end:]
