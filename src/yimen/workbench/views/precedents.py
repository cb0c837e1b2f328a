"""The book of precedents: whose such matters are, once it was decided."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yimen.casework.queries.sending import book
from yimen.casework.showing import language
from yimen.law.taxonomy import TAXONOMY
from yimen.people.middleware import Request
from yimen.workbench.door import page


@page
def precedents(request: Request) -> HttpResponse:
    """Show the rules that hold in this post's area, newest first; they name no case."""
    rows = [
        {
            "category": TAXONOMY.find(one.category).label(language()),
            "competent": one.competent,
            "rule": one.rule,
            "decided_by": one.decided_by,
            "body": one.body,
            "between": _(", ").join(one.between),
            "decided_on": one.decided_on,
        }
        for one in book(request.actor)
    ]
    return render(request, "workbench/precedents.html", {"rows": rows})
