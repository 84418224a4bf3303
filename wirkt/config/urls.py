"""Every address of the house. A language may stand in front of each: `/de/…`, `/en/…` (`web.languages`)."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wirkt.catalogue.urls")),
    path("", include("wirkt.releases.urls")),
    path("admin/", admin.site.urls),
]
