from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wirkt.journal import clock
from wirkt.sample import loading
from wirkt.worker import steps


class Command(BaseCommand):
    help = "Load the sample newsroom: invented institutions, releases about real facts. Safe to repeat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        mark = settings.HOME / "sample-loaded"
        if mark.is_file() and mark.read_text() == loading.stamp():
            return
        institutions = loading.load_organisations()
        counts: Counter[str] = Counter()
        for outcome in loading.load_releases(clock.now(), settings.ZONE):
            counts[outcome.status] += 1
            if outcome.error:
                raise CommandError(f"{outcome.source}: {outcome.error}")
        steps.catch_up()
        mark.write_text(loading.stamp())
        self.stdout.write(f"The sample newsroom is there: {institutions} institutions, {counts.total()} releases.")
