"""Makes laws.tsv.gz: python -m wirkt.search.analysis.words.count SECTIONS.jsonl.gz LEFT_OUT.jsonl RELEASE.md ...

SECTIONS: one section of a law a line (`id`, `text`). LEFT_OUT: documents whose `id` ends in `/l-` and the name of a
law; such laws are not read, as ranking is measured on them. What a word is, is the analysis's own rule.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wirkt.search.analysis.fold import tokenise

LEAST = 2
"""Words met less often are mostly misspelt or cut."""

_MADE = Path(__file__).parent / "laws.tsv.gz"


def main(sections: Path, left_out: Path, releases: list[Path]) -> None:
    """Count the words of laws and of our own releases."""
    counts, capitals = Counter[str](), Counter[str]()
    for text in (*_laws(sections, left_out), *(path.read_text(encoding="utf-8") for path in releases)):
        for token in tokenise(text):
            if token.word.isalpha() and len(token.word) > 2:
                counts[token.word] += 1
                capitals[token.word] += text[token.start].isupper()
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    lines = "".join(f"{word}\t{counts[word]}\t{capitals[word]}\n" for word in kept)
    _MADE.write_bytes(gzip.compress(lines.encode(), mtime=0))


def _laws(sections: Path, left_out: Path) -> Iterator[str]:
    with left_out.open(encoding="utf-8") as file:
        measured = {json.loads(line)["id"].partition("/l-")[2] for line in file}
    with gzip.open(sections, "rt", encoding="utf-8") as file:
        for section in map(json.loads, file):
            if section["id"].partition("#")[0] not in measured:
                yield section["text"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
