"""A letter proves itself: what it carries, and what is found when somebody changed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from tests.documents import letter_samples as sample

from yimen.base import signing
from yimen.documents import examining, pdf_words, statement
from yimen.documents.content import Letter
from yimen.documents.examining import Verdict
from yimen.documents.paper import ON_THE_RECEIPT, Paper
from yimen.documents.render import render_pdf
from yimen.documents.seals import BLANK, SEAL, Stamp, carried, seal, words_of
from yimen.documents.stamping import address
from yimen.documents.wording import write
from yimen.ops.verbs.verify_document import verify_document

AT = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
LINE = "cd" * 32


def publics() -> dict[str, bytes]:
    public = signing.public_key()
    return {signing.key_name(public): public}


def issued(letter: Letter = sample.HANDLING_OPINION) -> tuple[bytes, Paper, Stamp]:
    """Return a letter as it goes out, with the paper and the stamp that it was made of."""
    code = {"query_code": ON_THE_RECEIPT} if letter.query_code else {}
    kept = write(replace(letter, **code))
    words = words_of(kept, "ab" * 32)
    said = statement.signed(
        key=signing.key_name(signing.public_key()),
        content=sha256(words).hexdigest(),
        case_number=kept.case_number,
        place=(12, LINE),
        issued_at=AT,
    )
    paper = replace(write(letter), scan_url=address(str(said)), code=said.short)
    stamp = Stamp(statement=str(said), words=words)
    return seal(render_pdf(paper, stamp=stamp)), paper, stamp


def forged(paper: Paper, stamp: Stamp, whole: bytes, was: str, now: str) -> bytes:
    """Print a letter with other words, and put the statement and seal of the true one on it."""
    blocks = tuple(replace(block, text=block.text.replace(was, now)) for block in paper.blocks)
    pdf = render_pdf(replace(paper, blocks=blocks), stamp=stamp)
    found = carried(whole)
    assert found is not None
    true_seal = whole[whole.index(SEAL.encode()) + len(SEAL) :][: len(BLANK)]
    return pdf.replace(BLANK.encode(), true_seal)


def test_a_letter_as_it_went_out_is_genuine():
    pdf, _, stamp = issued()
    found = examining.examine(pdf, publics())
    assert found.verdict is Verdict.GENUINE
    assert found.statement is not None
    assert (found.statement.case_number, found.statement.seq, found.statement.line) == (
        "一门〔2026〕000123号",
        12,
        LINE,
    )
    assert found.statement.issued_at == AT
    assert found.statement.content == sha256(stamp.words).hexdigest()


def test_any_byte_that_differs_is_noticed():
    pdf, _, _ = issued()
    for at in range(50, len(pdf), len(pdf) // 40):
        other = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
        assert examining.examine(other, publics()).verdict is not Verdict.GENUINE
    assert examining.examine(pdf + b"\n% more", publics()).verdict is Verdict.CHANGED


def test_other_words_under_a_true_code_are_named_with_what_was_there():
    pdf, paper, stamp = issued()
    bad = forged(paper, stamp, pdf, "日", "曰")
    found = examining.examine(bad, publics())
    assert found.verdict is Verdict.CHANGED
    assert found.statement is not None
    changed = examining.what_changed(bad, found.statement)
    assert changed
    assert {(one.was, one.now) for one in changed} == {("日", "曰")}


def test_the_query_code_of_a_receipt_is_no_change():
    pdf, paper, stamp = issued(sample.RECEIPT)
    assert examining.examine(pdf, publics()).verdict is Verdict.GENUINE
    assert b"4829" not in stamp.words
    bad = forged(paper, stamp, pdf, "日", "曰")
    found = examining.examine(bad, publics())
    assert found.statement is not None
    changed = examining.what_changed(bad, found.statement)
    assert {(one.was, one.now) for one in changed or []} == {("日", "曰")}


def test_a_file_saved_again_by_another_program_is_not_as_it_went_out(tmp_path: Path):
    pdf, _, _ = issued()
    first, again = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first.write_bytes(pdf)
    writer = PdfWriter(clone_from=PdfReader(first))
    writer.write(again)
    found = examining.examine(again.read_bytes(), publics())
    assert found.verdict in {Verdict.CHANGED, Verdict.NOTHING}


def test_a_strangers_key_is_unknown_and_a_borrowed_name_is_forged(monkeypatch: pytest.MonkeyPatch):
    known = publics()
    monkeypatch.setenv(signing.NAME, "11" * 32)
    pdf, _, _ = issued()
    assert examining.examine(pdf, known).verdict is Verdict.UNKNOWN_KEY
    (name,) = known
    borrowed = statement.signed(
        key=name, content="00" * 32, case_number="x", place=(1, LINE), issued_at=AT
    )
    assert examining.judge(str(borrowed), known).verdict is Verdict.FORGED


def test_two_statements_in_one_file_prove_nothing():
    pdf, _, _ = issued()
    other, _, _ = issued(sample.RECEIPT)
    assert examining.examine(pdf + other, publics()).verdict is Verdict.NOTHING


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello", b"\0" * 1000])
def test_what_is_no_letter_is_said_to_be_nothing(data: bytes):
    assert examining.examine(data, publics()).verdict is Verdict.NOTHING
    assert pdf_words.read(data) is None


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_a_statement_or_is_refused(text: str):
    try:
        found = statement.read(text)
    except statement.NotAStatement:
        return
    assert not found.is_signed_by(signing.public_key())


def test_what_is_easily_mistaken_on_paper_is_read_all_the_same():
    assert statement.tidied("aBcd-0189 efgh") == "ABCDOIBGEFGH"
    _, _, stamp = issued()
    said = statement.read(f" {stamp.statement.lower()} ")
    assert str(said) == stamp.statement


def test_the_code_to_scan_is_small_enough_for_a_phone():
    _, paper, _ = issued()
    code = segno.make(paper.scan_url, error="m", micro=False, mask=2)
    assert int(code.version) <= 11
    assert code.mode == "alphanumeric"


def test_a_letter_is_the_same_bytes_again_with_the_same_statement():
    pdf, paper, stamp = issued()
    assert seal(render_pdf(paper, stamp=stamp)) == pdf


def test_the_hash_alone_tells_no_name():
    """Two letters of the same words have different hashes: each has a salt of its own."""
    paper = write(sample.HANDLING_OPINION)
    assert sha256(words_of(paper, "aa")).digest() != sha256(words_of(paper, "bb")).digest()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key.txt"
    file.write_text(signing.public_key().hex(), encoding="ascii")
    return file


def _said(file: Path, key: Path) -> tuple[int, str]:
    done = CliRunner().invoke(verify_document, [str(file), "--key", str(key)])
    return done.exit_code, done.output


def test_the_command_line_says_what_a_file_is(tmp_path: Path, key_file: Path):
    pdf, paper, stamp = issued()
    good, bad, code, alien = (
        tmp_path / n for n in ("good.pdf", "bad.pdf", "code.txt", "alien.pdf")
    )
    good.write_bytes(pdf)
    bad.write_bytes(forged(paper, stamp, pdf, "日", "曰"))
    code.write_text(paper.scan_url, encoding="ascii")
    alien.write_bytes(b"%PDF-1.7 nothing")
    status, said = _said(good, key_file)
    assert (status, said.split(":")[0]) == (0, "Genuine")
    assert "一门〔2026〕000123号" in said
    status, said = _said(bad, key_file)
    assert (status, said.split(":")[0]) == (1, "Changed")
    assert "was “日”, is “曰”" in said
    assert _said(code, key_file)[0] == 0
    assert _said(alien, key_file) == (1, "Nothing found: the file carries no statement.\n")


def test_the_command_line_wants_a_key_that_is_one(tmp_path: Path):
    pdf, _, _ = issued()
    file, key = tmp_path / "a.pdf", tmp_path / "k.txt"
    file.write_bytes(pdf)
    key.write_text("not a key", encoding="ascii")
    done = CliRunner().invoke(verify_document, [str(file), "--key", str(key)])
    assert "holds no public key" in str(done.exception.__doc__ if done.exception else "")
