"""Pictures on disk: checked, written anew without hidden data, named by their content."""

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps

LARGEST_BYTES = 50 * 1024 * 1024
LARGEST_PIXELS = 60_000_000
WIDEST = 1600
KINDS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}


class PictureError(Exception):
    """A file that is no picture we can show; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a picture lies below the media folder, its kind and its size in pixels."""

    file: str
    content_type: str
    width: int
    height: int


def store(content: bytes) -> Stored:
    """Write the picture, at most 1,600 px wide, upright and without metadata. The same picture is stored once.

    Raises `PictureError` for anything but a JPEG, PNG or WebP of at most 50 MB and 60 megapixels.
    """
    data, kind, size = _written_anew(content)
    digest = hashlib.sha256(data).hexdigest()
    content_type, ending = KINDS[kind]
    file = f"{digest[:2]}/{digest}.{ending}"
    _keep(Path(settings.MEDIA_ROOT) / file, data)
    return Stored(file, content_type, *size)


def _written_anew(content: bytes) -> tuple[bytes, str, tuple[int, int]]:
    if len(content) > LARGEST_BYTES:
        raise PictureError(_("The picture is larger than 50 MB; please reduce it."))
    try:
        with Picture.open(io.BytesIO(content), formats=list(KINDS)) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise PictureError(_("The picture has more than 60 megapixels; please reduce it."))
            kind = opened.format or "PNG"
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((WIDEST, WIDEST * 4))
            upright.info.clear()
            out = io.BytesIO()
            upright.save(out, kind, optimize=True)
            return out.getvalue(), kind, upright.size
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError) as error:
        raise PictureError(_("This is not a picture in JPEG, PNG or WebP format, or it is damaged.")) from error


def _keep(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        unfinished.write(data)
        unfinished.flush()
        os.fsync(unfinished.fileno())
    os.replace(unfinished.name, path)
