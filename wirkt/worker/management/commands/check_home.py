import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from wirkt.catalogue.checking import faults
from wirkt.catalogue.engine import engine
from wirkt.journal import clock
from wirkt.worker import steps


class Command(BaseCommand):
    help = "Look whether database, files and index fit together. Exit 0: all well, 1: faults found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make the index anew if it does not fit")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = list(faults(engine(), clock.now()))
        if options["repair"] and any(fault.repairable for fault in found):
            steps.rebuild()
            self.stdout.write("The index was made anew.")
            found = list(faults(engine(), clock.now()))
        for fault in found:
            self.stdout.write(f"{fault.code}: {fault.text}")
        if found:
            sys.exit(1)
        self.stdout.write("All well.")
