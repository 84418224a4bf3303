"""Releases that are like one: by its most telling words."""

from dataclasses import replace
from datetime import datetime

from wirkt.catalogue import engine, indexing
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import PressRelease
from wirkt.search.engines.manifest import IndexOutdated, ManifestDamaged

TOLD = ("title", "lead", "body")  # that a house is the same makes nothing alike
MOST = 5
ALIKE_ENOUGH = 0.4  # of the score of the most alike: what falls far behind is not shown
SPARE = 3  # translations and what nobody may see any more


def similar(release: PressRelease, now: datetime) -> list[PressRelease]:
    """At most five that the public may see, the most alike first; not the same release in another language."""
    whole = indexing.release_document(release)
    told = replace(whole, texts={field: values for field, values in whole.texts.items() if field in TOLD})
    try:
        hits = engine.collection(now).similar(told, MOST + SPARE)
    except (IndexOutdated, ManifestDamaged):
        return []  # the release itself does not need the index
    close = [hit.key.removeprefix("release:") for hit in hits if hit.score >= ALIKE_ENOUGH * hits[0].score]
    same = {release.pk, release.translation_of_id}
    asked = PressRelease.objects.visible_to(PUBLIC, now).select_related("organisation").exclude(pk__in=same - {None})
    found = asked.exclude(translation_of__in=same - {None}).in_bulk(close)
    return [found[id_] for id_ in close if id_ in found][:MOST]
