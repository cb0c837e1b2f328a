"""What the papers about a settlement say: settled by an agreement, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.documents.content import Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Deadline, Organ


class Resumed(StrEnum):
    """Why a settled matter is taken up again."""

    NOT_KEPT = "not_kept"
    VOID = "void"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SettlementNotice(Received):
    """调解协议确认告知书: settled by your agreement; what that means, and how it goes on if not."""

    kind = Kind.SETTLEMENT_NOTICE

    committee: str
    agreement_number: str
    in_force_on: date
    settled_on: date
    answer_by: Deadline
    confirm_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class SettlementResumed(Received):
    """恢复办理告知书: taken up again at your word; who handles it, and by when."""

    kind = Kind.SETTLEMENT_RESUMED

    committee: str
    agreement_number: str
    settled_on: date
    resumed_on: date
    resumed_for: Resumed
    handler: Organ
    handle_by: Deadline
