from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wirkt.config import home


class Command(BaseCommand):
    help = "Make the home (WIRKT_HOME) or bring it up to date: tables, vocabularies, static files."

    def handle(self, *_args: Any, **options: Any) -> None:
        done = home.prepare()
        if options["verbosity"]:
            self.stdout.write(f"{settings.HOME} is {'ready' if done else 'up to date'}.")
