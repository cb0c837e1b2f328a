"""From a letter to its PDF: PDF/A-3a and PDF/UA-1, the same bytes every time."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

import segno
import typst

from yimen.base.time import local_midnight
from yimen.documents import glyphs
from yimen.documents.content import Letter
from yimen.documents.paper import Look, Paper, Verb
from yimen.documents.seals import BLANK, SEAL, STATEMENT, WORDS, Stamp
from yimen.documents.statement import grouped
from yimen.documents.stored import JSON, to_json
from yimen.documents.wording import write

HERE = Path(__file__).parent
LETTERS = HERE / "letters"
#: Archived for good with the file in it that proves it, and readable aloud.
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]

#: Trying all eight masks took as long as all the rest of a letter; every reader reads every mask.
_MASK = 2
#: A compiler is used by one thread at a time.
_TURN = Lock()


class NoFont(RuntimeError):
    """The font of the letters is not there."""

    def __init__(self) -> None:
        """Say where it is looked for, and what puts it there."""
        super().__init__(f"{glyphs.FONTS}: expected NotoSerifSC-*.ttf, found none. Run ./start.")


def render_pdf(
    letter: Letter | Paper,
    *,
    look: Look | None = None,
    stamp: Stamp | None = None,
    watermark: str = "",
) -> bytes:
    """Draw a letter as a PDF that will look and read the same in thirty years.

    `look` is the letter's own unless another is asked for: `Look.LARGE` is for weak eyes. With a
    `stamp` it carries its statement, and has a blank place for its seal.
    A `watermark` lies behind every page: who looks at it, and when.
    """
    paper = letter if isinstance(letter, Paper) else write(letter)
    drawn_with = _drawn(paper, look or paper.look) | {"watermark": watermark}
    given = json.dumps(drawn_with, ensure_ascii=False)
    _require_own_threads()
    with _TURN:
        drawn = _compiler().compile(
            format="pdf",
            sys_inputs={"letter": given, **_carried(stamp)},
            pdf_standards=STANDARDS,
            timestamp=int(local_midnight(paper.issued_on).timestamp()),
        )
    assert isinstance(drawn, bytes)  # noqa: S101 - one PDF, never a list of pages
    return drawn


def _carried(stamp: Stamp | None) -> dict[str, str]:
    """Return what the file carries besides what is seen, as the template asks for it."""
    if stamp is None:
        return {}
    keywords = json.dumps([f"{STATEMENT}{stamp.statement}", f"{SEAL}{BLANK}"])
    return {"words": stamp.words.decode(), "words_name": WORDS, "keywords": keywords}


def undrawable(letter: Letter | Paper) -> tuple[str, ...]:
    """Return the characters of a letter that its font cannot draw, and shows as open boxes."""
    paper = letter if isinstance(letter, Paper) else write(letter)
    return glyphs.missing(paper.texts())


class DrawnBefore(RuntimeError):
    """A letter was drawn before this process was copied from another, whose threads it lacks."""


_drawn_in: set[int] = set()


def _require_own_threads() -> None:
    """Refuse what would wait for ever.

    Raises:
        DrawnBefore: the printer's threads are in the process that this one is a copy of.
    """
    _drawn_in.add(os.getpid())
    if len(_drawn_in) > 1:
        raise DrawnBefore


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one thread of this process draw, here or for a bundle."""
    _require_own_threads()
    with _TURN:
        yield


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS]
    )
    if "Noto Serif SC" not in fonts.families():
        raise NoFont
    return typst.Compiler(
        input=LETTERS / "letter.typ", root=LETTERS, font_paths=fonts, ignore_system_fonts=True
    )


def _drawn(paper: Paper, look: Look) -> JSON:
    """Return what the template asks for: text that the font can draw, and the QR code."""
    lost = glyphs.missing(paper.texts())
    day = paper.issued_on
    return {
        **{name: _boxed(value, lost) for name, value in to_json(paper).items()},
        "size": look.value,
        "on": [day.year, day.month, day.day],
        "code": grouped(paper.code),
        "qr": qr_svg(paper.scan_url),
        "has_code": any(block.verb is Verb.CODE for block in paper.blocks),
        "lost": [f"U+{ord(char):04X}" for char in lost],
    }


def _boxed(value: object, lost: tuple[str, ...]) -> object:
    if isinstance(value, str):
        return glyphs.boxed(value, lost)
    if isinstance(value, list):
        return [_boxed(each, lost) for each in value]
    if isinstance(value, dict):
        return {key: _boxed(each, lost) for key, each in value.items()}
    return value


def qr_svg(url: str) -> str:
    """Return the QR code of an address as a drawing."""
    drawing = io.BytesIO()
    code = segno.make(url, error="m", micro=False, mask=_MASK)
    code.save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()
