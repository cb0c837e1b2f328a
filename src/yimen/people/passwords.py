"""Passwords: those we give for one use, and what we ask of those that people choose."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from yimen.people.models import Staff

#: Without the signs that are mistaken for one another when read aloud or copied by hand.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4
GROUP = 4


class NotOfOneKind:
    """Asks for signs of more than one kind: letters, digits, anything else."""

    def validate(self, password: str, user: Staff | None = None) -> None:  # noqa: ARG002  # Django's signature
        """Refuse a password of letters alone, or of any other one kind."""
        letters = any(sign.isalpha() for sign in password)
        digits = any(sign.isdigit() for sign in password)
        others = any(not sign.isalnum() for sign in password)
        if letters + digits + others < 2:  # noqa: PLR2004  # more than one kind
            raise ValidationError(self.get_help_text(), code="password_of_one_kind")

    def get_help_text(self) -> str:
        """Say what the password must have."""
        return gettext("Use letters together with digits, spaces or other signs.")


def one_time() -> str:
    """Return a random password that can be read aloud, of some 79 bits: k7mp-2xqd-9rtw-4hbn."""
    while True:
        groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))
        password = "-".join(groups)
        if any(sign.isdigit() for sign in password) and any(sign.isalpha() for sign in password):
            return password


def give_one_time(staff: Staff) -> str:
    """Set a password that must be changed at its first use; every session of the person dies."""
    password = one_time()
    staff.set_password(password)
    staff.must_change_password = True
    staff.save(update_fields=["password", "must_change_password", "is_active"])
    return password
