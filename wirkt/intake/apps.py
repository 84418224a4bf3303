from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "wirkt.intake"
    default_auto_field = "django.db.models.BigAutoField"
