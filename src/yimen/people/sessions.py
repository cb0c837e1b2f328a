"""Sessions in the database, written once for each request and in its transaction.

Django's own store asks three times before it writes, and writes after the answer is complete, in
a transaction apart: a filing cost five statements and a second commit, and a crash between the two
left a petition whose receipt nobody could be shown.

What is in a session is sealed: one browser may have a petition and a talk with a counsellor open,
and nobody who reads the table, or a backup of it, learns that they are one person's.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.utils.crypto import get_random_string

from yimen.base.seal import seal, unseal
from yimen.base.time import now

_LENGTH = 32  # characters: nobody guesses one, and no two are alike
_KNOWN = "select session_data from django_session where session_key = %s and expire_date > %s"
_NEW = (
    "insert into django_session (session_key, session_data, expire_date) values (%s, %s, %s)"
    " on conflict do nothing returning 1"
)
_CHANGED = (
    "update django_session set session_data = %s, expire_date = %s where session_key = %s"
    " returning 1"
)


class SessionStore(DatabaseSessions):
    """A session that knows whether it is new, and what of it was written already."""

    def __init__(self, session_key: str | None = None) -> None:
        """Name the session; it is read when somebody asks what is in it."""
        super().__init__(session_key)
        self._is_new = session_key is None
        self._written: str | None = None

    def load(self) -> dict[str, Any]:
        """Read it; one that is unknown or over reads as empty and gets another key."""
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, [self.session_key, now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key, self._is_new = None, True
            return {}
        return self.decode(row[0])

    def create(self) -> None:
        """Take a new key; no other session has it, and what is in it is written in the end."""
        self._session_key, self._is_new, self._written = self._get_new_session_key(), True, None
        self.modified = True

    def cycle_key(self) -> None:
        """Go on under a new key, so that whoever knew the old one is left outside."""
        data, old, was_new = self._everything(), self.session_key, self._is_new
        self.create()
        self._session_cache = data
        if old and not was_new:
            self.delete(old)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  # Django's signature
        """Write it, unless it was written as it stands.

        Raises:
            UpdateError: it was ended meanwhile, as by signing out in another window.
        """
        data = self._everything()  # read first: one that is over has lost its key
        if self.session_key is None:
            self.create()
        text = self.encode(data)
        known = repr(sorted(data.items()))
        if known == self._written:
            return
        with connection.cursor() as cursor:
            if self._is_new or must_create:
                cursor.execute(_NEW, [self.session_key, text, self._ends_at()])
            else:
                cursor.execute(_CHANGED, [text, self._ends_at(), self.session_key])
            if cursor.fetchone() is None:
                raise UpdateError
        self._is_new, self._written = False, known

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal what is in it."""
        return seal(json.dumps(session_dict)).hex()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open it again; what was sealed with another key, or cut short, reads as empty."""
        try:
            found: dict[str, Any] = json.loads(unseal(bytes.fromhex(str(session_data))))
        except (ValueError, InvalidTag):
            return {}
        return found

    def _everything(self) -> dict[str, Any]:
        found: dict[str, Any] = self._get_session()  # type: ignore[attr-defined]  # Django's own
        return found

    def _get_new_session_key(self) -> str:
        return get_random_string(_LENGTH, VALID_KEY_CHARS)

    def _ends_at(self) -> datetime:
        return now() + timedelta(seconds=self.get_expiry_age())
