"""A hint to whoever files again: only about files whose code was given in this very browser."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yimen.access.actor import STRANGER
from yimen.base.time import local_day
from yimen.casework.comparing import typed
from yimen.casework.queries.before import Before, filed_before
from yimen.people.middleware import Request, change_actor
from yimen.people.visitors import opened, petitioner
from yimen.portal.pages import Shown
from yimen.registry.code import tidy_number


def before(request: Request, given: dict[str, Any], demands: list[dict[str, Any]]) -> Shown | None:
    """Return what the same person has filed on the same, the latest first to be found."""
    if given.get("accuses"):
        return None
    person = typed(id_number=given["id_number"], phone=given["phone"], name=given["name"])
    asks = [f"{one['request']} {one['facts']}" for one in demands if one]
    try:
        for number in reversed(opened(request.session)):
            who = change_actor(request, petitioner(request.session, number))
            if found := filed_before(who, person, asks):
                return _shown(found)
    finally:
        change_actor(request, STRANGER)
    return None


def _shown(found: Before) -> Shown:
    key = tidy_number(found.number)
    return {
        "number": found.number,
        "title": found.title,
        "on": local_day(found.received_at),
        "url": reverse("portal:matter", args=[key]),
        "add_url": "" if found.is_closed else reverse("portal:add_papers", args=[key]),
    }
