"""What readers are told while the index is built anew, as after an update of wirkt: wait, not that something broke."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wirkt.search.engines.manifest import IndexOutdated, ManifestDamaged

AGAIN_SECONDS = 30


class SearchInPreparation:
    """Answers 503 where the index cannot be read yet; the worker builds it anew by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or the problem where a program asked."""
        if not isinstance(exception, IndexOutdated | ManifestDamaged):
            return None
        response = self._said(request)
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
        return response

    def _said(self, request: HttpRequest) -> HttpResponse:
        if "." not in request.path_info:
            return render(request, "503.html", status=503)
        said = {"type": "about:blank", "title": _("The search is being prepared"), "status": 503}
        return JsonResponse(said, status=503, content_type="application/problem+json")
