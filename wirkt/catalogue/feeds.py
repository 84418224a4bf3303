"""Any search as a feed: Atom, RSS, JSON Feed. An entry keeps its id for ever; a correction raises `updated`."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext as _

from wirkt.catalogue import addresses, present
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.present import Shown
from wirkt.releases import richtext
from wirkt.web.languages import whole


def atom(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as Atom entries."""
    return _written(Atom1Feed, "atom", ask, present.found(ask, now))


def rss(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as RSS items."""
    return _written(Rss201rev2Feed, "rss", ask, present.found(ask, now))


def json_feed(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as JSON Feed 1.1."""
    hits = present.found(ask, now)
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(ask),
        "home_page_url": whole(addresses.address(ask)),
        "feed_url": whole(addresses.address(ask, "feed.json")),
        "language": present.interface_language(),
        "items": [_json_item(hit) for hit in hits],
    }
    kind = present.FEEDS["feed.json"][1]
    return _dated(JsonResponse(body, content_type=kind, json_dumps_params={"ensure_ascii": False}), hits)


def _written(kind: type[SyndicationFeed], form: str, ask: Ask, hits: list[Shown]) -> HttpResponse:
    here = whole(addresses.address(ask, form))
    feed = kind(
        title=_title(ask),
        link=whole(addresses.address(ask)),
        description=_("Press releases of science and the regions"),
        language=present.interface_language(),
        feed_url=here,
        feed_guid=here,
    )
    for hit in hits:
        _add(feed, hit)
    response = HttpResponse(content_type=f"{present.FEEDS[form][1]}; charset=utf-8")
    feed.write(response, "utf-8")
    return _dated(response, hits)


def _add(feed: SyndicationFeed, hit: Shown) -> None:
    release = hit.release
    feed.add_item(
        title=release.title,
        link=whole(release.get_absolute_url()),
        # The writer refuses a whole feed for one control character; texts of releases are clean, names may not be.
        # Readers take a description for HTML; ours is plain text and has to look like it there, too.
        description=escape(richtext.plain(release.lead)),
        author_name=richtext.plain(release.organisation.name),
        pubdate=present.moment(release),
        updateddate=present.updated(release),
        unique_id=richtext.plain(release.uri),
        unique_id_is_permalink=False,
        categories=[value.label for value in release.criteria.all()],
    )


def _json_item(hit: Shown) -> dict[str, object]:
    release = hit.release
    item: dict[str, object] = {
        "id": release.uri,
        "url": whole(release.get_absolute_url()),
        "title": release.title,
        "summary": release.lead,
        "content_html": release.body,
        "date_published": present.moment(release).isoformat(),
        "date_modified": present.updated(release).isoformat(),
        "authors": [{"name": release.organisation.name}],
        "tags": [value.label for value in release.criteria.all()],
        "language": release.language,
    }
    return item | ({"image": whole(hit.picture.get_absolute_url())} if hit.picture else {})


def _title(ask: Ask) -> str:
    asked = richtext.plain(ask.q)
    return f"{settings.SERVICE_NAME}: {asked}" if asked else settings.SERVICE_NAME


def _dated(response: HttpResponse, hits: list[Shown]) -> HttpResponse:
    if hits:
        newest = max(present.updated(hit.release) for hit in hits)
        response.headers["Last-Modified"] = http_date(newest.timestamp())
    return response
