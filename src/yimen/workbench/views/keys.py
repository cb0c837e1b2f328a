"""The keys of the workbench, as a page for whoever has no scripts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yimen.people.middleware import Request
from yimen.workbench.door import page


@page
def keys(request: Request) -> HttpResponse:
    """List the keys."""
    return render(request, "workbench/keys.html")
