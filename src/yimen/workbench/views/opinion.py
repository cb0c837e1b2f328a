"""The opinion: written by the handler, read and passed on by whoever checks, signs and issues."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.answering import READY
from yimen.casework.choices import RESULTS, STAGES, word
from yimen.casework.guards import NothingToAnswer, WrongStage
from yimen.casework.queries.answer import Answer, answer_to_read, answer_to_write
from yimen.casework.queries.open_acts import OpenAct
from yimen.casework.showing import Shown, due, said
from yimen.law.moves import Move, NotAllowedNow
from yimen.people.middleware import Request
from yimen.workbench.deeds import STAGES as PASSED_ON
from yimen.workbench.door import CONFLICT, UNFIT, page, refused
from yimen.workbench.forms.opinion import (
    SUPPORTED,
    DutyForm,
    FindingSet,
    draft_of,
    duty_form,
    findings_form,
    says_duty,
    typed_in,
    written_of,
)
from yimen.workbench.forms.returning import ReturnForm
from yimen.workbench.names import ACTS
from yimen.workbench.presenting import in_words, is_petitioners, limit_title, onward_url, state
from yimen.workbench.views.act import (
    done_before,
    petition_url,
    said_and_on,
    second,
    what_next,
)

if TYPE_CHECKING:
    from yimen.registry.models import Demand

RUN: dict[Move, Callable[..., Any]] = {
    Move.CHECK_OPINION: check_opinion,
    Move.RETURN_OPINION: return_opinion,
    Move.SIGN_OPINION: sign_opinion,
    Move.ISSUE_OPINION: issue_opinion,
}
TONES = {"supported": "done", "explained": "waiting", "not_supported": "refused"}


@page
def draft(request: Request, petition_id: int, subject: int) -> HttpResponse:
    """Show the opinion to write, keep it, or send it to be checked."""
    answer = answer_to_write(request.actor, petition_id, at=now())
    if all(demand.pk != subject for demand in answer.petition.demands.all()):
        raise NotFound
    if not answer.demands:
        return refused(request, NothingToAnswer(), back_url=petition_url(petition_id))
    if request.method != "POST":
        return _written(request, answer, findings_form(answer), duty_form(answer))
    is_sent = "submit" in request.POST
    findings = findings_form(answer, request.POST, is_draft=not is_sent)
    duty = duty_form(answer, request.POST)
    fits = findings.is_valid() & duty.is_valid()
    if not fits or (is_sent and not says_duty(findings, duty)):
        return _written(request, answer, findings, duty, status=UNFIT)
    try:
        return _sent(request, petition_id, findings, duty) if is_sent else _kept(
            request, petition_id, findings, duty
        )  # fmt: skip
    except NotFound:
        raise
    except NotAllowedNow as refusal:
        reason = second(request.actor, petition_id, refusal)
        return _written(request, answer, findings, duty, reason=reason)
    except Refused as refusal:
        return _written(request, answer, findings, duty, reason=said(refusal))


def _sent(request: Request, petition_id: int, findings: FindingSet, duty: DutyForm) -> HttpResponse:
    drafted = draft_opinion(petition_id, draft=draft_of(findings, duty), by=request.actor, at=now())
    done = _("The draft is with the legality check now.")
    onward = onward_url(drafted.petition)
    messages.success(request, said_and_on(f"{done} {what_next(drafted)}", onward))
    return redirect(petition_url(petition_id))


def _kept(request: Request, petition_id: int, findings: FindingSet, duty: DutyForm) -> HttpResponse:
    keep_draft(petition_id, draft=draft_of(findings, duty), by=request.actor, at=now())
    messages.success(request, _("The draft is kept. Nobody else's turn has come."))
    return redirect(request.path)


def _written(
    request: Request,
    answer: Answer,
    findings: FindingSet,
    duty: DutyForm,
    *,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    opinion = answer.opinion
    context = {
        "petition": _cover(answer),
        "back_url": petition_url(answer.petition.pk),
        "findings": findings,
        "form": duty,
        "relief": "".join(answer.relief),
        "afterwards": _afterwards(answer),
        "returned": opinion.remark if opinion else "",
        "missing": [
            point["sentence"]
            for point in _points(answer, *typed_in(findings, duty))
            if not point["met"]
        ],
        "kept_at": opinion.drafted_at if opinion else None,
        "refusal": reason,
    }
    return render(request, "workbench/opinion.html", context, status=CONFLICT if reason else status)


def _afterwards(answer: Answer) -> str:
    """Name the demands that wait for an opinion of their own: one paper carries one remedy."""
    now_answered = {demand.pk for demand in answer.demands}
    left = [
        str(demand.position)
        for demand in answer.petition.demands.all()
        if demand.owner_id == answer.organ.pk
        and demand.state in READY
        and demand.pk not in now_answered
    ]
    if not left:
        return ""
    return _(
        "Demand {n} goes another way and has another remedy: it is answered by an opinion of its"
        " own, after this one."
    ).format(n=_(", ").join(left))


@page
def opinion(request: Request, petition_id: int, subject: int) -> HttpResponse:
    """Show an opinion, and pass it on: checked, returned, signed or issued."""

    def read(form: ReturnForm, *, reason: str = "", status: int = 200) -> HttpResponse:
        answer = answer_to_read(request.actor, petition_id, subject, at=now())
        return _read(request, answer, form, reason=reason, status=status)

    if request.method != "POST":
        return read(ReturnForm())
    form = ReturnForm(request.POST)
    move = next((move for move in RUN if move in request.POST), None)
    if move is None:
        return read(form, status=UNFIT)
    if not form.is_valid():
        return read(form, status=UNFIT)
    words = {"reason": form.cleaned_data["reason"]} if move is Move.RETURN_OPINION else {}
    try:
        passed = RUN[move](subject, **words, by=request.actor, at=now())
    except (NotAllowedNow, WrongStage) as refusal:
        reason = second(request.actor, petition_id, refusal)
        return done_before(request, petition_id, move) or read(form, reason=reason)
    except NotFound:
        raise
    except Refused as refusal:
        return read(form, reason=said(refusal))
    done = f"{PASSED_ON[move]} {what_next(passed)}"
    messages.success(request, said_and_on(done, onward_url(passed.petition)))
    return redirect(petition_url(passed.petition_id))


def _read(
    request: Request, answer: Answer, form: ReturnForm, *, reason: str = "", status: int = 200
) -> HttpResponse:
    row = answer.opinion
    if row is None:
        raise NotFound
    can = [act for act in answer.acts if not act.refusal]
    serves = [act for act in can if act.move == Move.SERVE]
    buttons = [_button(act) for act in can if act.move in RUN]
    context = {
        "petition": _cover(answer),
        "back_url": petition_url(answer.petition.pk),
        "title": _title(answer),
        "stage": word(STAGES, row.stage),
        "drafted_by": row.drafted_by.name if row.drafted_by else "—",
        "drafted_at": row.drafted_at,
        "checked_by": row.checked_by.name if row.checked_by else "",
        "signed_by": row.signed_by.name if row.signed_by else "",
        "returned": row.remark,
        "findings": [_finding(answer, demand) for demand in answer.demands],
        "duty": {"words": row.duty, "by": row.duty_by} if row.duty else None,
        "points": _points(
            answer,
            [written_of(answer, demand.pk) for demand in answer.demands],
            {"duty": row.duty, "by": row.duty_by},
        ),
        "relief": "".join(answer.relief),
        "form": form if any(b["name"] == Move.RETURN_OPINION for b in buttons) else None,
        "refusal": reason,
        "action_url": reverse("workbench:opinion", args=[answer.petition.pk, row.pk]),
        "buttons": sorted(buttons, key=lambda button: button["danger"]),
        "acts": [_link(answer, act) for act in serves if answer.is_printed],
        "not_now": [
            *[{"label": ACTS[a.move], "reason": said(a.refusal)} for a in answer.acts if a.refusal],
            *[_not_printed(act) for act in serves if not answer.is_printed],
        ],
    }
    status = CONFLICT if reason else status
    return render(request, "workbench/opinion_check.html", context, status=status)


def _title(answer: Answer) -> str:
    moves = {act.move for act in answer.acts if not act.refusal}
    if Move.CHECK_OPINION in moves:
        return _("Check the opinion")
    if Move.SIGN_OPINION in moves:
        return _("Sign the opinion")
    if Move.ISSUE_OPINION in moves:
        return _("Issue the opinion")
    return _("Handling opinion")


def _button(act: OpenAct) -> Shown:
    is_danger = act.move == Move.RETURN_OPINION
    return {
        "name": str(act.move),
        "label": ACTS[act.move],
        "first": not is_danger,
        "danger": is_danger,
    }


def _link(answer: Answer, act: OpenAct) -> Shown:
    url = reverse("workbench:act", args=[answer.petition.pk, str(act.move), act.on])
    return {"label": ACTS[act.move], "url": url, "first": True}


def _not_printed(act: OpenAct) -> Shown:
    return {
        "label": ACTS[act.move],
        "reason": _("The opinion is still being printed. Load the page again in a moment."),
    }


def _finding(answer: Answer, demand: Demand) -> Shown:
    finding = answer.findings[demand.pk]
    return {
        "number": demand.position,
        "request": finding.request or demand.request,
        "facts_found": finding.facts,
        "evidence": finding.evidence,
        "reasons": finding.reasons,
        "result": word(RESULTS, finding.result) if finding.result else _("no result yet"),
        "tone": TONES.get(finding.result, "waiting"),
        "basis": finding.basis,
    }


def _points(answer: Answer, every: list[Shown], duty: Shown) -> list[Shown]:
    """List what the law asks of an opinion, and whether what is written has it."""

    def all_have(part: str) -> bool:
        return bool(every) and all(str(one.get(part) or "").strip() for one in every)

    points = [
        (_("The facts found, demand by demand."), all_have("facts_found")),
        (_("The reasons, demand by demand."), all_have("reasons")),
        (
            _("The result, demand by demand: supported, explained or not supported."),
            all_have("result"),
        ),
        (_("The legal basis, demand by demand."), all_have("basis")),
        (
            _("Where the petitioner can turn next.")
            if answer.no_relief is None
            else said(answer.no_relief),
            answer.no_relief is None,
        ),
    ]
    if any(one.get("result") == SUPPORTED for one in every):
        says = all(str(said or "").strip() for said in duty.values())
        points.append((_("What must be carried out, by whom, by which day."), says))
    return [{"sentence": sentence, "met": is_met} for sentence, is_met in points]


def _cover(answer: Answer) -> Shown:
    petition = answer.petition
    today = local_day(now())
    running = [
        clock
        for demand in answer.demands
        for clock in demand.clocks.all()
        if clock.stopped_on is None and not is_petitioners(clock.limit)
    ]
    soonest = min(running, key=lambda clock: clock.due_on, default=None)
    return {
        "number": petition.number,
        "title": in_words(petition.title),
        "state": state(petition.state),
        "due": due(soonest.due_on, today) if soonest else None,
        "due_what": limit_title(soonest.limit) if soonest else "",
    }
