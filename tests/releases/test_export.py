"""A release in other forms loses nothing."""

import io
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import NOON
from tests.releases.test_views import full  # noqa: F401 -- the release with one of everything
from wirkt.intake import storing
from wirkt.intake.draft import Origin
from wirkt.intake.readers import ninjs
from wirkt.journal import clock
from wirkt.releases import export
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db

# The properties of the ninjs 3.1 schema that we write; no others are allowed there.
ITEM = {
    "uri", "type", "representationType", "version", "firstCreated", "versionCreated", "contentCreated", "pubStatus",
    "copyrightNotice", "usageTerms", "language", "descriptions", "bodies", "headlines", "people", "organisations",
    "places", "subjects", "title", "by", "located", "renditions", "associations", "altIds", "standard",
}  # fmt: skip
PARTS = {
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "headlines": {"role", "contentType", "value"},
    "people": {"name", "rel", "uri", "literal", "contactInfo"},
    "contactInfo": {"type", "role", "lang", "name", "value"},
    "organisations": {"name", "rel", "uri", "literal", "symbols", "contactInfo"},
    "places": {"name", "rel", "uri", "literal", "contactInfo", "geoJSON"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "renditions": {"name", "href", "contentType", "title", "width", "height", "sizeInBytes"},
    "altIds": {"role", "value"},
    "associations": ITEM | {"name", "rel"},
}


def strange_keys(value, allowed, path=""):
    """Where an item has a key that its schema does not."""
    for key, inner in value.items():
        if key not in allowed:
            yield f"{path}/{key}"
        for entry in inner if isinstance(inner, list) else []:
            yield from strange_keys(entry, PARTS[key], f"{path}/{key}")


def in_full(release):
    return PressRelease.objects.for_the_house().in_full().get(pk=release.pk)


def test_every_key_is_one_of_ninjs(full, client):  # noqa: F811
    item = client.get(f"{full.get_absolute_url()}.json").json()

    assert list(strange_keys(item, ITEM)) == []
    assert item["standard"]["version"] == "3.1"
    assert item["uri"] == "test:Moor speichert Wasser"
    assert item["firstCreated"] == NOON.isoformat()
    assert all({"name", "uri"} <= set(other) for other in item["associations"])


def test_reading_the_item_back_gives_the_same_release(full):  # noqa: F811
    item = json.loads(json.dumps(export.ninjs(in_full(full))))

    draft = next(ninjs.read(io.BytesIO(json.dumps(item).encode()), Origin("test")))
    read = export.ninjs(stored(full, draft))

    same = {"altIds", "versionCreated", "version", "uri", "associations"}
    assert {k: v for k, v in read.items() if k not in same} == {k: v for k, v in item.items() if k not in same}
    assert list(map(without_file, read["associations"])) == list(map(without_file, item["associations"]))


def stored(release, draft):
    """The draft in the database under another uri, as if another house had imported it."""
    orders = storing.Orders(clock.now(), ZoneInfo("Europe/Berlin"), release.organisation, True, True)
    outcome = next(storing.store([replace(draft, uri="other:1")], orders))
    return in_full(PressRelease.objects.for_the_house().get(pk=outcome.id))


def without_file(other):
    """What the item itself carries of a picture or link: the file stays where it is until somebody fetches it."""
    return {key: value for key, value in other.items() if key not in ("uri", "renditions", "title")}


def test_plain_text_holds_every_word(full, client):  # noqa: F811
    answer = client.get(f"/en{full.get_absolute_url()}.txt")
    text = answer.content.decode()

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    for words in (
        "Institut für Waldboden, 24. November 2026, 12:00 MEZ", "Moor speichert Wasser",
        "Jena, Berlin. 24. November 2026.",
        "„Wir messen jeden Tag neu“, sagt Anna Muster.", "Pressekontakt:\nAnna Muster", "muster@moor.example",
        "Bild: Das Moor im Herbst\nQuelle: Oswald Gerlach", "Sachgebiet: Biologie", "http://127.0.0.1:8000/releases/",
    ):  # fmt: skip
        assert words in text


def test_a_bare_release_is_written_without_empty_keys(make_release):
    item = export.ninjs(in_full(make_release("Kurz")))

    assert all(value not in ("", [], None) for value in item.values())
    assert "people" not in item
