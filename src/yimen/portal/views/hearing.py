"""Asking for a hearing, or that somebody stand aside: what it means is said first."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal import heard
from yimen.portal.pages import matter
from yimen.portal.presenting import Looked
from yimen.portal.stepping import look, moved_on, sent, step


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def hearing(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say what a hearing is; ask for it."""
    looked = look(who, key)
    found = heard.hearable(looked)
    if not found:
        return moved_on(request, looked)
    form = heard.HearingForm(*sent(request)[:1], found=found)

    def ask() -> str:
        given = form.cleaned_data
        ask_hearing(given["demand"], reason=given["reason"], by=who, at=now())
        return gettext("You have asked for a hearing. You will be told in writing what is decided.")

    return step(request, looked, _of_hearing(looked), ask, form)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def recusal(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say what standing aside is; ask for it."""
    looked = look(who, key)
    found = heard.recusable(looked)
    if not found:
        return moved_on(request, looked)
    form = heard.RecusalForm(*sent(request)[:1], found=found)

    def ask() -> str:
        given = form.cleaned_data
        part, relation = given["part"], given["relation"]
        ask_recusal(given["demand"], part=part, relation=relation, by=who, at=now())
        return gettext("It is entered. You will be told in writing what is decided.")

    return step(request, looked, _of_recusal(looked), ask, form)


def _of_hearing(looked: Looked) -> Shown:
    return {
        "title": gettext("Request a hearing"),
        "text": gettext(
            "At a hearing you and the organ state the facts before people who did not handle your"
            " matter. You can bring evidence and witnesses, ask questions, and you speak last."
        ),
        "points": [
            gettext("The head of the organ decides whether it is held, and tells you why."),
            gettext("You are told time and place in good time before it."),
            gettext("It is public, unless somebody's privacy or a secret stands against it."),
            gettext("It costs nothing. The day by which you must be answered does not move."),
            gettext("In a recheck alone, the days of the hearing itself are not counted."),
        ],
        "action_url": looked.url("hearing"),
        "label": gettext("Request a hearing"),
    }


def _of_recusal(looked: Looked) -> Shown:
    return {
        "title": gettext("Somebody should stand aside"),
        "text": gettext(
            "Whoever has a direct interest of their own in your matter must not handle it. You may"
            " say so at any time until the answer is signed."
        ),
        "points": [
            gettext("The head of the organ decides; about the head, the organ above decides."),
            gettext("You are told in writing what was decided and why."),
            gettext("Whoever goes on with it has the same last day."),
        ],
        "action_url": looked.url("recusal"),
        "label": gettext("Send"),
    }
