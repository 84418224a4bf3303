import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from wirkt.bench import importing, search


class Command(BaseCommand):
    help = "Measure, side by side with others in one run. `search`: queries; `import`: releases per second."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", choices=["search", "import"], default="search")
        parser.add_argument("--documents", type=int, metavar="N", help="default 100,000 for search, 12,000 for import")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["name"] == "search":
            code = search.run(options["documents"] or 100_000, options["as_json"], self.stdout)
        else:
            code = importing.run(options["documents"] or 12_000, options["as_json"], self.stdout)
        if code:
            sys.exit(code)
