"""Pages on several petitions at once: what may be a repeat, and what is handled together."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.policy import ever
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.bring_along import bring_along
from yimen.casework.choices import CAPACITIES, word
from yimen.casework.comparing import SameMatter, SamePerson
from yimen.casework.joining import Brought
from yimen.casework.queries.repeats import Candidate, Standing, repeats_of
from yimen.casework.queries.together import Member, joint_of, note_compared
from yimen.casework.showing import Shown, due, said
from yimen.documents.rosters import SHEET, template
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, page
from yimen.workbench.frame import may_lodge
from yimen.workbench.names import ACTS, BECAUSE
from yimen.workbench.presenting import day_words, state
from yimen.workbench.views.act import petition_url


@page
def repeats(request: Request, petition_id: int) -> HttpResponse:
    """Show earlier petitions beside this one: who and what is the same, and what can be done."""
    at = now()
    petition, found = repeats_of(request.actor, petition_id, on=local_day(at))
    note_compared([petition_id, *(one.petition for one in found)], by=request.actor, at=at)
    answers = ever(request.actor, "demand.answer_repeat")
    joins = ever(request.actor, "petition.join")
    first = next(iter(petition.demands.all()))
    context = {
        "number": petition.number,
        "title": petition.title,
        "back_url": petition_url(petition_id),
        "candidates": [
            _candidate(
                one,
                petition_id,
                first.pk if answers else 0,
                open_=is_open(first.state),
                joins=joins,
            )
            for one in found
        ],
    }
    return render(request, "workbench/repeats.html", context)


@page
def joint(request: Request, petition_id: int, subject: int) -> HttpResponse:
    """Show what is handled together, and bring the others as far as the leading one is."""
    if subject != petition_id:
        raise NotFound
    handling = joint_of(request.actor, petition_id)
    refusal = ""
    if request.method == "POST":
        try:
            brought = bring_along(petition_id, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refused:
            refusal = said(refused)
        else:
            _say(request, brought)
            return redirect(request.path)
    today = local_day(now())
    context = {
        "number": handling.leader.number,
        "title": handling.leader.title,
        "back_url": petition_url(petition_id),
        "members": [_member(one, today) for one in handling.members],
        "refusal": refusal,
    }
    status = CONFLICT if refusal else 200
    return render(request, "workbench/joint.html", context, status=status)


@page
def roster(request: Request) -> HttpResponse:
    """Hand out the empty table for a list of those who sign too."""
    if not may_lodge(request.actor):
        raise NotFound
    response = HttpResponse(template(), content_type=SHEET)
    name = quote(_("roster.xlsx"))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def is_open(value: str) -> bool:
    """Say whether a demand can still be answered as a repeat."""
    return value == "registered"


def _say(request: Request, brought: Brought) -> None:
    """Say what was done for whom, and what stood in the way of the others."""
    steps: dict[str, list[str]] = {}
    for number, move in brought.done:
        steps.setdefault(number, []).append(str(ACTS[move]))
    for number, done in steps.items():
        sentence = _("{number}: {done}.").format(number=number, done=" → ".join(done))
        messages.success(request, sentence)
    for number, refusal in brought.left:
        messages.warning(request, _("{number}: {why}").format(number=number, why=said(refusal)))
    if not brought.done and not brought.left:
        messages.info(
            request,
            _("There is nothing for you to do for them now: each is as far as your work goes."),
        )


def _member(one: Member, today: date) -> Shown:
    return {
        "url": petition_url(one.petition.pk),
        "number": one.petition.number,
        "title": one.petition.title,
        "leads": one.leads,
        "demands": [
            {
                "position": demand.position,
                "request": demand.request,
                "state": state(demand.state),
                "organ": demand.owner.name,
                "due": due(demand.due_on, today, provisional=False) if demand.due_on else None,
            }
            for demand in one.demands
        ],
    }


def _candidate(one: Candidate, petition: int, first: int, *, open_: bool, joins: bool) -> Shown:
    """Return an earlier petition beside this one, with its reasons and what can be done."""
    answers = [standing for standing in one.demands if standing.ground]
    acts: list[Shown] = []
    if answers and first and open_:
        url = reverse("workbench:act", args=[petition, "answer_repeat", first])
        acts.append(
            {"label": ACTS["answer_repeat"], "url": f"{url}?other_demand={answers[0].demand}"}
        )
    if not one.is_linked:
        url = reverse("workbench:act", args=[petition, "link", petition])
        acts.append({"label": ACTS["link"], "url": f"{url}?number={one.number}"})
    if joins and not one.is_joined and open_ and one.can_lead:
        url = reverse("workbench:act", args=[petition, "join", petition])
        acts.append({"label": ACTS["join"], "url": f"{url}?number={one.number}"})
    acts = [{"first": not place, **act} for place, act in enumerate(acts)]
    return {
        "url": petition_url(one.petition),
        "number": one.number,
        "title": one.title,
        "state": state(one.state),
        "on": one.received_at,
        "receiver": one.receiver,
        "is_likely": one.is_likely,
        "is_linked": one.is_linked,
        "people": [person_words(person) for person in one.people],
        "matters": [matter_words(matter) for matter in one.matters],
        "demands": [_standing(standing) for standing in one.demands],
        "acts": acts,
    }


def person_words(one: SamePerson) -> str:
    """Say who is the same, in which capacity here and there, and by what."""
    by = _(", ").join(str(label) for code, label in BECAUSE.items() if code in one.by)
    here, there = word(CAPACITIES, one.capacity), word(CAPACITIES, one.other_capacity)
    sentence = _("{name}: {by} ({here} here, {there} there)").format(
        name=one.name or "—", by=by, here=here, there=there
    )
    if not one.counts:
        return f"{sentence} {_('Speaks for others: not the same petitioner.')}"
    if not one.is_sure:
        return f"{sentence} {_('The name alone proves nothing.')}"
    return sentence


def matter_words(one: SameMatter) -> str:
    """Say which demands are alike, how much, and in which words."""
    words = _(", ").join(f"“{found}”" for found in one.alike.words)
    sentence = _(
        "Demand {here} and its demand {there}: {share}% of the words are the same."
    ).format(here=one.position, there=one.other_position, share=one.alike.share)
    both = _("Both say {words}.").format(words=words) if words else ""
    same = _("Same category.") if one.same_category else ""
    return " ".join(filter(None, [sentence, both, same]))


def _standing(one: Standing) -> Shown:
    shown: Shown = {
        "position": one.position,
        "request": one.request,
        "state": state(one.state),
        "organ": one.organ,
        "due": day_words(one.due_on) if one.due_on else "",
        "why": "",
    }
    if one.ground == "running":
        shown["why"] = _(
            "Runs within its limit with another organ: it can be answered as a repeat (art. 19)."
        )
    elif one.ground == "final":
        shown["why"] = _("Was rechecked: the same facts are not taken up again (art. 36).")
    elif one.because:
        shown["why"] = said(one.because)
    return shown
