"""Papers and letters of the sealed lane: kept in it, and never as files that lie in the clear."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.turns import in_turn
from yimen.documents.models import Letter
from yimen.documents.paper import Paper
from yimen.documents.render import render_pdf
from yimen.documents.storage import KEPT, path_of, put
from yimen.documents.stored import paper_from_json
from yimen.registry import lane
from yimen.registry.models import Attachment, Bundle, Petition

#: What a paper is called in the clear; its own name lies with it.
PAPER = "材料"
#: The letters that only a sealed file gets: what they are called says what it is.
UNDER_SEAL = frozenset(
    {Letter.Kind.ACCUSATION_NOTICE, Letter.Kind.ACCUSATION_SHEET, Letter.Kind.ACCUSATION_REPLY}
)
#: Only who keeps the letter itself, or holds the query code, may open these: they name her, or the
#: open file in which the rest of her letter goes on.
_NAMES_HER = frozenset({Letter.Kind.RECEIPT, Letter.Kind.SORTING_NOTICE})


@dataclass(frozen=True, slots=True)
class InMemory:
    """A file that exists for one reader only; it is opened like one on a disk."""

    data: bytes

    def open(self, _mode: str = "rb") -> BinaryIO:
        """Return it for reading."""
        return io.BytesIO(self.data)

    def is_file(self) -> bool:
        """Say that it is there."""
        return bool(self.data)


def shut(petition: Petition, *, at: datetime) -> None:
    """Move everything that a sealed file holds into the lane; safe to repeat."""
    lane.shut_words(petition, at=at)
    for paper in Attachment.objects.filter(petition=petition):
        if put_paper_away(paper, _on_disk(paper.sha256), at=at):
            _forget(paper.sha256)
    for letter in Letter.objects.filter(petition=petition).exclude(content={}):
        put_letter_away(letter, _on_disk(letter.sha256), at=at)
        Letter.objects.filter(pk=letter.pk).update(content={})
        _forget(letter.sha256)
    bundles = Bundle.objects.filter(petition=petition)
    for sha256 in bundles.exclude(sha256="").values_list("sha256", flat=True):
        _forget(sha256)
    bundles.update(state=Bundle.State.FAILED)


def open_again(petition: Petition, *, at: datetime) -> None:
    """Move papers and letters back: it was no accusation after all."""
    for paper in Attachment.objects.filter(petition=petition):
        name, data = paper_of(paper)
        put(paper.sha256, data)
        Attachment.objects.filter(pk=paper.pk).update(name=name)
        lane.put(petition, _of_paper(paper), b"", kept=True, at=at)
    for letter in Letter.objects.filter(petition=petition):
        put(letter.sha256, printed_of(letter))
        Letter.objects.filter(pk=letter.pk).update(content=words_of(letter))
        for what in (_of_letter(letter), _of_words(letter)):
            lane.put(petition, what, b"", kept=True, at=at)


def sweep(before: float) -> int:
    """Take off the disk what sealed files alone hold, if it lies there since before a moment.

    A process that dies between a commit and what follows it leaves such a file behind. What is
    newer may belong to a file that is being opened again.
    """
    swept = 0
    for table in (Attachment, Letter, Bundle):
        sealed = table.objects.filter(petition__is_sealed=True).exclude(sha256="")
        for sha256 in sealed.values_list("sha256", flat=True):
            file = path_of(sha256)
            if file.is_file() and file.stat().st_mtime < before:
                swept += _take_off(sha256)
    return swept


def put_paper_away(paper: Attachment, data: bytes, *, at: datetime) -> bool:
    """Put one paper into the lane, unless it lies there; its name says nothing any more."""
    if lane.take(paper.petition_id, _of_paper(paper)):
        return False
    named = paper.name.encode() + b"\0" + data
    lane.put(paper.petition, _of_paper(paper), named, kept=True, at=at)
    suffix = f".{paper.name.rsplit('.', 1)[-1]}" if "." in paper.name else ""
    paper.name = f"{PAPER}{paper.pk}{suffix}"
    Attachment.objects.filter(pk=paper.pk).update(name=paper.name)
    return True


def put_letter_away(letter: Letter, printed: bytes, *, at: datetime) -> None:
    """Keep a letter in the lane: its words and its print."""
    kept = letter.kind in _NAMES_HER
    words = json.dumps(letter.content).encode()
    lane.put(letter.petition, _of_words(letter), words, kept=kept, at=at)
    lane.put(letter.petition, _of_letter(letter), printed, kept=kept, at=at)


def paper_of(paper: Attachment) -> tuple[str, bytes]:
    """Return a sealed paper with its own name.

    Raises:
        NotFound: it is not there for whoever asks.
    """
    found = lane.take(paper.petition_id, _of_paper(paper))
    if not found:
        raise NotFound
    name, _, data = found.partition(b"\0")
    return name.decode(), data


def words_of(letter: Letter) -> dict[str, object]:
    """Return the words of a letter, wherever they lie.

    Raises:
        NotFound: they are sealed, and not for whoever asks.
    """
    if letter.content:
        return dict(letter.content)
    found = lane.take(letter.petition_id, _of_words(letter))
    if not found:
        raise NotFound
    return dict(json.loads(found))


def letter_paper(letter: Letter) -> Paper:
    """Return a letter as it was written, wherever its words lie."""
    return paper_from_json(words_of(letter))


def printed_of(letter: Letter, *, watermark: str = "") -> bytes:
    """Return the print of a sealed letter; with a watermark it is drawn anew for its reader."""
    if watermark:
        return render_pdf(letter_paper(letter), watermark=watermark)
    found = lane.take(letter.petition_id, _of_letter(letter))
    if not found:
        raise NotFound
    return found


def _on_disk(sha256: str) -> bytes:
    file = path_of(sha256)
    return file.read_bytes() if file.is_file() else b""


def _forget(sha256: str) -> None:
    """Take a file off the disk after the commit; what fails then is left to the nightly sweep."""
    transaction.on_commit(partial(_take_off, sha256), robust=True)


@transaction.atomic
def _take_off(sha256: str) -> bool:
    """Take a file off the disk, unless an open file holds the same paper; say whether it went.

    Whoever hands in the same paper in this second is waited for, or puts it there once more.
    """
    act_as(SYSTEM)
    in_turn(KEPT, sha256)
    if Attachment.objects.filter(sha256=sha256, petition__is_sealed=False).exists():
        return False
    path_of(sha256).unlink(missing_ok=True)
    return True


def _of_paper(paper: Attachment) -> str:
    return f"attachment:{paper.pk}"


def _of_letter(letter: Letter) -> str:
    return f"letter:{letter.pk}"


def _of_words(letter: Letter) -> str:
    return f"words:{letter.pk}"
