"""Three things that only the petitioner can say: it was done, I want that help, I am threatened."""

from __future__ import annotations

import uuid

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.answer_aftercare import answer_aftercare
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.report_retaliation import report_retaliation
from yimen.casework.filing import Wish
from yimen.casework.queries.together import outside_of
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.people.visitors import keep_open
from yimen.portal import said as saying
from yimen.portal.pages import matter
from yimen.portal.stepping import demand_of, look, moved_on, sent, step
from yimen.portal.views.receipt import hand_out
from yimen.registry.code import blind_code, tidy_number


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def done(request: Request, who: Actor, key: str, demand: int) -> HttpResponseBase:
    """Ask whether it was done; what was not is owed as before."""
    looked = look(who, key)
    report = saying.reported(looked).get(demand_of(looked, demand).demand.pk)
    if report is None:
        return moved_on(request, looked)
    form = saying.DoneForm(*sent(request)[:1])
    shown: Shown = {
        "title": gettext("Was it done?"),
        "text": gettext("The organ reports: “{proof}”").format(proof=report.proof),
        "points": [
            gettext("If you confirm it, that is noted; your other rights stay."),
            gettext("If it was not done, the organ must do it, with a new last day."),
            gettext("If you say nothing, that is noted as no answer, never as a yes."),
        ],
        "label": gettext("Send my answer"),
        "action_url": looked.url("done", demand),
    }

    def answer() -> str:
        given = form.cleaned_data
        act = confirm_execution if given["answer"] == saying.CONFIRM else dispute_execution
        act(demand, wish=Wish(channel="online", words=given["words"]), by=who, at=now())
        return gettext("Your answer is in the file.")

    return step(request, looked, shown, answer, form)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def care(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Ask whether the help that is offered is wanted; both answers are right."""
    looked = look(who, key)
    offer = saying.offered(looked)
    if offer is None:
        return moved_on(request, looked)
    form = saying.CareForm(*sent(request)[:1])
    shown: Shown = {
        "title": gettext("Help is offered to you"),
        "text": gettext("{organ}: {words}").format(organ=offer.organ.name, words=offer.words),
        "points": [
            gettext("You are free to take it or leave it, and to change your mind."),
            gettext("Nothing depends on it: not your matter, not what you may ask for later."),
        ],
        "label": gettext("Send my answer"),
        "action_url": looked.url("care"),
    }

    def answer() -> str:
        given = form.cleaned_data["answer"]
        answer_aftercare(looked.file.petition.pk, answer=given, by=who, at=now())
        return gettext("Your answer is in the file.")

    return step(request, looked, shown, answer, form)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def retaliation(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Take a report of retaliation to an organ outside, as a sealed file with its own code."""
    looked = look(who, key)
    petition = looked.file.petition
    if petition.is_sealed:
        raise NotFound
    organs = outside_of(who, petition.pk, on=looked.today)
    form = saying.RetaliationForm(
        *sent(request)[:1], organs=organs, initial={"ticket": uuid.uuid4()}
    )
    shown: Shown = {
        "title": gettext("Report retaliation"),
        "text": gettext(
            "Nobody may threaten, press or punish you for petitioning. Your report becomes a"
            " sealed file of its own, with a number, a query code and a time limit of its own."
        ),
        "points": [
            gettext("The organs that have your matter in their hands do not see the report."),
            gettext("Your matter goes on as before; no time limit changes."),
            gettext("If you are in danger now, call 110."),
        ],
        "label": gettext("Send the report"),
        "action_url": looked.url("retaliation"),
    }
    if not organs:
        shown["refusal"] = gettext(
            "Every organ that could look into it here has your matter in its own hands. Turn to"
            " the discipline and supervisory organ of the level above."
        )

    def report() -> HttpResponseBase:
        lodged = report_retaliation(petition.pk, **form.cleaned_data, by=who, at=now())
        number = tidy_number(lodged.number)
        keep_open(request.session, number, blind_code(lodged.number, lodged.code))
        hand_out(request.session, lodged)
        return redirect("portal:receipt")

    return step(request, looked, shown, report, form)
