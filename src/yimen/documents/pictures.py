"""Pictures are drawn anew: upright, the first frame alone, without a word about place or camera."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from yimen.documents.media import JPEG, PNG, WEBP
from yimen.documents.refusing import TooManyPixels, Unreadable

MOST_PIXELS = 64_000_000
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_QUALITY = {JPEG: 90, WEBP: 90}
#: What each type can hold; anything else becomes RGB, with transparency where there is any.
_MODES = {
    JPEG: frozenset({"L", "RGB", "CMYK"}),
    PNG: frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}),
    WEBP: frozenset({"RGB", "RGBA"}),
}
_LARGEST_PROFILE = 1024 * 1024


def redrawn(name: str, media_type: str, data: bytes) -> bytes:
    """Return the same picture as new bytes of the same type.

    Raises:
        TooManyPixels, Unreadable: it is too large, or damaged.
    """
    try:
        with _opened(name, media_type, data) as picture:
            picture.load()
            return _saved(ImageOps.exif_transpose(picture), media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(name=name) from error
    except TooManyPixels:
        raise
    except Exception as error:  # whatever a decoder stumbles over, the picture is damaged
        raise Unreadable(name=name) from error


def _opened(name: str, media_type: str, data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=[_FORMATS[media_type]])
    if picture.width * picture.height > MOST_PIXELS:
        raise TooManyPixels(name=name)
    return picture


def _saved(picture: Image.Image, media_type: str) -> bytes:
    """Write the pixels and the colour profile, and nothing else that came with them."""
    profile = picture.info.get("icc_profile")
    options: dict[str, object] = {}
    if isinstance(profile, bytes) and len(profile) <= _LARGEST_PROFILE:
        options["icc_profile"] = profile
    if media_type in _QUALITY:
        options["quality"] = _QUALITY[media_type]
    transparent = picture.info.get("transparency")
    if picture.mode not in _MODES[media_type]:
        has_alpha = picture.has_transparency_data and media_type != JPEG
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    elif transparent is not None and media_type == PNG:
        options["transparency"] = transparent
    picture.info = {}
    drawn = io.BytesIO()
    picture.save(drawn, _FORMATS[media_type], **options)
    return drawn.getvalue()
