from typing import Any

from django.core.management.base import BaseCommand

from wirkt.worker import steps


class Command(BaseCommand):
    help = "Build the index anew from the database, beside the old one; search goes on meanwhile."

    def handle(self, *_args: Any, **options: Any) -> None:
        self.stdout.write(f"{steps.rebuild()} documents are in the index.")
