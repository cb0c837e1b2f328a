"""What the font of the letters can draw, and what becomes of a character that it cannot.

Nothing is lost in silence: such a character is drawn as an open box and named in a note.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BOX = "□"
#: The kind of character map that holds every plane of Unicode.
MAP_FORMAT = 12

#: Variation selectors: they choose the look of the character before them, and have none.
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Signs in a row without a script that breaks anywhere would run over the edge of the page.
UNBROKEN = re.compile(r"[^\s\u3040-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]{24,}")
BREAK_HERE = "\u200b"
PIECE = re.compile(r".{4}(?=.)")


class OddFont(LookupError):
    """The font is not built as expected."""

    def __init__(self, *, lacks: bytes | int) -> None:
        """Say which table or map it lacks."""
        super().__init__(f"fonts/NotoSerifSC-Regular.ttf: expected {lacks!r} in it, found none.")


def clean(text: str) -> str:
    """Take out what has no look and may mislead: controls, invisible and reversing marks."""
    text = SELECTORS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line if line.isprintable() else _clean(line) for line in text.split("\n"))


def _clean(line: str) -> str:
    return "".join(map(_shown, line)).strip()


def _shown(char: str) -> str:
    match unicodedata.category(char):
        case "Cc" | "Zs" if char.isspace():
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Cc" | "Cf":
            return ""
        case "Cs":
            return "\ufffd"
        case _:
            return char


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of these texts that the font cannot draw, in the order of Unicode."""
    return tuple(sorted(set().union(*texts) - covered() - {"\n"}))


def boxed(text: str, lost: Iterable[str]) -> str:
    """Put an open box in the place of every lost character, and places to break in long runs."""
    text = text.translate(dict.fromkeys(map(ord, lost), BOX))
    return UNBROKEN.sub(lambda run: PIECE.sub(lambda piece: piece[0] + BREAK_HERE, run[0]), text)


@cache
def covered() -> frozenset[str]:
    """Return every character that the font has a shape for."""
    data = (FONTS / "NotoSerifSC-Regular.ttf").read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * number)
        if struct.unpack_from(">H", data, start + offset) == (MAP_FORMAT,):
            return frozenset(map(chr, _segmented_coverage(data, start + offset)))
    raise OddFont(lacks=MAP_FORMAT)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise OddFont(lacks=tag)


def _segmented_coverage(data: bytes, start: int) -> Iterable[int]:
    (groups,) = struct.unpack_from(">I", data, start + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)
