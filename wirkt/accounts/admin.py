from django.contrib import admin

from wirkt.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_staff", "is_active"]
    fields = ["email", "name", "is_active", "is_staff", "groups"]
    search_fields = ["email", "name"]
