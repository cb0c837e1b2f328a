"""The pages of the acts: for each act its form, its function, and what to say before and after."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.queries.matter import (
    Begun,
    Foreseen,
    Matter,
    asked_extension,
    extended_to,
    foresee,
)
from yimen.casework.queries.open_reviews import is_done_anew
from yimen.casework.showing import Shown, why, why_set
from yimen.documents.names import title_of
from yimen.law.clock import calendar_of
from yimen.law.days import DAYS
from yimen.law.moves import MOVES, Move
from yimen.workbench.deed import Deed
from yimen.workbench.deeds_aside import ASIDE
from yimen.workbench.deeds_hearing import HEARING
from yimen.workbench.deeds_lanes import LANES
from yimen.workbench.deeds_people import PEOPLE
from yimen.workbench.deeds_proof import PROOF
from yimen.workbench.deeds_review import REVIEW
from yimen.workbench.deeds_road import ROAD
from yimen.workbench.deeds_sending import SENDING
from yimen.workbench.deeds_settling import SETTLING
from yimen.workbench.deeds_ways import WAYS
from yimen.workbench.forms.asking import ActForm
from yimen.workbench.names import STATES
from yimen.workbench.presenting import day_words, is_petitioners, limit_title

#: Letters that go to an organ; all others go to the petitioner.
TO_ORGANS = frozenset(
    {
        "forwarding_letter",
        "assignment_letter",
        "closing_report",
        "review_request",
        "objection_letter",
        "objection_reply",
        "referral_letter",
        "designation_notice",
        "urgent_report",
        "assistance_letter",
        "execution_notice",
        "review_execution_notice",
        "accusation_sheet",
    }
)
#: What ends a matter, or a review, here: its limits are not met, they end with it.
ENDS = frozenset(
    {
        Move.ANSWER_REPEAT,
        Move.RETURN_DISPATCH,
        Move.ACCEPTED_THERE,
        Move.COME_BACK,
        Move.ROUTE_OUT,
        Move.WITHDRAW,
        Move.DECLINE_REVIEW,
    }
)

SERVES_REVIEW = frozenset({Move.SERVE_REVIEW, Move.SERVE_RECHECK})
FOR_THE_FILE = frozenset({"service_receipt", "hearing_vote", "investigation_record"})

#: Every act that has a page, by its name; the order of buttons is the law's, not this one.
DEEDS: dict[str, Deed] = {
    deed.act: deed
    for deed in (
        *ROAD, *PROOF, *ASIDE, *WAYS, *SENDING, *HEARING, *LANES, *PEOPLE, *REVIEW, *SETTLING,
    )
}  # fmt: skip

#: The acts on an opinion, done from the page on which it is read.
STAGES: dict[str, Promise | str] = {
    Move.CHECK_OPINION: gettext_lazy("The opinion has passed the check and waits for a signature."),
    Move.RETURN_OPINION: gettext_lazy("Returned. The handler reads your reason."),
    Move.SIGN_OPINION: gettext_lazy("Signed. It can be issued now."),
    Move.ISSUE_OPINION: gettext_lazy("Issued. Serve it as soon as it is printed."),
}


def explained(deed: Deed, form: ActForm) -> str:
    """Return what to know before doing it."""
    return deed.says(form) if deed.says else str(deed.explain)


def will(deed: Deed, matter: Matter, *, at: datetime, today: date) -> list[Shown]:
    """Return what will happen, line by line: clocks, letters, the next state."""
    if deed.move is None or matter.refusal is not None:
        return []
    orders = deed.move in SERVES_REVIEW and matter.demand and is_done_anew(matter.demand)
    move = Move.ORDER_REDO if orders else deed.move
    lines = [_next_state(move, matter)]
    foreseen = foresee(matter, move, at=at)
    lines += _clocks(foreseen, today, move)
    if deed.act == "extend" and matter.demand:
        extension = asked_extension(matter.demand)
        begun = extended_to(matter, extension.days) if extension else None
        lines += [_begins(begun, today)] if begun else []
    if matter.opinion and deed.act == Move.SERVE and matter.opinion.duty_by:
        day = day_words(matter.opinion.duty_by)
        sentence = _("What is supported must be carried out by {day}.").format(day=day)
        lines.append({"icon": "tabler-clock", "sentence": sentence})
    if deed.act == Move.ASSIGN:
        sentence = _("The closing report is due on the day that you set.")
        lines.append({"icon": "tabler-clock", "sentence": sentence})
    lines += [_letter(kind) for kind in foreseen.letters]
    return [line for line in lines if line]


def _next_state(move: Move, matter: Matter) -> Shown:
    subject = matter.demand or matter.petition
    if matter.opinion:
        subject = next(iter(matter.petition.demands.all()), matter.petition)
    ends = {str(start): str(end) for start, end in MOVES[move].ways.items()}
    end = ends.get(subject.state, "")
    if not end or end == subject.state:
        return {}
    sentence = _("Its state becomes “{state}”.").format(state=STATES[end][0])
    return {"icon": "tabler-route", "sentence": sentence}


def _clocks(foreseen: Foreseen, today: date, move: Move) -> list[Shown]:
    ends, met = _("The limit “{limit}” ends."), _("The limit “{limit}” is met.")
    stopped = [
        {
            "icon": "tabler-check",
            "sentence": (ends if move in ENDS or is_petitioners(name) else met).format(
                limit=limit_title(name)
            ),
        }
        for name in foreseen.stops
        if not (move is Move.ROUTE_OUT and name == "elsewhere")  # it goes on by the notice
    ]
    return [*stopped, *(_begins(clock, today) for clock in foreseen.starts)]


def _begins(clock: Begun, today: date) -> Shown:
    days = (
        calendar_of(
            clock.due.start,
            clock.due.limit,
            DAYS,
            excluded=clock.due.excluded,
            extra=clock.due.extra,
        )
        if clock.due
        else []
    )
    return {
        "icon": "tabler-clock",
        "sentence": _("The limit “{limit}” runs to {day}.").format(
            limit=limit_title(clock.limit), day=day_words(clock.due_on)
        ),
        "why": why(clock.due, days, today) if clock.due else why_set(clock.due_on, clock.limit),
    }


def _letter(kind: str) -> Shown:
    if kind in FOR_THE_FILE:
        sentence = _("“{letter}” is made for the file.").format(letter=title_of(kind))
        return {"icon": "tabler-file-text", "sentence": sentence}
    to_whom = _("to the organ") if kind in TO_ORGANS else _("to the petitioner")
    sentence = _("“{letter}” goes {to_whom}.").format(letter=title_of(kind), to_whom=to_whom)
    return {"icon": "tabler-mail", "sentence": sentence}
