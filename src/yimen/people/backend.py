"""Finds the person of a session, together with the posts held today: one query a request."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from yimen.base.time import local_day, now
from yimen.people.models import Staff
from yimen.people.queries import posts_of


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Passwords as allauth checks them, in the same time whether a user name exists or not."""

    def get_user(self, user_id: int) -> Staff | None:
        """Return who it is, with `posts_today`; nobody for an account that was closed."""
        posts = posts_of(user_id, local_day(now()))
        if posts:
            staff: Staff | None = posts[0].staff
        else:
            staff = Staff.objects.filter(pk=user_id, is_active=True).first()
        if staff:
            staff.posts_today = posts
        return staff
