"""What the papers of a review, a recheck and a reopening say (arts. 35, 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.documents.content import Letter, Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Channel, Deadline, Execution, Receiver, Relief, Whole


class Level(StrEnum):
    """The first look, and the last."""

    REVIEW = "review"
    RECHECK = "recheck"


class ReviewGround(StrEnum):
    """Why a request is not accepted."""

    LATE = "late"
    NO_ANSWER = "no_answer"
    OTHER_WAY = "other_way"
    NOT_PARTY = "not_party"


class ReviewResult(StrEnum):
    """What becomes of the answer."""

    MAINTAIN = "maintain"
    CHANGE = "change"
    REVOKE = "revoke"
    REDO = "redo"


@dataclass(frozen=True, kw_only=True)
class Point(Whole):
    """What a review says on one demand."""

    request: str
    facts: str
    reasons: str
    result: ReviewResult
    basis: str
    answered: str = ""
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class AboutReview(Letter):
    """What every paper about a review says: of whose answer, which, on which demands."""

    level: Level
    author: str
    demands: tuple[str, ...]
    asked_on: date
    answer_number: str = ""
    answer_on: date | None = None
    #: Instead of an answer: the notice that it is not accepted.
    refusal_number: str = ""
    refusal_on: date | None = None
    reviewer: str = ""
    review_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewRequest(AboutReview):
    """复查（复核）申请书: what the petitioner asks of the organ above, as it was taken in."""

    kind = Kind.REVIEW_REQUEST
    to_petitioner = False

    petitioner: str
    channel: Channel
    request: str
    due: Deadline
    reach: str = ""
    facts: str = ""
    received_on: date | None = None
    ended_on: date | None = None
    late_reason: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReviewAcceptance(AboutReview):
    """复查（复核）受理告知书: it is looked at, by somebody with no hand in it, until this day."""

    kind = Kind.REVIEW_ACCEPTANCE

    due: Deadline
    recusal_to: str
    late: str = ""
    hearing: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewRefusal(AboutReview):
    """复查（复核）不予受理告知书: why not, and where to go."""

    kind = Kind.REVIEW_REFUSAL

    refused_for: ReviewGround
    reason: str
    where_to_go: str
    also: str
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewOpinion(AboutReview):
    """复查意见书: for each demand facts, reasons, result and law; and the recheck."""

    kind = Kind.REVIEW_OPINION

    points: tuple[Point, ...]
    relief: Relief
    request: str
    examined: str = ""
    redo: str = ""
    #: Who handles all of it anew: then nothing is settled, and the new answer has the next remedy.
    redo_all: str = ""
    duty: Execution | None = None


@dataclass(frozen=True, kw_only=True)
class RecheckOpinion(ReviewOpinion):
    """复核意见书: the same once more, with the hearing; it is final."""

    kind = Kind.RECHECK_OPINION

    hearing: str = ""


@dataclass(frozen=True, kw_only=True)
class ReopeningNotice(Received):
    """重新办理告知书: what was handed in is new, so it is taken up again."""

    kind = Kind.REOPENING_NOTICE

    asked_on: date
    reason: str
    receiver: Receiver
    next_by: Deadline


@dataclass(frozen=True, kw_only=True)
class ReopeningRefusal(Received):
    """不予重新办理告知书: nothing new in it, and why; what help there is all the same."""

    kind = Kind.REOPENING_REFUSAL

    asked_on: date
    reason: str
    also: str
