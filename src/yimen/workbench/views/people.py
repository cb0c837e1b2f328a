"""Staff: accounts and posts, kept by the security administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.people import directory
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.change_staff import change_staff
from yimen.people.actions.deactivate_staff import deactivate_staff
from yimen.people.actions.end_post import end_post
from yimen.people.actions.give_post import give_post
from yimen.people.actions.readmit_staff import readmit_staff
from yimen.people.actions.reset_password import reset_password
from yimen.people.middleware import Request
from yimen.people.shapes import Admitted
from yimen.registry.telling import role_name
from yimen.workbench.door import CONFLICT, UNFIT, page, refused
from yimen.workbench.forms.people import NewPersonForm, PersonForm, PostForm, StaffFilters
from yimen.workbench.leafing import turn


@page
def people(request: Request) -> HttpResponse:
    """Show the staff, page by page."""
    today = local_day(now())
    filters = StaffFilters(request.GET, on=today)
    found = directory.staff_page(request.actor, filters.wanted(request.GET), on=today)
    context = {
        "people": [_line(person) for person in found.people],
        "new_url": reverse("workbench:new_person"),
        "filters": filters,
        "older": turn(request, "after", found.after),
        "newer": turn(request, "before", found.before),
    }
    return render(request, "workbench/people.html", context)


@page
def new_person(request: Request) -> HttpResponse:
    """Open an account, and show its one-time password once."""
    require(request.actor, "people.manage")
    form = NewPersonForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _asked(request, None, form)
    if not form.is_valid():
        return _asked(request, None, form, status=UNFIT)
    try:
        admitted = add_staff(**form.cleaned_data, by=request.actor, at=now())
    except Refused as refusal:
        return _asked(request, None, form, refusal=refusal)
    return _told_once(request, admitted)


@page
def person(request: Request, staff: int) -> HttpResponse:
    """Show one person with every post, or keep the name and number."""
    found = directory.person(request.actor, staff, on=local_day(now()))
    if request.method != "POST":
        form = PersonForm(None, initial={"name": found.name, "number": found.number})
        return _asked(request, found, form)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _asked(request, found, form, status=UNFIT)
    change_staff(staff, **form.cleaned_data, by=request.actor, at=now())
    messages.success(request, _("Saved."))
    return redirect("workbench:person", staff)


@require_POST
@page
def give(request: Request, staff: int) -> HttpResponse:
    """Give a post."""
    today = local_day(now())
    found = directory.person(request.actor, staff, on=today)
    own = PersonForm(None, initial={"name": found.name, "number": found.number})
    form = PostForm(request.POST, on=today)
    if not form.is_valid():
        return _asked(request, found, own, form, status=UNFIT)
    try:
        give_post(staff, **form.given(), by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        return _asked(request, found, own, form, refusal=refusal)
    messages.success(request, _("The post is given."))
    return redirect("workbench:person", staff)


@require_POST
@page
def end(request: Request, post: int) -> HttpResponse:
    """End a post, today."""
    staff = directory.holder_of(post)
    return _deed(
        request, staff, lambda: end_post(post, on=local_day(now()), by=request.actor, at=now())
    )


@require_POST
@page
def close(request: Request, staff: int) -> HttpResponse:
    """Close an account."""
    return _deed(request, staff, lambda: deactivate_staff(staff, by=request.actor, at=now()))


@require_POST
@page
def reset(request: Request, staff: int) -> HttpResponse:
    """Give a new one-time password, and show it once."""
    return _deed(request, staff, lambda: reset_password(staff, by=request.actor, at=now()))


@require_POST
@page
def readmit(request: Request, staff: int) -> HttpResponse:
    """Open a closed account again, and show its one-time password once."""
    return _deed(request, staff, lambda: readmit_staff(staff, by=request.actor, at=now()))


def _deed(request: Request, staff: int, act: Callable[[], object]) -> HttpResponse:
    """Do it, and go back to the person; a password that came of it is shown first."""
    try:
        outcome = act()
    except NotFound:
        raise
    except Refused as refusal:
        return refused(request, refusal, back_url=reverse("workbench:person", args=[staff]))
    if isinstance(outcome, Admitted):
        return _told_once(request, outcome)
    messages.success(request, _("Done."))
    return redirect("workbench:person", staff)


def _told_once(request: Request, admitted: Admitted) -> HttpResponse:
    """Show a password that nobody can look up again."""
    context = {
        "username": admitted.username,
        "password": admitted.password,
        "back_url": reverse("workbench:person", args=[admitted.staff]),
    }
    return render(request, "workbench/one_time.html", context)


def _asked(
    request: Request,
    found: directory.Person | None,
    form: PersonForm,
    post_form: PostForm | None = None,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of a person, or of one to be."""
    context: dict[str, Any] = {
        "form": form,
        "wrong_form": post_form or form,
        "action_url": reverse("workbench:new_person"),
        "back_url": reverse("workbench:people"),
        "refusal": said(refusal) if refusal else "",
    }
    if found:
        context |= _whole(found, post_form or PostForm(on=local_day(now())))
    return render(request, "workbench/person.html", context, status=CONFLICT if refusal else status)


def _whole(found: directory.Person, post_form: PostForm) -> Shown:
    name = found.username
    return {
        "person": {"name": found.name, "account": name, "active": found.is_active},
        "action_url": reverse("workbench:person", args=[found.id]),
        "posts": [_post(held) for held in found.posts],
        "post_form": post_form if found.is_active else None,
        "post_url": reverse("workbench:give_post", args=[found.id]),
        "deeds": _deeds(found),
    }


def _deeds(found: directory.Person) -> list[Shown]:
    if not found.is_active:
        again = reverse("workbench:readmit_person", args=[found.id])
        return [{"label": _("Open this account again"), "url": again, "danger": False}]
    reset_url = reverse("workbench:reset_password", args=[found.id])
    close_url = reverse("workbench:close_account", args=[found.id])
    return [
        {"label": _("Give a new one-time password"), "url": reset_url, "danger": False},
        {"label": _("Close this account"), "url": close_url, "danger": True},
    ]


def _line(person: directory.Person) -> Shown:
    return {
        "url": reverse("workbench:person", args=[person.id]),
        "name": person.name,
        "account": person.username,
        "organ": _(", ").join(dict.fromkeys(held.organ for held in person.posts)),
        "posts": [role_name(held.role) for held in person.posts],
        "active": person.is_active,
        "last_in": person.last_in,
    }


def _post(held: directory.Held) -> Shown:
    return {
        "title": role_name(held.role),
        "organ": " · ".join(filter(None, (held.organ, held.region, held.vendor))),
        "from_on": held.starts_on,
        "until_on": held.ends_on,
        "end_url": "" if held.is_over else reverse("workbench:end_post", args=[held.id]),
    }
