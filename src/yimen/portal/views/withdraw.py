"""Withdrawing one's own matter: what it means is said first, and nobody is asked to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.withdraw import withdraw as withdraw_demands
from yimen.casework.queries.mine import my_file
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal.pages import NOT_DONE, matter, page, said
from yimen.portal.presenting import Looked
from yimen.portal.withdrawing import WithdrawForm, withdrawable


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def withdraw(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say what it means; withdraw what she chooses, once she has said that she wants it."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    found = withdrawable(looked.file)
    if not found:
        return redirect(looked.url("matter"))
    form = WithdrawForm(request.POST if request.method == "POST" else None, found=found)
    if request.method != "POST":
        return page(request, "portal/step.html", _shown(looked, form), place="track")
    refusal = ""
    if form.is_valid():
        answers = form.cleaned_data
        try:
            withdraw_demands(
                looked.file.petition.pk,
                demands=answers["demands"],
                reason=answers["reason"],
                by=who,
                at=at,
            )
        except Refused as refused:
            refusal = said(refused)
        else:
            messages.success(
                request, gettext("You have withdrawn it. A letter that confirms it is on its way.")
            )
            return redirect(looked.url("matter"))
    shown = _shown(looked, form) | {"refusal": refusal}
    return page(request, "portal/step.html", shown, place="track", status=NOT_DONE)


def _shown(looked: Looked, form: WithdrawForm) -> Shown:
    return {
        "title": gettext("Withdraw my petition"),
        "text": gettext(
            "You may withdraw what has not been answered yet, for any reason or none. Nobody may"
            " ask you to, or make help depend on it."
        ),
        "points": [
            gettext("Whoever handles it stops, and you get no answer to it."),
            gettext(
                "You can file the same matter again at any time. Its time limits then begin anew."
            ),
            gettext("Time limits of courts, arbitration and reconsideration run on all the same."),
            gettext("If you only want to add or correct something, do not withdraw: add it."),
        ],
        "form": form,
        "action_url": looked.url("withdraw"),
        "back_url": looked.url("matter"),
        "label": gettext("Withdraw"),
        "danger": True,
    }
