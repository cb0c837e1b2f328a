"""Files that lie about what they are: each is refused in a moment, and breaks no page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from yimen.documents.bundling import PDF, Bound, Piece, Whole, Words, bind
from yimen.documents.comparing import changes
from yimen.documents.rosters import MOST_BYTES, Read, TooManyOnIt, read_roster
from yimen.documents.tables import NoTable

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def _book(part: str = "", change: Callable[[bytes], bytes] = bytes) -> bytes:
    """Return a list of one person, with one of its parts written otherwise."""
    book, plain, out = Workbook(), io.BytesIO(), io.BytesIO()
    page = book.worksheets[0]
    page.append(["姓名", "联系电话"])
    page.append(["王一一", "13000000001"])
    book.save(plain)
    with zipfile.ZipFile(plain) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            data = was.read(name)
            now.writestr(name, change(data) if name == part else data)
    return out.getvalue()


def _names(read: Read) -> list[str]:
    return [one.name for one in read.people]


def test_an_honest_list_is_read() -> None:
    """What follows refuses none of these."""
    assert _names(read_roster("名册.xlsx", _book())) == ["王一一"]


@pytest.mark.parametrize("part", [SHEET, BOOK])
def test_a_workbook_that_breaks_off_is_no_table(part: str) -> None:
    """It is refused with words, wherever it breaks off."""
    with pytest.raises(NoTable):
        read_roster("名册.xlsx", _book(part, lambda data: data[:-20]))


def test_a_row_that_says_it_is_far_below_keeps_nobody_busy() -> None:
    """The empty rows up to it are not walked through for hours."""
    far = _book(SHEET, lambda data: data.replace(b'<row r="2"', b'<row r="999999999999"'))
    assert len(far) < MOST_BYTES
    with pytest.raises(Exception, match="nobody on this list"):
        read_roster("名册.xlsx", far)


def test_a_file_that_swells_is_not_unpacked() -> None:
    """A few bytes may hold more than the memory."""
    swollen = _book(SHEET, lambda data: data + b" " * 60 * 1024 * 1024)
    assert len(swollen) < MOST_BYTES
    with pytest.raises(TooManyOnIt):
        read_roster("名册.xlsx", swollen)


def test_a_long_file_name_is_no_fault() -> None:
    """A name of two hundred Chinese signs is longer than a file system takes."""
    read = read_roster("名" * 200 + ".csv", "姓名\n王一一\n".encode())
    assert _names(read) == ["王一一"]


def test_rows_left_out_are_bounded_too() -> None:
    """A list of bad rows alone is no larger than one of good rows."""
    with pytest.raises(TooManyOnIt):
        read_roster("名册.csv", ("姓名,电话\n" + ",1\n" * 6_000).encode())


def test_a_letter_filled_with_commas_is_compared_in_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its middle is one change then; sign by sign it would take hours."""
    monkeypatch.setattr("yimen.documents.comparing.SequenceMatcher", None)
    was = "抬头" + "一，" * 1_500 + "落款"
    (found,) = changes([was], ["抬头" + "，" * 20_000, "落款"])
    assert (found.page, found.after, found.was[0]) == (1, "抬头", "一")
    assert set(found.now) == {"，"}


def _pdf(content: bytes, filter_: str = "/FlateDecode") -> bytes:
    """Return a PDF of one page that says it holds this."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(content), filter_.encode(), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(places)
    return out + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def _swollen() -> bytes:
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1_000_000) for _ in range(200)) + packing.flush()


LIES = {
    "of an unknown packing": _pdf(b"?", "/NoSuchFilter"),
    "that swells": _pdf(_swollen()),
    "whose pages lead to themselves": _pdf(zlib.compress(b"q")).replace(b"[3 0 R]", b"[2 0 R]"),
    "broken off": _pdf(zlib.compress(b"q Q"))[:150],
}


def _bound(name: str, data: bytes) -> Bound:
    words = Words(
        title="案卷", subject="路灯", facts=(), notes=(), contents="目录", columns=("", "", "", ""),
        record="记录", record_note="", record_columns=("", "", "", ""), pattern="{page}/{pages}",
        mark="1", not_printed="不能打印", hash_label="指纹",
    )  # fmt: skip
    pieces = (Piece(title=name, on=None, media_type=PDF, data=data),)
    whole = Whole(
        words=words, maker="一门区信访局", on=date(2026, 1, 1), pieces=pieces, lines=(), hash="a"
    )
    return bind(whole)


@pytest.mark.parametrize("lie", LIES)
def test_a_paper_that_cannot_be_bound_has_a_sheet_and_the_rest_is_bound(lie: str) -> None:
    bound = _bound(lie, LIES[lie])
    assert bound.left_out == [lie]
    assert PdfReader(io.BytesIO(bound.data)).get_num_pages() == bound.pages > 2


def test_an_honest_paper_is_bound_page_by_page() -> None:
    bound = _bound("来信", _pdf(zlib.compress(b"0 0 100 100 re f")))
    assert bound.left_out == []
