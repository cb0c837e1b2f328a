"""Every act of sorting, sending and the simplified procedure once, by the right person."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import make, sent
from tests.make import Case

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
from yimen.casework.actions.transfer import transfer
from yimen.casework.sorting import Part
from yimen.casework.urgent import Urgent
from yimen.law.moves import State
from yimen.law.roads.sending import INQUIRED, OPEN, SORTED

WHY = sent.WHY


def _demand(case: Case) -> int:
    return case.demand


def _last(case: Case) -> int:
    return case.demands[-1]


def _report(case: Case) -> dict[str, Any]:
    return {
        "report": Urgent(
            recipients=case.district.organs["government"].name,
            event="堤坝渗水。",
            happened="今天早上",
            place="河湾社区",
            affected="三百户",
            measures="已通知街道。",
            known_at=make.when("lodge"),
        )
    }


def _simple(case: Case) -> dict[str, Any]:
    return {"ground": "clear", "told_by": "phone", "handler": case.district["handler"].id}


#: The act, where it begins, by whom, on what, with which words, on which way there.
ROWS: dict[str, tuple[Any, ...]] = {
    "split_demand": (
        split_demand, "handled", "handler", _demand,
        lambda _: {"parts": [Part(request="一件"), Part(request="又一件")], "reason": WHY},
    ),
    "merge_demands": (
        merge_demands, "handled", "handler", _last,
        lambda c: {"others": c.demands[:-1], "reason": WHY}, {"asks": 2},
    ),
    "ask_supplement": (
        ask_supplement, "handled", "handler", _demand,
        lambda _: {"wanted": "合同", "reason": WHY},
    ),
    "flag_urgent": (flag_urgent, "handled", "handler", _demand),
    "report_urgent": (report_urgent, "handled", "handler", _demand, _report),
    "report_up": (
        report_up, "screened", "screener", _demand,
        lambda c: {"to": c.district.organs["government"].pk, "reason": WHY},
    ),
    "raise_dispute": (
        raise_dispute, "objected", "screener", _demand, lambda _: {"reason": WHY},
    ),
    "decide_competence": (
        decide_competence, "disputed", "leader", _demand,
        lambda c: {"to": c.district.urban.pk, "reason": WHY},
    ),
    "transfer": (transfer, "left_behind", "system", _demand),
    "pass_duty": (pass_duty, "author_left", "system", _demand),
    "ask_assistance": (
        ask_assistance, "handled", "handler", _demand,
        lambda c: {
            "organ": c.district.urban.pk, "question": WHY, "answer_by": date(2026, 1, 30),
        },
    ),
    "contribute": (
        contribute, "assisted", "other_handler", _demand, lambda _: {"answer": WHY},
    ),
    "propose_simple": (
        propose_simple, "screened", "screener", _demand, lambda _: {"ground": "clear"},
    ),
    "drop_simple": (drop_simple, "proposed", "screener", _demand),
    "accept_simple": (accept_simple, "dispatched", "handler", _demand, _simple),
    "answer_simple": (
        answer_simple, "simple", "handler", _demand, lambda _: {"reply": sent.REPLY},
    ),
    "convert_to_ordinary": (
        convert_to_ordinary, "simple", "handler", _demand,
        lambda _: {"because": "unsuitable", "reason": WHY},
    ),
}  # fmt: skip
#: What the table allows and the file does not, where a test tries every act in every state.
NOT_HERE = {
    **{(state, "transfer"): "StillThere" for state in OPEN},
    **{(state, "contribute"): "NotFound" for state in (*INQUIRED, State.OPINION_REVIEW)},
    **{(state, "merge_demands"): "NothingToMerge" for state in SORTED},
    (State.REGISTERED, "accept_simple"): "NotAHandlerHere",
    (State.ACCEPTED, "accept_simple"): "NotSimple",
    (State.REGISTERED, "drop_simple"): "NothingProposed",
    (State.DISPATCHED, "drop_simple"): "NothingProposed",
    (State.DISPATCHED, "raise_dispute"): "ObjectFirst",
    **{
        (state, "convert_to_ordinary"): "NotAnsweredSimply"
        for state in (State.OPINION_ISSUED, State.SERVED, State.EXECUTING, State.EXECUTED)
    },
    (State.LINKED, "report_urgent"): "NotFound",
    (State.SEALED_SENT, "report_urgent"): "NotFound",
    (State.SEALED_TOLD, "report_urgent"): "NotFound",
    (State.CLOSED_ROUTED, "report_urgent"): "NotFound",
}
