"""An agreement in the file: saying what it settles, and whether it was kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.resume_settled import resume_settled
from yimen.casework.actions.settle import settle as settle_demands
from yimen.casework.filing import Wish
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal import settling
from yimen.portal.forms import Asked
from yimen.portal.pages import matter
from yimen.portal.presenting import Looked
from yimen.portal.stepping import look, moved_on, sent, step


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def settle(request: Request, who: Actor, key: str, settlement: int) -> HttpResponseBase:
    """Say what it means; settle what she chooses, once she has said that she wants it."""
    looked = look(who, key)
    row, can = settling.found(looked, settlement), settling.can_settle(looked)
    if row is None:
        raise NotFound
    if not can or row.outcome not in {"filed", "settled"}:
        if row.outcome != "filed" or not settling.waits(looked):
            return moved_on(request, looked)
        messages.info(
            request,
            gettext(
                "Once your petition is accepted, you are asked here whether the agreement"
                " settles it."
            ),
        )
        return redirect(looked.url("matter"))
    form = settling.SettleForm(*sent(request)[:1], found=can)
    shown: Shown = {
        "title": gettext("Does the agreement settle it?"),
        "text": gettext(
            "{committee}, {number}, in force since {day}. It is in your file; you alone decide"
            " whether it settles something of your petition, and what."
        ).format(
            committee=row.committee,
            number=row.number,
            day=date_format(row.in_force_on, "DATE_FORMAT"),
        ),
        "points": [
            gettext("What you choose is no longer handled, and its time limit ends."),
            gettext("What you do not choose is handled on, within its time limits."),
            gettext(
                "If the agreement is not kept, you say so, and it is handled again with the whole"
                " time for it. You need no proof and nobody's consent."
            ),
            gettext("You give up no right: you may go to court over the agreement at any time."),
            gettext("Nobody may make it a condition of the agreement that you say this."),
        ],
        "action_url": looked.url("settle", row.pk),
        "label": gettext("It settles what I have chosen"),
    }

    def settle_chosen() -> str:
        petition, chosen = looked.file.petition.pk, form.cleaned_data["demands"]
        settle_demands(petition, settlement=row.pk, demands=chosen, by=who, at=now())
        return gettext("It is noted. A letter that confirms it is on its way to you.")

    return step(request, looked, shown, settle_chosen, form)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def settled(request: Request, who: Actor, key: str, settlement: int) -> HttpResponseBase:
    """Ask whether the agreement was kept; what was not is handled again."""
    looked = look(who, key)
    row = settling.found(looked, settlement)
    if row is None:
        raise NotFound
    if not settling.stands(looked, row):
        return moved_on(request, looked)
    form = settling.KeptForm(*sent(request)[:1])
    shown: Shown = {
        "title": gettext("Was the agreement kept?"),
        "text": gettext("{committee}, {number}.").format(
            committee=row.committee, number=row.number
        ),
        "points": [
            gettext("If it was kept, your petition is concluded. You may still rate the work."),
            gettext("If not, it is handled again from today, with the whole time for it."),
            gettext("If you say nothing, that is noted as no answer, never as a yes."),
        ],
        "action_url": looked.url("settled", row.pk),
        "label": gettext("Send my answer"),
    }

    def answer() -> str:
        _answer(looked, row.pk, form, who)
        return gettext("Your answer is in the file.")

    return step(request, looked, shown, answer, form)


def _answer(looked: Looked, settlement: int, form: Asked, who: Actor) -> None:
    given, petition = form.cleaned_data, looked.file.petition.pk
    wish = Wish(channel="online", words=given["words"])
    if given["answer"] == settling.KEPT:
        keep_settlement(petition, settlement=settlement, wish=wish, by=who, at=now())
    else:
        why = given["because"]
        resume_settled(petition, settlement=settlement, because=why, wish=wish, by=who, at=now())
