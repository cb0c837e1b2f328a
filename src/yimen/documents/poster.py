"""A poster: large words and QR codes for a wall, in A4 or A3; the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache

import typst

from yimen.base.time import local_midnight
from yimen.documents import glyphs
from yimen.documents.render import LETTERS, STANDARDS, NoFont, one_at_a_time, qr_svg

SIZES = ("a4", "a3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One address: what it is called, where it leads, what helps without a camera."""

    name: str
    url: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The addresses of one level."""

    title: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """All that stands on it, from top to bottom."""

    title: str
    lead: str
    own: Spot
    sections: tuple[Section, ...]
    places: tuple[tuple[str, str], ...]
    foot: str


def draw_poster(poster: Poster, *, size: str, on: date) -> bytes:
    """Draw a poster for a wall; `size` is one of SIZES, A4 where it is not."""
    said = asdict(poster)
    said["own"] = _with_code(said["own"])
    for section in said["sections"]:
        section["spots"] = [_with_code(spot) for spot in section["spots"]]
    said |= {"paper": size if size in SIZES else "a4", "on": [on.year, on.month, on.day]}
    with one_at_a_time():
        drawn = _compiler().compile(
            format="pdf",
            sys_inputs={"poster": json.dumps(said, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=int(local_midnight(on).timestamp()),
        )
    assert isinstance(drawn, bytes)  # noqa: S101 - one PDF, never a list of pages
    return drawn


def _with_code(spot: dict[str, str]) -> dict[str, str]:
    return spot | {"qr": qr_svg(spot["url"]) if spot["url"] else ""}


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS]
    )
    if "Noto Serif SC" not in fonts.families():
        raise NoFont
    return typst.Compiler(
        input=LETTERS / "poster.typ", root=LETTERS, font_paths=fonts, ignore_system_fonts=True
    )
