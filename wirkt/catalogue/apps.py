from django.apps import AppConfig

from wirkt.journal import followers
from wirkt.releases import neighbours


class CatalogueConfig(AppConfig):
    name = "wirkt.catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        followers.register("index")
        neighbours.register("wirkt.catalogue.likeness.similar")
