"""What the two papers about a missed time limit say: to the petitioner, and to the organ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.documents.content import Letter, Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Deadline, Organ


@dataclass(frozen=True, kw_only=True)
class OverdueNotice(Received):
    """超期告知书: which duty was missed, by whom, by which article, and what you can do now."""

    kind = Kind.OVERDUE_NOTICE

    late: Organ
    limit: str
    law: str
    due: Deadline
    checked_on: date
    failed: str
    offends: str
    may: tuple[str, ...]
    above: Organ | None = None
    done_on: date | None = None
    consequence: str = ""


@dataclass(frozen=True, kw_only=True)
class OverdueSlip(Letter):
    """超期督办单: to the organ that is late, the code of the article, and what is wanted of it."""

    kind = Kind.OVERDUE_SLIP
    to_petitioner = False

    received_on: date
    limit: str
    law: str
    due: Deadline
    checked_on: date
    code: str
    offends: str
    done_on: date | None = None
    consequence: str = ""
    #: Slips of earlier editions did not say what is asked for.
    demands: tuple[str, ...] = ()
