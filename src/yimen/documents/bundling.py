"""One PDF of everything in a file: cover, contents, the papers as they went out, the record.

Nothing is written anew: a letter is the very file that went out, a paper that was handed in is the
one that is kept. What cannot be printed, as a recording, has a sheet that names it by its hash.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import structlog
import typst
from django.utils.formats import date_format
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, NameObject

from yimen.base.time import local_midnight
from yimen.documents import glyphs, render
from yimen.documents.pdf_pages import pages_of

#: What Pillow draws on a page; everything else that is no PDF and no text has a sheet.
PICTURES = frozenset({"image/jpeg", "image/png"})
PDF, TEXT = "application/pdf", "text/plain"
#: A picture is drawn as finely as a page needs it, in dots to the inch, with room around it.
DOTS, EDGE = 150.0, 120
A4_INCHES = (8.27, 11.69)
#: How a row of the contents says where it leads, until all pages are together.
PAGE = "page:"
_MOST_TEXT = 100_000
Told = Callable[[int, int], None]
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper of a bundle: what it is called, of which day, and how its pages are made."""

    title: str
    on: date | None
    media_type: str
    path: Path | None = None
    data: bytes = b""
    facts: tuple[tuple[str, str], ...] = ()
    #: Printed here; any other paper may lie about what it is.
    is_ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the record, in words."""

    seq: int
    at: str
    sentence: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the pages of the bundle's own say, in the reader's language."""

    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    contents: str
    columns: tuple[str, ...]
    record: str
    record_note: str
    record_columns: tuple[str, ...]
    pattern: str  # page {page} of {pages}
    mark: str
    not_printed: str
    hash_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A bundle before it is drawn: its words, its papers, its record up to a line."""

    words: Words
    maker: str
    on: date
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    hash: str


@dataclass(slots=True)
class Bound:
    """A bundle drawn: its bytes, its pages, and what stands in it by a sheet alone."""

    data: bytes
    pages: int
    left_out: list[str] = field(default_factory=list)


def bind(whole: Whole, told: Told = lambda _done, _total: None) -> Bound:
    """Draw a bundle; `told` hears after each paper how many are done, of how many."""
    total = len(whole.pieces) + 1
    bound, drawn = Bound(b"", 0), []
    for place, piece in enumerate(whole.pieces, start=1):
        drawn.append(_pages_of(whole, piece, bound))
        told(place, total)
    drawn.append(PdfReader(io.BytesIO(_record(whole))))
    titles = [*((one.title, one.on) for one in whole.pieces), (whole.words.record, whole.on)]
    bound.data, bound.pages = _together(whole, drawn, titles)
    told(total, total)
    return bound


def _together(
    whole: Whole, drawn: Sequence[PdfReader], titles: Sequence[tuple[str, date | None]]
) -> tuple[bytes, int]:
    """Put cover, contents and papers one after the other, numbered, with marks to jump by."""
    cover = PdfReader(io.BytesIO(_cover(whole)))
    before = len(cover.pages)
    # How long the contents are is known once they are drawn; their numbers then move by that.
    trial = PdfReader(io.BytesIO(_contents(whole, titles, [1] * len(titles))))
    first = before + len(trial.pages) + 1
    starts: list[int] = []
    for one in drawn:
        starts.append(first)
        first += len(one.pages)
    contents = PdfReader(io.BytesIO(_contents(whole, titles, starts)))
    writer = PdfWriter()
    for part in (cover, contents, *drawn):
        for page in part.pages:
            writer.add_page(page)
    _number(whole, writer)
    writer.add_outline_item(title=whole.words.contents, page_number=before)
    for (title, _), start in zip(titles, starts, strict=True):
        writer.add_outline_item(title=title, page_number=start - 1)
    _link(writer, before, len(contents.pages))
    writer.add_metadata({"/Title": whole.words.title, "/Author": whole.maker})
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), len(writer.pages)


def _number(whole: Whole, writer: PdfWriter) -> None:
    """Write the number on every page: it is how one cites it."""
    pages = len(writer.pages)
    told = {"pages": pages, "pattern": whole.words.pattern, "mark": whole.words.mark}
    lines = PdfReader(io.BytesIO(_draw(whole, "numbers", told)))
    for page, line in zip(writer.pages, lines.pages, strict=True):
        page.transfer_rotation_to_content()
        box = page.mediabox
        fits = Transformation().scale(float(box.width) / float(line.mediabox.width))
        page.merge_transformed_page(line, fits.translate(float(box.left), float(box.bottom)))


def _link(writer: PdfWriter, before: int, pages: int) -> None:
    """Make every row of the contents lead to its paper: there it names a page as an address."""
    for page in writer.pages[before : before + pages]:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            address = str(link.get("/A", {}).get("/URI", ""))
            if address.startswith(PAGE):
                target = writer.pages[int(address.removeprefix(PAGE)) - 1]
                del link["/A"]
                link.pop("/Contents", None)
                link[NameObject("/Dest")] = ArrayObject(
                    [target.indirect_reference, NameObject("/Fit")]
                )


def _pages_of(whole: Whole, piece: Piece, bound: Bound) -> PdfReader:
    """Return a paper as pages: itself, a picture on a page, or a sheet in its place."""
    try:
        data = piece.data or (piece.path.read_bytes() if piece.path else b"")
        if piece.media_type == PDF:
            found = PdfReader(io.BytesIO(data if piece.is_ours else pages_of(data) or b""))
            if len(found.pages):
                return found
        elif piece.media_type in PICTURES:
            return PdfReader(io.BytesIO(_picture(data)))
        elif piece.media_type == TEXT:
            text = data.decode("utf-8")[:_MOST_TEXT]
            return PdfReader(io.BytesIO(_sheet(whole, piece, text)))
    except Exception as error:  # noqa: BLE001  # whatever a stranger's paper breaks, the rest is bound
        _log.warning("not_bound", because=type(error).__name__)
    bound.left_out.append(piece.title[:200])
    return PdfReader(io.BytesIO(_sheet(whole, piece, whole.words.not_printed)))


def _picture(data: bytes) -> bytes:
    """Draw a picture on a page of its own."""
    with Image.open(io.BytesIO(data)) as opened:
        drawn = opened.convert("RGB")
    wide, high = (round(side * DOTS) for side in A4_INCHES)
    drawn.thumbnail((wide - 2 * EDGE, high - 2 * EDGE))
    page = Image.new("RGB", (wide, high), "white")
    page.paste(drawn, ((wide - drawn.width) // 2, EDGE))
    out = io.BytesIO()
    page.save(out, format="PDF", resolution=DOTS)
    return out.getvalue()


def _cover(whole: Whole) -> bytes:
    words = whole.words
    told = {"subject": words.subject, "facts": words.facts, "notes": words.notes}
    return _draw(whole, "cover", told)


def _contents(
    whole: Whole, titles: Sequence[tuple[str, date | None]], starts: Sequence[int]
) -> bytes:
    entries = [
        {
            "number": number,
            "title": title,
            "on": date_format(on, "DATE_FORMAT") if on else "",
            "page": str(start),
        }
        for number, ((title, on), start) in enumerate(zip(titles, starts, strict=True), start=1)
    ]
    words = whole.words
    told = {"contents_title": words.contents, "columns": words.columns, "entries": entries}
    return _draw(whole, "contents", told)


def _record(whole: Whole) -> bytes:
    words = whole.words
    lines = [
        {"seq": one.seq, "at": one.at, "sentence": one.sentence, "who": one.who}
        for one in whole.lines
    ]
    told = {
        "record_title": words.record,
        "record_note": words.record_note,
        "record_columns": words.record_columns,
        "lines": lines,
        "hash": whole.hash,
        "hash_label": words.hash_label,
    }
    return _draw(whole, "record", told)


def _sheet(whole: Whole, piece: Piece, note: str) -> bytes:
    return _draw(whole, "sheet", {"name": piece.title, "facts": piece.facts, "note": note})


def _draw(whole: Whole, part: str, told: dict[str, Any]) -> bytes:
    day = whole.on
    given = {"part": part, "title": whole.words.title, "maker": whole.maker,
             "on": [day.year, day.month, day.day], **told}  # fmt: skip
    text = json.dumps(_drawable(given), ensure_ascii=False)
    with render.one_at_a_time():
        drawn = _compiler().compile(
            format="pdf",
            sys_inputs={"bundle": text},
            timestamp=int(local_midnight(day).timestamp()),
        )
    assert isinstance(drawn, bytes)  # noqa: S101 - one PDF, never a list of pages
    return drawn


def _drawable(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Put an open box in the place of what the font cannot draw."""
    if isinstance(value, str):
        return glyphs.boxed(glyphs.clean(value), glyphs.missing([value]))
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    if isinstance(value, dict):
        return {name: _drawable(one) for name, one in value.items()}
    return value


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS]
    )
    return typst.Compiler(
        input=render.LETTERS / "bundle.typ",
        root=render.LETTERS,
        font_paths=fonts,
        ignore_system_fonts=True,
    )
