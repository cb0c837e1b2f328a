"""How random people sort, send, dispute, assist, pass on and answer in short, on a random road."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tests import make, sent

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accept_simple import accept_simple
from yimen.casework.actions.answer_simple import answer_simple
from yimen.casework.actions.ask_assistance import ask_assistance
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.contribute import contribute
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.actions.decide_competence import decide_competence
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.actions.pass_duty import pass_duty
from yimen.casework.actions.propose_simple import propose_simple
from yimen.casework.actions.raise_dispute import raise_dispute
from yimen.casework.actions.report_up import report_up
from yimen.casework.actions.report_urgent import report_urgent
from yimen.casework.actions.split_demand import split_demand
from yimen.casework.actions.tell_later import tell_later
from yimen.casework.actions.transfer import transfer
from yimen.casework.reviewing import OPEN
from yimen.casework.simple import Reply
from yimen.casework.sorting import Part
from yimen.casework.urgent import Urgent
from yimen.documents import actions as letters
from yimen.law.moves import State
from yimen.people.models import Organ
from yimen.registry.models import Assistance, Demand, Opinion, Review, Ruling, Simple, Sorting

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acts.test_random_roads import World

WHY = sent.WHY
SORTERS = ("screener", "handler")
#: Whose work an act is: one of several where the law or the file has more than one.
WORK: dict[str, str | tuple[str, ...]] = {
    "split_demand": SORTERS, "merge_demands": SORTERS, "ask_supplement": SORTERS,
    "report_up": "screener", "raise_dispute": ("screener", "head"),
    "decide_competence": ("leader", "head", "supervisor"), "transfer": "system",
    "tell_later": "handler",
    "ask_assistance": "handler", "contribute": "handler", "propose_simple": "screener",
    "drop_simple": ("screener", "system"), "accept_simple": ("handler", "head"),
    "answer_simple": "handler", "convert_to_ordinary": ("handler", "petitioner", "system"),
    "flag_urgent": ("receptionist", "handler"), "report_urgent": ("receptionist", "handler"),
}  # fmt: skip
LIKELY = {
    "split_demand": 0.3, "merge_demands": 0.4, "ask_supplement": 0.3, "report_up": 0.4,
    "decide_competence": 4, "transfer": 0.4, "tell_later": 3, "pass_duty": 0.4,
    "ask_assistance": 0.4, "contribute": 0.6,
    "propose_simple": 0.7, "drop_simple": 0.3, "accept_simple": 1.5, "answer_simple": 3,
    "convert_to_ordinary": 0.4, "flag_urgent": 0.1, "report_urgent": 1,
}  # fmt: skip
BESIDE: dict[str, str | tuple[str, ...]] = {
    "dissolve": "system", "print_simple": "system", "pass_duty": "system",
}  # fmt: skip


def fits(demand: Demand, act: str) -> bool:  # noqa: PLR0911  # one line for each act
    """Return whether there is anything for an act to be about: sensible people look first."""
    act_as(SYSTEM)
    if act == "contribute":
        return Assistance.objects.filter(demand=demand, answered_at=None).exists()
    if act == "transfer":
        return Organ.objects.filter(pk=demand.owner_id, ends_on__isnull=False).exists()
    if act == "tell_later":
        return demand.clocks.filter(limit="on_the_spot_notice", stopped_on=None).exists()
    if act == "pass_duty":
        ended = Review.objects.filter(points__demand=demand, author__ends_on__isnull=False)
        return ended.filter(stage__in=OPEN).exists()
    if act in {"drop_simple", "convert_to_ordinary"}:
        return Simple.objects.filter(demand=demand, dropped_at=None).exists()
    if act in {"propose_simple", "accept_simple"}:
        return demand.screened_at is not None and demand.kind == "claim" and demand.route == 6
    if act == "report_urgent":
        return demand.clocks.filter(limit="urgent_report", stopped_on=None).exists()
    if act == "raise_dispute":
        return demand.state == State.OBJECTED or demand.dispatches.count() > 1
    return act != "merge_demands" or demand.petition.demands.count() > 1


def who(world: World, demand: Demand, act: str) -> Actor | None:
    """Return who is asked for by name: the organ that assists, or decides where none works here."""
    act_as(SYSTEM)
    if act == "contribute":
        asked = Assistance.objects.filter(demand=demand, answered_at=None).values_list("organ")
        wanted = {organ for (organ,) in asked}
        found = [p for p in world.people if p.role == "handler" and p.organ in wanted]
        return world.one(found) if found else None
    if act == "decide_competence" and world.dice.random() < 0.3:
        return world.case.district["supervisor"]
    return None


def _split(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    number = world.dice.randint(1, 3)
    parts = [Part(request=f"第{n}件", facts=world.one(["", WHY])) for n in range(1, number + 1)]
    split_demand(demand.pk, parts=parts, reason=WHY, by=by, at=at)


def _merge(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    others = [pk for pk in world.case.demands if pk != demand.pk]
    alike = [
        one.pk
        for one in make.demands_of(world.case)
        if one.pk != demand.pk and (one.state, one.owner_id) == (demand.state, demand.owner_id)
    ]
    chosen = alike if world.dice.random() < 0.8 else world.dice.sample(others, len(others) // 2)
    merge_demands(demand.pk, others=chosen, reason=WHY, by=by, at=at)


def _report(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    report = Urgent(
        recipients=world.case.district.organs["government"].name,
        event="堤坝渗水。",
        happened="今天早上",
        place="河湾社区",
        affected="三百户",
        measures="已通知街道。",
        known_at=at,
    )
    report_urgent(demand.pk, report=report, by=by, at=at)


def _above(world: World) -> int:
    keys = ["government", "government", "government", "bureau", "city"]
    return world.case.district.organs[world.one(keys)].pk


def _decide(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    to, rule = world.organ(), world.one(["", "路灯由管养单位负责"])
    document = world.one(["", "一政办函〔2024〕3号"])
    decide_competence(demand.pk, to=to, reason=WHY, rule=rule, document=document, by=by, at=at)


def _ask_help(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    day = date.fromordinal(local_day(at).toordinal() + world.dice.randint(-1, 20))
    ask_assistance(demand.pk, organ=world.organ(), question=WHY, answer_by=day, by=by, at=at)


def _accept(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    handlers = [p.id for p in world.people if p.role == "handler" and p.organ == demand.owner_id]
    handler = world.one([0, *handlers, by.id])
    accept_simple(
        demand.pk,
        ground=world.one(Simple.Ground.values),
        told_by=world.one(["phone", "paper"]),
        handler=handler,
        by=by,
        at=at,
    )


def _answer(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    reply = Reply(
        result=world.one(["supported", "explained", "not_supported"]),
        facts=WHY,
        answer=WHY,
        basis=WHY,
        told_by="phone",
        proof=world.one([WHY, WHY, WHY, ""]),
    )
    answer_simple(demand.pk, reply=reply, by=by, at=at)


def _convert(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    because = world.one(["unsuitable", "refusal", "asked", "time"])
    convert_to_ordinary(demand.pk, because=because, reason=WHY, by=by, at=at)


def print_simple(world: World, _: Demand, __: Actor, at: datetime) -> None:
    """Print the short replies, as the worker does when they were given."""
    act_as(SYSTEM)
    given = Opinion.objects.filter(petition=world.case.petition, stage="issued", simples__gt=0)
    for opinion in given:
        letters.issue("simple_reply", petition=world.case.petition, subject=opinion.pk, at=at)


def _dissolve(world: World, demand: Demand, _: Actor, at: datetime) -> None:
    """Let the organ whose turn it is end now and then, with another in its place."""
    organs = world.case.district.organs
    if world.dice.random() < 0.15 and demand.owner_id == organs["housing"].pk:
        Organ.objects.filter(pk=demand.owner_id).update(
            ends_on=local_day(at), successor=organs["urban_management"]
        )


DO: dict[str, Callable[[Any, Demand, Actor, datetime], object]] = {
    "split_demand": _split,
    "merge_demands": _merge,
    "ask_supplement": lambda world, demand, by, at: ask_supplement(
        demand.pk, wanted=world.one(["合同", "合同", " "]), reason=WHY, by=by, at=at
    ),
    "flag_urgent": lambda _, demand, by, at: flag_urgent(demand.pk, by=by, at=at),
    "report_urgent": _report,
    "report_up": lambda world, demand, by, at: report_up(
        demand.pk, to=_above(world), reason=WHY, by=by, at=at
    ),
    "raise_dispute": lambda _, demand, by, at: raise_dispute(demand.pk, reason=WHY, by=by, at=at),
    "decide_competence": _decide,
    "transfer": lambda _, demand, by, at: transfer(demand.pk, by=by, at=at),
    "tell_later": lambda _, demand, by, at: tell_later(demand.pk, by=by, at=at),
    "pass_duty": lambda _, demand, by, at: pass_duty(demand.pk, by=by, at=at),
    "ask_assistance": _ask_help,
    "contribute": lambda _, demand, by, at: contribute(demand.pk, answer=WHY, by=by, at=at),
    "propose_simple": lambda _, demand, by, at: propose_simple(
        demand.pk, ground="clear", by=by, at=at
    ),
    "drop_simple": lambda _, demand, by, at: drop_simple(demand.pk, reason=WHY, by=by, at=at),
    "accept_simple": _accept,
    "answer_simple": _answer,
    "convert_to_ordinary": _convert,
    "dissolve": _dissolve,
    "print_simple": print_simple,
}


def rules(world: World) -> None:
    """Insist on what sorting, sending and the simplified procedure must never bring about."""
    petition = make.petition_of(world.case)
    act_as(SYSTEM)
    demands = list(Demand.objects.filter(petition=petition.pk).order_by("position"))
    assert [one.position for one in demands] == list(range(1, len(demands) + 1))
    _rules_of_rulings(petition.pk, demands)
    _rules_of_simple(petition.pk)
    for row in Assistance.objects.filter(petition=petition.pk):
        assert row.organ_id in petition.organs
        assert bool(row.answered_at) == bool(row.answer)
    merged = {pos for row in Sorting.objects.filter(petition=petition.pk, kind="merged")
              for pos in row.others}  # fmt: skip
    assert merged == {one.position for one in demands if one.state == State.MERGED}
    assert len(merged) < len(demands)


def _rules_of_rulings(petition: int, demands: list[Demand]) -> None:
    rulings = list(Ruling.objects.filter(petition=petition).select_related("dispatch__objection"))
    waiting = {one.demand_id for one in rulings if one.decided_at is None}
    for demand in demands:
        if demand.state == State.REFERRED_UP:
            assert demand.pk in waiting
    for one in rulings:
        if one.decided_at and one.decided_by_id:
            assert one.decided_by_id != one.by_id


def _rules_of_simple(petition: int) -> None:
    for one in Simple.objects.filter(petition=petition).select_related("demand", "opinion"):
        if one.demand.state == State.SIMPLE:
            assert one.accepted_at
            assert not one.dropped_at
            assert not one.answered_at
        if one.answered_at:
            assert one.opinion
            assert {f.result for f in one.opinion.findings.all()} <= {"supported", "explained"}
