from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "wirkt.releases"
    default_auto_field = "django.db.models.BigAutoField"
