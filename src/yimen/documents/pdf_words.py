"""The words of a PDF from anywhere, read in a process of its own that cannot grow or linger.

As a program this reads a file from its input, and writes its pages and its embedded words as JSON.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from dataclasses import dataclass

from pypdf import PdfReader

from yimen.documents.apart import bounded_input, read_apart
from yimen.documents.seals import WORDS

_MOST_PAGES = 100
_MOST_SIGNS = 20_000  # on one page


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: the text of its pages, and the words embedded in it."""

    pages: tuple[str, ...]
    words: bytes


def read(data: bytes) -> Read | None:
    """Return what a file holds, or nothing if it cannot be read."""
    said = read_apart("yimen.documents.pdf_words", data)
    if said is None:
        return None
    found = json.loads(said)
    return Read(tuple(found["pages"]), base64.b64decode(found["words"]))


def read_here(data: bytes) -> Read:
    """Return what a file of our own holds, without a process of its own."""
    pdf = PdfReader(io.BytesIO(data))
    pages = tuple(_run_together(page.extract_text()) for page in pdf.pages[:_MOST_PAGES])
    embedded = pdf.attachments.get(WORDS, [])
    return Read(pages, embedded[0] if embedded else b"")


def _run_together(text: str) -> str:
    """Return a text without what its layout put in, or a broken font: nobody can read that."""
    return "".join(sign for sign in "".join(text.split()) if sign.isprintable())[:_MOST_SIGNS]


def _answer() -> None:
    found = read_here(bounded_input())
    words = base64.b64encode(found.words).decode()
    sys.stdout.write(json.dumps({"pages": found.pages, "words": words}))


if __name__ == "__main__":
    _answer()
