"""What the letters of the lanes say: suggestions (art. 29) and accusations (art. 30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.documents.content import Letter, Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Adoption, Deadline, Organ


@dataclass(frozen=True, kw_only=True)
class SuggestionNotice(Received):
    """建议接收告知书: who studies it, and by when it is answered."""

    kind = Kind.SUGGESTION_NOTICE

    taken_on: date
    handler: str
    answer_by: Deadline


@dataclass(frozen=True, kw_only=True)
class SuggestionReply(Received):
    """建议答复书: the study, what becomes of it and why, and whether a reward is proposed."""

    kind = Kind.SUGGESTION_REPLY

    study: str
    adoption: Adoption
    reasons: str
    measures: str = ""
    reward: str = ""


@dataclass(frozen=True, kw_only=True)
class AccusationSheet(Letter):
    """检举控告转送单: the issue sheet under its seal number; nobody who reported it is in it."""

    kind = Kind.ACCUSATION_SHEET
    to_petitioner = False

    seal_number: str
    level: str
    received_on: date
    sent_on: date
    issues: str
    notice_by: date


@dataclass(frozen=True, kw_only=True)
class AccusationNotice(Letter):
    """检举控告转送去向告知书: where it went; not a word of what it says."""

    kind = Kind.ACCUSATION_NOTICE

    received_on: date
    sent_on: date
    to: Organ
    notice_by: date
    #: Said where the letter itself was handed over, not an issue sheet.
    whole: str = ""


@dataclass(frozen=True, kw_only=True)
class AccusationReply(Letter):
    """检举控告办理情况反馈: what the competent organ may say of the outcome."""

    kind = Kind.ACCUSATION_REPLY

    received_on: date
    answer: str
