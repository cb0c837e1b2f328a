"""Signing in and out, and changing a password; allauth asks here how it is done."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yimen.base.time import now
from yimen.people.audit import note
from yimen.people.models import AdminEntry, Staff
from yimen.people.patience import failed, of_username, succeeded, wait_left
from yimen.people.queries import first_actor


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are opened by an administrator; their owners sign in and change the password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name and the password do not match. Check both."),
        "enter_current_password": _("This is not your present password. Enter it once more."),
        "incorrect_password": _("This is not your password. Enter it once more."),
        "too_many_login_attempts": _("Too many tries from this place. Wait a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Refuse: nobody gives themselves an account."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:  # noqa: ANN401  # allauth's signature
        """Check the password, unless this user name was tried too often and must wait."""
        key, at = of_username(credentials.get("username", "")), now()
        _refuse_hurry(wait_left(key, at))
        staff: Staff | None = super().authenticate(request, **credentials)
        if staff is None:
            _refuse_hurry(failed(key, at))
        else:
            succeeded(key)
        return staff

    def post_login(self, request: HttpRequest, user: Staff, **about: Any) -> HttpResponse:  # noqa: ANN401  # allauth's signature
        """Write down who signed in."""
        note(AdminEntry.Kind.SIGNED_IN, by=first_actor(user.pk, now()), at=now())
        response: HttpResponse = super().post_login(request, user, **about)
        return response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *rest: Any,  # noqa: ANN401  # allauth's signature
        **more: Any,  # noqa: ANN401  # allauth's signature
    ) -> None:
        """Say what allauth says, but not that one has signed in: the page shows it."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *rest, **more)

    def clean_password(self, password: str, user: Staff | None = None) -> str:
        """Refuse the present password as the new one, whatever else is wrong with it."""
        if user and user.check_password(password):
            raise ValidationError(gettext("This is your present password. Choose another one."))
        cleaned: str = super().clean_password(password, user=user)
        return cleaned

    def set_password(self, user: Staff, password: str) -> None:
        """Keep the new password, and write down that its owner chose it."""
        user.must_change_password = False
        super().set_password(user, password)
        note(AdminEntry.Kind.PASSWORD_CHANGED, by=first_actor(user.pk, now()), at=now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  # allauth's signature
        """Go on to the desk."""
        return str(settings.LOGIN_REDIRECT_URL)


def _refuse_hurry(seconds: int) -> None:
    if seconds:
        message = ngettext(
            "Too many tries did not match. Try again in {n} second.",
            "Too many tries did not match. Try again in {n} seconds.",
            seconds,
        )
        raise ValidationError(message.format(n=seconds), code="wait")
