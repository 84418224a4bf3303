from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wirkt.worker import steps


class Command(BaseCommand):
    help = "Do the background work: record what became public, keep the index in step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what there is to do, then end")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end when this process, which started it, is gone"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not steps.work(once=options["once"], beside=options["beside"]):
            raise CommandError("Another worker is at work in this home.")
