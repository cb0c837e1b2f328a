"""The pages of a PDF from anywhere, each read and written anew, so that others can be put on them.

What cannot be read to its end within bounds has no pages: whoever binds it lays a sheet instead.
"""

from __future__ import annotations

import io
import sys

from pypdf import PageObject, PdfReader, PdfWriter

from yimen.documents.apart import bounded_input, read_apart


def pages_of(data: bytes) -> bytes | None:
    """Return the same pages as a PDF that can be bound, or nothing if it cannot be read."""
    return read_apart("yimen.documents.pdf_pages", data)


def _anew(data: bytes) -> bytes:
    """Do to each page what binding does to it: turn it upright, and lay another page over it."""
    writer, nothing, out = PdfWriter(), PageObject.create_blank_page(None, 1, 1), io.BytesIO()
    for page in PdfReader(io.BytesIO(data)).pages:
        written = writer.add_page(page)
        written.transfer_rotation_to_content()
        written.merge_page(nothing)
    writer.write(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(_anew(bounded_input()))
