"""Pictures are checked, written anew and kept once."""

import io
from pathlib import Path

import pytest
from PIL import Image as Picture

from wirkt.releases import pictures
from wirkt.releases.pictures import PictureError, store

pytestmark = pytest.mark.django_db


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_is_kept_in_its_own_format(home, kind, content_type):
    stored = store(picture(kind))

    assert (stored.content_type, stored.width, stored.height) == (content_type, 40, 20)
    with Picture.open(home / "media" / stored.file) as kept:
        assert kept.size == (40, 20)


def test_a_large_picture_is_reduced_to_what_a_page_shows():
    stored = store(picture(size=(3200, 1000)))

    assert (stored.width, stored.height) == (1600, 500)


def test_the_same_picture_is_kept_once(home):
    first, second = store(picture()), store(picture())

    assert first == second
    assert len([path for path in (home / "media").rglob("*") if path.is_file()]) == 1


def test_hidden_data_does_not_survive(home):
    exif = Picture.Exif()
    exif[0x010F], exif[0x8825] = "SecretCamera", {1: "N"}

    stored = store(picture("JPEG", exif=exif))

    assert b"SecretCamera" not in Path(home / "media" / stored.file).read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:60],
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(home, content):
    with pytest.raises(PictureError):
        store(content)

    assert not (home / "media").exists()


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_PIXELS", 100)

    with pytest.raises(PictureError, match=r"60 [mM]egapi[xk]"):
        store(picture())
