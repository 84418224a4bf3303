from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    name = "wirkt.criteria"
    default_auto_field = "django.db.models.BigAutoField"
