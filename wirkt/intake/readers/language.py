"""Which language a text is in, where its source does not say."""

from functools import cache

import py3langid.langid

LANGUAGES = ("de", "en", "fr", "it", "es", "nl", "pl", "cs", "da", "sv", "hu")
SHORTEST = 60  # letters; below it the answer is a guess
SURE = 0.9


def settle(stated: str | None, *texts: str | None) -> str | None:
    """What the source says, else what its texts tell."""
    return stated or detect(*texts)


def detect(*texts: str | None) -> str | None:
    """The language of these texts together; nothing when they are too short or the answer is unsure."""
    text = " ".join(filter(None, texts))
    if sum(char.isalpha() for char in text) < SHORTEST:
        return None
    language, probability = _identifier().classify(text[:5_000])
    return str(language) if probability >= SURE else None


@cache
def _identifier() -> "py3langid.langid.LanguageIdentifier":
    identifier = py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
