"""Letters between offices, about no single petition: numbered, signed and kept like the others.

They are behind a wall of their own, not with a petition: neither whoever handles it nor whoever
filed it reads them. What they quote of the record is the line that says they rest on it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from yimen.base.time import local_day
from yimen.documents.actions import next_serial
from yimen.documents.content import Letter as Content
from yimen.documents.models import OfficeLetter
from yimen.documents.render import render_pdf
from yimen.documents.seals import seal
from yimen.documents.stamping import stated
from yimen.documents.storage import put
from yimen.documents.stored import to_json
from yimen.documents.wording import write
from yimen.people.models import Organ
from yimen.registry.models import Entry


def issue_between(
    written: Content, *, organ: Organ, subject: int, line: Entry, at: datetime, answers: str = ""
) -> OfficeLetter:
    """Give it its number, print and keep it; `answers` is the number of the letter it answers.

    Runs behind the walls, in the transaction of its act.
    """
    year = local_day(at).year
    serial = next_serial(organ.pk, year)
    number = f"{organ.mark}〔{year}〕{serial}号"
    case = answers or number
    # It is in no register of petitions: the number stands on it once.
    paper = replace(write(replace(written, number=number, case_number=case)), case_number="")
    which = f"{organ.pk} {written.kind.value} {subject} {serial} {at.isoformat()}"
    given = stated(which, number=case, place=(line.seq, line.hash), at=at, papers=(paper, paper))
    printed = seal(render_pdf(given.printed, stamp=given.stamp))
    letter = OfficeLetter(
        kind=written.kind.value,
        subject=subject,
        organ=organ,
        year=year,
        serial=serial,
        number=number,
        content=to_json(given.kept),
        line=line,
        issued_at=at,
        sha256=hashlib.sha256(printed).hexdigest(),
        size=len(printed),
        statement=given.stamp.statement,
        code=given.kept.code,
    )
    put(letter.sha256, printed)
    letter.save(force_insert=True)
    return letter
