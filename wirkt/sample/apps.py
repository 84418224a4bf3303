from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "wirkt.sample"
    default_auto_field = "django.db.models.BigAutoField"
