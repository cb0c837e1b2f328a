"""How random people ask for reviews, make them and serve them, on a random road."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests import make

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.casework.actions.accept_review import accept_review
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.reopen import reopen
from yimen.casework.actions.return_review import return_review
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.actions.withdraw_review import withdraw_review
from yimen.casework.reviewed import Looked, ReviewDraft
from yimen.documents import actions as letters
from yimen.registry.models import Demand, Review

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acts.test_random_roads import World

WHY = "有具体的事实和理由"
#: Whose work an act is.
WORK = {
    "ask_review": "petitioner", "ask_recheck": "petitioner", "accept_review": "head",
    "decline_review": "head", "withdraw_review": "petitioner", "draft_review": "handler",
    "return_review": "head", "sign_review": "head", "serve_review": "handler",
    "serve_recheck": "handler", "ask_reopen": "petitioner", "reopen": "screener",
    "refuse_reopen": "screener",
}  # fmt: skip


def _ask(act: Callable[..., object]) -> Callable[..., object]:
    def do(world: World, demand: Demand, by: Actor, at: datetime) -> object:
        demands = world.one([world.case.demands, [demand.pk]])
        to = world.one([0, world.organ()])
        return act(world.case.petition, demands=demands, to=to, plea=make.PLEA, by=by, at=at)

    return do


def _accept(world: World, demand: Demand, by: Actor, at: datetime) -> object:
    handlers = [p.id for p in world.people if p.role == "handler" and p.organ == demand.owner_id]
    chosen = world.one([*handlers, world.one([p.id for p in world.people])])
    return accept_review(demand.pk, handler=chosen, admitted="excused", because=WHY, by=by, at=at)


def _decline(world: World, demand: Demand, by: Actor, at: datetime) -> object:
    ground = world.one(["late", "other_way"])
    return decline_review(demand.pk, ground=ground, reason=WHY, where_to_go=WHY, by=by, at=at)


def _draft(world: World, demand: Demand, by: Actor, at: datetime) -> object:
    points = tuple(
        Looked(
            demand=pk,
            facts=WHY,
            reasons=WHY,
            result=world.one(["maintain", "change", "revoke", "redo"]),
            decision=WHY,
            basis=WHY,
        )
        for pk in world.case.demands
    )
    owes = world.dice.random() < 0.3  # some order something
    day = datetime.fromordinal(at.toordinal() + 20).date()
    draft = ReviewDraft(points=points, duty=WHY if owes else "", duty_by=day if owes else None)
    return draft_review(demand.pk, draft=draft, by=by, at=at)


def _serve(act: Callable[..., object]) -> Callable[..., object]:
    def do(world: World, demand: Demand, by: Actor, at: datetime) -> object:
        act_as(SYSTEM)
        for review in Review.objects.filter(petition=world.case.petition, stage="signed"):
            letters.issue(
                f"{review.level}_opinion",
                petition=world.case.petition,
                subject=review.pk,
                at=review.signed_at or at,
            )
        method = "platform" if by.role is Role.PETITIONER else "in_person"
        return act(demand.pk, method=method, proved=make.SIGNED, by=by, at=at)

    return do


def _on(act: Callable[..., object], **words: object) -> Callable[..., object]:
    return lambda _, demand, by, at: act(demand.pk, **words, by=by, at=at)


DO: dict[str, Callable[..., object]] = {
    "ask_review": _ask(ask_review),
    "ask_recheck": _ask(ask_recheck),
    "accept_review": _accept,
    "decline_review": _decline,
    "withdraw_review": _on(withdraw_review),
    "draft_review": _draft,
    "return_review": _on(return_review, reason=WHY),
    "sign_review": _on(sign_review),
    "serve_review": _serve(serve_review),
    "serve_recheck": _serve(serve_recheck),
    "ask_reopen": _on(ask_reopen, news=WHY),
    "reopen": _on(reopen, reason=WHY),
    "refuse_reopen": _on(refuse_reopen, reason=WHY),
}
