from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "wirkt.config"
    default_auto_field = "django.db.models.BigAutoField"
