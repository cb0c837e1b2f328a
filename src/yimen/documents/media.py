"""What a file really is: recognised by what it holds, checked to the end, held to its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from yimen.documents import recordings
from yimen.documents.refusing import (
    HeicPicture,
    NotWhatItSays,
    OldDocument,
    Unreadable,
    WithMacros,
    WrongType,
)


class Family(StrEnum):
    """Kinds of files that are kept in the same way."""

    PICTURE = "picture"
    PDF = "pdf"
    TEXT = "text"
    OFFICE = "office"
    SOUND = "sound"
    FILM = "film"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """What a file is; a text brings its words along."""

    type: str
    family: Family
    text: str = ""


JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PDF, TEXT = "application/pdf", "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"

#: How the names of each type end; the first is given to a file whose name says nothing.
SUFFIXES: dict[str, tuple[str, ...]] = {
    JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    PNG: (".png", ".apng"),
    WEBP: (".webp",),
    PDF: (".pdf",),
    TEXT: (".txt", ".text", ".csv"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    recordings.MP3: (".mp3",),
    recordings.M4A: (".m4a",),
    recordings.MP4: (".mp4", ".m4v"),
    recordings.MOV: (".mov", ".qt"),
    recordings.THREE_GP: (".3gp", ".3gpp"),
}
_FAMILIES = {
    JPEG: Family.PICTURE,
    PNG: Family.PICTURE,
    WEBP: Family.PICTURE,
    PDF: Family.PDF,
    TEXT: Family.TEXT,
    DOCX: Family.OFFICE,
    XLSX: Family.OFFICE,
    recordings.MP3: Family.SOUND,
    recordings.M4A: Family.FILM,
    recordings.MP4: Family.FILM,
    recordings.MOV: Family.FILM,
    recordings.THREE_GP: Family.FILM,
}
#: Types whose names people and phones mix up without any harm.
_MIXED_UP = frozenset({Family.PICTURE, Family.FILM})
RECORDINGS = frozenset(
    suffix
    for media_type, family in _FAMILIES.items()
    if family in {Family.SOUND, Family.FILM}
    for suffix in SUFFIXES[media_type]
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
_PROGRAMS = ("vbaproject", "vbadata", "activex", "macrosheets")
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_PARTS = 5000
_PIECE = 1024 * 1024
_MAP = "[Content_Types].xml"
#: How much may follow the end of a PDF: some writers leave an empty line or a signature's gap.
_SLACK = 1024
_MARKUP = re.compile(r"\s*<(!doctype|html|head|script|svg|\?xml|\?php)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,5}")
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def recognise(name: str, data: bytes) -> Media:
    """Say what a file is, if it is whole and of a kind that we keep.

    Raises:
        WrongType: it is of another kind, or not of the kind that its name claims.
        Unreadable: it begins like one of ours, but is damaged or locked.
    """
    media = _by_content(name, data)
    _hold_to_name(name, media)
    return media


def _by_content(name: str, data: bytes) -> Media:
    if found := _picture(data):
        return _media(found)
    if data[:_SLACK].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        _require_whole_pdf(name, data)
        return _media(PDF)
    if data.startswith(_ZIP):
        return _media(_office(name, data))
    if data.startswith(_OLE):
        raise OldDocument(name=name)
    if data[4:8] == b"ftyp":
        return _media(_film(name, data))
    if recordings.is_mp3(data):
        return _media(recordings.MP3)
    return _text(name, data)


def _media(media_type: str) -> Media:
    return Media(type=media_type, family=_FAMILIES[media_type])


def _picture(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return ""


def _require_whole_pdf(name: str, data: bytes) -> None:
    """Refuse a PDF without its end, and one after whose end something else is hidden."""
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data[max(0, end - _SLACK) : end]:
        raise Unreadable(name=name)
    if len(data[end:].strip(b"\0\r\n\t ")) > _SLACK or _ZIP in data[end:]:
        raise NotWhatItSays(name=name)


def _film(name: str, data: bytes) -> str:
    found = recordings.film_type(data)
    if found == recordings.HEIC:
        raise HeicPicture(name=name)
    if not found:
        raise WrongType(name=name)
    if not recordings.is_whole(data):
        raise Unreadable(name=name)
    return found


def _office(name: str, data: bytes) -> str:
    """Say which of the two office types a ZIP is: unpacked once, within bounds, no programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return _office_type(name, parts)
    except _BROKEN_ZIP as error:
        raise Unreadable(name=name) from error


def _office_type(name: str, parts: zipfile.ZipFile) -> str:
    inside = parts.infolist()
    found = {_MAIN_PARTS[part.filename] for part in inside if part.filename in _MAIN_PARTS}
    if len(found) != 1 or _MAP not in parts.namelist():
        raise WrongType(name=name)
    if len(inside) > _MOST_PARTS or sum(part.file_size for part in inside) > _MOST_UNPACKED:
        raise Unreadable(name=name)
    names = " ".join(part.filename.lower() for part in inside)
    if any(program in names for program in _PROGRAMS):
        raise WithMacros(name=name)
    for part in inside:
        _unpack(name, parts, part)
    if b"macroEnabled" in parts.read(_MAP):
        raise WithMacros(name=name)
    return found.pop()


def _unpack(name: str, parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end, which checks its sum, and stop where it is longer than it says."""
    read = 0
    with parts.open(part) as opened:
        while piece := opened.read(_PIECE):
            read += len(piece)
            if read > part.file_size:
                raise Unreadable(name=name)


def _text(name: str, data: bytes) -> Media:
    """Read a text in whichever way it was written down, or refuse what is none of our kinds."""
    text = _decoded(data)
    says = _suffix(name)
    if text is None or _NOT_IN_TEXT.search(text) or says not in {"", *SUFFIXES[TEXT]}:
        known = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}
        raise NotWhatItSays(name=name) if says in known else WrongType(name=name)
    if _MARKUP.match(text):
        raise NotWhatItSays(name=name)
    return Media(type=TEXT, family=Family.TEXT, text=text)


def _decoded(data: bytes) -> str | None:
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _hold_to_name(name: str, media: Media) -> None:
    """Refuse a name that claims another kind; pictures and films change their names freely."""
    says = _suffix(name)
    if not says:
        return
    claimed = next((kind for kind, suffixes in SUFFIXES.items() if says in suffixes), "")
    is_mixed_up = media.family in _MIXED_UP and _FAMILIES.get(claimed) is media.family
    if claimed != media.type and not is_mixed_up:
        raise NotWhatItSays(name=name)


def _suffix(name: str) -> str:
    """Return how a name ends; short and Latin, to tell `.exe` from the end of `2026.11.21`."""
    says = PurePosixPath(name).suffix.lower()
    return says if _SUFFIX.fullmatch(says) else ""
