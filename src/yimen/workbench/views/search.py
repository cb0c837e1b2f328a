"""Search by number, by words, and, for those who may, by name."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.base.errors import NotFound
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.queries.search import Found, Hit
from yimen.casework.queries.search import search as find
from yimen.casework.showing import Shown, due
from yimen.people.middleware import Request
from yimen.workbench.door import page
from yimen.workbench.frame import may_search
from yimen.workbench.presenting import matter_url, state

LONGEST = 100


@page
def search(request: Request) -> HttpResponse:
    """Show what was found, best first, with the words that were asked for marked."""
    if not may_search(request.actor):
        raise NotFound
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    before = request.GET.get("before", "")
    found = Found(hits=())
    if query:
        found = find(request.actor, query, before=row_number(before))
    context = {
        "query": query,
        "results": [_hit(hit) for hit in found.hits],
        "about": _about(found, before=before) if query else "",
        "is_near": found.is_near,
        "older": _url(query, found.before) if found.before else "",
        "newer": _url(query, 0) if before else "",
    }
    return render(request, "workbench/search.html", context)


def _hit(hit: Hit) -> Shown:
    return {
        "url": matter_url(hit.petition),
        "number": hit.number,
        "title": hit.title,
        "petitioner": hit.petitioner,
        "state": state(hit.state),
        "organ": hit.organ,
        "on": hit.received_at,
        "due": due(hit.due_on, local_day(now())),
        "snippets": [_marked(hit.pieces)] if hit.pieces else [],
    }


def _marked(pieces: tuple[tuple[str, bool], ...]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", text) if is_hit else text,) for text, is_hit in pieces),
    )


def _about(found: Found, *, before: str) -> str:
    if found.is_near:
        return _("Nothing fits exactly. These come near:")
    if found.before or before:
        return _("The newest first; older ones on the next pages.")
    n = len(found.hits)
    return ngettext("{n} matter found.", "{n} matters found.", n).format(n=n) if n else ""


def _url(query: str, before: int) -> str:
    asked = {"q": query} | ({"before": str(before)} if before else {})
    return f"{reverse('workbench:search')}?{urlencode(asked)}"
