"""The file as one PDF: everything for those who judge, hers for the petitioner; never the code."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework import binding
from yimen.casework.actions.attach import attach
from yimen.casework.actions.investigate import investigate
from yimen.casework.actions.make_bundle import make_bundle
from yimen.casework.filing import Paper
from yimen.casework.queries.bundle import bundle_for, last_bundle
from yimen.documents.bundling import Bound, Whole
from yimen.documents.storage import path_of
from yimen.registry.models import Bundle

pytestmark = pytest.mark.slow
AT = make.on("2025-04-02")


def a_picture() -> Paper:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "JPEG")
    return Paper(name="路灯.jpg", data=out.getvalue())


def a_file(district: District) -> make.Case:
    """Bring a matter to its answer, with a paper of each side."""
    case = make.a_petition(district, "handled")
    ground.do_jobs()
    attach(case.petition, paper=a_picture(), by=case.petitioner, at=hearings.ASKED)
    note = Paper(name="内部清单.txt", data="只给单位看的话".encode())
    attach(case.petition, paper=note, by=district["handler"], at=hearings.ASKED)
    investigate(case.demand, looked=hearings.LOOKED, by=district["handler"], at=hearings.ASKED)
    ground.do_jobs()
    make.walk(case, "printed", begin="handled")
    return case


@transaction.atomic
def made(case: make.Case, by: Actor) -> tuple[Bundle, str]:
    """Have it made, and read its words page by page."""
    found = make_bundle(case.petition, by=by, at=AT)
    ground.do_jobs()
    act_as(by)
    row, path = bundle_for(by, case.petition, found.pk, at=AT)
    pages = PdfReader(path).pages
    assert len(pages) == row.pages
    return row, "\n".join(page.extract_text() for page in pages)


def test_those_who_judge_get_everything(district: District):
    case = a_file(district)
    row, words = made(case, district["head"])
    assert (row.state, row.done, row.left_out) == ("ready", row.total, [])
    for word in (
        "案卷合订本",
        "目录",
        "受理告知书",
        "调查笔录",
        "内部清单",
        "去年十二月",
        "办理过程记录",
    ):
        assert word in words.replace("\n", ""), word
    assert f"第 {row.pages} 页，共 {row.pages} 页" in words
    assert row.head_hash in words.replace("\n", "").replace("\u200b", "")


def test_the_petitioner_gets_hers_and_an_answer_only_once_it_has_reached_her(district: District):
    case = a_file(district)
    _, words = made(case, case.petitioner)
    words = words.replace("\n", "")
    assert "受理告知书" in words
    assert "路灯.jpg" in words
    for word in ("内部清单", "只给单位", "去年十二月", "电缆老化"):
        assert word not in words, word
    make.walk(case, "served", begin="printed")
    _, words = made(case, case.petitioner)
    assert "电缆老化" in words.replace("\n", "")


def test_no_bundle_holds_the_query_code(district: District):
    case = a_file(district)
    for by in (district["head"], case.petitioner):
        _, words = made(case, by)
        bare = "".join(words.split())
        assert case.code not in bare
        assert "".join(case.code.split("-")) not in bare


def test_the_contents_name_the_page_of_each_paper_and_lead_there(district: District):
    case = a_file(district)
    row, _ = made(case, district["head"])
    _, path = bundle_for(district["head"], case.petition, row.pk, at=AT)
    pdf = PdfReader(path)
    links = [
        annotation.get_object()
        for page in pdf.pages[:4]
        for annotation in page.get("/Annots", ())
        if "/Dest" in annotation.get_object()
    ]
    targets = [pdf.get_page_number(link["/Dest"][0].get_object()) for link in links]
    titles = [one.title for one in pdf.outline]
    assert not re.search(r"\d-\d\d-\d", "".join(page.extract_text() for page in pdf.pages[:2]))
    assert targets == sorted(targets)
    # A long title is two links; the outline begins with the contents themselves.
    assert len(set(targets)) == len(titles) - 1
    for target in targets:
        assert f"第 {target + 1} 页" in pdf.pages[target].extract_text()


def test_it_is_made_once_until_something_is_recorded(district: District):
    case = a_file(district)
    first = make_bundle(case.petition, by=district["head"], at=AT)
    assert make_bundle(case.petition, by=district["head"], at=AT).pk == first.pk
    assert make_bundle(case.petition, by=district["screener"], at=AT).pk != first.pk
    make.walk(case, "served", begin="printed")
    assert make_bundle(case.petition, by=district["head"], at=AT).pk != first.pk


def test_another_organ_and_another_petitioner_get_none(district: District):
    case = a_file(district)
    row, _ = made(case, district["head"])
    others = (case.petitioner, district["screener"], district["other_head"], SYSTEM)
    for by in others:
        act_as(by)
        with pytest.raises(NotFound):
            bundle_for(by, case.petition, row.pk, at=AT)
    with pytest.raises(NotFound):
        last_bundle(district["other_head"], case.petition)
    tried = after.outcomes(case, lambda by: make_bundle(case.petition, by=by, at=AT))
    assert "other_head" not in tried
    assert "lawyer" not in tried
    assert tried["petitioner"] == "done"


def test_what_cannot_be_printed_has_a_sheet_in_its_place(district: District):
    case = make.a_petition(district, "handled")
    out = io.BytesIO()
    Workbook().save(out)
    table = Paper(name="名单.xlsx", data=out.getvalue())
    attach(case.petition, paper=table, by=case.petitioner, at=hearings.ASKED)
    row, words = made(case, district["handler"])
    assert [name for name in row.left_out if "名单.xlsx" in name]
    assert "不能打印" in words


def test_what_is_sealed_leaves_no_bundle_behind(
    district: District, django_capture_on_commit_callbacks: Callable[..., Any]
):
    case = make.a_petition(district, "registered")
    by = district["screener"]
    row, words = made(case, by)
    assert case.number in words.replace("\n", "")
    with django_capture_on_commit_callbacks(execute=True):
        make.walk(case, "screened", make.Way(kind="accusation"), begin="registered")
    act_as(by)
    with pytest.raises(NotFound):
        bundle_for(by, case.petition, row.pk, at=AT)
    assert not path_of(row.sha256).exists()
    binding.make(row.pk, "zh-hans")  # a job that comes too late
    act_as(SYSTEM)
    row.refresh_from_db()
    assert row.state == Bundle.State.FAILED


def test_a_file_that_is_sealed_while_it_is_bound_is_not_kept(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    case = make.a_petition(district, "registered")
    bundle = make_bundle(case.petition, by=district["screener"], at=AT)
    bound = binding.bind

    def meanwhile(whole: Whole, told: Callable[[int, int], None]) -> Bound:
        drawn = bound(whole, told)
        make.walk(case, "screened", make.Way(kind="accusation"), begin="registered")
        return drawn

    monkeypatch.setattr(binding, "bind", meanwhile)
    binding.make(bundle.pk, "zh-hans")
    act_as(SYSTEM)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.sha256) == (Bundle.State.FAILED, "")
