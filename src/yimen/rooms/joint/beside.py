"""The sessions of a petition beside its file: they come with it, in its own statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yimen.base.seal import unseal
from yimen.registry.gathering import Gathered, Part
from yimen.rooms.joint.models import Commitment, Room, Session

_SESSIONS = "select s.id from joint_session s where s.petition_id = p.id"
#: Minutes and codes have no place on the file's page; the wall of the rows says who reads which.
_INSIDE = (
    *("agenda_sealed", "asked_sealed", "said_sealed", "found_sealed", "opinion_sealed"),
    *("called_off_sealed", "codes"),
)
PARTS: tuple[tuple[str, Part], ...] = (
    ("sessions", Part(model=Session, order="x.starts_at desc, x.id", without=_INSIDE)),
    (
        "session_rooms",
        Part(model=Room, of=f"x.id in ({_SESSIONS.replace('s.id', 's.room_id')})"),
    ),
    (
        "commitments",
        Part(
            model=Commitment,
            of=f"x.session_id in ({_SESSIONS})",
            order="x.due_on, x.id",
            without=("proof_sealed",),
            into=("session",),
        ),
    ),
)
#: For her own page: whether there is any.
HERS = PARTS[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What was promised there: whose it is, by when, and what became of it."""

    what: str
    organ: str
    who: str
    due_on: date
    is_kept: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One session as the file's page lists it."""

    id: int
    number: str
    starts_at: datetime
    where: str
    state: str
    label: str
    is_moved: bool
    promises: tuple[Owed, ...]


def has_any(found: Gathered) -> bool:
    """Say whether this actor may look into any session of the petition."""
    return bool(found.rows("sessions", Session))


def beside(found: Gathered) -> Iterator[Beside]:
    """Yield the sessions that this actor may look into, the newest first."""
    for one in found.rows("sessions", Session):
        yield Beside(
            id=one.pk,
            number=one.number,
            starts_at=one.starts_at,
            where=one.room.name if one.room else one.place,
            state=one.state,
            label=one.get_state_display(),
            is_moved=bool(one.moved_at),
            promises=tuple(_owed(promise) for promise in one.commitments.all()),
        )


def _owed(one: Commitment) -> Owed:
    return Owed(
        what=unseal(one.what_sealed),
        organ=one.organ.name,
        who=one.staff.name if one.staff else "",
        due_on=one.due_on,
        is_kept=one.state == Commitment.State.KEPT,
        label=one.get_state_display(),
    )
