"""Keep the index in step with what is public: change rows in, documents put or dropped, rows ticked off."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from wirkt.journal.models import Pending
from wirkt.journal.visibility import PUBLIC
from wirkt.releases import richtext
from wirkt.releases.models import PressRelease
from wirkt.search.document import Document
from wirkt.search.engine import Engine

FOLLOWER = "index"
BATCH = 2_000
ROWS = 500


def release_document(release: PressRelease) -> Document:
    """A release as the index holds it. Ask for the release `in_full`."""
    issuer = release.organisation
    values: dict[str, set[str]] = {
        "type": {"release"},
        "language": {release.language.partition("-")[0].lower()},
        "organisation": {issuer.slug},
        "country": {issuer.country.slug} if issuer.country else set(),
        "province": {issuer.province.slug} if issuer.province else set(),
    }
    for criterion in release.criteria.all():
        values.setdefault(criterion.category, set()).add(criterion.slug)
    return Document(
        key=release.key,
        moment=release.first_published or release.publish_at or release.created,
        language=release.language,
        texts=_texts(release),
        criteria={category: frozenset(slugs) for category, slugs in values.items() if slugs},
    )


def _texts(release: PressRelease) -> dict[str, tuple[str, ...]]:
    issuer = release.organisation
    contacts = (
        " ".join(filter(None, (contact.name, contact.function, contact.organisation)))
        for contact in release.contacts.all()
    )
    texts: dict[str, Iterable[str]] = {
        "title": (release.title, release.subtitle),
        "lead": (release.lead,),
        # One value, so that a phrase may run on into the next paragraph as a reader would read it.
        "body": ("\n".join(richtext.paragraphs(release.body)),),
        "organisation": (issuer.name, issuer.short_name),
        "place": (place["name"] for place in release.places),
        "caption": (image.caption for image in release.images.all()),
        "contact": contacts,
    }
    return {field: tuple(filter(None, values)) for field, values in texts.items()}


class Source:
    """A kind of thing that can be found: how to load what the public may see of it, as documents."""

    def __init__(self, prefix: str, load: Callable[[Sequence[str] | None, datetime], Iterator[Document]]) -> None:
        self.prefix = prefix
        self.load = load


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind of thing findable; called once from the `apps.py` of its domain."""
    SOURCES[source.prefix] = source


def _public_releases(ids: Sequence[str] | None, now: datetime) -> Iterator[Document]:
    asked = PressRelease.objects.visible_to(PUBLIC, now)
    found = (asked.filter(pk__in=ids) if ids is not None else asked).in_full()
    for release in found.order_by("pk").iterator(chunk_size=ROWS):
        yield release_document(release)


register(Source("release", _public_releases))


def documents(keys: Iterable[str], now: datetime) -> Iterator[Document]:
    """The documents of those `keys` that the public may see."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        prefix, _, id_ = key.partition(":")
        wanted.setdefault(prefix, []).append(id_)
    for prefix, ids in wanted.items():
        for start in range(0, len(ids), ROWS):
            yield from SOURCES[prefix].load(ids[start : start + ROWS], now)


def moments(keys: Sequence[str]) -> dict[str, datetime]:
    """By which instant each of these stands in the order of the index."""
    ids = [key.removeprefix("release:") for key in keys]
    found: dict[str, datetime] = {}
    for start in range(0, len(ids), ROWS):
        rows = PressRelease.objects.for_the_house().filter(pk__in=ids[start : start + ROWS])
        for pk, first, hour, made in rows.values_list("pk", "first_published", "publish_at", "created"):
            found[f"release:{pk}"] = first or hour or made
    return found


def all_documents(now: datetime) -> Iterator[Document]:
    """Every document the public may see: what the index should hold."""
    for source in SOURCES.values():
        yield from source.load(None, now)


def pending(limit: int | None = None) -> list[Pending]:
    """Changes that the index does not hold yet, oldest first."""
    waiting = Pending.objects.filter(follower=FOLLOWER).select_related("change").order_by("change_id")
    return list(waiting[:limit])


def waiting(limit: int, now: datetime) -> frozenset[str]:
    """Keys that the index does not hold as they are: changed, or due and not recorded yet; at most `limit` of each."""
    changed = Pending.objects.filter(follower=FOLLOWER).order_by("change_id").values_list("change__subject", flat=True)
    # An hour that has come is public at once, whether or not a worker has recorded it.
    due = PressRelease.objects.visible_to(PUBLIC, now).filter(lifted_at__isnull=True)
    return frozenset([*changed[:limit], *(f"release:{pk}" for pk in due.values_list("pk", flat=True)[:limit])])


def index_changes(engine: Engine, now: datetime) -> int:
    """Put or drop what has changed, then tick it off. A crash in between repeats it, which does no harm."""
    waiting = pending(BATCH)
    keys = list(dict.fromkeys(row.change.subject for row in waiting))
    if not keys:
        return 0
    put = list(documents(keys, now))
    held = {document.key for document in put}
    engine.apply(put=put, drop=[key for key in keys if key not in held])
    tick([row.pk for row in waiting])
    return len(waiting)


def tick(rows: Sequence[int]) -> None:
    """These pending rows are dealt with."""
    for start in range(0, len(rows), ROWS):
        Pending.objects.filter(pk__in=rows[start : start + ROWS]).delete()
