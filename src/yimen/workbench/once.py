"""A ticket for one use: a form that is sent twice does its deed once."""

from __future__ import annotations

import hashlib
import secrets

from django.core.cache import cache

FIELD = "again"
_A_DAY = 24 * 60 * 60


def ticket() -> str:
    """Return a new ticket for a form."""
    return secrets.token_urlsafe(16)


def is_first_use(used: str) -> bool:
    """Take a ticket, and say whether nobody has before; a form without one is never the second.

    Taken in the transaction of the deed: if that is undone, the ticket is as good as new.
    """
    name = hashlib.sha256(used.encode()).hexdigest()  # whatever was sent in its place
    return not used or cache.add(f"once:{name}", "used", _A_DAY)
