"""What an officer must know before an act: the matter, why not, what will follow, whose turn next.

Nothing here changes anything; the act asks every question again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.queries.open_acts import OF_DEMAND, OF_OPINION, OF_PETITION, stands_in_the_way
from yimen.casework.queries.search import as_number
from yimen.law.clock import Due
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move, State
from yimen.law.turning import Running, explain, lengthen
from yimen.people.models import Organ
from yimen.people.queries import living_organs
from yimen.registry import readings
from yimen.registry.clocks import ask, is_duty, running
from yimen.registry.models import Demand, Extension, Opinion, Petition
from yimen.registry.queries import seen_by
from yimen.registry.refusing import not_now
from yimen.registry.telling import Told, tell

PERMISSIONS: Mapping[str, str] = {
    **{str(act): permission for act, permission in (OF_DEMAND | OF_OPINION).items()},
    **OF_PETITION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What an act is about: a petition, and in it a demand or an opinion.

    `refusal` says why the act cannot be done now, as far as the page can see.
    """

    petition: Petition
    demand: Demand | None = None
    opinion: Opinion | None = None
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A limit that an act will start, lengthen or be the first to show; why, unless it was set."""

    limit: str
    due_on: date
    is_provisional: bool
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What an act will do to the clocks, and which letters it sends."""

    stops: tuple[str, ...] = ()
    starts: tuple[Begun, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last line of a record, and whether whoever asks has written it."""

    told: Told
    is_mine: bool


def matter_for(actor: Actor, act: str, petition_id: int, subject: int, *, at: datetime) -> Matter:
    """Return what the page of an act needs, to whoever may ever do it; the reading is noted.

    `subject` is the row number of the petition, of the demand or of the opinion, by the act.

    Raises:
        NotFound: there is none, it is not theirs, or the act is not theirs to do.
    """
    permission = PERMISSIONS[act]
    found = seen_by(actor, permission).select_related("receiver").filter(pk=petition_id)
    petition = found.prefetch_related("demands__owner", "demands__handler").first()
    if petition is None:
        raise NotFound
    readings.note(petition.pk, "file", by=actor, at=at)
    if act in OF_DEMAND:
        return _of_demand(actor, act, petition, subject)
    if act in OF_OPINION:
        return _of_opinion(actor, act, petition, subject)
    if subject != petition.pk:
        raise NotFound
    return Matter(petition=petition, refusal=_too_late(act, petition))


def _of_demand(actor: Actor, act: str, petition: Petition, subject: int) -> Matter:
    demand = next((d for d in petition.demands.all() if d.pk == subject), None)
    if demand is None:
        raise NotFound
    demand.petition = petition
    move = Move(act)
    waits = _extension_asked(demand, move)
    refusal = stands_in_the_way(actor, demand, move, extension_asked=waits)
    return Matter(petition=petition, demand=demand, refusal=refusal)


def _of_opinion(actor: Actor, act: str, petition: Petition, subject: int) -> Matter:
    found = petition.opinions.select_related("organ", "drafted_by", "checked_by", "signed_by")
    opinion = found.prefetch_related("findings__demand").filter(pk=subject).first()
    if opinion is None:
        raise NotFound
    opinion.petition = petition
    refusal = stands_in_the_way(actor, opinion, Move(act))
    return Matter(petition=petition, opinion=opinion, refusal=refusal)


def _too_late(act: str, petition: Petition) -> Refused | None:
    if act == Move.REGISTER and petition.state != State.RECEIVED:
        return not_now(act, petition.state)
    return None


def _extension_asked(demand: Demand, move: Move) -> bool:
    """Say whether an extension waits, or for whoever would ask: whether one was asked before."""
    if move in {Move.EXTEND, Move.REFUSE_EXTENSION}:
        return asked_extension(demand) is not None
    return (
        move is Move.ASK_EXTENSION
        and demand.extensions.filter(decision__in=["asked", "approved"]).exists()
    )


def asked_extension(demand: Demand) -> Extension | None:
    """Return the extension that waits for a decision, with who asked."""
    return demand.extensions.filter(decision="asked").select_related("asked_by").first()


def foresee(
    matter: Matter, move: Move, *, at: datetime, report_by: date | None = None, extra: int = 0
) -> Foreseen:
    """Return what a move will do to the clocks, asked of the law and not yet done."""
    demand = matter.demand or _first_of(matter)
    letters = tuple(filter(None, MOVES[move].paper.split(", ")))
    if demand is None or demand.state not in MOVES[move].ways:
        return Foreseen(letters=letters)
    sent_as = {Move.FORWARD: "forward", Move.ASSIGN: "assign"}.get(move, "")
    turned = ask(demand, move, at=at, report_by=report_by, extra=extra, dispatch=sent_as)
    begun = [*turned.starts, *([turned.extended] if turned.extended else [])]
    return Foreseen(
        stops=turned.stops, starts=tuple(_begun(clock) for clock in begun), letters=letters
    )


def extended_to(matter: Matter, days: int) -> Begun | None:
    """Return where the handling limit will end once an extension has been told."""
    demand = matter.demand
    handling = running(demand).get("handling") if demand else None
    return _begun(lengthen(handling, days)) if handling else None


def _first_of(matter: Matter) -> Demand | None:
    """Return the demand by which an act on several is foreseen: the first that it concerns."""
    opinion = matter.opinion
    answered = {f.demand_id for f in opinion.findings.all()} if opinion else None
    for demand in matter.petition.demands.all():
        if answered is None or demand.pk in answered:
            demand.petition = matter.petition
            return demand
    return None


def _begun(clock: Running) -> Begun:
    counted = LIMITS.latest(clock.limit).days is not None
    due = explain(clock) if counted else None
    return Begun(
        limit=clock.limit,
        due_on=clock.due_on,
        is_provisional=clock.is_provisional,
        due=due if due and due.on == clock.due_on else None,
    )


def last_line(actor: Actor, petition_id: int) -> Last | None:
    """Return the last thing that happened to a petition: what to say to whoever came second."""
    petition = seen_by(actor).filter(pk=petition_id).first()
    entry = petition.entries.order_by("-seq").first() if petition else None
    if entry is None:
        return None
    return Last(told=tell([entry])[0], is_mine=entry.staff_id == actor.id)


def next_date(actor: Actor, petition_id: int) -> tuple[str, date] | None:
    """Return the soonest duty of a petition and its day, to say after an act what comes next."""
    petition = seen_by(actor).filter(pk=petition_id).first()
    if petition is None or petition.due_on is None:
        return None
    clocks = petition.clocks.filter(stopped_on__isnull=True, due_on=petition.due_on)
    limit = next((clock.limit for clock in clocks if is_duty(clock.limit)), "")
    return (limit, petition.due_on) if limit else None


def numbered(actor: Actor, typed: str) -> Petition | None:
    """Return the petition with a number, in any way of writing it, if it may be read."""
    return seen_by(actor).filter(number=as_number(typed)).first()


def choosable_organs(matter: Matter, *, at: datetime) -> list[Organ]:
    """Return the organs that a demand can be sent to; an accusation goes to few (art. 22)."""
    demand = matter.demand
    found = living_organs(local_day(at))
    if demand is not None:
        found = found.exclude(pk=demand.owner_id)
        if demand.kind == Demand.Class.ACCUSATION:
            found = found.filter(kind=Organ.Kind.SUPERVISORY)
    return list(found.order_by("kind", "name"))
