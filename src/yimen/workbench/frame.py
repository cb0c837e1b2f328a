"""What surrounds every page of the workbench: who I am, where I can go, what waits there."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.access.actor import Actor, Role
from yimen.access.policy import DUTIES, ever
from yimen.casework.queries.desk import VIEWS
from yimen.casework.showing import Shown
from yimen.people.middleware import STAFF_DOOR, Request
from yimen.registry.telling import role_name

#: The places of the administrators: name of the address, label, icon, the duty that opens it.
ADMINISTRATION: tuple[tuple[str, Promise | str, str, str], ...] = (
    ("people", pgettext_lazy("people", "Staff"), "tabler-users", "people.manage"),
    ("organs", _("Organs"), "tabler-building-community", "organs.manage"),
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
    actor, shown = request.actor, []
    if actor.role in VIEWS:
        desk = _place(request, "desk", _("Desk"), "tabler-inbox", key="d")
        shown.append(desk | {"count": count, "late": bool(late)})
    if may_lodge(actor):
        shown.append(_place(request, "register", _("Register"), "tabler-file-plus", key="n"))
    if actor.role is Role.HEAD:
        shown.append(_place(request, "hand_over_all", _("Hand over"), "tabler-users"))
    if may_search(actor):
        shown.append(_place(request, "search", _("Search"), "tabler-search"))
    for name, label, icon, duty in ADMINISTRATION:
        if actor.role in DUTIES[duty] and address(name):
            shown.append(_place(request, name, label, icon))
    return shown


@cache
def address(name: str) -> str:
    """Return the address of a page of this door, or nothing where there is none."""
    try:
        return reverse(f"{STAFF_DOOR}:{name}")
    except NoReverseMatch:
        return ""


def _place(request: Request, name: str, label: Promise | str, icon: str, *, key: str = "") -> Shown:
    here = request.resolver_match
    return {
        "name": name,
        "url": address(name),
        "label": label,
        "icon": icon,
        "count": None,
        "late": False,
        "current": here is not None and here.url_name == name,
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
