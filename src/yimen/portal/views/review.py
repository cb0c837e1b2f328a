"""After the answer: ask the organ above, receive what it says, take it back, tell what is new."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.withdraw_review import withdraw_review
from yimen.casework.queries.mine import MyDemand
from yimen.casework.queries.open_reviews import beside, is_reviewed, open_review, organs_above
from yimen.casework.showing import Shown
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move
from yimen.people.middleware import Request
from yimen.portal.pages import matter, page
from yimen.portal.presenting import Looked
from yimen.portal.reviewing import (
    CAN_BE_TAKEN_BACK,
    AskForm,
    NewsForm,
    can_be_asked,
    each_has_time,
    is_late,
    letter_of,
    waits_to_be_received,
    window_of,
)
from yimen.portal.stepping import demand_of, look, moved_on, sent, step


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def ask(request: Request, who: Actor, key: str, demand: int) -> HttpResponseBase:
    """Ask for a review or a recheck; late or not, it is taken in."""
    looked = look(who, key)
    one = demand_of(looked, demand)
    if not can_be_asked(one):
        return moved_on(request, looked)
    organs = {organ.pk: organ.name for organ in organs_above(one.demand, at=now())}
    if not organs:
        return page(request, "portal/step.html", _nobody(looked, one), place="track")
    demands = beside(one.demand, [each.demand for each in looked.file.demands])
    form = AskForm(
        *sent(request),
        found={each.pk: f"{each.position}. {each.request}" for each in demands},
        organs=organs,
        first=demand,
        is_late=is_late(one, looked.today),
    )
    act = ask_recheck if is_reviewed(one.demand) else ask_review

    def do() -> str:
        act(looked.file.petition.pk, **form.given(), by=who, at=now())
        return gettext("Your request is in. You get its registration in writing, and an answer.")

    return step(request, looked, _asking(looked, one, organs), do, form)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def receive(request: Request, who: Actor, key: str, review: int) -> HttpResponseBase:
    """Say what receiving the opinion means; serve it once she says that she has it."""
    looked = look(who, key)
    found = next((one for one in looked.file.reviews if one.pk == review), None)
    if found is None or not letter_of(looked.file, found):
        raise NotFound
    letter = looked.url("letter", letter_of(looked.file, found))
    if not waits_to_be_received(looked.file, found):
        return redirect(letter)
    if request.method == "POST":
        under = next(d.demand for d in looked.file.demands if d.demand.position in found.positions)
        serve = serve_review if found.level == "review" else serve_recheck
        serve(under.pk, method="platform", by=who, at=now())
        messages.success(request, gettext("You have received the opinion today."))
        return redirect(letter)
    return page(request, "portal/step.html", _receiving(looked, found.level, review), place="track")


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def take_back(request: Request, who: Actor, key: str, demand: int) -> HttpResponseBase:
    """Take a request back, once she has read what that means."""
    looked = look(who, key)
    one = demand_of(looked, demand)
    review = open_review(one.demand)
    if review is None or review.stage not in CAN_BE_TAKEN_BACK:
        return moved_on(request, looked)
    shown: Shown = {
        "title": gettext("Take my request back"),
        "text": gettext("Nobody may ask you to, or make help depend on it."),
        "points": [
            gettext("{organ} stops looking at it.").format(organ=review.organ.name),
            gettext("The answer stands as it stood, and what was promised is still owed."),
            gettext("What is left of the time to ask goes on; within it you can ask again."),
        ],
        "action_url": looked.url("take_back", demand),
        "label": gettext("Take it back"),
        "danger": True,
    }

    def do() -> str:
        withdraw_review(demand, by=who, at=now())
        return gettext("You have taken your request back.")

    return step(request, looked, shown, do)


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def news(request: Request, who: Actor, key: str, demand: int) -> HttpResponseBase:
    """Hand in new facts or reasons on a settled matter."""
    looked = look(who, key)
    one = demand_of(looked, demand)
    if one.demand.state not in MOVES[Move.ASK_REOPEN].ways:
        return moved_on(request, looked)
    form = NewsForm(*sent(request))
    days = LIMITS.on("reopen_notice", looked.today).days or 0
    shown: Shown = {
        "title": gettext("Something new has come up"),
        "text": gettext(
            "Settled are only the same facts and reasons. Say what is new: the office that received"
            " your matter compares it with what was looked at."
        ),
        "points": [
            ngettext(
                "You get an answer in writing within {n} day.",
                "You get an answer in writing within {n} days.",
                days,
            ).format(n=days),
            gettext("If it is new, your matter is taken up again, with all its time limits."),
        ],
        "action_url": looked.url("news", demand),
        "label": gettext("Hand it in"),
    }

    def do() -> str:
        news, paper = form.cleaned_data["news"], form.handed_in()
        ask_reopen(demand, news=news, paper=paper, by=who, at=now())
        return gettext("It is in. You get an answer in writing.")

    return step(request, looked, shown, do, form)


def _asking(looked: Looked, one: MyDemand, organs: dict[int, str]) -> Shown:
    is_second = is_reviewed(one.demand)
    limit = LIMITS.on("recheck_opinion" if is_second else "review_opinion", looked.today)
    window = window_of(one)
    points = []
    if window and window.due_on >= looked.today:
        until = date_format(window.due_on, "DATE_FORMAT")
        points.append(gettext("You are in time until {day}.").format(day=until))
    elif window and not is_late(one, looked.today):
        points.append(each_has_time(looked.today))
    elif window:
        points.append(
            gettext(
                "The last day was {day}. Your request is registered all the same, and answered in"
                " writing: with a good reason, or where you were not told of your right, it is"
                " accepted."
            ).format(day=date_format(window.due_on, "DATE_FORMAT"))
        )
    if len(organs) == 1:
        points.append(gettext("It goes to {organ}.").format(organ=next(iter(organs.values()))))
    points += [
        ngettext(
            "From the day on which you ask, the organ above has {n} day to answer you in writing.",
            "From the day on which you ask, the organ above has {n} days to answer you in writing.",
            limit.days or 0,
        ).format(n=limit.days or 0),
        gettext("Nobody who handled, checked or signed the answer takes part."),
        gettext("What the answer already promises you is carried out meanwhile."),
        gettext("The recheck is final for the same facts and reasons; new ones reopen it.")
        if is_second
        else gettext("If you disagree with the review as well, you can ask for a recheck."),
    ]
    return {
        "title": gettext("Ask for a recheck") if is_second else gettext("Ask for a review"),
        "text": gettext("The organ above looks at the answer again, and tells you in writing."),
        "points": points,
        "action_url": looked.url("ask_review", one.demand.pk),
        "label": gettext("Send my request"),
    }


def _nobody(looked: Looked, one: MyDemand) -> Shown:
    """Say what to do where the tree of organs names nobody above: the right is not lost."""
    receiver = looked.file.petition.receiver
    return {
        "title": gettext("Ask for a review"),
        "text": gettext(
            "Which organ is above {organ} is not entered here yet. Hand your request in on paper at"
            " {receiver}, which must pass it on; have the day confirmed: it counts."
        ).format(organ=one.demand.owner.name, receiver=receiver.name),
        "points": [receiver.address, receiver.phone],
        "form": (),
        "action_url": looked.url("matter"),
        "back_url": looked.url("matter"),
        "label": "",
    }


def _receiving(looked: Looked, level: str, review: int) -> Shown:
    days = LIMITS.on("recheck_request", looked.today).days or 0
    points = [
        ngettext(
            "From today you have {n} day to ask for a recheck if you disagree.",
            "From today you have {n} days to ask for a recheck if you disagree.",
            days,
        ).format(n=days)
        if level == "review"
        else gettext("It is final for the same facts and reasons; new ones reopen the matter."),
        gettext("If you do not open it here, the organ brings it to you in another way."),
        gettext("Confirming does not mean that you agree."),
    ]
    return {
        "title": gettext("The opinion on your request"),
        "text": gettext(
            "Before you open it: with the button below you confirm that you have received it."
            " That counts as service, as if it had been handed to you."
        ),
        "points": points,
        "form": (),
        "action_url": looked.url("receive_review", review),
        "back_url": looked.url("matter"),
        "label": gettext("I have received it: open the opinion"),
    }
