"""The language of the interface: `/de/…` and `/en/…` name it, without them `Accept-Language` decides.

The prefix is treated like the place an application is mounted at: below it the same addresses lead to the
same pages, and every link a page writes stays in its language.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def named(path: str) -> str | None:
    """The language that a path names in its first part."""
    first = path.removeprefix("/").split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else None


def whole(path: str) -> str:
    """A path that `reverse` gave, as a whole address without language: for programs, and for ever."""
    language = named(path)
    return f"{settings.BASE_URL}{path.removeprefix(f'/{language}') if language else path}"


def wanted(request: HttpRequest) -> str:
    """The first language of `Accept-Language` that we speak; our own if there is none."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (language := tag.split("-")[0]) in dict(settings.LANGUAGES):
            return language
    return settings.LANGUAGE_CODE


def interface_language(get_response: GetResponse) -> GetResponse:
    """Take the prefix off the path, speak its language while the request lasts, say so in the answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        language, mounted = named(request.path_info), get_script_prefix()
        if language:
            request.path_info = request.path_info.removeprefix(f"/{language}") or "/"
            set_script_prefix(f"{mounted}{language}/")
        try:
            with translation.override(language or wanted(request)):
                response = get_response(request)
        finally:
            set_script_prefix(mounted)
        if not request.path_info.startswith(settings.STATIC_URL):
            response.headers.setdefault("Content-Language", language or wanted(request))
            if not language:
                patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer
