"""Withdrawing one's own matter: what it means is said first, and nobody is asked to."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework.actions.withdraw import withdraw as withdraw_demands
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal.pages import matter
from yimen.portal.presenting import Looked
from yimen.portal.stepping import look, moved_on, sent, step
from yimen.portal.withdrawing import WithdrawForm, withdrawable


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def withdraw(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say what it means; withdraw what she chooses, once she has said that she wants it."""
    looked = look(who, key)
    found = withdrawable(looked.file)
    if not found:
        return moved_on(request, looked)
    form = WithdrawForm(*sent(request)[:1], found=found)

    def leave() -> str:
        given = form.cleaned_data
        withdraw_demands(
            looked.file.petition.pk,
            demands=given["demands"],
            reason=given["reason"],
            by=who,
            at=now(),
        )
        return gettext("You have withdrawn it. A letter that confirms it is on its way.")

    return step(request, looked, _shown(looked), leave, form)


def _shown(looked: Looked) -> Shown:
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
        "action_url": looked.url("withdraw"),
        "label": gettext("Withdraw"),
        "danger": True,
    }
