"""What makes a letter verifiable by strangers: its statement, made when it is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from yimen.base.seal import blind
from yimen.documents.models import Letter
from yimen.documents.paper import Paper
from yimen.documents.seals import Stamp, words_of
from yimen.documents.statement import signed
from yimen.registry import keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A letter with its code: as it is printed, as it is kept, and what its file carries."""

    printed: Paper
    kept: Paper
    stamp: Stamp


def stamped(letter: Letter, *, kept: Paper, printed: Paper) -> Stamped:
    """State what the letter says, for which case, and where the record stood; the file is locked.

    The statement is over the letter as it is `kept`, without the query code of its petitioner.
    """
    petition, at = letter.petition, letter.issued_at
    which = f"{petition.pk} {letter.kind} {letter.subject} {letter.version} {at.isoformat()}"
    place = (petition.head_seq, petition.head_hash)
    return stated(which, number=petition.number, place=place, at=at, papers=(kept, printed))


def stated(
    which: str, *, number: str, place: tuple[int, str], at: datetime, papers: tuple[Paper, Paper]
) -> Stamped:
    """State what a paper says, under which number, and which line of the record it quotes.

    `which` tells it from every other; `papers` are the same one as it is kept, and as printed.
    """
    kept, printed = papers
    words = words_of(kept, blind(which, "letter"))
    statement = signed(
        key=keys.current().name,
        content=sha256(words).hexdigest(),
        case_number=number,
        place=place,
        issued_at=at,
    )
    url, code = address(str(statement)), statement.short
    return Stamped(
        printed=replace(printed, scan_url=url, code=code),
        kept=replace(kept, scan_url=url, code=code),
        stamp=Stamp(statement=str(statement), words=words),
    )


def address(statement: str) -> str:
    """Return where a statement is verified, in capitals: a QR code of them is much smaller."""
    return f"{settings.YIMEN_URL}/v/".upper() + statement
