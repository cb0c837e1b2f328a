"""Builders of what is sorted and sent: demands split, disputed, helped, handled simply."""

from __future__ import annotations

from datetime import datetime

from tests import make
from tests.make import Case

from yimen.casework.actions.accept_simple import accept_simple
from yimen.casework.actions.answer_simple import answer_simple
from yimen.casework.actions.ask_assistance import ask_assistance
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.propose_simple import propose_simple
from yimen.casework.actions.raise_dispute import raise_dispute
from yimen.casework.actions.screen import screen
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.simple import Reply
from yimen.law.moves import State
from yimen.people.models import Organ

WHY = "有具体的事实和理由"
REPLY = Reply(
    result="supported",
    facts="路灯保险丝烧断，当天更换。",
    answer="七盏路灯已经全部恢复照明。",
    basis="《城市照明管理规定》第二十条",
    told_by="phone",
    proof="上午十时二十分电话告知本人",
)


def a_simple(case: Case, at: datetime | None = None) -> None:
    """Let the organ accept it in the simplified procedure."""
    by = case.district["handler"]
    accept_simple(
        case.demand,
        ground="clear",
        told_by="phone",
        handler=by.id,
        by=by,
        at=at or make.when("accept"),
    )


def a_proposal(case: Case) -> None:
    """Let the screener propose the simplified procedure."""
    propose_simple(
        case.demand, ground="clear", by=case.district["screener"], at=make.when("screen")
    )


def a_short_reply(case: Case, at: datetime | None = None) -> None:
    """Let the handler answer it in short."""
    answer_simple(
        case.demand, reply=REPLY, by=case.district["handler"], at=at or make.when("contact")
    )


def a_dispute(case: Case) -> None:
    """Object, uphold the dispatch, and let the head of the organ put it up."""
    district = case.district
    uphold_dispatch(case.demand, reason=WHY, by=district["screener"], at=make.on("2025-02-28"))
    raise_dispute(case.demand, reason=WHY, by=district["head"], at=make.on("2025-03-03"))


def an_objection(case: Case) -> None:
    """Object to the dispatch, and name another organ."""
    object_dispatch(
        case.demand,
        reason=WHY,
        proper=case.district.urban.pk,
        by=case.district["handler"],
        at=make.when("object"),
    )


def a_merger(case: Case) -> None:
    """Merge the first demand into the second."""
    merge_demands(
        case.demands[1],
        others=[case.demands[0]],
        reason=WHY,
        by=case.district["screener"],
        at=make.when("screen"),
    )


def _ask_help(case: Case, _: object) -> None:
    ask_assistance(
        case.demand,
        organ=case.district.urban.pk,
        question="路灯电缆由谁管养？",
        answer_by=make.on("2025-03-20").date(),
        by=case.district["handler"],
        at=make.on("2025-03-06"),
    )


def _flag(case: Case, _: object) -> None:
    flag_urgent(case.demand, by=case.district["handler"], at=make.on("2025-03-06"))


def _dissolve(case: Case, _: object) -> None:
    Organ.objects.filter(pk=case.district.housing.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=case.district.urban
    )


def _mixed(case: Case, _: object, *, stays: bool) -> None:
    """Screen the last demand as an accusation; what is no accusation goes, or cannot go yet."""
    by, at = case.district["screener"], make.when("screen")
    *claims, last = case.demands
    for demand in claims:
        screen(demand, kind="claim", category=make.CATEGORY, route=6, by=by, at=at)
    if stays:
        propose_simple(claims[0], ground="clear", by=by, at=at)
    screen(last, kind="accusation", category=make.CATEGORY, route=None, by=by, at=at)
    if stays:
        drop_simple(claims[0], reason="不适用简易办理", by=by, at=at)


#: Places beside the road, and what is done to come there.
make.DEEDS |= {
    "propose_simple": lambda case, _: a_proposal(case),
    "accept_simple": lambda case, _: a_simple(case),
    "answer_simple": lambda case, _: a_short_reply(case),
    "dispute": lambda case, _: a_dispute(case),
    "ask_assistance": _ask_help,
    "flag_urgent": _flag,
    "merge": lambda case, _: a_merger(case),
    "dissolve": _dissolve,
    "divide": lambda case, way: _mixed(case, way, stays=False),
    "mix": lambda case, way: _mixed(case, way, stays=True),
}
make.ROAD["proposed"] = (*make.ROAD["screened"], "propose_simple")
make.ROAD["simple"] = (*make.ROAD["dispatched"], "accept_simple")
make.ROAD["answered_simply"] = (*make.ROAD["simple"], "answer_simple")
make.ROAD["disputed"] = (*make.ROAD["objected"], "dispute")
make.ROAD["assisted"] = (*make.ROAD["handled"], "ask_assistance")
make.ROAD["flagged"] = (*make.ROAD["handled"], "flag_urgent")
make.ROAD["left_behind"] = (*make.ROAD["handled"], "dissolve")
make.ROAD["author_left"] = (*make.ROAD["review_asked"], "dissolve")
make.ROAD["merged"] = (*make.ROAD["screened"], "merge")
make.ROAD["divided"] = (*make.ROAD["registered"], "divide")
make.ROAD["mixed"] = (*make.ROAD["registered"], "mix")
make.TO_STATE |= {
    State.DIVIDED: ("divided", {"asks": 2}),
    State.REFERRED_UP: ("disputed", {}),
    State.SIMPLE: ("simple", {}),
    State.MERGED: ("merged", {"asks": 2}),
}
