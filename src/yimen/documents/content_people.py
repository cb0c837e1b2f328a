"""What the papers about people say: repeats, joint handling, rosters, execution, aftercare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.documents.content import Letter, Received
from yimen.documents.content_review import Level
from yimen.documents.kinds import Kind
from yimen.documents.parts import Channel, Deadline, Execution, Finding, Organ, Receiver, Relief


class RepeatGround(StrEnum):
    """Why a repeat is not handled a second time (arts. 19 and 36)."""

    RUNNING = "running"
    FINAL = "final"


class Mandate(StrEnum):
    """Who speaks: representatives of a group, or an agent of one person."""

    GROUP = "group"
    AGENT = "agent"


@dataclass(frozen=True, kw_only=True)
class RepeatNotice(Received):
    """重复事项告知书: where the same runs, how far it is, until when; what would change."""

    kind = Kind.REPEAT_NOTICE

    ground: RepeatGround
    other_number: str
    other_received_on: date
    other_request: str
    other_organ: Organ
    standing: str
    reason: str
    due_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse to name a running matter without the day by which it is to be answered."""
        super().__post_init__()
        if self.ground is RepeatGround.RUNNING:
            self.need("due_on")


@dataclass(frozen=True, kw_only=True)
class RepeatResumed(Received):
    """重复事项重新办理告知书: something new, or no repeat after all; what comes next."""

    kind = Kind.REPEAT_RESUMED

    answered_on: date
    reason: str
    resumed_on: date
    receiver: Receiver
    next_by: Deadline


@dataclass(frozen=True, kw_only=True)
class JoinedNotice(Received):
    """并案办理告知书: looked into together with others; limits, code and answer stay one's own."""

    kind = Kind.JOINED_NOTICE

    joined_on: date


@dataclass(frozen=True, kw_only=True)
class PartedNotice(Received):
    """分案办理告知书: looked into by itself again; nothing is lost."""

    kind = Kind.PARTED_NOTICE

    parted_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ElectionPaper(Received):
    """代表推选书、授权委托书: to be filled in and signed by those who are spoken for (art. 20)."""

    kind = Kind.ELECTION_PAPER

    mandate: Mandate
    people: int
    speakers: tuple[str, ...]
    principal: str


@dataclass(frozen=True, kw_only=True)
class PersonalReply(Letter):
    """联名信访事项答复书: the same answer, to one of those who asked together."""

    kind = Kind.PERSONAL_REPLY

    received_on: date
    channel: Channel
    first: str
    people: int
    accepted_on: date
    opinion_number: str
    opinion_on: date
    findings: tuple[Finding, ...]
    relief: Relief
    duty: Execution | None = None


@dataclass(frozen=True, kw_only=True)
class ExecutionNotice(Letter):
    """执行通知书: to whoever must do what a supported opinion says (art. 32)."""

    kind = Kind.EXECUTION_NOTICE
    to_petitioner = False

    received_on: date
    petitioner: str
    opinion_number: str
    opinion_on: date
    demands: tuple[str, ...]
    duty: str
    by: Deadline


@dataclass(frozen=True, kw_only=True)
class ReviewExecutionNotice(ExecutionNotice):
    """复查（复核）意见执行通知书: to the organ that must do what was decided above (art. 35)."""

    kind = Kind.REVIEW_EXECUTION_NOTICE

    level: Level
    source: str


@dataclass(frozen=True, kw_only=True)
class ExecutionReport(Received):
    """执行情况告知书: what was done, when, by which proof; and say whether it was (art. 32)."""

    kind = Kind.EXECUTION_REPORT

    opinion_number: str
    duty: str
    done_on: date
    proof: str
    answer_by: Deadline
    paper: str = ""
    #: What says that it must be done: the answer, or what was decided above.
    source: str = "处理意见书"


@dataclass(frozen=True, kw_only=True)
class AftercareOffer(Received):
    """帮扶意向告知书: what help, from whom; to be taken or left freely (art. 37)."""

    kind = Kind.AFTERCARE_OFFER

    closed_on: date
    carer: Organ
    words: str
