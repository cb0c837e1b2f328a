"""Who asks: sessions as the log-in and the query code leave them, made without their cost."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from yimen.base.time import now
from yimen.people.middleware import TOUCHED
from yimen.people.models import Staff
from yimen.people.sessions import SessionStore
from yimen.people.visitors import OPEN


@cache
def signed_in(staff: int) -> str:
    """Return the session of a person who has signed in."""
    person = Staff.objects.get(pk=staff)
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    return _saved(store)


def called(username: str) -> str:
    """Return the session of a member of the cast."""
    return signed_in(Staff.objects.get(username=username).pk)


def following(files: Iterable[tuple[str, str]]) -> str:
    """Return the session of a citizen who has given the codes of some matters."""
    store = SessionStore()
    store[OPEN] = dict(files)
    return _saved(store)


def _saved(store: SessionStore) -> str:
    store[TOUCHED] = int(now().timestamp())
    store.save()
    return str(store.session_key)
