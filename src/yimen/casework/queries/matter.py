"""What an officer must know before an act: the matter, why not, what will follow, whose turn next.

Nothing here changes anything; the act asks every question again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.casework.guards import WrongStage
from yimen.casework.queries import open_people, open_settling
from yimen.casework.queries.open_acts import OF_DEMAND, OF_OPINION, OF_PETITION, stands_in_the_way
from yimen.casework.queries.search import as_number
from yimen.casework.sending import chain_day
from yimen.law.clock import Due
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move
from yimen.law.turning import Running, explain, lengthen
from yimen.people.models import Organ
from yimen.people.superiors import reach
from yimen.registry import readings
from yimen.registry.clocks import ask, is_duty, running, running_rows
from yimen.registry.models import Demand, Extension, Guidance, Objection, Opinion, Petition
from yimen.registry.queries import read_petition, seen_by
from yimen.registry.refusing import not_now
from yimen.registry.telling import Told, tell

PERMISSIONS: Mapping[str, str] = {
    **{str(act): permission for act, permission in (OF_DEMAND | OF_OPINION).items()},
    **OF_PETITION,
}

_LIVING = Rows(Organ, where="t.ends_on is null or t.ends_on > %s", order="t.kind, t.name")
#: What lets all forwarding of a matter be counted as one.
PASSES_ON = frozenset({Move.RETURN_DISPATCH, Move.REPORT_UP, Move.RAISE_DISPUTE})
#: What an act returns: what it was about, as it now stands.
Done = Petition | Demand | Opinion


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
    """Return what an act is about, to whoever may ever do it; a page that shows it notes that.

    `subject` is the row number of the petition, of the demand or of the opinion, by the act.

    Raises:
        NotFound: there is none, it is not theirs, or the act is not theirs to do.
    """
    permission = PERMISSIONS[act]
    petition = read_petition(actor, permission, petition_id)
    if act in OF_DEMAND:
        return _of_demand(actor, act, petition, subject, local_day(at))
    if act in OF_OPINION:
        return _of_opinion(actor, act, petition, subject)
    if subject != petition.pk:
        raise NotFound
    return Matter(petition=petition, refusal=_too_late(actor, act, petition))


def _of_demand(actor: Actor, act: str, petition: Petition, subject: int, on: date) -> Matter:
    demand = next((d for d in petition.demands.all() if d.pk == subject), None)
    if demand is None:
        raise NotFound
    demand.petition = petition
    move = Move(act)
    waits = _extension_asked(demand, move)
    refusal = stands_in_the_way(actor, demand, move, extension_asked=waits, on=on)
    return Matter(petition=petition, demand=demand, refusal=refusal)


def _of_opinion(actor: Actor, act: str, petition: Petition, subject: int) -> Matter:
    found = petition.opinions.select_related("organ", "drafted_by", "checked_by", "signed_by")
    opinion = found.prefetch_related("findings__demand").filter(pk=subject).first()
    if opinion is None:
        raise NotFound
    opinion.petition = petition
    refusal = stands_in_the_way(actor, opinion, Move(act))
    return Matter(petition=petition, opinion=opinion, refusal=refusal)


def _too_late(actor: Actor, act: str, petition: Petition) -> Refused | None:
    if act in open_people.OF_REPLIES and not open_people.waiting_replies(actor, petition):
        return WrongStage()
    if act in open_settling.OF_PETITION:
        return open_settling.refusal_of(petition, act)
    move = Move(act) if act in set(Move) else None
    return not_now(act, petition.state) if move and petition.state not in MOVES[move].ways else None


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


def waiting_objection(demand: Demand) -> Objection | None:
    """Return the objection that waits to be checked, with who made it."""
    found = demand.objections.filter(decision="waiting")
    return found.select_related("by", "proper", "dispatch__to_organ").last()


def last_guidance(demand: Demand) -> Guidance | None:
    """Return where a demand was last guided to."""
    return demand.guidances.last()


def withdrawable(petition: Petition) -> list[Demand]:
    """Return the demands that their petitioner can still withdraw."""
    ways = MOVES[Move.WITHDRAW].ways
    return [demand for demand in petition.demands.all() if demand.state in ways]


def foresee(
    matter: Matter, move: Move, *, at: datetime, report_by: date | None = None, extra: int = 0
) -> Foreseen:
    """Return what a move will do to the clocks, asked of the law and not yet done."""
    demand = matter.demand or _first_of(matter)
    letters = tuple(filter(None, MOVES[move].paper.split(", ")))
    if move is Move.SIGN_REVIEW and demand:
        letters = (f"{demand.state}_opinion",)  # one of the two: the review's or the recheck's
    if demand is None or demand.state not in MOVES[move].ways:
        return Foreseen(letters=letters)
    sent_as = {Move.FORWARD: "forward", Move.ASSIGN: "assign"}.get(move, "")
    chain = chain_day(demand) if move in PASSES_ON else None
    turned = ask(
        demand, move, at=at, report_by=report_by, extra=extra, chain=chain, dispatch=sent_as
    )
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


def note_shown(matter: Matter, *, by: Actor, at: datetime) -> None:
    """Write down that the page of an act showed a file to somebody."""
    readings.note(matter.petition.pk, "file", by=by, at=at)


def last_line(actor: Actor, petition_id: int) -> Last | None:
    """Return the last thing that happened to a petition: what to say to whoever came second."""
    petition = seen_by(actor).filter(pk=petition_id).first()
    entry = petition.entries.order_by("-seq").first() if petition else None
    if entry is None:
        return None
    return Last(told=tell([entry])[0], is_mine=entry.staff_id == actor.id)


def next_date(done: Done) -> tuple[str, date] | None:
    """Return the soonest duty of what an act returned, and its day, to say what comes next."""
    petition = done if isinstance(done, Petition) else done.petition
    duties = [clock for clock in running_rows(petition) if is_duty(clock.limit)]
    first = min(duties, key=lambda clock: clock.due_on, default=None)
    return (first.limit, first.due_on) if first else None


def numbered(actor: Actor, typed: str) -> Petition | None:
    """Return the petition with a number, in any way of writing it, if it may be read."""
    return seen_by(actor).filter(number=as_number(typed)).first()


def choosable_organs(matter: Matter, *, at: datetime) -> list[Organ]:
    """Return the organs that a demand can be sent to; an accusation goes to few (art. 22)."""
    demand = matter.demand
    found = _LIVING.all([local_day(at)])
    if demand is None:
        return found
    is_accusation = demand.kind == Demand.Class.ACCUSATION
    return [
        organ
        for organ in found
        if organ.pk != demand.owner_id
        and (organ.kind == Organ.Kind.SUPERVISORY or not is_accusation)
    ]


def organs_in_reach(matter: Matter, *, at: datetime) -> list[Organ]:
    """Return those of them that forwarding reaches: of our own level and below (art. 22)."""
    if matter.demand is None:
        return []
    near = set(reach(matter.demand.owner, local_day(at)).values_list("pk", flat=True))
    return [organ for organ in choosable_organs(matter, at=at) if organ.pk in near]
