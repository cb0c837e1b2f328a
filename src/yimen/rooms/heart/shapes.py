"""What the heart room shows: a counsellor's list and file, a client's own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.rooms.heart.models import Client, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A client on the counsellor's list."""

    id: int
    called: str
    since: datetime
    due_at: datetime | None
    next_talk: datetime | None
    is_supervised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A disclosure to which a colleague is asked to agree; no more of the client."""

    id: int
    level: str
    proposed_by: str
    ground: str
    content: str
    recipient: str
    #: The mark of what was read, which comes back with the answer.
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One consent: whether it stands, and since when."""

    scope: str
    label: str
    stands: bool
    given_at: datetime | None
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A talk with its note."""

    id: int
    stage: str
    label: str
    planned_at: datetime
    held_at: datetime | None
    author: str
    is_mine: bool
    goal: str
    headings: Mapping[str, str]
    #: What was observed, in words, and what was done.
    sights: Mapping[str, str]
    done: str
    needs_help_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A questionnaire with its answers in words, and its total as the counsellor reads it."""

    title: str
    at: datetime
    answers: tuple[tuple[str, str], ...]
    total: int | None
    band: str
    asks_for_a_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """A crisis, with what was or is to be passed on."""

    id: int
    level: str
    label: str
    raised_at: datetime
    ground: str
    content: str
    recipient: str
    proposed_by: str
    second: str
    agreed_by: str
    agreed_at: datetime | None
    told_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """One request about the own data: what was asked, until when it is answered, and how it was."""

    id: int
    kind: str
    label: str
    called: str
    words: str
    asked_at: datetime
    due_on: date
    answered_at: datetime | None
    is_granted: bool | None
    answer: str
    #: Whether a granted correction still waits; when it was carried out, what, and in which words.
    to_do: bool
    done_at: datetime | None
    done: tuple[str, ...]
    noted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What the notes are corrected by, and since when: their own words stay (PIPL art. 46)."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A client as the counsellor sees it; a supervisor sees the talks alone."""

    client: Client
    called: str
    contact: str
    trusted: str
    guardian: str
    counsellor: str
    is_mine: bool
    tasks: tuple[Task, ...]
    talks: tuple[Noted, ...]
    answers: tuple[Given, ...]
    plan: Mapping[str, str]
    plan_at: datetime | None
    crises: tuple[Danger, ...]
    consents: tuple[Agreed, ...]
    wishes: tuple[Wished, ...]
    corrections: tuple[Corrected, ...]

    def agrees(self, scope: str) -> bool:
        """Say whether this consent stands."""
        return any(one.stands for one in self.consents if one.scope == scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What a client sees with the code: consents, the next talk, the plan. No note, no total."""

    client: Client
    office: str
    counsellor: str
    has_stopped: bool
    called: str
    consents: tuple[Agreed, ...]
    talks: tuple[Noted, ...]
    plan: Mapping[str, str]
    plan_at: datetime | None
    wishes: tuple[Wished, ...]

    def agrees(self, scope: str) -> bool:
        """Say whether this consent stands."""
        return any(one.stands for one in self.consents if one.scope == scope)

    @property
    def may_copy(self) -> bool:
        """Whether a copy of everything was granted."""
        return any(one.kind == "see" and one.is_granted for one in self.wishes)
