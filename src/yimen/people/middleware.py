"""Who asks: decided here once for every request, and told to PostgreSQL in its transaction.

The settings that row-level security reads are local to a transaction, so a pooled connection
never carries one person's rights to the next. Therefore the transaction must begin before the
view: it is opened here, in `process_view`, and closed when the answer is complete, rendering
included. ATOMIC_REQUESTS still wraps the view itself, as a savepoint: what a broken page has
written is undone, and the page that says so is made in the same transaction as the same actor.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from yimen.access.actor import STRANGER, Actor
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.people.models import Post, Staff
from yimen.people.queries import actor_of

#: The door that only staff with a post may enter, by the namespace of its addresses.
STAFF_DOOR = "workbench"
POST = "post"
TOUCHED = "touched"
_A_MINUTE = 60
_BROKEN = 500


class Request(HttpRequest):
    """A request of which we know who asks, and in which of their posts."""

    actor: Actor
    post: Post | None
    posts: list[Post]


class WhoAsks:
    """Sets `request.actor`, and keeps the transaction in which PostgreSQL knows it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer; then end the transaction, and with it what PostgreSQL knew."""
        request.actor, request.post, request.posts = STRANGER, None, []
        with ExitStack() as until_answered:
            request.__dict__["until_answered"] = until_answered
            response = self._get_response(request)
            _keep_session(request, response)
        if request.actor is not STRANGER:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: Request, view: Callable[..., HttpResponse], _: tuple[Any], __: dict[str, Any]
    ) -> HttpResponse | None:
        """Begin the transaction, find out who asks, and turn away whoever may not go on."""
        if getattr(view, "_non_atomic_requests", None):
            return None  # the health page must answer without a database
        request.__dict__["until_answered"].enter_context(transaction.atomic())
        _identify(request)
        act_as(request.actor)
        _keep_awake(request)
        return _turned_away(request)


def change_actor(request: Request, actor: Actor) -> Actor:
    """Go on as somebody else: a citizen who opens a file is its petitioner from here on."""
    request.actor = actor
    act_as(actor)
    return actor


def _identify(request: Request) -> None:
    """Find the person of the session, and the post they chose among those held today.

    Only at the staff's door: elsewhere whoever works here is a citizen like everybody.
    """
    staff = request.user if _is_at_staff_door(request) else None
    if not isinstance(staff, Staff) or staff.must_change_password:
        return
    request.posts = staff.posts_today
    chosen: int = request.session.get(POST, 0)
    held = {post.pk: post for post in request.posts}
    request.post = held.get(chosen) or next(iter(request.posts), None)
    if request.post:
        request.actor = actor_of(request.post)
    if chosen and chosen not in held:
        request.session.pop(POST)
        messages.warning(request, gettext("The post you acted in has ended."))


def _keep_awake(request: Request) -> None:
    """Put off the end of the session, at most once a minute, and only when a person acts.

    A page that asks for news by itself must not keep the session of an empty chair open.
    """
    if request.session.is_empty() or _asks_by_itself(request):
        return
    at, touched = int(now().timestamp()), request.session.get(TOUCHED, 0)
    if at - touched >= _A_MINUTE and not request.session.is_empty():  # a dead one reads as empty
        request.session[TOUCHED] = at


def _keep_session(request: Request, response: HttpResponse) -> None:
    """Write the session in the transaction of the request: what it promises is there, or neither.

    Raises:
        SessionInterrupted: its owner has signed out meanwhile.
    """
    session = request.session
    is_sound = connection.in_atomic_block and not connection.needs_rollback
    if is_sound and session.modified and not session.is_empty() and response.status_code < _BROKEN:
        try:
            session.save()
        except UpdateError as gone:
            message = "The session was ended while its request was answered."
            raise SessionInterrupted(message) from gone


def _is_at_staff_door(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and STAFF_DOOR in found.namespaces


def _asks_by_itself(request: HttpRequest) -> bool:
    return request.method == "GET" and "HX-Request" in request.headers


def _turned_away(request: Request) -> HttpResponse | None:
    """Let nobody pass the staff's door without a person, a password of their own, and a post."""
    if request.post or not _is_at_staff_door(request):
        return None
    staff = request.user
    if not isinstance(staff, Staff):
        return _sent(request, f"{resolve_url(settings.LOGIN_URL)}?{_and_back(request)}")
    if staff.must_change_password:
        return _sent(request, resolve_url("account_change_password"))
    return render(request, "account/without_post.html", {"name": staff.name}, status=403)


def _sent(request: HttpRequest, to: str) -> HttpResponse:
    """Send the browser there; a part of a page is left as it is, for somebody may be writing."""
    if "HX-Request" not in request.headers:
        return HttpResponseRedirect(to)
    if _asks_by_itself(request):
        return HttpResponse(status=401)
    return HttpResponse(status=401, headers={"HX-Redirect": to})


def _and_back(request: HttpRequest) -> str:
    back = request.get_full_path() if request.method == "GET" else _page_of_form(request)
    return urlencode({"next": back})


def _page_of_form(request: HttpRequest) -> str:
    """Return the page on which a form was filled in: what was typed is offered there again."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host() or page.path.startswith("//"):
        return str(settings.LOGIN_REDIRECT_URL)
    return urlunsplit(("", "", page.path, page.query, ""))
