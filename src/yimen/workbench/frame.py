"""What surrounds every page of the workbench: who I am, where I can go, what waits there."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor, Role
from yimen.access.policy import DUTIES, ever
from yimen.access.walls_hall import OUT, SERVES
from yimen.base.time import local_day, now
from yimen.casework.queries.desk_lists import VIEWS
from yimen.casework.showing import Shown
from yimen.law.days import DAYS
from yimen.people.middleware import STAFF_DOOR, Request
from yimen.registry.telling import role_name

#: The places of the administrators: name of the address, label, icon, the duty that opens it.
ADMINISTRATION: tuple[tuple[str, Promise | str, str, str], ...] = (
    ("people", pgettext_lazy("people", "Staff"), "tabler-users", "people.manage"),
    ("vendors", _("Contractors"), "tabler-file-text", "people.manage"),
    ("organs", _("Organs"), "tabler-building-community", "organs.manage"),
    ("bodies", _("Doors of other ways"), "tabler-map-pin", "organs.manage"),
    ("norms", _("Norm library"), "tabler-books", "norms.manage"),
    ("changes", _("Changes to the rules"), "tabler-scale", "law.read"),
    ("hall_places", _("Reception places"), "tabler-map-pin", "organs.manage"),
    ("committees", _("Mediation committees"), "tabler-heart-handshake", "organs.manage"),
    ("joint_rooms", _("Meeting rooms"), "tabler-users", "organs.manage"),
    ("channels", _("Ways on the posters"), "tabler-qrcode", "organs.manage"),
    ("audit", _("Administration log"), "tabler-clipboard-list", "administration.audit"),
    ("readings", _("Readings"), "tabler-eye", "readings.audit"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page of this door its frame; other doors get nothing."""
    found, post = request.resolver_match, getattr(request, "post", None)
    if found is None or post is None or STAFF_DOOR not in found.namespaces:
        return {}
    asked = cast("Request", request)  # the middleware has made it one
    return {
        "me": _me(asked),
        "nav": places(asked),
        "counts_url": address("counts") if asked.actor.role in VIEWS else "",
        "can_register": may_lodge(asked.actor),
        "can_search": may_search(asked.actor),
    }


def may_lodge(actor: Actor) -> bool:
    """Say whether this post registers what comes over the counter."""
    return actor.role in DUTIES["petition.lodge"]


def may_search(actor: Actor) -> bool:
    """Say whether this post reads petitions at all."""
    return ever(actor, "petition.read")


def places(request: Request, count: int | None = None, *, late: int = 0) -> list[Shown]:
    """Return where this post can go; `count` is what waits on the desk, where it is known."""
    known, path = _places(request.actor.role, get_language()), request.path
    # A page below a place keeps it marked; but the desk, below which lies everything.
    above = (one["url"] for one in known if path.startswith(one["url"]) and one["name"] != "desk")
    here = max(above, key=len, default=path)
    shown: list[Shown] = [{**place, "current": place["url"] == here} for place in known]
    if request.actor.role in VIEWS:
        shown[0] |= {"count": count, "late": bool(late)}
    awaited = DAYS.awaited(local_day(now()))
    for place in shown:
        if awaited and place["name"] == "changes":
            place["count"] = 1
    return shown


@cache
def _places(role: Role, _language: str | None) -> tuple[Shown, ...]:
    """Return where a role can go, in the words of a language: its work first, its rest last."""
    actor, shown = Actor(role=role), []
    if role in VIEWS:
        shown.append(_place("desk", _("Desk"), "tabler-inbox", key="d"))
    if may_lodge(actor):
        shown.append(_place("register", _("Register"), "tabler-file-plus", key="n"))
    if role is Role.HEAD:
        shown.append(_place("hand_over_all", _("Hand over"), "tabler-users"))
    if may_search(actor):
        shown.append(_place("search", _("Search"), "tabler-search"))
    if role in {Role.SCREENER, Role.SUPERVISOR, Role.LEADER}:
        shown.append(_place("precedents", _("Precedents"), "tabler-scale"))
    for name, label, icon, duty in ADMINISTRATION:
        if role in DUTIES[duty] and address(name):
            shown.append(_place(name, label, icon))
    for name, label, icon, roles in ROOMS:
        if role in roles:
            shown.append(_place(name, label, icon))
    shown.append(_place("care", _("Care room"), "tabler-plant-2"))
    return tuple(shown)


#: The bureau's advice, and the rooms: name of the address, label, icon, and whose work is there.
ROOMS: tuple[tuple[str, Promise | str, str, frozenset[Role]], ...] = (
    (
        "advice",
        _("Advice to organs"),
        "tabler-mail",
        DUTIES["advice.draft"] | DUTIES["advice.receive"],
    ),
    (
        "hall",
        _("Hall"),
        "tabler-building-community",
        frozenset({*SERVES, Role.SUPERVISOR, Role.LEADER}),
    ),
    ("mediation", _("Mediation room"), "tabler-heart-handshake", frozenset({Role.MEDIATOR})),
    (
        "legal",
        _("Legal room"),
        "tabler-scale",
        frozenset({Role.LAWYER, Role.SUPERVISOR, Role.LEADER}),
    ),
    (
        "joint",
        _("Joint sessions"),
        "tabler-users",
        frozenset({*SERVES, Role.HEAD, Role.SUPERVISOR, Role.LEADER}),
    ),
    ("heart", _("Heart room"), "tabler-heart", frozenset({Role.COUNSELLOR})),
    (
        "outings",
        _("Outreach"),
        "tabler-speakerphone",
        frozenset({*OUT, Role.SUPERVISOR, Role.LEADER}),
    ),
    (
        "counters",
        _("Service counts"),
        "tabler-chart-bar",
        frozenset({Role.SUPERVISOR, Role.LEADER}),
    ),
)


@cache
def address(name: str) -> str:
    """Return the address of a page of this door, or nothing where there is none."""
    try:
        return reverse(f"{STAFF_DOOR}:{name}")
    except NoReverseMatch:
        return ""


def _place(name: str, label: Promise | str, icon: str, *, key: str = "") -> Shown:
    return {
        "name": name,
        "url": address(name),
        "label": str(label),
        "icon": icon,
        "count": None,
        "late": False,
        "key": key,
        "apart": False,
    }


def _me(request: Request) -> Shown:
    post = request.post
    if post is None:
        return {}
    return {
        "name": post.staff.name,
        "post": role_name(post.role),
        "organ": post.organ.name,
        "posts": [
            {
                "id": held.pk,
                "title": role_name(held.role),
                "organ": held.organ.name,
                "current": held.pk == post.pk,
            }
            for held in request.posts
        ],
    }
