"""Told on the spot: what can be said at once, and the notice that is handed over."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yimen.base.time import local_day, now
from yimen.casework.queries.on_the_spot import here
from yimen.documents.names import title_of
from yimen.law.moves import Move
from yimen.people.middleware import Request
from yimen.workbench.door import page
from yimen.workbench.names import ACTS
from yimen.workbench.presenting import articles, limit_title, matter_url

#: What the law asks for where it can be told on the spot.
ARTICLE = "23"


@page
def on_the_spot(request: Request, petition_id: int, demand_id: int) -> HttpResponse:
    """Show what can be told now; told, show the notice as soon as it is printed."""
    found = here(request.actor, petition_id, demand_id, on=local_day(now()))
    petition = found.demand.petition
    told = not found.is_waiting
    context = {
        "petition": {"number": petition.number, "title": petition.title},
        "back_url": matter_url(petition_id),
        "demand": {"number": found.demand.position, "request": found.demand.request},
        "told": told,
        "acts": [
            {
                "label": ACTS[one.move],
                "url": reverse("workbench:act", args=[petition_id, str(one.move), one.on]),
                "later": one.move == Move.TELL_LATER,
            }
            for one in found.acts
        ],
        "law": articles(ARTICLE),
        "limit": limit_title("direct_notice"),
        "letter": {
            "title": title_of(found.kind),
            "url": reverse("workbench:letter_pdf", args=[petition_id, found.letter]) + "?show",
        }
        if told and found.letter
        else None,
        "wait_url": request.path if told and not found.letter else "",
    }
    return render(request, "workbench/on_the_spot.html", context)
