"""Anybody verifies a letter: by file, QR code or short code; no person is ever named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.documents import pdf_words
from yimen.documents.actions import issue
from yimen.documents.models import Letter
from yimen.documents.render import render_pdf
from yimen.documents.seals import BLANK, SEAL, Stamp
from yimen.documents.storage import path_of
from yimen.documents.stored import paper_from_json
from yimen.registry import digests
from yimen.registry.models import Opinion


@pytest.fixture
def letter(hall: Hall) -> Letter:
    """An answer that was issued and printed."""
    opinion = halls.issued(hall)
    act_as(SYSTEM)
    found = Letter.objects.select_related("petition")
    return found.get(kind="handling_opinion", opinion=opinion)


def visitor() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def bytes_of(letter: Letter) -> bytes:
    return path_of(letter.sha256).read_bytes()


def brought(data: bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("letter.pdf", data, content_type="application/pdf")
    answer = visitor().post("/verify/", {"file": file, "code": ""})
    return answer.status_code, answer.content.decode()


def typed(code: str) -> tuple[int, str]:
    answer = visitor().post("/verify/", {"code": code})
    return answer.status_code, answer.content.decode()


def tampered(letter: Letter, was: str, now: str) -> bytes:
    whole = bytes_of(letter)
    paper = paper_from_json(letter.content)
    blocks = tuple(replace(block, text=block.text.replace(was, now)) for block in paper.blocks)
    words = pdf_words.read_here(whole).words
    stamp = Stamp(statement=letter.statement, words=words)
    true_seal = whole[whole.index(SEAL.encode()) + len(SEAL) :][: len(BLANK)]
    pdf = render_pdf(replace(paper, blocks=blocks), stamp=stamp)
    return pdf.replace(BLANK.encode(), true_seal)


def test_the_file_that_went_out_is_genuine(letter: Letter):
    status, page = brought(bytes_of(letter))
    assert status == 200
    assert "Genuine: this is exactly the letter that went out" in page
    assert letter.number in page
    assert "stands unchanged" in page


def test_the_qr_code_leads_to_the_page_that_says_so(letter: Letter):
    paper = paper_from_json(letter.content)
    path = paper.scan_url.split("/V/")[1]
    for address in (f"/V/{path}", f"/v/{path.lower()}"):
        answer = visitor().get(address)
        assert answer.status_code == 200
        assert "A letter with this code was issued" in answer.content.decode()


def test_the_short_code_can_be_typed_as_it_is_printed(letter: Letter):
    code = letter.code
    status, page = typed(f"{code[:4].lower()} {code[4:8]}-{code[8:]}")
    assert status == 200
    assert letter.petition.number in page


def test_no_person_and_no_content_is_shown_to_a_stranger(letter: Letter):
    opinion = Opinion.objects.get(pk=letter.opinion_id)
    act_as(SYSTEM)
    party = letter.petition.parties.first()
    finding = opinion.findings.first()
    bad = tampered(letter, finding.reasons[:4], "我们同意")
    for _, page in (brought(bytes_of(letter)), brought(bad), typed(letter.code)):
        assert party.name not in page
        assert halls.LAMPS not in page
        assert finding.facts not in page
        assert finding.reasons not in page


def test_a_changed_file_is_said_to_be_changed_and_where(letter: Letter):
    status, page = brought(tampered(letter, "日", "曰"))
    assert status == 422
    assert "Changed: this file is not as it went out" in page
    assert "now “曰”, before something else" in page


def test_a_file_of_which_only_a_byte_was_added_is_changed_too(letter: Letter):
    _, page = brought(bytes_of(letter) + b"\n")
    assert "Changed" in page
    assert "No word differs" in page


def test_a_newer_version_is_named(letter: Letter):
    old = bytes_of(letter)
    act_as(SYSTEM)
    issue("handling_opinion", petition=letter.petition_id, subject=letter.subject, at=now())
    _, page = brought(old)
    assert "Genuine, but a newer version took its place" in page
    assert "Version 2 was issued on" in page


def test_a_record_that_was_rewritten_no_longer_stands(letter: Letter):
    pdf = bytes_of(letter)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set role none")
        cursor.execute("alter table registry_entry disable trigger append_only")
        cursor.execute("alter table registry_entry no force row level security")
        cursor.execute(
            "update registry_entry set role = 'head' where petition_id = %s and seq = 2",
            [letter.petition_id],
        )
        cursor.execute("alter table registry_entry force row level security")
        cursor.execute("alter table registry_entry enable trigger append_only")
        cursor.execute("set role yimen_app")
    _, page = brought(pdf)
    assert "The record that this letter quotes is no longer as it was" in page
    assert "was changed" in page


def test_signed_by_us_and_not_in_the_register_is_not_ours(letter: Letter):
    pdf = bytes_of(letter)
    act_as(SYSTEM)
    Letter.objects.filter(pk=letter.pk).update(code="", statement="", sha256="0" * 64)
    status, page = brought(pdf)
    assert status == 422
    assert "Not ours: no such letter was ever issued" in page


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"hello", b"\x89PNG\r\n"])
def test_what_carries_nothing_is_told_what_to_do_instead(data: bytes):
    status, page = brought(data)
    assert status == 422
    assert "scan the QR code on the paper" in page


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize("code", ["ABCDEFGHIJKL", "没有", "<script>", "A" * 5000])
def test_a_wrong_code_finds_nothing_and_breaks_nothing(code: str):
    status, page = typed(code)
    assert status == 422
    assert "<script>" not in page.replace("<script src", "")


@pytest.mark.usefixtures("hall")
def test_nothing_chosen_and_too_large_are_said():
    assert "Choose a file, or type the code" in typed("")[1]
    assert "it is no letter of ours" in brought(b"%PDF" + b"0" * (10 * 1024 * 1024))[1]


def test_digests_and_keys_are_there_for_everybody(letter: Letter):
    empty = visitor().get("/verify/digests/").content.decode()
    assert "No digest yet" in empty
    digest = digests.make(now())
    page = visitor().get("/verify/digests/").content.decode()
    assert digest.hash in page
    whole = visitor().get("/verify/digests/1/").json()
    key = next(
        k for k in visitor().get("/verify/keys/").json()["keys"] if k["name"] == whole["key"]
    )
    assert digests.is_sound(whole, bytes.fromhex(key["public"]))
    assert visitor().get("/verify/digests/2/").status_code == 404
    _, verified = brought(bytes_of(letter))
    assert "digest no. 1" in verified
