"""Write down what happened: who came, what was said, and what was promised by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.casework.guards import Several
from yimen.rooms.joint.models import Commitment, Invitation, Session
from yimen.rooms.joint.sittings import (
    MinutesIncomplete,
    PromiseIncomplete,
    WasNotThere,
    require_convener,
    require_state,
    session_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Which organ does what, by when."""

    organ: int
    what: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What was asked for, what each side said, what was found; who came; what was promised."""

    asked: str
    said: str
    found: str
    came: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()
    opinion: str = ""


NEEDED = {
    "asked": gettext_lazy("what was asked for"),
    "said": gettext_lazy("what each side said"),
    "found": gettext_lazy("what came of it"),
}


@transaction.atomic
def hold(number: int, *, minutes: Minutes, by: Actor, at: datetime) -> Session:
    """Keep the minutes; each promise is on its organ's page from now on.

    Raises:
        MinutesIncomplete, PromiseIncomplete: a part is missing. WasNotThere: who did not come
        promises nothing. NotAtThisStage.
    """
    require_convener(by)
    session = session_of(number, by)
    require_state(session, Session.State.PLANNED)
    missing = [name for part, name in NEEDED.items() if not getattr(minutes, part).strip()]
    if missing:
        raise MinutesIncomplete(missing=Several(missing))
    with behind_walls(by):
        asked = Invitation.objects.filter(session=session).select_related("organ")
        seats = {one.pk: one for one in asked}
        _require(minutes, seats.values(), local_day(at))
        for seat in seats.values():
            seat.came = seat.pk in minutes.came
        Invitation.objects.bulk_update(seats.values(), ["came"])
        by_organ = {
            one.organ_id: one.staff_id
            for one in seats.values()
            if one.part == Invitation.Part.ORGAN
        }
        Commitment.objects.bulk_create(
            Commitment(
                session=session,
                organ_id=one.organ,
                staff_id=by_organ.get(one.organ),
                what_sealed=seal_words(one.what),
                due_on=one.due_on,
            )
            for one in minutes.promises
        )
        _kept(session, minutes, by, at)
    return session


def _kept(session: Session, minutes: Minutes, by: Actor, at: datetime) -> None:
    session.asked_sealed, session.said_sealed = seal_words(minutes.asked), seal_words(minutes.said)
    session.found_sealed = seal_words(minutes.found)
    if minutes.opinion.strip():
        session.opinion_sealed, session.opinion_at = seal_words(minutes.opinion), at
    session.state, session.held_at, session.written_by_id = Session.State.HELD, at, by.id
    session.save()


def _require(minutes: Minutes, seats: Iterable[Invitation], today: date) -> None:
    asked = {one.organ_id: one.organ for one in seats}
    came = {one.organ_id for one in seats if one.pk in minutes.came}
    for one in minutes.promises:
        if one.organ not in asked or not one.what.strip() or one.due_on < today:
            raise PromiseIncomplete
        if one.organ not in came:
            raise WasNotThere(organ=asked[one.organ])
