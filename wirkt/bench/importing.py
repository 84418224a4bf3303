"""How fast releases come in: the real command on a home of its own, from JSON lines to a search that finds them."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from wirkt.bench.corpus import corpus
from wirkt.search.document import Document


def run(documents: int, as_json: bool, out: Any) -> int:
    """Import so many generated releases twice: once new, once unchanged. Prints seconds and releases per second."""
    with tempfile.TemporaryDirectory(prefix="wirkt-bench-") as folder:
        source = Path(folder, "releases.jsonl")
        with source.open("w", encoding="utf-8") as lines:
            write(documents, lines)
        rows = [_import(source, Path(folder, "home"), label) for label in ("new", "unchanged")]
    for row in rows:
        row["releases_per_s"] = round(documents / row["wall_s"])
    if as_json:
        out.write(json.dumps({"documents": documents, "runs": rows}))
        return 0
    out.write(f"wirkt bench import: {documents:,} documents (made, seed 1), {os.cpu_count()} cores")
    out.write(f"{'':12}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}{'releases/s':>12}")
    for row in rows:
        out.write(
            f"{row['run']:12}{row['wall_s']:>10}{row['cpu_s']:>10}{row['peak_mb']:>10}{row['releases_per_s']:>12}"
        )
    return 0


def write(documents: int, lines: IO[str]) -> None:
    """The generated releases as ninjs, one a line."""
    for document in corpus(documents):
        lines.write(json.dumps(_ninjs(document), ensure_ascii=False) + "\n")


def _ninjs(document: Document) -> dict[str, Any]:
    return {
        "uri": f"bench:{document.key}",
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "language": document.language,
        "firstCreated": document.moment.isoformat(),
        "headlines": [{"role": "main", "value": " ".join(document.texts["title"])}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": "\n\n".join(document.texts["body"])}],
        "subjects": [
            {"uri": f"wirkt:{category}/{slug}"}
            for category, slugs in document.criteria.items()
            for slug in sorted(slugs)
            if category in {"subject", "kind", "audience", "scope"}
        ],
    }


def _import(source: Path, home: Path, label: str) -> dict[str, Any]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "wirkt", "import", str(source), "--publish", "--keep-dates"]
    # `env` hands our own environment on, without this module reading it.
    subprocess.run(["/usr/bin/env", f"WIRKT_HOME={home}", *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "run": label,
        "wall_s": round(time.perf_counter() - began, 1),
        "cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "peak_mb": round(after.ru_maxrss / 1024),
    }
