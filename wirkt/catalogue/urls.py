"""The addresses of what is published: the start page, the search in all its forms, the institutions."""

import re

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from wirkt.catalogue import machines, pages
from wirkt.catalogue.advanced import advanced
from wirkt.catalogue.views import FORMS, find, find_as, suggest


class Form(StringConverter):
    """The forms of a search for programs."""

    regex = "|".join(re.escape(form) for form in FORMS)


register_converter(Form, "form")

urlpatterns = [
    path("", pages.start, name="start"),
    path("find", find, name="find"),
    path("find/advanced", advanced, name="advanced"),
    path("find/suggest.json", suggest, name="suggest"),
    path("find.<form:form>", find_as, name="find_as"),
    path("organisations", pages.organisations, name="organisations"),
    path("organisations/<slug:slug>", pages.organisation, name="organisation"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:year>.xml", machines.sitemap_of_year, name="sitemap_of_year"),
    path(".well-known/security.txt", machines.security, name="security"),
]
