"""From the mediation room into a petition's file: the outcome, and an agreement if there is one.

The party opens the petition with its number and query code; every party has agreed before.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods

from yimen.access.actor import STRANGER, Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.file_no_agreement import file_no_agreement
from yimen.casework.filing import Paper
from yimen.casework.queries.mine import receipt_of
from yimen.casework.settling import Agreed
from yimen.casework.showing import Shown, said
from yimen.documents.render import render_pdf
from yimen.people import patience
from yimen.people.middleware import Request, change_actor
from yimen.people.visitors import keep_open, opened
from yimen.portal.pages import NOT_DONE, door, page
from yimen.portal.settling import EndingForm, FileForm
from yimen.portal.views.mediation import MINE
from yimen.portal.views.track import QUERY_CODE, NoSuchPair
from yimen.registry.code import blind_code
from yimen.rooms.mediation import papers, queries
from yimen.rooms.mediation.actions.hand_out import hand_out


@require_http_methods(["GET", "HEAD", "POST"])
@door
def to_file(request: Request) -> HttpResponseBase:
    """Say what is passed on and what is not; put it in with the petition's own code."""
    who = change_actor(request, Actor(role=Role.VISITOR, code=request.session.get(MINE, "") or "-"))
    seen = queries.whole(who)
    if not seen.is_over or not seen.all_tell:
        return redirect("portal:mediation_case")
    made = FileForm if seen.case.stage == "agreed" else EndingForm
    if request.method != "POST":
        number = next(reversed(opened(request.session)), "")
        return _ask(request, made(initial={"number": number}))
    return _sent(request, who, made(request.POST))


def _sent(request: Request, who: Actor, form: FileForm) -> HttpResponseBase:
    if not form.is_valid():
        return _ask(request, form, status=NOT_DONE)
    number, code = form.cleaned_data["number"], form.cleaned_data["query_code"]
    at, tries = now(), patience.tries_of(request, QUERY_CODE)
    if tries.wait_left(at):
        refusal = gettext("Too many wrong codes. Wait a moment, then try again.")
        return _ask(request, form, refusal=refusal, status=NOT_DONE)
    blind = blind_code(number, code)
    try:
        settlement = _put_in(request, who, Actor(role=Role.PETITIONER, code=blind))  # 0 for none
    except NotFound:
        change_actor(request, STRANGER)
        tries.failed(at)
        return _ask(request, form, refusal=said(NoSuchPair()), status=NOT_DONE)
    except Refused as refused:
        return _ask(request, form, refusal=said(refused), status=NOT_DONE)
    tries.succeeded()
    keep_open(request.session, number, blind)
    if not settlement:
        messages.success(
            request, gettext("The file of your petition now says so. It is handled on.")
        )
        return redirect("portal:matter", number)
    messages.success(request, gettext("The agreement is in the file of your petition."))
    return redirect("portal:settle", number, settlement)


@transaction.atomic
def _put_in(request: Request, party: Actor, petitioner: Actor) -> int:
    """Take the outcome out of the room as its party, and into the file as the petitioner.

    Return the agreement's number there; 0 where the outcome is that there is none.
    """
    at = now()
    petition = receipt_of(change_actor(request, petitioner)).petition
    seen = queries.whole(change_actor(request, party))
    words = seen.agreement if seen.case.stage == "agreed" else None
    with override("zh-hans"):  # papers are in Chinese, whatever language the page speaks
        name = "agreement" if words else "ending"
        drawn = papers.paper_of(seen, name, local_day(at), party=True)
    hand_out(seen.case.pk, by=party, at=at)
    if words is None:
        paper = Paper(name=f"{drawn.title}{seen.case.number}.pdf", data=render_pdf(drawn))
        change_actor(request, petitioner)
        file_no_agreement(petition, paper=paper, by=petitioner, at=at)
        return 0
    if words.in_force_on is None:
        raise NotFound
    agreed = Agreed(
        number=seen.case.number,
        committee=seen.case.committee.name,
        in_force_on=words.in_force_on,
        keep_by=seen.keep_by,
        confirm_by=words.confirm_by,
        paper=Paper(name=f"{drawn.title}.pdf", data=render_pdf(drawn)),
    )
    change_actor(request, petitioner)
    return file_agreement(petition, agreed=agreed, by=petitioner, at=at).pk


def _ask(
    request: Request, form: FileForm, *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    if isinstance(form, EndingForm):
        title = gettext("Tell the file of my petition that there was no agreement")
        points = [
            gettext("The committee's notice goes into the file, with its number; nothing else."),
            gettext("It does not say why, and not who ended it. What was said stays here."),
            gettext("No time limit of the petition stopped for the mediation. It is handled on."),
        ]
    else:
        title = gettext("Put the agreement into the file of my petition")
        points = [
            gettext("The agreement goes into the file, and that you have agreed; nothing else."),
            gettext("What was said in the mediation stays here."),
            gettext("No time limit of the petition stops by it."),
            gettext("Afterwards you are asked whether it settles something. You may say no."),
        ]
    shown: Shown = {
        "title": title,
        "text": gettext("Only if you filed a petition about the same matter, and wish it."),
        "points": points,
        "form": form,
        "refusal": refusal,
        "action_url": reverse("portal:mediation_to_file"),
        "back_url": reverse("portal:mediation_case"),
        "back_label": gettext("Back to the mediation"),
        "label": gettext("Put it into the file"),
    }
    return page(request, "portal/step.html", shown, place="hall", status=status)
