"""Do each planned deed through the acts that officers use, in the words of this petition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random
from typing import Any

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accept import accept
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.decline import decline
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.follow_up import follow_up
from yimen.casework.actions.forward import forward
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.rate import rate
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.actions.register import register
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.screen import screen
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Elsewhere, Filing
from yimen.casework.suggesting import Decided
from yimen.ops.demo import doing_lanes, texts
from yimen.ops.demo.grammar import utter, words
from yimen.ops.demo.planning import Life, Step
from yimen.ops.demo.roster import BUREAU, Roster
from yimen.ops.demo.serving import serve_all
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by

SOURCE = "demo-year"
_REPEAT = "同一人反映同一事项"
_BAD = "dissatisfied"
#: How many of ten rate it satisfied and basically so; the others do not, by result.
_LEVELS = {"supported": (62, 26, 12), "explained": (34, 38, 28), "not_supported": (10, 24, 66)}
_LEVEL_NAMES = ("satisfied", "basically", _BAD)
_PHONES = 10**8
_HEARINGS = (("phone", "heard"), ("phone", "heard"), ("meeting", "met"), ("site", "seen"))


@dataclass(slots=True)
class Telling:
    """One life while it is performed: its texts, and the rows that it has by now."""

    life: Life
    district: Roster
    chance: Random
    scene: texts.Scene
    petition: int = 0
    code: str = ""
    demands: list[int] = field(default_factory=list)
    opinion: int = 0
    served: Petition | None = None
    executed_at: datetime | None = None
    decided: Decided | None = None

    def utter(self, name: str) -> str:
        """Say a sentence of a common list with the facts of this petition."""
        return utter(name, self.scene.facts, self.chance)

    def actor(self, step: Step) -> Actor:
        """Return the officer of a step; where none acts, the petitioner does."""
        return step.by.actor if step.by else Actor(role=Role.PETITIONER, code=self.code)


def begin(life: Life, district: Roster, seed: int) -> Telling:
    """Choose the scene and the chance of a life; a repeat plays where the first one did."""
    scenery = Random(f"{seed}/{life.origin or life.key}/scene")  # noqa: S311  # invented, not secret
    phone = f"120{scenery.randrange(_PHONES):08d}"
    scene = texts.scene(life.topic, life.place, life.heads, phone, scenery)
    chance = Random(f"{seed}/{life.key}/words")  # noqa: S311  # as above
    return Telling(life, district, chance, scene)


def _lodge(telling: Telling, step: Step) -> None:
    life = telling.life
    said = texts.told(
        life.topic, telling.scene, life.heads, telling.chance, again=bool(life.origin)
    )
    place = "{street}{community}{road}".format_map(telling.scene.facts)
    filing = Filing(
        channel=life.arrival.channel,
        receiver=telling.district.organs[life.receiver],
        title=said.title,
        asks=said.asks,
        people=telling.scene.people,
        place=place,
        region=telling.district.regions.get(life.place["community"], 0),
        headcount=life.heads,
        source=SOURCE,
        external_number=life.key,
    )
    by = step.by.actor if step.by else STRANGER
    telling.petition = lodge(filing, by=by, at=step.at).petition


def _register(telling: Telling, step: Step) -> None:
    petition = register(telling.petition, by=telling.actor(step), at=step.at)
    telling.code = petition.code_blind
    telling.demands = [demand.pk for demand in petition.demands.all()]


def _link(telling: Telling, step: Step) -> None:
    act_as(SYSTEM)
    same = seen_by(SYSTEM).filter(source=SOURCE, external_number=telling.life.origin)
    other = same.values_list("pk", flat=True).first()
    if other:
        link(
            telling.petition,
            other=other,
            kind="repeat",
            reason=_REPEAT,
            by=telling.actor(step),
            at=step.at,
        )


def _screen(telling: Telling, step: Step) -> None:
    life = telling.life
    following = life.steps[life.steps.index(step) + 1 :][:1]
    leaves = any(one.deed == "route_out" for one in following)
    for demand in telling.demands:
        screen(
            demand,
            kind=life.fate.kind,
            category=life.topic.category,
            route=life.topic.way if leaves else life.topic.route,
            by=telling.actor(step),
            at=step.at,
        )


def _send(telling: Telling, step: Step) -> None:
    life, by, to = telling.life, telling.actor(step), telling.district.organs[step.to]
    for demand in telling.demands:
        if life.fate.assigned and step.to == life.organ:
            report_by = _days_after(step.at, life.fate.assigned)
            assign(demand, to=to, report_by=report_by, by=by, at=step.at)
        else:
            forward(demand, to=to, by=by, at=step.at)


def _route_out(telling: Telling, step: Step) -> None:
    there = words()["elsewhere"][telling.life.topic.way]
    said = {part: there[part] for part in ("organ", "address", "limit", "papers", "basis")}
    elsewhere = Elsewhere(route=telling.life.topic.way, **said)
    reason = telling.chance.choice(there["reason"])
    for demand in telling.demands:
        route_out(demand, elsewhere=elsewhere, reason=reason, by=telling.actor(step), at=step.at)


def _heard(act: Callable[..., object], words: str) -> Callable[[Telling, Step], None]:
    """Make a deed that notes what was heard from another lawful way."""

    def do(telling: Telling, step: Step) -> None:
        for demand in telling.demands:
            act(demand, words=words, by=telling.actor(step), at=step.at)

    return do


def _object(telling: Telling, step: Step) -> None:
    right = telling.life.organ
    if right == _organ_of(step):
        right = "urban_management" if right != "urban_management" else "housing"
    for demand in telling.demands:
        object_dispatch(
            demand,
            reason=_naming(telling, "object", right),
            proper=telling.district.organs[right],
            by=telling.actor(step),
            at=step.at,
        )


def _organ_of(step: Step) -> str:
    """Return the organ whose officer does this."""
    return step.by.organ if step.by else BUREAU


def _naming(telling: Telling, name: str, organ: str) -> str:
    facts = {**telling.scene.facts, "right": telling.district.names[organ]}
    return utter(name, facts, telling.chance)


def _accept(telling: Telling, step: Step) -> None:
    by = telling.actor(step)
    for demand in telling.demands:
        accept(demand, handler=by.id, by=by, at=step.at)


def _decline(telling: Telling, step: Step) -> None:
    not_taken = words()["not_taken"]
    _decline_all(telling, step, telling.chance.choice(not_taken["reason"]), not_taken["where"][0])


def _decline_wrong(telling: Telling, step: Step) -> None:
    right = telling.district.names[telling.life.organ]
    where = f"可以向{right}提出；接谈员可以协助转交（惠民路1号人民来访接待厅）"
    _decline_all(telling, step, _naming(telling, "object", telling.life.organ), where)


def _decline_all(telling: Telling, step: Step, reason: str, where: str) -> None:
    for demand in telling.demands:
        decline(demand, reason=reason, where_to_go=where, by=telling.actor(step), at=step.at)


def _contact(telling: Telling, step: Step) -> None:
    kind, name = telling.chance.choice(_HEARINGS)
    heard = telling.utter(name)
    for demand in telling.demands:
        log_contact(demand, kind=kind, words=heard, by=telling.actor(step), at=step.at)


def _hand_over(telling: Telling, step: Step) -> None:
    organ = _organ_of(step)
    to = next(one for one in telling.district.of(organ, "handler") if one.key == step.to)
    for demand in telling.demands:
        hand_over(demand, to=to.actor.id, by=telling.actor(step), at=step.at)


def _ask_extension(telling: Telling, step: Step) -> None:
    days, reason = telling.chance.choice((15, 20, 30, 30)), telling.utter("extension_reason")
    by = telling.actor(step)
    for demand in telling.demands:
        ask_extension(demand, days=days, reason=reason, by=by, at=step.at)


def _extend(telling: Telling, step: Step) -> None:
    for demand in telling.demands:
        extend(demand, by=telling.actor(step), at=step.at)
        tell_extension(demand, by=SYSTEM, at=step.at)


def _refuse_extension(telling: Telling, step: Step) -> None:
    reason = telling.utter("extension_refused")
    for demand in telling.demands:
        refuse_extension(demand, reason=reason, by=telling.actor(step), at=step.at)


def _withdraw(telling: Telling, step: Step) -> None:
    withdraw(telling.petition, demands=telling.demands, by=telling.actor(step), at=step.at)


def _draft(telling: Telling, step: Step) -> None:
    life, scene, chance = telling.life, telling.scene, telling.chance
    result = life.fate.result
    found = (
        Found(demand=demand, **texts.answer(life.topic, result, scene, chance))
        for demand in telling.demands
    )
    draft = Draft(
        findings=tuple(found),
        duty=texts.duty(life.topic, scene, chance) if result == "supported" else "",
        duty_by=_days_after(step.at, chance.randint(20, 50)) if result == "supported" else None,
    )
    by = telling.actor(step)
    telling.opinion = draft_opinion(telling.petition, draft=draft, by=by, at=step.at).pk


def _return(telling: Telling, step: Step) -> None:
    reason = telling.utter("returned")
    return_opinion(telling.opinion, reason=reason, by=telling.actor(step), at=step.at)


def _serve(telling: Telling, step: Step) -> None:
    """Serve it: the import notes what the officer or the platform did; it waits for no printing."""
    by_post = telling.life.fate.by_post
    proof = telling.utter("proof_of_post" if by_post else "proof_of_service")
    method = "post" if by_post else "in_person"
    who = step.by.actor if step.by else SYSTEM
    by = replace(SYSTEM, id=who.id, post=who.post, organ=who.organ)
    _served(telling, method, proof, by, step.at)


def _read_answer(telling: Telling, step: Step) -> None:
    _served(telling, "platform", "", SYSTEM, step.at)


def _served(telling: Telling, method: str, proof: str, by: Actor, at: datetime) -> None:
    name = telling.scene.people[0].name
    served = serve_all(telling.opinion, method=method, recipient=name, proof=proof, by=by, at=at)
    telling.served = served.petition


def _rate(telling: Telling, step: Step) -> None:
    chance = telling.chance
    (level,) = chance.choices(_LEVEL_NAMES, _LEVELS[telling.life.fate.result])
    rate(
        telling.petition,
        organ=telling.district.organs[_answered(telling)],
        level=level,
        reasons=telling.utter("rate_bad" if level == _BAD else "rate_good"),
        by=telling.actor(step),
        at=step.at,
    )


def _answered(telling: Telling) -> str:
    return next(_organ_of(step) for step in reversed(telling.life.steps) if step.deed == "issue")


def _execute(telling: Telling, step: Step) -> None:
    proof = telling.utter("done")
    for demand in telling.demands:
        telling.served = execute(demand, proof=proof, by=telling.actor(step), at=step.at).petition
    telling.executed_at = step.at


def _report(telling: Telling, step: Step) -> None:
    report = telling.utter("report")
    for demand in telling.demands:
        report_back(demand, report=report, by=telling.actor(step), at=step.at)


def _on_opinion(act: Callable[..., Any]) -> Callable[[Telling, Step], None]:
    return lambda telling, step: act(telling.opinion, by=telling.actor(step), at=step.at)


def _on_demands(act: Callable[..., Any], name: str) -> Callable[[Telling, Step], None]:
    """Make the performance of an act that wants a reason, on every demand."""

    def do(telling: Telling, step: Step) -> None:
        reason = telling.utter(name)
        for demand in telling.demands:
            act(demand, reason=reason, by=telling.actor(step), at=step.at)

    return do


def _days_after(at: datetime, days: int) -> date:
    return date.fromordinal(local_day(at).toordinal() + days)


#: Which acts a deed of `deeds.ROAD` is.
ACTS: Mapping[str, Callable[[Telling, Step], None]] = {
    "lodge": _lodge,
    "register": _register,
    "register_on_duty": _register,
    "link": _link,
    "screen": _screen,
    "route_out": _route_out,
    "come_back": _on_demands(come_back, "came_back"),
    "ask_again": _heard(follow_up, "电话询问信访人，尚未递交"),
    "taken_up_there": _heard(accepted_there, "信访人来电告知那里已经受理"),
    "send": _send,
    "object": _object,
    "doubt": _object,
    "take_back": _on_demands(return_dispatch, "object_agreed"),
    "uphold": _on_demands(uphold_dispatch, "object_upheld"),
    "accept": _accept,
    "decline": _decline,
    "decline_wrong": _decline_wrong,
    "contact": _contact,
    "hand_over": _hand_over,
    "ask_extension": _ask_extension,
    "extend": _extend,
    "refuse_extension": _refuse_extension,
    "withdraw": _withdraw,
    "draft": _draft,
    "check": _on_opinion(check_opinion),
    "return": _return,
    "sign": _on_opinion(sign_opinion),
    "issue": _on_opinion(issue_opinion),
    "serve": _serve,
    "read_answer": _read_answer,
    "rate": _rate,
    "execute": _execute,
    "report": _report,
    **doing_lanes.ACTS,
}
