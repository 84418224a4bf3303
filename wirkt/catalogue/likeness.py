"""Releases that are like one: by its most telling words."""

from dataclasses import replace
from datetime import datetime

from wirkt.catalogue import engine, indexing
from wirkt.catalogue.keeping import Kept
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import PressRelease
from wirkt.search.engines.manifest import IndexOutdated, ManifestDamaged

TOLD = ("title", "lead", "body")  # that a house is the same makes nothing alike
MOST = 5
ALIKE_ENOUGH = 0.4  # of the score of the most alike: what falls far behind is not shown
SPARE = 3  # translations and what nobody may see any more


def similar(release: PressRelease, now: datetime) -> list[PressRelease]:
    """At most five that the public may see, the most alike first; not the same release in another language."""
    try:
        close = _kept.get((release.pk, release.changed), now, lambda: _close(release, now))
    except (IndexOutdated, ManifestDamaged):
        return []  # the release itself does not need the index
    same = {release.pk, release.translation_of_id} - {None}
    asked = PressRelease.objects.visible_to(PUBLIC, now).select_related("organisation")
    found = asked.exclude(pk__in=same).exclude(translation_of__in=same).in_bulk(close)
    return [found[id_] for id_ in close if id_ in found][:MOST]


def _close(release: PressRelease, now: datetime) -> list[str]:
    whole = indexing.release_document(release)
    told = replace(whole, texts={field: values for field, values in whole.texts.items() if field in TOLD})
    hits = engine.collection(now).similar(told, MOST + SPARE)
    return [hit.key.removeprefix("release:") for hit in hits if hit.score >= ALIKE_ENOUGH * hits[0].score]


_kept: Kept[list[str]] = Kept(lambda ids: 300 + 80 * len(ids), most=4 * 1024 * 1024)
