"""How often one anonymous reader may search: so many times a minute and address prefix, counted per process."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]
WINDOW = 60  # seconds
PREFIXES = {4: 24, 6: 48}  # bits that people of one network share


def prefix(request: HttpRequest) -> str:
    """The network the request comes from; empty for this machine itself, which is not limited.

    With trusted proxies in front, each of them appended the address it saw to `X-Forwarded-For`; what stands further
    left was written by the sender and proves nothing.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and forwarded:
        address = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.is_loopback:
        return ""
    return str(ipaddress.ip_network(f"{ip}/{PREFIXES[ip.version]}", strict=False))


def limited(view: View, purpose: str = "searches") -> View:
    """Answer 429 with `Retry-After` to a network that asks more often than `WIRKT_SEARCH_RATE`; each purpose counts
    for itself."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        network = prefix(request)
        if network and settings.SEARCH_RATE and _count(f"{purpose}:{network}") > settings.SEARCH_RATE:
            text = _("Too many searches in a short time. Please wait a minute and try again.")
            return HttpResponse(
                text, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": WINDOW}
            )
        return view(request, *args, **options)

    return answer


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
