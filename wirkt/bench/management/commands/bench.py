import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from wirkt.bench import german, growth, importing, search, web
from wirkt.bench.kept import Kept
from wirkt.bench.lineup import NAMES, Lineup


class Command(BaseCommand):
    help = "Measure, side by side with others in one run: queries, ranking, releases, requests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", choices=["search", "german", "import", "web"], default="search")
        parser.add_argument("--documents", type=int, metavar="N", help="default 100,000 for search, 12,000 else")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--engines", metavar="A,B", default="", help=f"only these of {', '.join(NAMES)}")
        parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where documents and indexes are kept")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--postgres", metavar="ADDRESS", default="", help="use this database, make no server")
        parser.add_argument("--opensearch", metavar="URL", default="", help="measure this cluster too")
        parser.add_argument("--lucene", metavar="FOLDER", default="", help="a folder with the jars of lucene-facet")
        parser.add_argument("--requests", type=int, default=400, help="of each kind, for web")
        parser.add_argument("--data", type=Path, metavar="FOLDER", help="documents, queries, judgements, for german")
        parser.add_argument("--growth", action="store_true", help="measure nothing; compare the runs that were kept")

    def handle(self, *_args: Any, **options: Any) -> None:
        run = {"search": self._search, "german": self._german, "import": self._import, "web": self._web}[
            options["name"]
        ]
        if code := run(options):
            sys.exit(code)

    def _import(self, options: dict[str, Any]) -> int:
        return importing.run(options["documents"] or 12_000, options["as_json"], self.stdout)

    def _german(self, options: dict[str, Any]) -> int:
        if not options["data"]:
            raise CommandError("--data FOLDER is missing: documents, queries and judgements to measure on")
        return german.run(options["data"], options["as_json"], self.stdout)

    def _web(self, options: dict[str, Any]) -> int:
        folder = options["folder"] or settings.HOME / "bench"
        return web.run(options["documents"] or 12_000, folder, options["requests"], options["as_json"], self.stdout)

    def _search(self, options: dict[str, Any]) -> int:
        wanted = [name for name in options["engines"].split(",") if name]
        if unknown := set(wanted) - set(NAMES):
            raise CommandError(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        kept = Kept(options["folder"] or settings.HOME / "bench", options["seed"])
        if options["growth"]:
            return growth.run(kept.folder, options["as_json"], self.stdout)
        lineup = Lineup(wanted, options["postgres"], options["opensearch"], options["lucene"])
        return search.run(options["documents"] or 100_000, kept, lineup, options["as_json"], self.stdout)
