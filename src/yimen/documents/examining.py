"""Is this file one of ours, and is it as it went out? Answered without the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from yimen.documents import pdf_words
from yimen.documents.comparing import Change, changes
from yimen.documents.paper import ON_THE_RECEIPT, Paper
from yimen.documents.render import render_pdf
from yimen.documents.seals import Carried, Stamp, carried, paper_of
from yimen.documents.statement import NotAStatement, Statement, read


class Verdict(StrEnum):
    """What the signatures alone say of a file."""

    GENUINE = "genuine"
    CHANGED = "changed"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file as its signatures show it; `statement` is there when it could be read."""

    verdict: Verdict
    statement: Statement | None = None


def examine(data: bytes, publics: Mapping[str, bytes]) -> Examined:
    """Judge a file by its signatures; `publics` are the published keys by their names."""
    found = carried(data)
    if found is None:
        return Examined(verdict=Verdict.NOTHING)
    judged = judge(found.statement, publics)
    if judged.verdict is Verdict.GENUINE and not _is_whole(found, judged, publics):
        return replace(judged, verdict=Verdict.CHANGED)
    return judged


def judge(text: str, publics: Mapping[str, bytes]) -> Examined:
    """Judge a statement alone, as a QR code says it."""
    try:
        statement = read(text)
    except NotAStatement:
        return Examined(verdict=Verdict.NOTHING)
    public = publics.get(statement.key)
    if public is None:
        return Examined(verdict=Verdict.UNKNOWN_KEY, statement=statement)
    is_ours = statement.is_signed_by(public)
    verdict = Verdict.GENUINE if is_ours else Verdict.FORGED
    return Examined(verdict=verdict, statement=statement)


def what_changed(data: bytes, statement: Statement) -> list[Change] | None:
    """Return where a file differs from its own signed words; nothing if those are gone."""
    now = pdf_words.read(data)
    if now is None or sha256(now.words).hexdigest() != statement.content:
        return None
    paper = paper_of(now.words)
    issued = _printed_again(paper, statement, now.words)
    return [one for one in changes(issued, now.pages) if not _is_query_code(one)]


def _is_whole(found: Carried, judged: Examined, publics: Mapping[str, bytes]) -> bool:
    return judged.statement is not None and found.is_whole(publics[judged.statement.key])


def _printed_again(paper: Paper, statement: Statement, words: bytes) -> Sequence[str]:
    again = replace(paper, code=statement.short)
    stamp = Stamp(statement=str(statement), words=words)
    return pdf_words.read_here(render_pdf(again, stamp=stamp)).pages


def _is_query_code(change: Change) -> bool:
    """Say whether a place differs only by the query code, which is printed and never kept."""
    return change.was in ON_THE_RECEIPT and change.now.isdecimal()
