"""Reading joint sessions: one for whoever sits there, the calendar, and what is still owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yimen.access.actor import Actor, Role
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.people.models import Post
from yimen.people.queries import held_on
from yimen.registry.models import Demand
from yimen.registry.queries import seen_by
from yimen.rooms.joint.models import Commitment, Invitation, Room, Session, Visit
from yimen.rooms.joint.sittings import CONVENERS, OF_AN_ORGAN, where

RECENT = 60
#: What can wait for a post: that it answers an invitation, or that a promise is kept.
INVITED, PROMISED = "invited", "promised"
#: Whether it may: who has no such work, or may not look there, then finds nothing.
WAITS = {
    INVITED: "exists (select from joint_invitation i join joint_session s on s.id = i.session_id"
    " where i.answer = 'asked' and s.state = 'planned' and (i.staff_id = %(actor)s::text::bigint"
    " or i.staff_id is null and i.part = 'organ' and i.organ_id = %(organ)s::text::bigint))",
    PROMISED: "(exists (select from joint_commitment c"
    " where c.organ_id = %(organ)s::text::bigint and c.state <> 'kept')"
    " or exists (select from joint_session s join joint_commitment c on c.session_id = s.id"
    " where s.organ_id = %(organ)s::text::bigint and c.state <> 'kept'))",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Somebody at the table."""

    id: int
    part: str
    label: str
    who: str
    organ: str
    organ_id: int
    answer: str
    answer_label: str
    note: str
    came: bool | None
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise, whose it is, by when, and what became of it."""

    id: int
    session: int
    number: str
    organ: str
    organ_id: int
    who: str
    what: str
    due_on: date
    state: str
    label: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """A visit to the place itself."""

    at: datetime
    place: str
    present: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """When and where it was to be before it was moved, and why it was."""

    starts_at: datetime
    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A session as whoever sits there, or the petitioner, sees it."""

    session: Session
    where: str
    agenda: str
    asked: str
    said: str
    found: str
    opinion: str
    called_off: str
    seats: tuple[Seated, ...]
    promises: tuple[Promised, ...]
    visits: tuple[Went, ...]
    moves: tuple[Was, ...]

    @property
    def mine(self) -> Seated | None:
        """The invitation of whoever looks."""
        return next((seat for seat in self.seats if seat.is_mine), None)


def rooms_of(area: str) -> list[Room]:
    """Return the rooms in which a session of an area can be held."""
    return [room for room in Room.objects.filter(is_open=True) if area.startswith(room.area)]


def every_room() -> list[Room]:
    """Return every meeting room, those in use first."""
    return list(Room.objects.select_related("organ").order_by("-is_open", "pk"))


def a_room(room: int) -> Room:
    """Return one meeting room.

    Raises:
        NotFound: there is none.
    """
    found = Room.objects.filter(pk=room).first()
    if found is None:
        raise NotFound
    return found


def during(starts_at: datetime, ends_at: datetime) -> QuerySet[Session]:
    """Return the sessions that stand in these hours, of whomever; run it behind the walls."""
    standing = Session.objects.exclude(state=Session.State.CALLED_OFF)
    return standing.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


def sessions_of(by: Actor, *, over: bool = False, at: datetime | None = None) -> list[Session]:
    """Return the sessions to come, soonest first; or those that were, newest first.

    With `at`, one that was called off stays among those to come until its hour has passed: who was
    asked must not stand before a closed door.
    """
    found = Session.objects.filter(rows(by, WALLS["joint_session"])).select_related("room", "organ")
    ahead = Q(state=Session.State.PLANNED)
    if at:
        ahead |= Q(state=Session.State.CALLED_OFF, starts_at__gt=at)
    if over:
        return list(found.exclude(ahead).order_by("-starts_at")[:RECENT])
    return list(found.filter(ahead).order_by("starts_at")[:RECENT])


def of_petition(by: Actor, petition: int) -> list[Whole]:
    """Return the sessions on one petition that this actor may see, newest first."""
    found = Session.objects.filter(rows(by, WALLS["joint_session"]), petition=petition)
    return [_whole(one, by) for one in _joined(found).order_by("-starts_at")]


def whole(by: Actor, number: int | None = None) -> Whole:
    """Return a session; without a number, the one to which the code invites.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    if number is None and by.role is not Role.VISITOR:
        raise NotFound
    found = _joined(Session.objects.filter(rows(by, WALLS["joint_session"])))
    session = found.filter(pk=number).first() if number else found.first()
    if session is None:
        raise NotFound
    return _whole(session, by)


def owed(by: Actor) -> list[Promised]:
    """Return what one's organ has promised and is not yet kept, the soonest first."""
    return [one for one in waiting(by) if one.organ_id == by.organ]


def waiting(by: Actor) -> list[Promised]:
    """Return the promises not kept yet that concern this post, the soonest first.

    They are those of one's own organ, and, for who calls people together, all that were made at
    the sessions of one's house: there somebody asks after them.
    """
    if not by.organ:
        return []
    found = _owed(by).select_related("session", "organ", "staff").order_by("due_on", "pk")
    return [_promised(one) for one in found]


def asked_to(by: Actor) -> list[Session]:
    """Return the sessions to come to which this post is asked and has not answered."""
    found = _mine(by).filter(invitations__in=_unanswered(by))
    return list(found.select_related("room").distinct().order_by("starts_at")[:RECENT])


def _mine(by: Actor) -> QuerySet[Session]:
    return Session.objects.filter(rows(by, WALLS["joint_session"]))


def _owed(by: Actor) -> QuerySet[Commitment]:
    whose = Q(organ=by.organ)
    if by.role in CONVENERS:
        whose |= Q(session__organ=by.organ)
    found = Commitment.objects.filter(whose, session__in=_mine(by))
    return found.exclude(state=Commitment.State.KEPT)


def _unanswered(by: Actor) -> QuerySet[Invitation]:
    whose = Q(staff=by.id)
    if by.role in OF_AN_ORGAN:
        whose |= Q(staff=None, part=Invitation.Part.ORGAN, organ=by.organ)
    return Invitation.objects.filter(
        whose, answer=Invitation.Answer.ASKED, session__state=Session.State.PLANNED
    )


def petition_for(by: Actor, number: int) -> tuple[int, str, str]:
    """Return a petition's number, title and area for whoever may call people together on it.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = seen_by(by).filter(pk=number, is_sealed=False)
    petition = found.values_list("pk", "number", "title").first()
    if petition is None:
        raise NotFound
    return petition


def responsible(by: Actor, number: int) -> list[int]:
    """Return the organs that have a petition's demands now, but for one's own house."""
    owners = Demand.objects.filter(petition__in=seen_by(by).filter(pk=number))
    return sorted({*owners.values_list("owner", flat=True)} - {by.organ})


def people_for(part: Role, area: str, on: date) -> list[tuple[int, int, str]]:
    """Return those who can sit in a part: person, organ, and both in words."""
    posts = Post.objects.filter(held_on(on), role=part).select_related("staff", "organ", "region")
    return [
        (post.staff_id, post.organ_id, f"{post.staff.name}（{post.organ.name}）")
        for post in posts
        if area.startswith(post.region.path) or post.region.path.startswith(area)
    ]


def _joined(found: QuerySet[Session]) -> QuerySet[Session]:
    # Not the petition: who is only invited does not see it, and the row would go with it.
    return found.select_related("room", "organ", "convener")


def _whole(session: Session, by: Actor) -> Whole:
    seats = Invitation.objects.filter(session=session).select_related("organ", "staff")
    promises = Commitment.objects.filter(session=session).select_related(
        "session", "organ", "staff"
    )
    return Whole(
        session=session,
        where=where(session),
        agenda=unseal(session.agenda_sealed),
        asked=unseal(session.asked_sealed),
        said=unseal(session.said_sealed),
        found=unseal(session.found_sealed),
        opinion=unseal(session.opinion_sealed),
        called_off=unseal(session.called_off_sealed),
        seats=tuple(_seated(one, by) for one in seats),
        promises=tuple(_promised(one) for one in promises),
        visits=tuple(
            Went(
                at=one.at,
                place=one.place,
                present=unseal(one.present_sealed),
                found=unseal(one.found_sealed),
            )
            for one in Visit.objects.filter(session=session)
        ),
        moves=tuple(
            Was(starts_at=one.starts_at, where=one.place, why=unseal(one.why_sealed))
            for one in (session.moves.all() if session.moved_at else ())
        ),
    )


def _seated(seat: Invitation, by: Actor) -> Seated:
    by_code = bool(by.code) and seat.code_blind == by.code
    for_organ = (
        seat.part == Invitation.Part.ORGAN
        and seat.organ_id == by.organ
        and by.role in {Role.HANDLER, Role.HEAD}
    )
    return Seated(
        id=seat.pk,
        part=seat.part,
        label=seat.get_part_display(),
        who=unseal(seat.name_sealed) or (seat.staff.name if seat.staff else ""),
        organ=seat.organ.name if seat.organ else "",
        organ_id=seat.organ_id or 0,
        answer=seat.answer,
        answer_label=seat.get_answer_display(),
        note=unseal(seat.note_sealed),
        came=seat.came,
        is_mine=by_code or for_organ or bool(by.id and seat.staff_id == by.id),
    )


def _promised(one: Commitment) -> Promised:
    return Promised(
        id=one.pk,
        session=one.session_id,
        number=one.session.number,
        organ=one.organ.name,
        organ_id=one.organ_id,
        who=one.staff.name if one.staff else "",
        what=unseal(one.what_sealed),
        due_on=one.due_on,
        state=one.state,
        label=one.get_state_display(),
        proof=unseal(one.proof_sealed),
    )
