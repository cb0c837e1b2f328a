"""The stories' deeds in the hall, around a table, and before a mediator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.refer import refer
from yimen.ops.demo.hall import HALL
from yimen.ops.demo.later import Later
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.close_window import close_window
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.models import Place, Window
from yimen.rooms.joint import queries
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.call_off import call_off
from yimen.rooms.joint.actions.hold import Minutes, Promise, hold
from yimen.rooms.joint.actions.keep import confirm, report
from yimen.rooms.joint.actions.plan import Plan, Seat, plan
from yimen.rooms.joint.actions.visit import visit
from yimen.rooms.joint.models import Room
from yimen.rooms.joint.sittings import blind_guest
from yimen.rooms.mediation.actions.agree import Promise as Duty
from yimen.rooms.mediation.actions.agree import Terms, agree
from yimen.rooms.mediation.actions.apply import Person, Wanted, apply
from yimen.rooms.mediation.actions.begin import begin
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.cases import blind_party
from yimen.rooms.mediation.models import Committee
from yimen.rooms.mediation.queries import whole as mediated

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

CONVENER = "screener@bureau"
RECEIVES = "receptionist@bureau"


def _ticket(story: Story, told: dict[str, Any]) -> None:
    at = story.on(told)
    act_as(STRANGER)
    hall = Place.objects.get(name=HALL)
    wants = Wants(point=told["point"], people=told["people"])
    take_ticket(hall.pk, wants=wants, by=STRANGER, at=at)


def _sit_down(story: Story, told: dict[str, Any]) -> None:
    """Call whoever waits for this point to a window of it, and receive them."""
    by = story.by(told, RECEIVES)
    act_as(SYSTEM)
    window = Window.objects.filter(place__name=HALL, point=told["point"], staff=None)[0].pk
    act_as(by)
    at = story.on(told)
    open_window(window, by=by, at=at)
    ticket = call_next(window, by=by, at=at)
    receive(ticket.pk, by=by, at=at)
    story.met |= {"ticket": ticket.pk, "window": window}


def _stand_up(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, RECEIVES), story.on(told)
    outcome = Outcome(said=told["said"], then=told.get("to", ""), petition=story.petition)
    finish(story.met["ticket"], outcome=outcome, by=by, at=at)
    close_window(story.met["window"], by=by, at=at)


def _refer(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, RECEIVES), story.on(told)
    for room in told["to"]:
        refer(story.petition, room=room, by=by, at=at)


def _plan(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, CONVENER), story.on(told)
    act_as(SYSTEM)
    room = Room.objects.get(name=told["room"]).pk if "room" in told else 0
    sitting = [(part, story.actors(part, "bureau")) for part in told.get("seats", ())]
    act_as(by)
    called = Plan(
        petition=story.petition,
        kind=told.get("kind", "joint"),
        starts_at=story.clock(told["starts"]),
        ends_at=story.clock(told["ends"]),
        room=room,
        place=told.get("place", ""),
        agenda=told["agenda"],
        wants_support="counsellor" in told.get("seats", ()),
        seats=tuple(Seat(part=part, staff=who.id, organ=who.organ) for part, who in sitting),
        organs=tuple(story.organs[key].pk for key in told["organs"]),
        guests=tuple(told.get("guests", ())),
    )
    session, codes = plan(plan=called, by=by, at=at)
    story.met |= {"session": session.pk, "guests": [code for _, code in codes]}


def _answer(story: Story, told: dict[str, Any]) -> None:
    if told["by"] == "guest":
        by = Actor(role=Role.VISITOR, code=blind_guest(story.met["guests"][0]))
    else:
        by = story.by(told, "")
    at = story.on(told)
    act_as(by)
    note = told.get("note", "")
    answer(story.met["session"], answer=told["answer"], note=note, by=by, at=at)


def _hold(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, CONVENER), story.on(told)
    act_as(by)
    away = {story.organs[key].pk for key in told.get("away", ())}
    promises = (
        Promise(
            organ=story.organs[one["organ"]].pk,
            what=one["what"],
            due_on=date.fromordinal(local_day(at).toordinal() + one["within"]),
        )
        for one in told.get("promises", ())
    )
    minutes = Minutes(
        asked=told["asked"],
        said=told["said"],
        found=told["found"],
        opinion=told.get("opinion", ""),
        came=tuple(seat.id for seat in _whole(story, by).seats if seat.organ_id not in away),
        promises=tuple(promises),
    )
    hold(story.met["session"], minutes=minutes, by=by, at=at)


def _whole(story: Story, by: Actor) -> queries.Whole:
    return queries.whole(by, story.met["session"])


def _visit(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, CONVENER), story.on(told)
    act_as(by)
    words = {name: told[name] for name in ("place", "present", "found")}
    visit(story.met["session"], **words, by=by, at=at)


def _call_off(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, CONVENER), story.on(told)
    act_as(by)
    call_off(story.met["session"], reason=told["reason"], by=by, at=at)


def _report(story: Story, told: dict[str, Any]) -> None:
    """Report the open promises of the officer's own organ as kept."""
    by, at = story.by(told, "handler"), story.on(told)
    act_as(by)
    for one in _whole(story, by).promises:
        if one.organ_id == by.organ and one.state == "open":
            report(story.met["session"], promise=one.id, proof=told["proof"], by=by, at=at)


def _confirm(story: Story, told: dict[str, Any]) -> None:
    """Say as the petitioner that what was reported is so."""
    by, at = story.by(told, "petitioner"), story.on(told)
    act_as(by)
    for one in _whole(story, by).promises:
        if one.state == "reported":
            confirm(story.met["session"], promise=one.id, kept=True, by=by, at=at)


def _mediate(story: Story, told: dict[str, Any]) -> None:
    """Mediate from the offer to an agreement in force, both sides at the table."""
    by = story.by(told, "mediator@bureau")
    act_as(SYSTEM)
    committee = Committee.objects.order_by("pk")[0].pk
    act_as(by)
    wanted = Wanted(
        kind=told["kind"],
        dispute=told["dispute"],
        petition=story.petition,
        parties=tuple(Person(name=name) for name in told["parties"]),
    )
    case, codes = apply(committee, wanted=wanted, by=by, at=story.on(told))
    sides = [Actor(role=Role.VISITOR, code=blind_party(code)) for _, code in codes]
    for side in sides:
        act_as(side)
        consent(case.pk, wishes=True, has_read=True, by=side, at=story.on(told))
    act_as(by)
    begin(case.pk, mediators=[by.id], by=by, at=story.on(told))
    at = story.on(told)
    owes = Duty(party=codes[-1][0].pk, what=told["owes"], due_on=local_day(at))
    terms = Terms(facts=told["facts"], points=told["points"], terms=told["terms"], promises=(owes,))
    agree(case.pk, terms=terms, by=by, at=at)
    for side in sides:
        act_as(side)
        words = mediated(side).agreement
        sign(case.pk, words=words.hash if words else "", by=side, at=story.on(told))
    act_as(by)
    bring_into_force(case.pk, by=by, at=story.on(told))
    story.met |= {"case": case.pk, "sides": sides}


def _paid(story: Story, told: dict[str, Any]) -> None:
    """Say for the side that is owed that everything was done."""
    by, at = story.met["sides"][0], story.on(told)
    act_as(by)
    for one in mediated(by).promises:
        note_duty(story.met["case"], duty=one.id, kept=True, proof=told["proof"], by=by, at=at)


LATER: dict[str, Later] = {
    "ticket": _ticket,
    "sit_down": _sit_down,
    "stand_up": _stand_up,
    "refer": _refer,
    "plan_session": _plan,
    "answer_invitation": _answer,
    "hold_session": _hold,
    "visit_place": _visit,
    "call_off_session": _call_off,
    "report_kept": _report,
    "confirm_kept": _confirm,
    "mediate": _mediate,
    "note_paid": _paid,
}
