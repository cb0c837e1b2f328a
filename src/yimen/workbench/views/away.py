"""The form that opens while the line is down: a page without secrets, and what keeps it."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yimen.base.errors import NotFound
from yimen.law.headcounts import MOST_REPRESENTATIVES
from yimen.people.middleware import Request
from yimen.workbench.away import away_key
from yimen.workbench.door import page
from yimen.workbench.forms.register import RegisterForm, demand_rows, representative_rows
from yimen.workbench.frame import may_lodge

#: Nothing can be fetched without a line, so there are rows enough from the beginning.
DEMANDS = 3
_KEEPER = Path(__file__).parents[1] / "static" / "workbench" / "away-keeper.js"


@page
def shell(request: Request) -> HttpResponse:
    """Show the empty form, without a name, a token or a private key: browsers keep this page."""
    if not may_lodge(request.actor):
        raise NotFound
    context = {
        "is_shell": True,
        "form": RegisterForm(),
        "demands": demand_rows(extra=DEMANDS),
        "representatives": representative_rows(extra=MOST_REPRESENTATIVES),
        "representatives_open": False,
        "can_add": False,
        "can_add_representative": False,
        "earlier_url": "",
        "visitor": None,
        "away": {
            "key": away_key(request.actor, private=False),
            "url": reverse("workbench:register"),
            "keeper": "",
        },
        "refusal": "",
    }
    return render(request, "workbench/register.html", context)


def keeper(_: Request) -> HttpResponse:
    """Hand out the script that keeps the form; it reaches no further than the form's address."""
    return HttpResponse(_KEEPER.read_bytes(), content_type="text/javascript; charset=utf-8")
