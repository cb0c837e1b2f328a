"""What the PDF of a letter is: archivable, readable aloud, the same every time, and never code."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from tests.documents import letter_samples as sample

from yimen.documents import content, glyphs, parts, render
from yimen.documents.kinds import Kind
from yimen.documents.paper import Look
from yimen.documents.render import render_pdf, undrawable
from yimen.documents.wording import write

pytestmark = pytest.mark.slow
EVERY = [pytest.param(letter, id=kind.value) for kind, letter in sample.SAMPLES.items()]
PAGE_NUMBER = re.compile(r"—\d+—")
LONG = "本人系锦绣花园小区业主，自2019年入住以来，按时缴纳物业服务费和公共能耗费。"


def opened(letter: content.Letter) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(letter)), strict=True)


def run_together(text: str) -> str:
    """Return a text without what only the layout put in."""
    return "".join(text.replace("\u200b", "").split())


def read(letter: content.Letter) -> str:
    """Return the text of a letter's pages in one run."""
    pages = (run_together(page.extract_text()) for page in opened(letter).pages)
    return "".join(PAGE_NUMBER.sub("", page) for page in pages)


@pytest.mark.parametrize("letter", EVERY)
def test_the_pdf_says_every_word_of_the_letter(letter: content.Letter):
    words = read(letter) + write(letter).scan  # on a receipt, what the picture is called
    for text in write(letter).texts():
        for line in text.split("\n"):
            assert run_together(line) in words


@pytest.mark.parametrize("letter", EVERY)
def test_the_pdf_is_made_for_the_archive_and_for_screen_readers(letter: content.Letter):
    pdf = opened(letter)
    root = pdf.trailer["/Root"]
    described = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in described
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in described
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert pdf.metadata.title == write(letter).title
    assert pdf.metadata.author == letter.issuer.name
    assert pdf.metadata.creation_date.date() == letter.issued_on


@pytest.mark.parametrize("letter", EVERY)
def test_the_same_letter_is_the_same_bytes(letter: content.Letter):
    assert render_pdf(letter) == render_pdf(write(letter))


def test_a_receipt_and_a_proof_of_service_fit_on_one_page():
    assert len(opened(sample.RECEIPT).pages) == 1
    assert len(opened(sample.SERVICE_RECEIPT).pages) == 1


def test_the_first_page_has_no_number_and_the_others_have():
    first, *others = opened(sample.HANDLING_OPINION).pages
    assert not PAGE_NUMBER.search(run_together(first.extract_text()))
    for number, page in enumerate(others, start=2):
        assert run_together(page.extract_text()).endswith(f"—{number}—")


def test_a_full_page_has_22_lines_of_28_characters():
    text = "一" * 5000
    page = opened(replace(sample.FORWARDING_LETTER, demands=(text,))).pages[2].extract_text()
    lines = [line for line in page.splitlines() if "一" in line]
    assert [len(line) for line in lines] == [28] * 22


MARKUP = '#read("/etc/passwd") #import "paper.typ": * $x^2$ *粗* _斜_ `c` <a> @b // c \\ #panic()'


def test_markup_in_a_citizens_words_is_text():
    hostile = f"{MARKUP} {{number}} %s <script>alert(1)</script> \\u{{41}} ]) }}"
    letter = replace(
        sample.HANDLING_OPINION,
        subject=MARKUP,
        addressee=MARKUP,
        findings=(replace(sample.FINDING, request=hostile, facts=hostile, evidence=hostile),),
    )
    assert read(letter).count(run_together(hostile)) == 3


def test_a_character_that_the_font_lacks_is_a_box_and_is_named():
    letter = replace(sample.RECEIPT, addressee="王𪚥🙂", demands=("שלום 你好",))
    assert undrawable(letter) == ("ו", "ל", "ם", "ש", "🙂", "𪚥")
    words = read(letter)
    assert "王□□：" in words
    assert "□□□□你好" in words
    assert "U+1F642、U+2A6A5" in words
    assert undrawable(sample.RECEIPT) == ()


def test_control_and_reversing_characters_vanish():
    odd = "".join(map(chr, range(32))) + "\x7f\x85\u202e\u2066\u200f\ufeff\ud800"
    assert "甲" in read(replace(sample.RECEIPT, demands=(f"甲{odd}乙",)))


def test_ten_thousand_characters_all_arrive():
    text = (LONG * 300)[:10_000]
    assert text in read(replace(sample.FORWARDING_LETTER, demands=(text,)))


@pytest.mark.parametrize("run", ["a1" * 600, "！" * 900, "。" * 900, "—" * 900, "𪚥" * 900])
def test_signs_in_a_row_never_leave_the_page(run: str):
    letter = replace(
        sample.RECEIPT, demands=(run, "短"), issuer=replace(sample.BUREAU, name="某局" * 20)
    )
    assert read(letter).count(run[:2].replace("𪚥", glyphs.BOX)) >= len(run) // 2
    longest = max(
        len(line.replace("\u200b", ""))
        for page in opened(letter).pages
        for line in page.extract_text().splitlines()
    )
    assert longest <= 80


@pytest.mark.parametrize("lines", range(1, 24))
def test_no_page_holds_a_signature_alone(lines: int):
    letter = replace(sample.EXTENSION_NOTICE, reason="\n".join(["一"] * lines))
    last = run_together(opened(letter).pages[-1].extract_text())
    assert "特此告知" in last


@pytest.mark.parametrize("lines", range(1, 24))
def test_no_page_holds_a_signature_with_a_single_line(lines: int):
    letter = replace(sample.SAMPLES[Kind.REPEAT_RESUMED], reason="\n".join(["一"] * lines))
    last = run_together(opened(letter).pages[-1].extract_text())
    assert "期限的由来" in last
    assert "特此告知" in last


def test_a_note_of_one_sentence_has_no_number():
    last = run_together(opened(sample.SAMPLES[Kind.HEARING_VOTE]).pages[-1].extract_text())
    assert "1.本评议意见" not in last
    assert "本评议意见存入案卷" in last


def test_the_code_to_scan_is_drawn_module_by_module():
    paper = write(sample.RECEIPT)
    given = json.dumps(render._drawn(paper, paper.look))
    page = render._compiler().compile(format="png", ppi=254, sys_inputs={"letter": given})
    assert isinstance(page, bytes)
    picture = Image.open(io.BytesIO(page)).convert("L").point(lambda grey: 255 * (grey < 50))
    beside = picture.crop((1480, 1000, 1810, 1330))  # tenths of a millimetre: the box, at the right
    left, top, right, bottom = beside.getbbox()
    modules = segno.make(paper.scan_url, error="m", micro=False).matrix
    step = (right - left) / len(modules)
    assert abs((right - left) - (bottom - top)) < step / 2
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            at = (int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))
            assert bool(beside.getpixel(at)) == bool(dark)


def test_a_letter_can_be_had_in_large_print():
    large = PdfReader(io.BytesIO(render_pdf(sample.RECEIPT, look=Look.LARGE)))
    words = "".join(run_together(page.extract_text()) for page in large.pages)
    assert "482910573364" in words
    assert len(large.pages) > 1


def test_rendering_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(render.LETTERS.iterdir())
    render_pdf(sample.RECEIPT)
    assert not list(tmp_path.iterdir())
    assert sorted(render.LETTERS.iterdir()) == before


def test_five_long_demands_are_answered_on_as_many_pages_as_it_takes():
    findings = tuple(
        replace(
            sample.FINDING, request=f"第{n}项。{LONG}", facts=(LONG * 90)[:3000], reasons=LONG * 9
        )
        for n in range(1, 6)
    )
    letter = replace(sample.HANDLING_OPINION, findings=findings)
    assert read(letter).count((LONG * 90)[:3000]) == 5


def test_an_organ_with_a_very_long_name_still_has_its_name_on_the_sheet():
    name = "一门经济技术开发区（高新技术产业园区）管理委员会住房和城乡建设与综合行政执法局"
    letter = replace(sample.EXTENSION_NOTICE, issuer=parts.Organ(name=name))
    assert read(letter).count(name) == 2
