"""Every act of reviews, reopening and missed limits once, by the right person."""

from __future__ import annotations

from typing import Any

from tests import make
from tests.make import Case

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.accept_review import accept_review
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.actions.recount import recount
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.reopen import reopen
from yimen.casework.actions.return_review import return_review
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.actions.withdraw_review import withdraw_review
from yimen.law.moves import State
from yimen.registry.models import Clock

WHY = {"reason": "复核材料还缺现场照片"}
HANDED = {"method": "in_person", "proved": make.SIGNED}


def _petition(case: Case) -> int:
    return case.petition


def _demand(case: Case) -> int:
    return case.demand


def _plea(case: Case) -> dict[str, Any]:
    return {"demands": case.demands, "plea": make.PLEA}


def _clock(case: Case) -> dict[str, Any]:
    act_as(SYSTEM)
    found = Clock.objects.filter(demand=case.demand, limit="acceptance_notice")
    return {"clock": found.values_list("pk", flat=True)[0]}


def _uncertain(case: Case) -> dict[str, Any]:
    """Have the clock wait for a calendar, as it would at the end of a year."""
    found = _clock(case)
    Clock.objects.filter(pk=found["clock"]).update(is_provisional=True)
    return found


ROWS: dict[str, tuple[Any, ...]] = {
    "ask_review": (ask_review, "served", "petitioner", _petition, _plea),
    "ask_recheck": (ask_recheck, "reviewed", "petitioner", _petition, _plea),
    "accept_review": (
        accept_review, "review_asked", "review_head", _demand,
        lambda c: {"handler": c.district["reviewer"].id},
    ),
    "decline_review": (
        decline_review, "review_asked", "review_head", _demand,
        lambda _: {"ground": "other_way", "where_to_go": "一门区人民法院，政务路2号", **WHY},
    ),
    "withdraw_review": (withdraw_review, "review_asked", "petitioner", _demand),
    "draft_review": (
        draft_review, "review_accepted", "reviewer", _demand,
        lambda c: {"draft": make.a_review(c)},
    ),
    "return_review": (return_review, "review_drafted", "review_head", _demand, lambda _: WHY),
    "sign_review": (sign_review, "review_drafted", "review_head", _demand),
    "serve_review": (serve_review, "review_signed", "reviewer", _demand, lambda _: HANDED),
    "serve_recheck": (serve_recheck, "recheck_signed", "rechecker", _demand, lambda _: HANDED),
    "serve_notice": (serve_notice, "notice_printed", "handler", _demand, lambda _: HANDED),
    "miss_paper": (
        miss_paper, "notice_printed", "handler", _demand,
        lambda _: {"method": "in_person", "outcome": "absent"},
    ),
    "ask_reopen": (
        ask_reopen, "rechecked", "petitioner", _demand,
        lambda _: {"news": "检测报告证明电缆不合格"},
    ),
    "reopen": (reopen, "news", "screener", _demand, lambda _: WHY),
    "refuse_reopen": (refuse_reopen, "news", "screener", _demand, lambda _: WHY),
    "mark_breach": (mark_breach, "dispatched", "system", _demand, _clock),
    "recount": (recount, "dispatched", "system", _demand, _uncertain),
}  # fmt: skip
#: When each can be done: on the ordinary days of a review.
AT = {
    "ask_review": make.when("ask_review"),
    "accept_review": make.when("accept_review"),
    "decline_review": make.when("accept_review"),
    "withdraw_review": make.when("accept_review"),
    "draft_review": make.when("draft_review"),
    "return_review": make.when("sign_review"),
    "sign_review": make.when("sign_review"),
    "serve_review": make.when("serve_review"),
    "miss_paper": make.on("2025-03-04"),
    "serve_notice": make.on("2025-03-04"),
    "ask_recheck": make.when("ask_recheck"),
    "serve_recheck": make.when("serve_recheck"),
    "ask_reopen": make.when("ask_reopen"),
    "reopen": make.on("2025-07-02"),
    "refuse_reopen": make.on("2025-07-02"),
}
#: What the table allows and the file does not: nobody has accepted, drafted or signed it yet.
NOT_HERE = {
    **{
        (state, act): "WrongStage"
        for state in (State.REVIEW, State.RECHECK)
        for act in ("draft_review", "return_review", "sign_review", "miss_paper")
    },
    (State.REVIEW, "serve_review"): "WrongStage",
    (State.RECHECK, "serve_recheck"): "WrongStage",
    # The handler whom the deed names has reviewed it; nobody looks at their own work again.
    (State.RECHECK, "accept_review"): "HadAHand",
    (State.CONCLUDED, "ask_recheck"): "NotReviewedYet",
    **{
        (state, act): "NoNewsWaits"
        for state in (State.CONCLUDED, State.CLOSED_FINAL)
        for act in ("reopen", "refuse_reopen")
    },
}
