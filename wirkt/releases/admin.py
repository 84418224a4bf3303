from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wirkt.journal import clock
from wirkt.releases import publishing
from wirkt.releases.lifecycle import NotAllowed
from wirkt.releases.models import PressRelease


@admin.register(PressRelease)
class PressReleaseAdmin(admin.ModelAdmin):
    """For operators: look, and publish what was imported as a draft. Texts change where their institution works."""

    list_display = ["title", "organisation", "state", "publish_at", "language"]
    list_filter = ["state", "language"]
    search_fields = ["title", "uri"]
    actions = ["publish"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PressRelease]:
        return PressRelease.objects.for_the_house()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PressRelease | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: PressRelease | None = None) -> list[str]:
        return [field.name for field in PressRelease._meta.get_fields() if not field.auto_created]

    @admin.action(description=_("Publish now"))
    def publish(self, request: HttpRequest, drafts: QuerySet[PressRelease], **_options: Any) -> None:
        now = clock.now()
        for draft in drafts:
            try:
                publishing.publish(draft, now)
            except NotAllowed as error:
                messages.error(request, f"{draft}: {error}")
