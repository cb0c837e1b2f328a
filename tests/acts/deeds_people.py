"""Every act about people once: repeats, joint handling, rosters, execution, aftercare."""

from __future__ import annotations

from typing import Any

from tests import folk, make
from tests.make import SIGNED, Case

from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.answer_aftercare import answer_aftercare
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.bring_along import bring_along
from yimen.casework.actions.clear_unclear import clear_unclear
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.flag_unclear import flag_unclear
from yimen.casework.actions.join import join
from yimen.casework.actions.miss_reply import miss_reply
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.actions.part import part
from yimen.casework.actions.report_retaliation import report_retaliation
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.casework.actions.serve_reply import serve_reply
from yimen.casework.filing import Wish

WHY = folk.WHY
SAID = Wish(channel="phone", words="灯还没有修好")
SUPPORTED = {"result": "supported"}


def _petition(case: Case) -> int:
    return case.petition


def _demand(case: Case) -> int:
    return case.demand


def _joining(case: Case) -> dict[str, Any]:
    leader = folk.neighbour(case, "handled").petition
    return {"leader": leader, "positions": [1], "reason": WHY}


def _to_supervisory(case: Case) -> dict[str, Any]:
    organ = case.district.organs["supervisory"].pk
    return {"organ": organ, "words": "承办人把我的名字告诉了物业"}


#: While there is time for the notice.
AT = dict.fromkeys(("flag_unclear", "clear_unclear"), make.on("2025-02-26"))
ROWS: dict[str, tuple[Any, ...]] = {
    "answer_repeat": (
        answer_repeat,
        "screened",
        "screener",
        _demand,
        lambda c: {"other_demand": folk.earlier(c).demand, "reason": WHY},
    ),
    "resume_repeat": (
        resume_repeat, "linked", "screener", _demand, lambda _: {"reason": WHY},
    ),
    "confirm_execution": (
        confirm_execution, "executed", "petitioner", _demand, lambda _: {}, SUPPORTED,
    ),
    "dispute_execution": (
        dispute_execution,
        "executed",
        "petitioner",
        _demand,
        lambda _: {"wish": SAID},
        SUPPORTED,
    ),
    "join": (join, "handled", "screener", _petition, _joining),
    "part": (part, "joined", "screener", _petition, lambda _: {"reason": WHY}),
    "bring_along": (bring_along, "leading", "screener", _petition),
    "add_roster": (
        add_roster, "registered", "receptionist", _petition, lambda _: {"read": folk.a_list()},
    ),
    "serve_reply": (
        serve_reply,
        "replies_printed",
        "handler",
        _petition,
        lambda c: {"replies": folk.replies(c), "method": "in_person", "proved": SIGNED},
    ),
    "miss_reply": (
        miss_reply,
        "replies_printed",
        "handler",
        _petition,
        lambda c: {"reply": folk.replies(c)[0], "method": "in_person", "outcome": "absent"},
    ),
    "offer_aftercare": (
        offer_aftercare,
        "concluded",
        "screener",
        _petition,
        lambda c: {"organ": c.district.urban.pk, "words": WHY},
    ),
    "answer_aftercare": (
        answer_aftercare, "cared_for", "petitioner", _petition, lambda _: {"answer": "left"},
    ),
    "flag_unclear": (
        flag_unclear,
        "registered",
        "handler",
        _petition,
        lambda _: {"words": WHY, "unusable": True},
        {"in_person": True},
    ),
    "clear_unclear": (
        clear_unclear,
        "unclear",
        "receptionist",
        _petition,
        lambda _: {"words": WHY},
        {"in_person": True},
    ),
    "report_retaliation": (
        report_retaliation, "handled", "petitioner", _petition, _to_supervisory,
    ),
}  # fmt: skip
