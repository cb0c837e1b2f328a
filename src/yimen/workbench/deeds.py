"""The pages of the acts: for each act its form, its function, and what to say before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.actions.accept import accept
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.attach import attach
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.decline import decline
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.forward import forward
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.link import link
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.recategorise import recategorise
from yimen.casework.actions.refer import refer
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.actions.register import register
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.queries.matter import (
    Begun,
    Foreseen,
    Matter,
    asked_extension,
    extended_to,
    foresee,
)
from yimen.casework.showing import Shown, why, why_set
from yimen.documents.names import title_of
from yimen.law.clock import calendar_of
from yimen.law.days import DAYS
from yimen.law.moves import MOVES, Move
from yimen.workbench.forms import acts as forms
from yimen.workbench.forms import aside, sorting
from yimen.workbench.forms.asking import ActForm
from yimen.workbench.names import ACTS, STATES
from yimen.workbench.presenting import day_words, limit_title

#: Letters that go to an organ; all others go to the petitioner.
TO_ORGANS = frozenset(
    {
        "forwarding_letter",
        "assignment_letter",
        "closing_report",
        "objection_letter",
        "objection_reply",
    }
)
#: What ends a matter here: its limits are not met, they end with it.
ENDS = frozenset({Move.RETURN_DISPATCH, Move.ROUTE_OUT, Move.WITHDRAW})

FOR_THE_FILE = frozenset({"service_receipt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act as a page: what it asks for, what it calls, and the sentence said afterwards.

    `once` marks an act that could be done twice by a double click; the page gives it a ticket.
    """

    act: str
    form: type[ActForm]
    run: Callable[..., Any]
    done: Promise | str
    explain: Promise | str = ""
    danger: bool = False
    once: bool = False

    @property
    def label(self) -> Promise | str:
        """What the button says."""
        return ACTS[self.act]

    @property
    def move(self) -> Move | None:
        """The move of the law, for the acts that are one."""
        return Move(self.act) if self.act in set(Move) else None


DEEDS: dict[str, Deed] = {
    deed.act: deed
    for deed in (
        Deed(
            act="register",
            form=forms.Nothing,
            run=register,
            done=gettext_lazy("Registered."),
            explain=gettext_lazy("Enter it in the register, so that it can be screened and sent."),
        ),
        Deed(
            act="screen",
            form=sorting.ScreenForm,
            run=screen,
            done=gettext_lazy("Screened. It can be sent on now."),
            explain=gettext_lazy("You decide; the suggestions come from the words of the demand."),
        ),
        Deed(
            act="forward",
            form=forms.SendForm,
            run=forward,
            done=gettext_lazy("Forwarded. The organ and the petitioner are told."),
        ),
        Deed(
            act="assign",
            form=forms.AssignForm,
            run=assign,
            done=gettext_lazy("Assigned. The organ and the petitioner are told."),
            explain=gettext_lazy("As forwarding, and the organ owes you a closing report."),
        ),
        Deed(
            act="accept",
            form=forms.AcceptForm,
            run=accept,
            done=gettext_lazy("Accepted. The petitioner is told in writing."),
        ),
        Deed(
            act="object_dispatch",
            form=aside.ObjectForm,
            run=object_dispatch,
            done=gettext_lazy("The objection is with whoever sent it. Your own time runs on."),
            explain=gettext_lazy("Once for each dispatch; no limit towards the petitioner stops."),
        ),
        Deed(
            act="return_dispatch",
            form=aside.AnswerForm,
            run=return_dispatch,
            done=gettext_lazy("Taken back. Send it to the right organ now."),
        ),
        Deed(
            act="uphold_dispatch",
            form=aside.AnswerForm,
            run=uphold_dispatch,
            done=gettext_lazy("It stays with the organ, which is told why."),
        ),
        Deed(
            act="route_out",
            form=aside.RouteOutForm,
            run=route_out,
            done=gettext_lazy("The petitioner is told which way leads further, and until when."),
            explain=gettext_lazy("First see whether the time there is still long enough."),
        ),
        Deed(
            act="come_back",
            form=aside.ComeBackForm,
            run=come_back,
            done=gettext_lazy("It goes on here, with its first date. Screen it again."),
        ),
        Deed(
            act="withdraw",
            form=aside.WithdrawForm,
            run=withdraw,
            done=gettext_lazy("Withdrawn. A letter confirms it to the petitioner."),
            explain=gettext_lazy(
                "Only at the petitioner's own wish, free of any pressure, with her signature."
                " It can be filed again at any time."
            ),
        ),
        Deed(
            act="decline",
            form=forms.DeclineForm,
            run=decline,
            done=gettext_lazy("Not accepted. The notice says why, and where to go."),
            danger=True,
        ),
        Deed(
            act="recategorise",
            form=sorting.RecategoriseForm,
            run=recategorise,
            done=gettext_lazy("The category is mended. Nothing else has changed."),
            explain=gettext_lazy("Only the category changes; every limit and person stays."),
        ),
        Deed(
            act="hand_over",
            form=forms.HandOverForm,
            run=hand_over,
            done=gettext_lazy("Handed over. No limit has changed."),
            explain=gettext_lazy("No limit notices: every day counts on."),
        ),
        Deed(
            act="log_contact",
            form=forms.ContactForm,
            run=log_contact,
            done=gettext_lazy("The contact is in the file."),
            once=True,
        ),
        Deed(
            act="ask_extension",
            form=forms.ExtensionForm,
            run=ask_extension,
            done=gettext_lazy("Asked. The old date stands until the petitioner has been told."),
            explain=gettext_lazy("The head of your organ decides; once only, and before the day."),
        ),
        Deed(
            act="extend",
            form=forms.Nothing,
            run=extend,
            done=gettext_lazy("Approved. It counts once the petitioner has been told."),
        ),
        Deed(
            act="refuse_extension",
            form=forms.RefuseExtensionForm,
            run=refuse_extension,
            done=gettext_lazy("No more time was given. The old date stands."),
            danger=True,
        ),
        Deed(
            act="serve",
            form=forms.ServeForm,
            run=serve,
            done=gettext_lazy("The service is in the file. The petitioner's own time runs now."),
            explain=gettext_lazy("Enter it on the day it reached the petitioner, with its proof."),
        ),
        Deed(
            act="execute",
            form=forms.ExecuteForm,
            run=execute,
            done=gettext_lazy("Reported as carried out."),
        ),
        Deed(
            act="report_back",
            form=forms.ReportForm,
            run=report_back,
            done=gettext_lazy("The closing report is on its way."),
        ),
        Deed(
            act="attach",
            form=forms.AttachForm,
            run=attach,
            done=gettext_lazy("The paper is in the file."),
            explain=gettext_lazy("Photos lose what tells where they were taken."),
            once=True,
        ),
        Deed(
            act="link",
            form=forms.LinkForm,
            run=link,
            done=gettext_lazy("Linked. Both keep their limits and their answers."),
        ),
        Deed(
            act="refer",
            form=forms.ReferForm,
            run=refer,
            done=gettext_lazy("Referred. The room can read the file now."),
            explain=gettext_lazy("Help is offered, never required; no limit stops for it."),
            once=True,
        ),
    )
}

#: The acts on an opinion, done from the page on which it is read.
STAGES: dict[str, Promise | str] = {
    Move.CHECK_OPINION: gettext_lazy("The opinion has passed the check and waits for a signature."),
    Move.RETURN_OPINION: gettext_lazy("Returned. The handler reads your reason."),
    Move.SIGN_OPINION: gettext_lazy("Signed. It can be issued now."),
    Move.ISSUE_OPINION: gettext_lazy("Issued. Serve it as soon as it is printed."),
}


def explained(deed: Deed, form: ActForm) -> str:
    """Return what to know before doing it; of an extension, who asks for it and why."""
    if deed.act in {"extend", "refuse_extension"}:
        return forms.asked(form)
    if deed.act in {"return_dispatch", "uphold_dispatch"}:
        return aside.objected(form)
    if deed.act == "come_back":
        return aside.guided(form)
    return str(deed.explain)


def will(deed: Deed, matter: Matter, *, at: datetime, today: date) -> list[Shown]:
    """Return what will happen, line by line: clocks, letters, the next state."""
    if deed.move is None or matter.refusal is not None:
        return []
    lines = [_next_state(deed.move, matter)]
    foreseen = foresee(matter, deed.move, at=at)
    lines += _clocks(foreseen, today, deed.move)
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
    over = _("The limit “{limit}” ends.") if move in ENDS else _("The limit “{limit}” is met.")
    stopped = [
        {"icon": "tabler-check", "sentence": over.format(limit=limit_title(name))}
        for name in foreseen.stops
    ]
    return [*stopped, *(_begins(clock, today) for clock in foreseen.starts)]


def _begins(clock: Begun, today: date) -> Shown:
    days = (
        calendar_of(clock.due.start, clock.due.limit, DAYS, extra=clock.due.extra)
        if clock.due
        else []
    )
    return {
        "icon": "tabler-clock",
        "sentence": _("The limit “{limit}” runs to {day}.").format(
            limit=limit_title(clock.limit), day=day_words(clock.due_on)
        ),
        "why": why(clock.due, days, today) if clock.due else why_set(clock.due_on),
    }


def _letter(kind: str) -> Shown:
    if kind in FOR_THE_FILE:
        sentence = _("“{letter}” is made for the file.").format(letter=title_of(kind))
        return {"icon": "tabler-file-text", "sentence": sentence}
    to_whom = _("to the organ") if kind in TO_ORGANS else _("to the petitioner")
    sentence = _("“{letter}” goes {to_whom}.").format(letter=title_of(kind), to_whom=to_whom)
    return {"icon": "tabler-mail", "sentence": sentence}
