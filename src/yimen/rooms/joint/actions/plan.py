"""Call a session together: where, when, about what, and who is asked to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.base.turns import next_number
from yimen.people.models import Organ, Staff
from yimen.people.queries import holds_post
from yimen.registry.code import new_code
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by
from yimen.rooms.joint.hours import require_hours, room_for, stand
from yimen.rooms.joint.models import Invitation, Room, Session
from yimen.rooms.joint.sittings import (
    MOST_GUESTS,
    OnlyIfWished,
    ReasonIfWished,
    StaysSealed,
    TooManyGuests,
    WriteAnAgenda,
    blind_guest,
    require_convener,
)

Part = Invitation.Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody in office at the table: in which part, who, of which organ."""

    part: str
    staff: int
    organ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session as it is called: a room of the house or a place in words, and who sits there."""

    petition: int
    starts_at: datetime
    ends_at: datetime
    agenda: str
    kind: str = "joint"
    room: int = 0
    place: str = ""
    wants_support: bool = False
    wants_reason: bool = False
    seats: tuple[Seat, ...] = ()
    organs: tuple[int, ...] = ()
    guests: tuple[str, ...] = ()


@transaction.atomic
def plan(*, plan: Plan, by: Actor, at: datetime) -> tuple[Session, list[tuple[str, str]]]:
    """Call it; return it with each guest's name and code, which is told to them alone.

    Raises:
        SayWhen, WasThen, NameAPlace, WriteAnAgenda, TooManyGuests, OnlyIfWished, ReasonIfWished: it
        does not fit.
        RoomTaken, SitsElsewhere: a room or a person is taken then. StaysSealed.
        NotFound: no such petition.
    """
    require_convener(by)
    petition = seen_by(by).filter(pk=plan.petition).first()
    if petition is None:
        raise NotFound
    if petition.is_sealed:
        raise StaysSealed
    _require(plan, at)
    with behind_walls(by):
        room = room_for(plan.room, plan.place)
        session = _called(plan, petition, room, by, at)
        codes = _invited(session, plan, at)
    return session, codes


def _require(plan: Plan, at: datetime) -> None:
    require_hours(plan.starts_at, plan.ends_at, at)
    if not plan.agenda.strip():
        raise WriteAnAgenda
    if len(plan.guests) > MOST_GUESTS:
        raise TooManyGuests(most=MOST_GUESTS)
    if not plan.wants_support and any(seat.part == Part.COUNSELLOR for seat in plan.seats):
        raise OnlyIfWished
    if plan.kind == Session.Kind.REASON and not plan.wants_reason:
        raise ReasonIfWished


def _called(plan: Plan, petition: Petition, room: Room | None, by: Actor, at: datetime) -> Session:
    organ, year = Organ.objects.get(pk=by.organ), local_day(at).year
    planned = Session.objects.filter(organ=organ, planned_at__year=year)
    session = Session(
        number=next_number(planned, f"{organ.mark}联接字", year, of=organ.pk),
        petition=petition,
        petition_number=petition.number,
        area=petition.area,
        organ=organ,
        kind=plan.kind,
        room=room,
        place=plan.place.strip(),
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        wants_support=plan.wants_support,
        convener_id=by.id,
        staff=sorted({by.id, *(seat.staff for seat in plan.seats)}),
        organs=sorted(set(plan.organs)),
        agenda_sealed=seal_words(plan.agenda),
        planned_at=at,
    )
    stand(session, {by.id, *(seat.staff for seat in plan.seats)}, by)
    return session


def _invited(session: Session, plan: Plan, at: datetime) -> list[tuple[str, str]]:
    mine = Invitation(
        session=session, part=Part.OFFICER, organ_id=session.organ_id,
        staff_id=session.convener_id, answer=Invitation.Answer.COMES, answered_at=at,
    )  # fmt: skip
    rows = [mine]
    for seat in plan.seats:
        if not _may_sit(seat, at):
            raise NotFound
        rows.append(
            Invitation(session=session, part=seat.part, staff_id=seat.staff, organ_id=seat.organ)
        )
    rows += [Invitation(session=session, part=Part.ORGAN, organ_id=organ) for organ in plan.organs]
    codes = [(name.strip(), new_code()) for name in plan.guests if name.strip()]
    rows += [
        Invitation(
            session=session,
            part=Part.GUEST,
            name_sealed=seal_words(name),
            code_blind=blind_guest(code),
        )
        for name, code in codes
    ]
    Invitation.objects.bulk_create(rows)
    session.codes = [blind_guest(code) for _, code in codes]
    session.save(update_fields=["codes"])
    return codes


#: Which post sits in which part.
POSTS = {
    Part.OFFICER: (Role.RECEPTIONIST, Role.SCREENER),
    Part.LAWYER: (Role.LAWYER,),
    Part.COUNSELLOR: (Role.COUNSELLOR,),
    Part.MEDIATOR: (Role.MEDIATOR,),
}


def _may_sit(seat: Seat, at: datetime) -> bool:
    roles = POSTS.get(Part(seat.part), ()) if seat.part in set(Part) else ()
    known = Staff.objects.filter(pk=seat.staff, is_active=True).exists()
    return known and any(holds_post(seat.staff, role, seat.organ, local_day(at)) for role in roles)
