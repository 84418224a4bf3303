"""The addresses of one release: the page, its other forms, its pictures."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from wirkt.releases import views
from wirkt.releases.models import ALPHABET, ID_LENGTH


class ReleaseId(StringConverter):
    """An id as `new_id` makes it."""

    regex = f"[{ALPHABET}]{{{ID_LENGTH}}}"


register_converter(ReleaseId, "release_id")

urlpatterns = [
    path("releases/<release_id:id_>", views.release, name="release_short"),
    path("releases/<release_id:id_>-<slug:slug>", views.release, name="release"),
    path("releases/<release_id:id_>-<slug:slug>.json", views.release_json, name="release_json"),
    path("releases/<release_id:id_>-<slug:slug>.txt", views.release_text, name="release_text"),
    path("releases/<release_id:id_>/images/<int:position>/<str:name>", views.image, name="release_image"),
]
