import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wirkt.intake.draft import Draft, Unreadable
from wirkt.intake.report import as_report
from wirkt.intake.sources import open_sources
from wirkt.intake.storing import Orders, Outcome, Refused, organisation_for, store
from wirkt.journal import clock
from wirkt.worker import steps

USAGE_ERROR = 2


class Command(BaseCommand):
    help = (
        "Read releases from files, folders, - (standard input) or http(s) addresses: portal pages, plain text, ninjs "
        "JSON or JSON lines, Markdown. What a source is shows in its content, not in its name. Exit 0: all well, "
        "1: some failed (the rest is stored), 2: the command makes no sense."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE")
        parser.add_argument("--as", dest="organisation", metavar="ORG", help="slug or name of the issuing institution")
        parser.add_argument("--publish", action="store_true", help="publish what has a title and a text")
        parser.add_argument("--keep-dates", action="store_true", help="first publication from the source")
        parser.add_argument("--dry-run", action="store_true", help="show what would be read, store nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object per item")

    def handle(self, *_args: Any, **options: Any) -> None:
        items = _read(options["sources"])
        if self.show(items, as_json=options["as_json"]) if options["dry_run"] else self.keep(items, options):
            sys.exit(1)

    def show(self, items: Iterator[Draft | Unreadable], *, as_json: bool) -> int:
        """Print each draft; returns how many could not be read."""
        failed = 0
        for item in items:
            if isinstance(item, Unreadable):
                failed += 1
                place = f"{item.source}:{item.line}" if item.line else item.source
                self.tell(Outcome(place, "failed", error=str(item.message)), as_json=as_json)
            elif as_json:
                warnings = [str(finding.message) for finding in item.findings]
                self.line({"source": item.source, "status": "read", "uri": item.uri, "warnings": warnings,
                           "error": None, "draft": as_report(item)})  # fmt: skip
            else:
                self.stdout.write(f"read       {item.source}: {item.title or _('(no title)')}")
        return failed

    def keep(self, items: Iterator[Draft | Unreadable], options: dict[str, Any]) -> int:
        """Store each item, then see to it that a search finds what was published; returns how many failed."""
        try:
            organisation = organisation_for(options["organisation"]) if options["organisation"] else None
        except Refused as error:
            self.stderr.write(str(error))
            sys.exit(USAGE_ERROR)
        orders = Orders(clock.now(), settings.ZONE, organisation, options["publish"], options["keep_dates"])
        failed = 0
        for outcome in store(items, orders):
            failed += outcome.status == "failed"
            self.tell(outcome, as_json=options["as_json"])
        steps.catch_up()
        return failed

    def tell(self, outcome: Outcome, *, as_json: bool) -> None:
        """One line for one item."""
        if as_json:
            self.line(asdict(outcome))
            return
        self.stdout.write(f"{outcome.status:10} {outcome.source}: {outcome.error or outcome.uri}")
        for warning in outcome.warnings:
            self.stdout.write(f"           {warning}")

    def line(self, values: dict[str, Any]) -> None:
        """One JSON object on one line."""
        self.stdout.write(json.dumps(values, ensure_ascii=False))


def _read(arguments: list[str]) -> Iterator[Draft | Unreadable]:
    for source in open_sources(arguments, allowed=settings.FETCH_ALLOWED):
        for item in source.read():
            if isinstance(item, Unreadable):
                item.source = source.name
            yield item
