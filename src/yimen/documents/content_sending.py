"""What the papers of sorting and sending say, and those of the simplified procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yimen.documents.content import Letter, Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Deadline, Organ, Relief, Result


class Sorted(StrEnum):
    """One demand became several, or several became one."""

    SPLIT = "split"
    MERGED = "merged"
    DIVIDED = "apart"


class Cause(StrEnum):
    """Why a higher organ is asked whose a matter is."""

    DISPUTE = "dispute"
    REPORT = "report"


class Body(StrEnum):
    """Who decides whose it is (art. 24)."""

    SUPERIOR = "superior"
    MEETING = "meeting"
    GOVERNMENT = "government"


class Told(StrEnum):
    """How the petitioner was told, in the simplified procedure."""

    PHONE = "phone"
    MESSAGE = "message"
    ONLINE = "online"
    PAPER = "paper"


class Ground(StrEnum):
    """Why a matter is simple."""

    CLEAR = "clear"
    INQUIRY = "inquiry"
    URGENT = "urgent"
    PROMISED = "promised"
    OTHER = "other"


class Turn(StrEnum):
    """Why a matter goes on in the ordinary procedure."""

    UNSUITABLE = "unsuitable"
    REFUSAL = "refusal"
    ASKED = "asked"
    TIME = "time"


@dataclass(frozen=True, kw_only=True)
class SortingNotice(Received):
    """分案（并案）告知书: what was asked, how it is answered now, and that no day is lost."""

    kind = Kind.SORTING_NOTICE

    way: Sorted
    sorted_on: date
    reason: str
    before: str = ""
    #: Where what is no accusation goes on.
    rest: str = ""
    next_by: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementNotice(Received):
    """补充材料告知书: what, why, who helps; and that nothing waits for it."""

    kind = Kind.SUPPLEMENT_NOTICE

    wanted: tuple[str, ...]
    reason: str
    to: Organ
    help: str = ""
    next_by: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class ReferralLetter(Letter):
    """报请决定函: to whoever decides whose it is, what is disputed or proposed, and by when."""

    kind = Kind.REFERRAL_LETTER
    to_petitioner = False

    cause: Cause
    body: Body
    received_on: date
    demands: tuple[str, ...]
    reason: str
    decide_by: Deadline
    organs: tuple[str, ...] = ()
    objection: str = ""
    check: str = ""
    notice_by: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class DesignationNotice(Letter):
    """指定受理通知: what was in question, what was decided, and who takes it up by when."""

    kind = Kind.DESIGNATION_NOTICE
    to_petitioner = False

    cause: Cause
    body: Body
    asked_on: date
    demands: tuple[str, ...]
    question: str
    competent: str
    reason: str
    notice_by: Deadline
    organs: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class UrgentReport(Letter):
    """重大、紧急信访事项报告: the event, where and when, whom it concerns, what was done."""

    kind = Kind.URGENT_REPORT
    to_petitioner = False

    event: str
    happened: str
    place: str
    affected: str
    measures: str
    known_at: datetime
    reported_at: datetime
    received_on: date


@dataclass(frozen=True, kw_only=True)
class AssistanceLetter(Letter):
    """协助办理函: what one organ asks of another, by when, and that it answers for the whole."""

    kind = Kind.ASSISTANCE_LETTER
    to_petitioner = False

    demands: tuple[str, ...]
    question: str
    answer_by: date
    handle_by: Deadline


@dataclass(frozen=True, kw_only=True)
class TransferNotice(Received):
    """移交办理告知书: the organ no longer exists; its successor goes on, every date stays."""

    kind = Kind.TRANSFER_NOTICE

    gone: str
    to: Organ
    next_by: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class SimpleNotice(Received):
    """简易办理告知书: accepted, answered soon; the right to paper and to the ordinary procedure."""

    kind = Kind.SIMPLE_NOTICE

    accepted_on: date
    ground: Ground
    told_by: Told
    reply_by: Deadline
    ordinary_by: Deadline
    handler: str


@dataclass(frozen=True, kw_only=True)
class SimpleReply(Received):
    """简易办理答复书: the answer in short, how it was told, and what can be asked for now."""

    kind = Kind.SIMPLE_REPLY

    accepted_on: date
    facts: str
    result: Result
    answer: str
    basis: str
    told_by: Told
    told_at: datetime
    relief: Relief


@dataclass(frozen=True, kw_only=True)
class OrdinaryNotice(Received):
    """转为普通程序告知书: why, by when it is answered now, and what does not change."""

    kind = Kind.ORDINARY_NOTICE

    accepted_on: date
    turn: Turn
    due: Deadline
    handler: str
    recusal_to: str
    reason: str = ""
