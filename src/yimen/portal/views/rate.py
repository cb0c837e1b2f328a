"""Rating the organ that answered and the bureau, each for itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.casework.actions.rate import rate as rate_organ
from yimen.casework.choices import LEVELS, word
from yimen.casework.queries.file import ratings_of
from yimen.casework.queries.mine import my_file
from yimen.casework.rating_paper import rating_paper
from yimen.casework.showing import Shown
from yimen.documents.paper import Look
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.portal.forms import RatingForm
from yimen.portal.pages import NOT_DONE, matter, page
from yimen.portal.presenting import Looked, rateable, rating_ends, review_ends

NOT_SATISFIED = "dissatisfied"


def rates(who: Actor, looked: Looked) -> list[Shown]:
    """Return one box for each organ that can be rated, with the rating it has now."""
    organs = rateable(looked.file)
    if not organs:
        return []
    given = {one.organ_id: one for one in ratings_of(who, looked.file.petition.pk)}
    until = rating_ends(looked.file)
    is_open = until is not None and looked.today <= until
    boxes = []
    for organ, name in organs.items():
        rating = given.get(organ)
        initial = {"level": rating.level, "reason": rating.reasons} if rating else {}
        boxes.append(
            {
                "organ": name,
                "number": organ,
                "url": looked.url("rate", organ),
                "form": _form(organ, initial=initial) if is_open else None,
                "paper_url": looked.url("rate_paper") if is_open else "",
                "until": until,
                "given": word(LEVELS, rating.level) if rating else "",
            }
        )
    return boxes


@require_safe
@matter
def paper(_: Request, who: Actor, key: str) -> HttpResponseBase:
    """Hand out the form on paper, to be filled in where nobody looks on."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    drawn = rating_paper(who, looked.file.petition.pk, at=at)
    return HttpResponse(
        render_pdf(drawn, look=Look.COMPACT),
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def rate(request: Request, who: Actor, key: str, organ: int) -> HttpResponseBase:
    """Take a rating, or a change of mind; nobody is asked to give one."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    box = next((one for one in rates(who, looked) if one["number"] == organ), None)
    if box is None:
        raise NotFound
    if request.method == "POST":
        form = RatingForm(request.POST, prefix=f"organ{organ}")
        if form.is_valid():
            answers = form.cleaned_data
            rate_organ(
                looked.file.petition.pk,
                organ=organ,
                level=answers["level"],
                reasons=answers["reason"],
                by=who,
                at=at,
            )
            messages.success(request, _thanks(looked, answers["level"]))
            return redirect("portal:matter", key)
        box = {**box, "form": form}
    shown: Shown = {"rates": [box], "back_url": looked.url("matter")}
    status = NOT_DONE if request.method == "POST" else 200
    return page(request, "portal/rate_page.html", shown, place="track", status=status)


def _thanks(looked: Looked, level: str) -> str:
    """Say thank you; to who is not satisfied, what can still be done about the answer itself."""
    until = review_ends(looked)
    if level != NOT_SATISFIED or until is None:
        return gettext("Your rating is in. Thank you.")
    return gettext(
        "Your rating is in. Thank you. A rating does not change the answer: if you disagree with"
        " it, ask for a review until {day}; how is said below."
    ).format(day=date_format(until, "DATE_FORMAT"))


def _form(organ: int, *, initial: Shown) -> RatingForm:
    return RatingForm(initial=initial, prefix=f"organ{organ}")
