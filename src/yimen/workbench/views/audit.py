"""What administrators did, and who read which file: the pages of the audit administrator."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from yimen.base.time import local_day, now
from yimen.casework.showing import Shown
from yimen.people import telling
from yimen.people.middleware import Request
from yimen.registry import audits
from yimen.registry.telling import role_name
from yimen.workbench.door import page
from yimen.workbench.forms.audit import AdministrationFilters, ReadingFilters
from yimen.workbench.leafing import cursor, turn
from yimen.workbench.names import read_words


@page
def audit(request: Request) -> HttpResponse:
    """Show what administrators did and who signed in, the newest first."""
    filters = AdministrationFilters(request.GET)
    found = telling.administration(
        request.actor,
        **filters.wanted(),
        before=cursor(request, "before"),
        after=cursor(request, "after"),
    )
    context = {
        "lines": found.lines,
        "filters": filters,
        "older": turn(request, "before", found.older),
        "newer": turn(request, "after", found.newer),
    }
    return render(request, "workbench/audit.html", context)


@page
def readings(request: Request) -> HttpResponse:
    """Show who read which file, by its number alone, and who has read most this month."""
    filters = ReadingFilters(request.GET)
    found = audits.readings_page(
        request.actor,
        **filters.wanted(),
        before=cursor(request, "before"),
        after=cursor(request, "after"),
    )
    context = {
        "reads": [_read(read) for read in found.reads],
        "tallies": audits.readings_counts(request.actor, since=local_day(now()).replace(day=1)),
        "filters": filters,
        "older": turn(request, "before", found.older),
        "newer": turn(request, "after", found.newer),
    }
    return render(request, "workbench/reads.html", context)


def _read(read: audits.Read) -> Shown:
    return {
        "at": read.at,
        "name": read.who or role_name(read.role),
        "post": role_name(read.role) if read.who else "",
        "organ": read.organ,
        "what": read_words(read.what),
        "purpose": pgettext("reason", "given") if read.gave_reason else "",
        "number": read.number,
        "url": "",
    }
