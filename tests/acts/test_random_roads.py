"""Random people do random things for months: the record explains it all, and no rule of two breaks.

Half of the steps are sensible (an act that the law's table allows, by somebody whose work it is),
the other half is anything by anybody. After every step the tables must say what the record says;
at the end every letter that was asked for can be written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

import pytest
from django.db import transaction
from tests import folk, ground, make, sent  # noqa: F401  # folk and sent add places
from tests.acts import (
    after,
    deeds_hearing,
    random_hearings,
    random_lanes,
    random_sending,
    random_settling,
    roads_review,
)
from tests.acts.deeds import DEEDS
from tests.make import Case, District

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.casework.actions.accept import accept
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.attach import attach
from yimen.casework.actions.bring_along import bring_along
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.decline import decline
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.follow_up import follow_up
from yimen.casework.actions.forward import forward
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.join import join
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.actions.part import part
from yimen.casework.actions.rate import rate
from yimen.casework.actions.recategorise import recategorise
from yimen.casework.actions.refer import refer
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.actions.register import register
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.report_retaliation import report_retaliation
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Paper, Wish
from yimen.casework.proving import Proved
from yimen.documents import actions as letters
from yimen.documents.drawn import route_of
from yimen.documents.relief import remedy
from yimen.law.moves import CLOSED, MOVES, Move, State
from yimen.registry.models import Decline, Demand, Entry, Extension, Objection, Opinion

FIRST = make.on("2024-01-08")
STEPS = 45
T = TypeVar("T")
Do = Callable[["World", Demand, Actor, datetime], object]
PROFILES = ("", "futian", "xingguo")
SENSIBLE = 0.8
#: How often somebody sensible does something beside the road.
ASIDE = 0.1
#: How much likelier an act is done that nobody has done yet, and on how many roads it is tried.
WANTED, TRIES = 60, 8
#: How many of the roads begin with the filing; the others begin at one of the places.
FROM_THE_START = 0.4
PLACES: list[tuple[str, dict[str, object]]] = [
    *make.TO_STATE.values(),
    *((place, {}) for place in deeds_hearing.PLACES),
    ("assisted", {}), ("left_behind", {}), ("proposed", {}), ("answered_simply", {}),
    ("leading", {}), ("joined", {}), ("news", {}), ("review_drafted", {}), ("recheck_signed", {}),
    ("agreement_filed", {}),
    ("accused_named", {"kind": "accusation"}), ("release_proposed", {"kind": "accusation"}),
    ("suggestion_studied", {"kind": "suggestion"}),
]  # fmt: skip
#: How much likelier a sensible person does this than something else that the law allows as well.
LIKELY = {
    "screen": 3, "forward": 4, "assign": 4, "decline": 0.2, "log_contact": 0.7, "hand_over": 1,
    "ask_extension": 0.8, "refuse_extension": 0.4, "tell_extension": 0.4, "draft_opinion": 4,
    "check_opinion": 2, "return_opinion": 0.4, "sign_opinion": 2, "issue_opinion": 2, "rate": 2,
    "report_back": 2, "object_dispatch": 0.5, "route_out": 0.2, "withdraw": 0.05, "weigh": 0.3,
    "accepted_there": 0.5,
    "recategorise": 0.3, "miss_service": 0.3, "miss_paper": 0.3,
    "answer_repeat": 0.3, "dispute_execution": 0.5,
}  # fmt: skip
WHY = "有具体的事实和理由"
#: Whose work an act is.
WORK: dict[str, str | tuple[str, ...]] = {
    "register": "receptionist", "screen": "screener", "forward": "screener", "assign": "screener",
    "accept": "handler", "decline": "head", "hand_over": "handler", "log_contact": "handler",
    "ask_extension": "handler", "refuse_extension": "head", "extend": "head",
    "tell_extension": "system", "draft_opinion": "handler", "check_opinion": "legal_checker",
    "return_opinion": "legal_checker", "sign_opinion": "head", "issue_opinion": "handler",
    "serve": "handler", "miss_service": "handler", "miss_paper": "handler",
    "serve_notice": "handler", "execute": "handler", "report_back": "handler",
    "rate": "petitioner",
    "conclude": "system", "object_dispatch": "handler", "return_dispatch": "screener",
    "uphold_dispatch": "screener", "route_out": "head", "come_back": "screener",
    "withdraw": "petitioner", "recategorise": "handler", "weigh": "screener",
    "follow_up": "screener", "accepted_there": "screener",
    "answer_repeat": "screener", "resume_repeat": "screener", "confirm_execution": "petitioner",
    "dispute_execution": "petitioner",
}  # fmt: skip
WORK |= random_hearings.WORK
LIKELY |= random_hearings.LIKELY
WORK |= roads_review.WORK
for _stream in (random_sending, random_lanes, random_settling):
    WORK |= _stream.WORK
    LIKELY |= _stream.LIKELY
MOVED = sorted(WORK)
#: Where a matter waits to be sent, or sent anew.
AT_A_DESK = {State.RECEIVED, State.REGISTERED, State.OBJECTED}
BESIDE: dict[str, str | tuple[str, ...]] = {
    "attach": "petitioner", "link": "screener", "refer": "receptionist", "print": "system",
    "keep_draft": "handler", "join": "screener", "part": "screener", "bring_along": "handler",
    "offer_aftercare": "screener", "report_retaliation": "petitioner",
}  # fmt: skip
BESIDE |= random_sending.BESIDE | random_lanes.BESIDE | random_settling.BESIDE


@dataclass
class World:
    """One walk: the case, the people, the calendar, and the dice."""

    dice: Random
    case: Case
    people: list[Actor]
    two_hats: set[int] = field(default_factory=set)
    at: datetime = FIRST
    done: list[str] = field(default_factory=list)
    #: An act that everybody sensible has in mind, because nobody has done it yet on any road.
    wanted: str = ""

    def likes(self, act: str) -> float:
        """Return how likely a sensible person does an act rather than another."""
        has_yet_to = act == self.wanted and act not in self.done
        return WANTED if has_yet_to else LIKELY.get(act, 1)

    def one(self, of: Sequence[T]) -> T:
        """Draw one of a list."""
        return self.dice.choice(of)

    def demand(self) -> Demand:
        """Draw a demand, as it stands now."""
        return self.one(make.demands_of(self.case))

    def opinion(self) -> int:
        """Draw an opinion, or none."""
        act_as(SYSTEM)
        found = list(
            Opinion.objects.filter(petition=self.case.petition).values_list("pk", flat=True)
        )
        return self.one(found or [0])

    def organ(self) -> int:
        """Draw an organ: usually one that has people to handle what it gets."""
        keys = ["housing", "housing", "urban_management", "supervisory", "bureau", "government"]
        return self.case.district.organs[self.one([*keys, "elsewhere"])].pk


def step(world: World) -> None:
    """Let somebody try something, some days later; what is refused is refused cleanly."""
    world.at += timedelta(hours=world.dice.randint(0, 24 * 9))
    demand = world.demand()
    if world.dice.random() < SENSIBLE:
        lawful = [act for act in MOVED if demand.state in MOVES[Move(act)].ways]
        done = {"screen"} if demand.screened_at else {"forward", "assign"}
        lawful = [act for act in lawful if act not in done and _fits(demand, act)]
        is_aside = world.dice.random() < (SENSIBLE if world.wanted in BESIDE else ASIDE)
        if is_aside or not lawful:
            lawful = sorted(BESIDE)
        act = world.dice.choices(lawful, [world.likes(act) for act in lawful])[0]
        by = _fitting(world, demand, act)
    else:
        act, by = world.one([*MOVED, *BESIDE, *BESIDE, *BESIDE]), world.one(world.people)
    with contextlib.suppress(Refused), transaction.atomic():
        DO[act](world, demand, by, min(world.at, now()))
        world.done.append(act)
    world.case.demands = [one.pk for one in make.demands_of(world.case)]


def _fits(demand: Demand, act: str) -> bool:
    streams = (random_sending, random_lanes, random_hearings)
    return all(stream.fits(demand, act) for stream in streams)


def _fitting(world: World, demand: Demand, act: str) -> Actor:
    role = (WORK | BESIDE)[act]
    named = random_sending.who(world, demand, act) or random_lanes.who(world, demand, act)
    if named:
        return named
    role = role if isinstance(role, str) else world.one(role)
    if role == "petitioner":
        return world.case.petitioner
    if role == "system":
        return SYSTEM
    own = [p for p in world.people if p.role == role and p.id == demand.handler_id]
    fitting = [p for p in world.people if p.role == role and p.organ == demand.owner_id]
    usual = [p for p in fitting if p.id not in world.two_hats]
    hats = fitting if world.dice.random() > SENSIBLE else usual
    return world.one(own if role == "handler" and own else hats or fitting or world.people)


def _draft(world: World, _: Demand, by: Actor, at: datetime) -> object:
    return draft_opinion(world.case.petition, draft=_written(world, at), by=by, at=at)


def _keep(world: World, _: Demand, by: Actor, at: datetime) -> object:
    return keep_draft(world.case.petition, draft=_written(world, at), by=by, at=at)


def _written(world: World, at: datetime) -> Draft:
    """Write on all demands or on one, in full or not, with any result."""
    asked = world.case.demands
    about = asked if world.dice.random() < SENSIBLE else [world.one(asked)]
    whole = world.dice.random() < SENSIBLE
    result = world.one(["supported", "explained", "not_supported", "unheard of"][: 3 + (not whole)])
    return Draft(
        findings=tuple(
            Found(demand=pk, facts=WHY, reasons=WHY if whole else "", result=result, basis=WHY)
            for pk in about
        ),
        duty="修好路灯" if result == "supported" else "",
        duty_by=_day(at, world.dice.randint(-3, 90)) if world.dice.random() < SENSIBLE else None,
    )


def _day(at: datetime, ahead: int) -> date:
    return date.fromordinal(at.toordinal() + ahead)


def _print(world: World, _: Demand, __: Actor, at: datetime) -> None:
    act_as(SYSTEM)
    for opinion in Opinion.objects.filter(petition=world.case.petition, stage="issued"):
        letters.issue("handling_opinion", petition=world.case.petition, subject=opinion.pk, at=at)


def _serve(world: World, _: Demand, by: Actor, at: datetime) -> None:
    method = (
        "platform" if by.role is Role.PETITIONER else world.one(["post", "in_person", "platform"])
    )
    _print(world, _, by, at)
    proved = Proved(parcel="EMS 1", refusal="不愿签字", witnesses="社区工作人员")
    serve(world.opinion(), method=method, proved=proved, by=by, at=at)


def _miss_service(world: World, _: Demand, by: Actor, at: datetime) -> None:
    missed = world.one(["absent", "moved", "returned"])
    miss_service(world.opinion(), method="post", outcome=missed, parcel="EMS 1", by=by, at=at)


def _miss_paper(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    missed = world.one(["absent", "moved", "returned"])
    miss_paper(demand.pk, method="post", outcome=missed, parcel="EMS 1", by=by, at=at)


def _serve_notice(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    act_as(SYSTEM)
    for row in Decline.objects.filter(petition=world.case.petition):
        letters.issue("non_acceptance_notice", petition=row.petition_id, subject=row.pk, at=row.at)
    method = world.one(["post", "in_person", "platform"])
    proved = Proved(parcel="EMS 1", refusal="不愿签字", witnesses="社区工作人员")
    serve_notice(demand.pk, method=method, proved=proved, by=by, at=at)


def _attach(world: World, _: Demand, by: Actor, at: datetime) -> None:
    attach(world.case.petition, paper=Paper(name="a.txt", data=b"a"), by=by, at=at)


def _link(world: World, _: Demand, by: Actor, at: datetime) -> None:
    other = lodge(make.a_filing(world.case.district), by=STRANGER, at=at).petition
    link(world.case.petition, other=other, kind=world.one(["repeat", "related"]), by=by, at=at)


def _screen(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    kind = world.one([*["claim"] * 6, "suggestion", "accusation"])
    route = world.one([*[6] * 8, 4, 4, 5, 1, None])
    screen(demand.pk, kind=kind, category=make.CATEGORY, route=route, by=by, at=at)


def _weighing(world: World, at: datetime) -> Weighing:
    way = world.one(["", "labour_arbitration", "civil_suit", "legal_aid", "consumer"])
    return Weighing(
        is_here=world.dice.random() < SENSIBLE / 2,
        way=way,
        since=world.one([None, _day(at, -world.dice.randint(-3, 400))]),
    )


def _withdraw(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    every = world.case.demands
    some = every if world.dice.random() < SENSIBLE else [demand.pk]
    wish = Wish(channel="visit", words=WHY) if world.dice.random() < SENSIBLE else None
    withdraw(world.case.petition, demands=some, wish=wish, by=by, at=at)


def _on_demand(act: Callable[..., object], **words: Callable[[World, datetime], object]) -> Do:
    def do(world: World, demand: Demand, by: Actor, at: datetime) -> object:
        given = {name: word(world, at) for name, word in words.items()}
        return act(demand.pk, **given, by=by, at=at)

    return do


def _on_opinion(act: Callable[..., object], **words: str) -> Do:
    return lambda world, _, by, at: act(world.opinion(), **words, by=by, at=at)


def _reason(*_: object) -> str:
    return WHY


def _somebody(world: World, _: datetime) -> int:
    return world.one([person.id for person in world.people])


def _another(world: World, at: datetime) -> tuple[int, int]:
    """File the same with the organ that usually handles it, and have it handled there or not."""
    housing = world.case.district.housing
    done = lodge(make.a_filing(world.case.district, receiver=housing.pk), by=STRANGER, at=at)
    register(done.petition, by=SYSTEM, at=at)
    act_as(SYSTEM)
    demand = Demand.objects.get(petition=done.petition).pk
    screen(demand, kind="claim", category=make.CATEGORY, route=6, by=SYSTEM, at=at)
    if world.dice.random() < SENSIBLE:
        accept(demand, by=SYSTEM, at=at)
    return done.petition, demand


def _answer_repeat(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    other = _another(world, at)[1]
    answer_repeat(demand.pk, other_demand=other, reason=WHY, by=by, at=at)


def _join(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    petition, other = world.case.petition, _another(world, at)[0]
    if world.dice.random() < SENSIBLE:
        petition, other = other, petition
    positions = [demand.position if petition == world.case.petition else 1]
    join(petition, leader=other, positions=positions, reason=WHY, by=by, at=at)


def _said(world: World, _: datetime) -> Wish:
    return Wish(channel=world.one(["phone", "visit"]), words=world.one([WHY, WHY, ""]))


DO: dict[str, Do] = {
    "register": lambda world, _, by, at: register(world.case.petition, by=by, at=at),
    "screen": _screen,
    "forward": _on_demand(forward, to=lambda world, _: world.organ()),
    "assign": _on_demand(
        assign,
        to=lambda world, _: world.organ(),
        report_by=lambda world, at: _day(at, world.dice.randint(-5, 90)),
    ),
    "accept": lambda _, demand, by, at: accept(
        demand.pk, handler=by.id if by.role is Role.HANDLER else 0, by=by, at=at
    ),
    "decline": _on_demand(decline, reason=_reason, where_to_go=_reason),
    "object_dispatch": _on_demand(
        object_dispatch, reason=_reason, proper=lambda world, _: world.one([0, world.organ()])
    ),
    "return_dispatch": _on_demand(return_dispatch, reason=_reason),
    "uphold_dispatch": _on_demand(uphold_dispatch, reason=_reason),
    "route_out": _on_demand(
        route_out,
        elsewhere=lambda world, _: replace(make.ARBITRATION, route=world.one(range(7))),
        reason=_reason,
    ),
    "come_back": _on_demand(come_back, reason=_reason),
    "follow_up": _on_demand(follow_up, words=_reason),
    "accepted_there": _on_demand(accepted_there, words=_reason),
    "weigh": _on_demand(weigh, weighing=_weighing),
    "withdraw": _withdraw,
    "recategorise": _on_demand(
        recategorise,
        category=lambda world, _: world.one([make.CATEGORY, make.OTHER_CATEGORY]),
        reason=_reason,
    ),
    "hand_over": _on_demand(hand_over, to=_somebody),
    "log_contact": _on_demand(
        log_contact,
        kind=lambda world, _: world.one(["meeting", "phone", "writing", "site", "execution"]),
        words=_reason,
    ),
    "ask_extension": _on_demand(
        ask_extension, days=lambda world, _: world.dice.randint(0, 32), reason=_reason
    ),
    "refuse_extension": _on_demand(refuse_extension, reason=_reason),
    "extend": _on_demand(extend),
    "tell_extension": _on_demand(tell_extension),
    "draft_opinion": _draft,
    "check_opinion": _on_opinion(check_opinion),
    "return_opinion": _on_opinion(return_opinion, reason=WHY),
    "sign_opinion": _on_opinion(sign_opinion),
    "issue_opinion": _on_opinion(issue_opinion),
    "serve": _serve,
    "miss_service": _miss_service,
    "miss_paper": _miss_paper,
    "serve_notice": _serve_notice,
    "execute": _on_demand(execute, proof=_reason),
    "report_back": _on_demand(report_back, report=_reason),
    "rate": lambda world, _, by, at: rate(
        world.case.petition, organ=world.organ(), level="basically", by=by, at=at
    ),
    "conclude": _on_demand(conclude),
    **roads_review.DO,
    "answer_repeat": _answer_repeat,
    "resume_repeat": _on_demand(resume_repeat, reason=_reason),
    "confirm_execution": _on_demand(confirm_execution, wish=_said),
    "dispute_execution": _on_demand(dispute_execution, wish=_said),
    "join": _join,
    "part": lambda world, _, by, at: part(world.case.petition, reason=WHY, by=by, at=at),
    "bring_along": lambda world, _, by, at: bring_along(world.case.petition, by=by, at=at),
    "offer_aftercare": lambda world, _, by, at: offer_aftercare(
        world.case.petition, organ=world.organ(), words=WHY, by=by, at=at
    ),
    "report_retaliation": lambda world, _, by, at: report_retaliation(
        world.case.petition, organ=world.organ(), words=f"{WHY}{WHY}", by=by, at=at
    ),
    "attach": _attach,
    "link": _link,
    "refer": lambda world, _, by, at: refer(
        world.case.petition, room=world.one(["lawyer", "mediator"]), by=by, at=at
    ),
    "keep_draft": _keep,
    "print": _print,
}


DO |= random_hearings.DO | random_sending.DO | random_lanes.DO | random_settling.DO


def check(world: World) -> None:
    """Insist on everything that must be true after any road."""
    assert after.differences(world.case) == []
    _rules_of_two(world)
    _rules_of_extensions(world)
    _rules_of_opinions(world)
    random_hearings.rules(world)
    random_sending.rules(world)
    random_lanes.rules(world)
    for demand in make.demands_of(world.case):
        is_in_hand = demand.state not in AT_A_DESK | CLOSED - {State.CONCLUDED}
        if demand.kind == "accusation" and is_in_hand:
            assert demand.owner.kind == "supervisory"
        if demand.state in CLOSED - {State.CONCLUDED}:
            left = {"urgent_report", "reopen_notice"}
            left |= {"review_request"} if demand.state == State.NOT_ACCEPTED else set()
            assert set(after.running(demand.pk)) <= left
        if demand.state == State.CONCLUDED:
            left = {"assigned_report", "urgent_report", "reopen_notice"}
            assert set(after.running(demand.pk)) <= left
        if "reopen_notice" in after.running(demand.pk):  # new facts wait for an answer
            assert demand.reopenings.filter(decision="waiting").exists()
        if "urgent_report" in after.running(demand.pk):
            assert demand.state in MOVES[Move.REPORT_URGENT].ways


def _rules_of_two(world: World) -> None:
    for objection in Objection.objects.filter(petition=world.case.petition):
        assert objection.by_id != objection.decided_by_id
    for opinion in Opinion.objects.filter(petition=world.case.petition):
        hands = [opinion.drafted_by_id, opinion.checked_by_id, opinion.signed_by_id]
        known = [hand for hand in hands if hand]
        assert len(known) == len(set(known)), world.done
        in_short = opinion.simples.exists()  # nobody checks or signs a short reply
        if opinion.stage in {"signed", "issued", "served"} and not in_short:
            assert opinion.checked_at
            assert opinion.signed_at


def _rules_of_extensions(world: World) -> None:
    told = Entry.objects.filter(petition=world.case.petition, kind="tell_extension")
    positions = [position for line in told for position in line.demands]
    assert len(positions) == len(set(positions))
    for row in Extension.objects.filter(petition=world.case.petition):
        assert 1 <= row.days <= 30
        if row.decision == "approved":
            assert row.decided_by_id != row.asked_by_id
        if row.told_at:
            assert row.due_before
            assert row.due_after
            assert row.due_after > row.due_before
            assert row.told_at.astimezone(make.LOCAL).date() <= row.due_before


def _rules_of_opinions(world: World) -> None:
    for opinion in Opinion.objects.filter(petition=world.case.petition).exclude(stage="draft"):
        findings = list(opinion.findings.select_related("demand"))
        assert findings
        # Opened again and screened anew, its demand goes another way than the answer served.
        if opinion.stage != "served":
            assert len({remedy(route_of(f.demand)) for f in findings}) == 1
        if opinion.stage not in {"returned", "dropped"}:
            for f in findings:
                assert all((f.request, f.facts, f.reasons, f.result, f.basis))


def everybody(district: District) -> list[Actor]:
    """Return people to send: the cast, more at other organs, some with two posts, strangers."""
    parts = district.officers
    handler, head = parts["handler"], parts["head"]
    supervisory = district.organs["supervisory"]
    discipline = make.Organ.objects.create(
        name="另一纪检监察机关",
        mark="另纪",
        kind="supervisory",
        region=district.region,
        parent=district.organs["government"],
        address="一门区政务路1号",
    )
    district.organs["discipline"] = discipline
    more = [
        make.an_officer(district, role, organ)
        for organ in (district.bureau, supervisory, discipline)
        for role in ("handler", "legal_checker", "head", "screener")
    ]
    two_hats = [
        replace(handler, role=Role.LEGAL_CHECKER),
        replace(handler, role=Role.HEAD),
        replace(head, role=Role.HANDLER),
        replace(parts["checker"], role=Role.HEAD),
    ]
    return [*parts.values(), *more, *two_hats, SYSTEM, STRANGER]


def _filed(dice: Random, district: District) -> Case:
    receiver = dice.choice([district.bureau, district.bureau, district.housing])
    came = "visit" if receiver == district.housing else "online"
    asks = make.asks(dice.randint(1, 3))
    filing = make.a_filing(district, asks=asks, receiver=receiver.pk, channel=came)
    done = lodge(filing, by=STRANGER, at=FIRST)
    case = Case(district, done.petition, done.number, done.code)
    case.demands = [demand.pk for demand in make.demands_of(case)]
    return case


def _begun(dice: Random, district: District, wanted: str) -> Case:
    """Begin somewhere on the way, where a random road from the start seldom comes."""
    place, way = dice.choice(PLACES)
    if wanted in DEEDS:
        place, way = DEEDS[wanted].begins, DEEDS[wanted].way
    return make.a_petition(district, place, **way)


def walked(dice: Random, district: District, people: list[Actor], wanted: str) -> World:
    """Walk one road to its end."""
    is_filed = not wanted and dice.random() < FROM_THE_START
    case = _filed(dice, district) if is_filed else _begun(dice, district, wanted)
    seen: list[int] = [person.id for person in people]
    at = after.lines(case)[-1].at
    world = World(dice, case, [*people, case.petitioner], at=at, wanted=wanted)
    world.two_hats = {number for number in seen if seen.count(number) > 1}
    for _ in range(STEPS):
        step(world)
        check(world)
    ground.do_jobs()
    check(world)
    return world


def walk_many(
    profile: str, seeds: Iterable[int], monkeypatch: pytest.MonkeyPatch, wanted: str = ""
) -> set[str]:
    """Walk a road for each seed, and take it back; return all that was done on any of them.

    Where an act is wanted, they begin where it can be done, and end with the first that does it.
    """
    monkeypatch.setattr(letters, "render_pdf", lambda content, **_: repr(content).encode())
    monkeypatch.setattr(letters, "seal", bytes)
    done: set[str] = set()
    with transaction.atomic():
        district = make.a_district(profile=profile)
        people = everybody(district)
        organs = [district.organs[key].pk for key in ("housing", "supervisory")]
        make.Organ.objects.filter(pk__in=organs).update(profile=profile)
        for seed in seeds:
            with transaction.atomic():
                dice = Random(f"{profile} {seed}")  # noqa: S311  # the same road every time
                try:
                    done.update(walked(dice, district, people, wanted).done)
                except BaseException as broken:
                    broken.add_note(f"on the road with the profile {profile!r} and seed {seed}")
                    broken.add_note(f"where somebody wanted to {wanted or 'do anything'}")
                    raise
                transaction.set_rollback(True)
            if wanted in done:
                break
        transaction.set_rollback(True)
    return done


@pytest.mark.django_db
@pytest.mark.parametrize("profile", PROFILES)
def test_any_road_is_explained_by_its_record(profile: str, monkeypatch: pytest.MonkeyPatch):
    walk_many(profile, range(1), monkeypatch)


@pytest.mark.slow
@pytest.mark.django_db
def test_many_roads_lead_everywhere_and_each_is_explained_by_its_record(
    monkeypatch: pytest.MonkeyPatch,
):
    roads = [walk_many(profile, range(100, 115), monkeypatch) for profile in PROFILES]
    done = set().union(*roads)
    for act in sorted(set(DO) - done):
        if act not in done:
            done |= walk_many("", range(200, 200 + TRIES), monkeypatch, wanted=act)
    assert sorted(set(DO) - done) == []
