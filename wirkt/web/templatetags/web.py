"""What every page needs of its surroundings: its name, its address in the other language, days in words."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date

register = template.Library()


@register.simple_tag
def service_name() -> str:
    return settings.SERVICE_NAME


@register.simple_tag(takes_context=True)
def address_in(context: dict[str, Any], language: str) -> str:
    """The page's own address, whole state included, in `language`; absolute, as hreflang wants it."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    return f"{settings.BASE_URL}/{language}{request.path_info}{'?' + query if query else ''}"


@register.simple_tag(takes_context=True)
def switch_to(context: dict[str, Any], language: str) -> str:
    """The same as a link on this host."""
    return address_in(context, language).removeprefix(settings.BASE_URL)


@register.filter
def whole(path: str) -> str:
    """A path of ours as a whole address without the language, for programs and for ever."""
    prefix = get_script_prefix()
    return f"{settings.BASE_URL}/{path.removeprefix(prefix)}"


@register.filter
def day(value: date | datetime | None) -> str:
    """29. Oktober 2025, 29 October 2025; an instant is a day in the newsroom's zone."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return format_date(local, "j. F Y" if translation.get_language() == "de" else "j F Y")


@register.filter
def hour(value: datetime) -> str:
    """The hour with its zone: 10:00 MEZ, 10:00 CET."""
    local = timezone.localtime(value)
    zone = local.tzname() or ""
    if translation.get_language() == "de":
        zone = {"CET": "MEZ", "CEST": "MESZ"}.get(zone, zone)
    return f"{local:%H:%M} {zone}"


@register.filter
def host(address: str) -> str:
    """The part of an address that people recognise."""
    return urlsplit(address).hostname or address
