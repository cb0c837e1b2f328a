"""Papers as people hand them in, made up in memory: whole ones, broken ones, lying ones."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from PIL import Image, PngImagePlugin

HERE_IT_WAS = b"+22.5431+114.0579/"
PLACE = "22 deg 32' 35\""
DOCX_MAP = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml</Types>"


def jpeg(*, width: int = 40, height: int = 20, orientation: int = 1) -> bytes:
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A phone maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 32.0, 35.0), 3: "E", 4: (114.0, 3.0, 28.0)})
    return _saved(picture, "JPEG", exif=exif.tobytes(), comment=PLACE.encode())


def png(mode: str = "RGBA") -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Location", PLACE)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{PLACE}</x:xmpmeta>")
    return _saved(Image.new(mode, (10, 10)), "PNG", pnginfo=notes)


def animation() -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    return _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], xmp=PLACE.encode())


def pdf(after: bytes = b"") -> bytes:
    drawn = _saved(Image.new("RGB", (8, 8)), "PDF")
    return drawn + after


def xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "街道"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def docx(*extra: str, types: bytes = DOCX_MAP) -> bytes:
    return zipped({"[Content_Types].xml": types, "word/document.xml": b"<w/>"}, *extra)


def zipped(parts: dict[str, bytes], *extra: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **dict.fromkeys(extra, b"x")}.items():
            archive.writestr(name, data)
    return saved.getvalue()


def film(brand: bytes = b"isom", handler: bytes = b"vide") -> bytes:
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler)) + box(b"meta", HERE_IT_WAS))
    index = box(
        b"moov", box(b"mvhd", bytes(20)) + track + box(b"udta", box(b"\xa9xyz", HERE_IT_WAS))
    )
    return box(b"ftyp", brand + bytes(4)) + box(b"mdat", b"picture after picture") + index


def box(name: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4) + name + body


def mp3(*, tag: bool = True, frames: int = 5) -> bytes:
    header = b"\xff\xfb\x90\x00"  # MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame
    sound = (header + bytes(413)) * frames
    return (b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128) if tag else b"") + sound


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    saved = io.BytesIO()
    picture.save(saved, form, **options)
    return saved.getvalue()
