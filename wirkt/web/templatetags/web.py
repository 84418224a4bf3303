"""What every page needs of its surroundings: its name, its address in the other language, days in words."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings

from wirkt.web import days, languages

CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)")

register = template.Library()
register.filter("day", days.day)
register.filter("moment", days.moment)
register.filter("whole", languages.whole)


@register.simple_tag
def service_name() -> str:
    return settings.SERVICE_NAME


@register.simple_tag(takes_context=True)
def address_in(context: dict[str, Any], language: str) -> str:
    """The page's own address, whole state included, in `language`; absolute, as hreflang wants it."""
    return f"{settings.BASE_URL}{switch_to(context, language)}"


@register.simple_tag(takes_context=True)
def switch_to(context: dict[str, Any], language: str) -> str:
    """The same as a link on this host."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    return f"/{language}{request.path_info}{'?' + query if query else ''}"


@register.filter
def licence_name(address: str) -> str:
    """A Creative Commons address as people call it, CC BY 4.0; any other as it is."""
    found = CREATIVE_COMMONS.match(address)
    if not found:
        return address
    name = "0" if found[1] == "zero" else f" {found[1].upper()}"
    return f"CC{name} {found[2]}"


@register.filter
def host(address: str) -> str:
    """The part of an address that people recognise."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def tongue(tag: str) -> str:
    """A language by its own name, as far as we speak it."""
    return dict(settings.LANGUAGES).get(tag.partition("-")[0], tag)
