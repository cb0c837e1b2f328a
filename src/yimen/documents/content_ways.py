"""What the papers about other lawful ways say: the sheet to take home, and the notice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yimen.documents.content import Received
from yimen.documents.kinds import Kind
from yimen.documents.parts import Deadline, Organ, Route


class Direction(StrEnum):
    """Whether a demand can be handled here."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True)
class GuidanceNotice(Received):
    """依法分类处理告知书: which lawful way, where, until when, with what; and what if not there.

    `days_left` is said where few are left, `last_week` where legal aid may come before its check.
    """

    kind = Kind.GUIDANCE_NOTICE

    route: Route
    to: Organ
    limit_there: str
    basis: str
    reason: str
    papers: str = ""
    last_day: Deadline | None = None
    days_left: str = ""
    last_week: str = ""
    answers_there: str = ""
    if_refused: str = ""

    def __post_init__(self) -> None:
        """Refuse a direction without a door."""
        super().__post_init__()
        self.to.need("address")


@dataclass(frozen=True, kw_only=True)
class GuidanceSheet(Received):
    """信访事项甄别指引单: the direction, the way, and what to expect; it decides nothing."""

    kind = Kind.GUIDANCE_SHEET

    direction: Direction
    way_there: str = ""
    to: Organ | None = None
    hours: str = ""
    counted_from: str = ""
    time_there: str = ""
    last_day: Deadline | None = None
    days_left: str = ""
    last_week: str = ""
    caution: str = ""
    answers_there: str = ""
    papers: str = ""
    if_refused: str = ""
    aid: str = ""
    basis: str = ""
    note: str = ""
    next_by: Deadline | None = None
