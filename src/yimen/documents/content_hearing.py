"""What the papers of a hearing, an investigation and a recusal say (arts. 28, 31(6), 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yimen.documents.content import Letter
from yimen.documents.kinds import Kind
from yimen.documents.parts import Channel, Deadline, Whole


class Wish(StrEnum):
    """Who wants it."""

    PETITIONER = "petitioner"
    ORGAN = "organ"


class Heard(StrEnum):
    """Whether a hearing is held."""

    GRANTED = "granted"
    REFUSED = "refused"


class Aside(StrEnum):
    """Whether somebody stands aside."""

    GRANTED = "granted"
    REFUSED = "refused"


class Conclusion(StrEnum):
    """What follows from a hearing."""

    SUPPORT = "support"
    PART = "part"
    NOT = "not"


class Inquiry(StrEnum):
    """How the facts were looked into."""

    TALK = "talk"
    SITE = "site"


@dataclass(frozen=True, kw_only=True)
class Vote(Whole):
    """What one member thinks, and why."""

    name: str
    vote: Conclusion
    reason: str
    standing: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingRequest(Letter):
    """听证申请书: who asks for a hearing, why, and by when that is decided."""

    kind = Kind.HEARING_REQUEST

    demands: tuple[str, ...]
    wish: Wish
    asked_on: date
    reason: str
    decide_by: Deadline
    through: Channel | None = None


@dataclass(frozen=True, kw_only=True)
class HearingDecision(Letter):
    """听证申请审查决定书: held or not, why, and until when."""

    kind = Kind.HEARING_DECISION

    demands: tuple[str, ...]
    wish: Wish
    asked_on: date
    decision: Heard
    reason: str
    answer_by: Deadline
    hold_by: Deadline | None = None

    def __post_init__(self) -> None:
        """Refuse a hearing without the last day on which it is held."""
        super().__post_init__()
        if self.decision is Heard.GRANTED:
            self.need("hold_by")


@dataclass(frozen=True, kw_only=True)
class HearingNotice(Letter):
    """听证通知书: when, where, led and heard by whom, open to whom, and one's rights there."""

    kind = Kind.HEARING_NOTICE

    demands: tuple[str, ...]
    opens_at: datetime
    place: str
    chair: str
    members: tuple[str, ...]
    answer_by: Deadline
    ends_on: date | None = None
    clerk: str = ""
    closed_because: str = ""
    in_recheck: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingRecord(Letter):
    """听证笔录: what was said, in its order, and who signed it."""

    kind = Kind.HEARING_RECORD

    demands: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime
    place: str
    chair: str
    members: tuple[str, ...]
    present: str
    statements: str
    signed: str
    clerk: str = ""
    questions: str = ""
    evidence: str = ""
    last_word: str = ""
    closed_because: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingVote(Letter):
    """听证评议意见: what each member thinks; it stays in the file."""

    kind = Kind.HEARING_VOTE
    to_petitioner = False

    demands: tuple[str, ...]
    held_from: date
    held_to: date
    chair: str
    votes: tuple[Vote, ...]
    tally: str
    conclusion: Conclusion


@dataclass(frozen=True, kw_only=True)
class HearingReport(Letter):
    """听证报告: what the hearing brought out, how it was voted, and what follows."""

    kind = Kind.HEARING_REPORT

    demands: tuple[str, ...]
    wish: Wish
    asked_on: date
    held_from: date
    held_to: date
    place: str
    chair: str
    members: tuple[str, ...]
    facts: str
    tally: str
    conclusion: Conclusion
    reasons: str
    answer_by: Deadline
    in_recheck: str = ""


@dataclass(frozen=True, kw_only=True)
class InvestigationRecord(Letter):
    """调查笔录、现场勘查记录: who was questioned or what was seen, word for word, signed."""

    kind = Kind.INVESTIGATION_RECORD
    to_petitioner = False

    demands: tuple[str, ...]
    inquiry: Inquiry
    began_at: datetime
    ended_at: datetime
    place: str
    investigators: tuple[str, ...]
    words: str
    signed: str
    persons: str = ""
    original: str = ""


@dataclass(frozen=True, kw_only=True)
class RecusalDecision(Letter):
    """回避决定书: who, because of which relation, whether they stand aside, and who goes on."""

    kind = Kind.RECUSAL_DECISION

    demands: tuple[str, ...]
    wish: Wish
    asked_on: date
    who: str
    relation: str
    decision: Aside
    reason: str
    decided_by: str
    answer_by: Deadline
    successor: str = ""
