"""The search: one address, several forms."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wirkt.catalogue import addresses, asking, feeds, panel, present, repairing, suggesting, tables
from wirkt.catalogue.asking import Ask, BadParameter, PastTheEnd
from wirkt.catalogue.keeping import kept
from wirkt.journal import clock
from wirkt.search.errors import QueryError
from wirkt.web.limits import limited

Writer = Callable[[HttpRequest, Ask, datetime], HttpResponseBase]


@require_safe
@limited
@kept
def find(request: HttpRequest) -> HttpResponseBase:
    """The search page; the address holds the whole state."""
    now = clock.now()
    try:
        ask = asking.read(dict(request.GET.lists()))
    except BadParameter as error:
        return render(request, "400.html", {"problem": error.message}, status=400)
    try:
        page = present.answer(ask, now)
        asking.within(ask, page.total)
    except PastTheEnd as error:
        last = addresses.address(addresses.at_page(ask, error.pages))
        return render(request, "400.html", {"problem": error.message, "last": last}, status=400)
    except QueryError as error:
        context = panel.context(ask, now) | {"error": repairing.broken(ask, error)}
        return render(request, "catalogue/find.html", context, status=400)
    response = render(request, "catalogue/find.html", panel.context(ask, now, page))
    response.headers["HX-Push-Url"] = addresses.address(ask)
    return _fresh(response)


@require_safe
@limited
@kept
def find_as(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same search for programs; what is wrong is said as problem+json."""
    try:
        ask = asking.read(dict(request.GET.lists()))
        return _fresh(FORMS[form](request, ask, clock.now()))
    except BadParameter as error:
        return _problem(error.message, parameter=error.name)
    except QueryError as error:
        return _problem(
            error.message(present.interface_language()),
            parameter="q",
            code=error.code,
            position=error.position,
            length=error.length,
            repairs=list(error.repairs),
        )


def _suggest(request: HttpRequest) -> HttpResponseBase:
    """What the typed beginning could become, for the search it is typed in; `q` ends where one types."""
    try:
        ask = asking.read(dict(request.GET.lists()))
    except BadParameter as error:
        return _problem(error.message, parameter=error.name)
    found = [one.as_json() for one in suggesting.suggestions(ask, clock.now())]
    body = {"q": ask.q, "suggestions": found}
    return _fresh(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


suggest = require_safe(limited(_suggest, "suggestions"))


def _as_json(request: HttpRequest, ask: Ask, now: datetime) -> HttpResponse:
    page = present.answer(ask, now)
    asking.within(ask, page.total)
    return JsonResponse(repairing.as_json(page, now), json_dumps_params={"ensure_ascii": False})


def _problem(detail: str, **more: object) -> HttpResponse:
    body = {"type": "about:blank", "title": _("The search cannot be read"), "status": 400, "detail": detail, **more}
    return JsonResponse(
        body, status=400, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def _fresh(response: HttpResponseBase) -> HttpResponseBase:
    """May be kept, but is asked for anew each time: a new release shows at once."""
    patch_cache_control(response, public=True, no_cache=True)
    return response


FORMS: dict[str, Writer] = {
    "json": _as_json,
    "atom": feeds.atom,
    "rss": feeds.rss,
    "feed.json": feeds.json_feed,
    "csv": tables.csv_rows,
    "jsonl": tables.json_lines,
}
