"""What the two papers of an advice say: the bureau's own, and the organ's answer (art. 40).

Both are de-identified: how many matters they rest on and what these are about, and nobody's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.documents.content import Letter
from yimen.documents.kinds import Kind
from yimen.documents.parts import Adoption, Advice, Deadline


@dataclass(frozen=True, kw_only=True)
class AdviceLetter(Letter):
    """改进工作、完善政策、追究责任建议书: what was found, what is advised, until when to answer."""

    kind = Kind.ADVICE_LETTER
    to_petitioner = False

    advice: Advice
    facts: str
    total: int
    matters: tuple[str, ...]
    proposal: str
    #: Whose work it is about, where that is not the organ which it goes to.
    concerned: str = ""
    #: Nothing where the organ gets it on paper: its time begins with the day on which it does.
    reply_by: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class AdviceReply(Letter):
    """采纳情况反馈: adopted or not, why, what is done, and by when."""

    kind = Kind.ADVICE_REPLY
    to_petitioner = False

    advice: Advice
    received_on: date
    adoption: Adoption
    reasons: str = ""
    measures: str = ""
    done_by: date | None = None
