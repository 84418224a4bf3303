from django.contrib import admin

from wirkt.criteria.models import Criterion


@admin.register(Criterion)
class CriterionAdmin(admin.ModelAdmin):
    list_display = ["category", "slug", "de", "en", "position"]
    list_filter = ["category"]
    search_fields = ["slug", "de", "en"]

    def get_readonly_fields(self, request: object, obj: Criterion | None = None) -> list[str]:
        """Addresses and saved searches hold the slug: it is set once."""
        return ["category", "slug"] if obj else []
