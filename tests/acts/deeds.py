"""Every act once, done by the right person, from a place on the road where it can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests import lanes, make
from tests.acts import (
    deeds_hearing,
    deeds_lanes,
    deeds_people,
    deeds_review,
    deeds_sending,
    deeds_settling,
)
from tests.make import Case

from yimen.access.actor import STRANGER, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.accept import accept
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.attach import attach
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.cite_advice import cite_advice
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.decline import decline
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.follow_up import follow_up
from yimen.casework.actions.forward import forward
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.rate import rate
from yimen.casework.actions.recategorise import recategorise
from yimen.casework.actions.refer import refer
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.actions.register import register
from yimen.casework.actions.reissue import reissue
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.actions.tell_later import tell_later
from yimen.casework.actions.unmask import unmask
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.actions.weigh import weigh
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.filing import Paper
from yimen.casework.proving import Proved
from yimen.registry.models import Party


@dataclass(frozen=True)
class Deed:
    """An act: from where it can be done, by whom, and how; `by` is a part of the cast."""

    act: Callable[..., object]
    begins: str
    by: str
    #: What it is done to, and its words.
    subject: Callable[[Case], Any]
    words: Callable[[Case], dict[str, Any]] = field(default=lambda _: {})
    way: dict[str, Any] = field(default_factory=dict)

    def do(self, case: Case, at: datetime, by: Actor | None = None) -> object:
        """Do it, by the right person unless a test sends another."""
        return self.act(self.subject(case), **self.words(case), by=by or who(case, self.by), at=at)


def who(case: Case, part: str) -> Actor:
    """Return who plays a part in a case: an officer, the petitioner, or nobody."""
    if part == "petitioner":
        return case.petitioner
    if part.startswith("discipline_"):
        return lanes.investigator(case.district, part.removeprefix("discipline_"))
    return {"system": SYSTEM, "stranger": STRANGER}.get(part) or case.district[part]


def _party(case: Case) -> int:
    act_as(SYSTEM)
    return Party.objects.filter(petition=case.petition).values_list("pk", flat=True)[0]


def _petition(case: Case) -> int:
    return case.petition


def _demand(case: Case) -> int:
    return case.demand


def _opinion(case: Case) -> int:
    return case.opinion


def _deed(
    act: Callable[..., object],
    begins: str,
    by: str,
    subject: Callable[[Case], Any],
    words: Callable[[Case], dict[str, Any]] = lambda _: {},
    way: dict[str, Any] | None = None,
) -> Deed:
    return Deed(act, begins, by, subject, words, way or {})


WHY = "理由写在这里"
ASSIGNED = {"report_by": date(2025, 3, 31)}
DEEDS: dict[str, Deed] = {
    "lodge": Deed(
        lodge,
        "lodged",
        "stranger",
        lambda c: make.a_filing(c.district, papers=(Paper(name="a.txt", data=b"a"),)),
    ),
    "register": Deed(register, "lodged", "receptionist", _petition),
    "cite_advice": Deed(cite_advice, "handled", "screener", _petition, lambda _: {"advice": 7}),
    "tell_later": Deed(tell_later, "registered", "handler", _demand, way={"in_person": True}),
    "screen": Deed(
        screen,
        "registered",
        "screener",
        _demand,
        lambda _: {"kind": "claim", "category": make.CATEGORY, "route": 6},
    ),
    "forward": Deed(
        forward, "screened", "screener", _demand, lambda c: {"to": c.district.housing.pk}
    ),
    "assign": Deed(
        assign,
        "screened",
        "screener",
        _demand,
        lambda c: {"to": c.district.housing.pk, "report_by": date(2026, 3, 2)},
    ),
    "object_dispatch": Deed(
        object_dispatch, "dispatched", "handler", _demand, lambda _: {"reason": WHY}
    ),
    "return_dispatch": Deed(
        return_dispatch, "objected", "screener", _demand, lambda _: {"reason": WHY}
    ),
    "uphold_dispatch": Deed(
        uphold_dispatch, "objected", "screener", _demand, lambda _: {"reason": WHY}
    ),
    "accept": Deed(
        accept, "dispatched", "handler", _demand, lambda c: {"handler": c.district["handler"].id}
    ),
    "decline": Deed(
        decline, "dispatched", "head", _demand, lambda _: {"reason": WHY, "where_to_go": WHY}
    ),
    "route_out": Deed(
        route_out,
        "screened",
        "screener",
        _demand,
        lambda _: {"reason": WHY, "elsewhere": make.ARBITRATION},
    ),
    "come_back": Deed(come_back, "routed_out", "screener", _demand, lambda _: {"reason": WHY}),
    "weigh": Deed(weigh, "screened", "screener", _demand, lambda _: {"weighing": make.WEIGHING}),
    "follow_up": Deed(follow_up, "routed_out", "screener", _demand, lambda _: {"words": WHY}),
    "accepted_there": Deed(
        accepted_there, "routed_out", "screener", _demand, lambda _: {"words": WHY}
    ),
    "withdraw": Deed(
        withdraw, "handled", "petitioner", _petition, lambda c: {"demands": c.demands}
    ),
    "recategorise": Deed(
        recategorise,
        "handled",
        "handler",
        _demand,
        lambda _: {"category": make.OTHER_CATEGORY, "reason": WHY},
    ),
    "hand_over": Deed(
        hand_over,
        "handled",
        "handler",
        _demand,
        lambda c: {"to": c.district["second_handler"].id},
    ),
    "log_contact": Deed(
        log_contact, "accepted", "handler", _demand, lambda _: {"kind": "meeting", "words": WHY}
    ),
    "ask_extension": Deed(
        ask_extension, "handled", "handler", _demand, lambda _: {"days": 30, "reason": WHY}
    ),
    "extend": Deed(extend, "extension_asked", "head", _demand),
    "refuse_extension": Deed(
        refuse_extension, "extension_asked", "head", _demand, lambda _: {"reason": WHY}
    ),
    "tell_extension": Deed(tell_extension, "extension_approved", "system", _demand),
    "keep_draft": Deed(
        keep_draft, "handled", "handler", _petition, lambda c: {"draft": make.a_draft(c)}
    ),
    "draft_opinion": Deed(
        draft_opinion, "handled", "handler", _petition, lambda c: {"draft": make.a_draft(c)}
    ),
    "check_opinion": Deed(check_opinion, "drafted", "checker", _opinion),
    "return_opinion": Deed(
        return_opinion, "drafted", "checker", _opinion, lambda _: {"reason": WHY}
    ),
    "sign_opinion": Deed(sign_opinion, "checked", "head", _opinion),
    "issue_opinion": Deed(issue_opinion, "signed", "handler", _opinion),
    "serve": Deed(
        serve,
        "printed",
        "handler",
        _opinion,
        lambda _: {"method": "post", "proved": Proved(parcel="EMS 123")},
        {"result": "supported"},
    ),
    "miss_service": Deed(
        miss_service,
        "printed",
        "handler",
        _opinion,
        lambda _: {"method": "in_person", "outcome": "absent"},
    ),
    "execute": Deed(
        execute, "served", "handler", _demand, lambda _: {"proof": WHY}, {"result": "supported"}
    ),
    "report_back": Deed(
        report_back, "served", "handler", _demand, lambda _: {"report": WHY}, ASSIGNED
    ),
    "rate": Deed(
        rate,
        "served",
        "petitioner",
        _petition,
        lambda c: {"organ": c.district.housing.pk, "level": "satisfied"},
    ),
    "conclude": Deed(conclude, "served", "system", _demand),
    "attach": Deed(
        attach,
        "handled",
        "petitioner",
        _petition,
        lambda _: {"paper": Paper(name="a.txt", data=b"a")},
    ),
    "reissue": Deed(
        reissue, "printed", "handler", _petition, lambda c: {"letter": make.letter_of(c).pk}
    ),
    "link": Deed(
        link,
        "handled",
        "screener",
        _petition,
        lambda c: {"other": make.a_petition(c.district).petition, "kind": "repeat"},
    ),
    "refer": Deed(refer, "handled", "receptionist", _petition, lambda _: {"room": "lawyer"}),
    "unmask": Deed(
        unmask,
        "handled",
        "handler",
        _petition,
        lambda c: {"party": _party(c), "what": "phone", "reason": WHY},
    ),
}
DEEDS |= {act: _deed(*row) for act, row in deeds_sending.ROWS.items()}
DEEDS |= {act: _deed(*row) for act, row in deeds_people.ROWS.items()}
DEEDS |= {act: _deed(*row) for act, row in deeds_settling.ROWS.items()}
DEEDS |= {act: _deed(*row) for act, row in deeds_lanes.ROWS.items()}
DEEDS |= {act: _deed(*row) for act, row in deeds_hearing.ROWS.items()}
DEEDS |= {act: _deed(*row) for act, row in deeds_review.ROWS.items()}
#: When each act can be done on the ordinary road, where not on the day after the last deed.
AT = {
    "conclude": make.on("2025-05-06"),
    "rate": make.on("2025-04-01"),
    "lodge": make.when("lodge"),
    "object_dispatch": make.on("2025-03-03"),
    **deeds_people.AT,
    **deeds_review.AT,
}


def begun(district: make.District, act: str) -> Case:
    """Bring a petition to where an act can be done."""
    deed = DEEDS[act]
    return make.a_petition(district, deed.begins, **deed.way)


def moment(act: str) -> datetime:
    """Return a moment at which an act can be done."""
    return AT.get(act, make.on("2025-04-02"))
