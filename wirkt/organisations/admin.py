from django.contrib import admin

from wirkt.organisations.models import Boilerplate, ContactPoint, NameVariant, Organisation


class VariantInline(admin.TabularInline):
    model = NameVariant
    extra = 0


class BoilerplateInline(admin.StackedInline):
    model = Boilerplate
    extra = 0


class ContactPointInline(admin.TabularInline):
    model = ContactPoint
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "city", "province", "invented"]
    list_filter = ["kind", "invented"]
    search_fields = ["name", "short_name", "variants__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [VariantInline, ContactPointInline, BoilerplateInline]
