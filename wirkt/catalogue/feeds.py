"""Any search as a feed: Atom, RSS, JSON Feed. An entry keeps its id for ever; a correction raises `updated`."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date

from wirkt.catalogue import addresses, present
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.present import Page, Shown
from wirkt.releases import richtext
from wirkt.web.languages import whole


def atom(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as Atom entries."""
    return _written(Atom1Feed, present.answer(ask, now), "atom")


def rss(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as RSS items."""
    return _written(Rss201rev2Feed, present.answer(ask, now), "rss")


def json_feed(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    """The hits as JSON Feed 1.1."""
    page = present.answer(ask, now)
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(page),
        "home_page_url": whole(addresses.address(ask)),
        "feed_url": whole(addresses.address(ask, "feed.json")),
        "language": present.interface_language(),
        "items": [_json_item(hit) for hit in page.hits],
    }
    written = JsonResponse(body, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
    return _dated(written, page)


def _written(kind: type[SyndicationFeed], page: Page, form: str) -> HttpResponse:
    here = whole(addresses.address(page.ask, form))
    feed = kind(
        title=_title(page),
        link=whole(addresses.address(page.ask)),
        description=richtext.plain(page.understood),
        language=present.interface_language(),
        feed_url=here,
        feed_guid=here,
    )
    for hit in page.hits:
        _add(feed, hit)
    response = HttpResponse(content_type=f"{present.FEEDS[form][1]}; charset=utf-8")
    feed.write(response, "utf-8")
    return _dated(response, page)


def _add(feed: SyndicationFeed, hit: Shown) -> None:
    release = hit.release
    feed.add_item(
        title=release.title,
        link=whole(release.get_absolute_url()),
        # The writer refuses a whole feed for one control character; texts of releases are clean, names may not be.
        description=richtext.plain(release.lead),
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


def _title(page: Page) -> str:
    asked = richtext.plain(page.ask.q)
    return f"{settings.SERVICE_NAME}: {asked}" if asked else settings.SERVICE_NAME


def _dated(response: HttpResponse, page: Page) -> HttpResponse:
    if page.hits:
        newest = max(present.updated(hit.release) for hit in page.hits)
        response.headers["Last-Modified"] = http_date(newest.timestamp())
    return response
