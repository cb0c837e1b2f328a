"""What a citizen's browser has open: the case numbers whose query code was given in it.

Kept in the session, which the server holds and signs; of the code only the blind index. A visitor
is the petitioner of one file at a time, and a stranger everywhere else.
"""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused

OPEN = "open_files"
MOST = 20


class CodeAskedAgain(Refused):
    """Enter the number and the query code of your receipt once more."""


def keep_open(session: SessionBase, number: str, code: str) -> None:
    """Remember that the right code was given for a number; `code` is its blind index."""
    session.cycle_key()
    others = {known: blind for known, blind in opened(session).items() if known != number}
    session[OPEN] = dict([*others.items(), (number, code)][-MOST:])


def opened(session: SessionBase) -> dict[str, str]:
    """Return what is open: blind indexes of query codes, by number, the latest last."""
    found: dict[str, str] = session.get(OPEN, {})
    return found


def petitioner(session: SessionBase, number: str) -> Actor:
    """Return the actor that holds the code of this number.

    Raises:
        CodeAskedAgain: this browser has not given it, or too long ago.
    """
    code = opened(session).get(number)
    if not code:
        raise CodeAskedAgain
    return Actor(role=Role.PETITIONER, code=code)


def close_all(session: SessionBase) -> None:
    """Forget every file: what a petitioner presses on somebody else's computer."""
    session.pop(OPEN, None)
