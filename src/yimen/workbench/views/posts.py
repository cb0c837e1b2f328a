"""Change to another of one's own posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.base.errors import NotFound
from yimen.base.numbers import row_number
from yimen.people.middleware import POST, Request
from yimen.registry.telling import role_name
from yimen.workbench.door import page


@require_POST
@page
def take_post(request: Request) -> HttpResponse:
    """Act in another post from now on, and begin at its desk: its files are other files."""
    wanted = row_number(request.POST.get("post", ""))
    post = next((held for held in request.posts if held.pk == wanted), None)
    if post is None:
        raise NotFound
    request.session[POST] = post.pk
    now_acting = _("You act as {post} of {organ} now.")
    messages.success(request, now_acting.format(post=role_name(post.role), organ=post.organ.name))
    return redirect("workbench:desk")
