"""What the acts of joint sessions have in common: refusals, who may, numbers."""

from __future__ import annotations

from yimen.access.actor import Actor
from yimen.access.in_hand import in_hand
from yimen.access.rooms import ROOM_DUTIES, require_room
from yimen.base.errors import Refused
from yimen.base.seal import blind
from yimen.rooms.joint.models import Session

State = Session.State
#: Who calls people together and writes the minutes.
CONVENERS = ROOM_DUTIES["joint.call"]
#: Who speaks for an organ that is asked to come, or that promised something.
OF_AN_ORGAN = ROOM_DUTIES["joint.speak"]
MOST_GUESTS = 10


class SayWhen(Refused):
    """The session must end after it begins. Enter both times again."""


class WasThen(Refused):
    """The session would begin in the past. Choose a later time."""


class NameAPlace(Refused):
    """Choose a room, or say where the session is held."""


class RoomTaken(Refused):
    """{room} is taken from {since} to {until}. Free at that time: {free}."""


class NoRoomFree(RoomTaken):
    """{room} is taken from {since} to {until}, and no other room is free then. Choose another time, or another place."""  # noqa: E501  # a message is one line, so that it can be translated


class SitsElsewhere(Refused):
    """Already at another table from {since} to {until}: {names}. Choose another time, or somebody else."""  # noqa: E501  # as above


class SayWhyMoved(Refused):
    """Say why the session is moved: everybody who was asked reads it."""


class AsItWas(Refused):
    """It stands at that time and place already. Enter the new time, or another place."""


class TooManyGuests(Refused):
    """Invite at most {most} people beside those in office."""


class OnlyIfWished(Refused):
    """A counsellor comes only if the petitioner wants one. Ask her first, and tick it."""


class ReasonIfWished(Refused):
    """Others hear the matter only if the petitioner wishes it. Ask her first, and tick it."""


class WriteAnAgenda(Refused):
    """Write down what is to be talked about, so that everybody can prepare."""


class NotAtThisStage(Refused):
    """The session is “{state}”, and this cannot be done any more."""


class MinutesIncomplete(Refused):
    """Fill in {missing}: minutes without it help nobody."""


class PromiseIncomplete(Refused):
    """Each promise names an organ that sat at the table, what it does, and by which day: today or later."""  # noqa: E501  # a message is one line, so that it can be translated


class WasNotThere(Refused):
    """{organ} did not come, and can promise nothing. Tick it as having come, or leave the promise out."""  # noqa: E501  # a message is one line, so that it can be translated


class SayWhyNot(Refused):
    """Say why the session is not held: everybody who was asked reads it."""


class SayHow(Refused):
    """Say how it was kept: what was done, and by what one can see it."""


class KeptAlready(Refused):
    """The promise is settled already."""


class StaysSealed(Refused):
    """An accusation is not talked about around a table. It stays in its sealed lane."""


def session_of(number: int, by: Actor) -> Session:
    """Return, locked, a session that this actor may see.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    return in_hand(Session.objects.all(), number, by)


def require_convener(by: Actor) -> None:
    """Let only those act who receive petitioners."""
    require_room(by, "joint.call")


def require_state(session: Session, *states: str) -> None:
    """Refuse where it has gone on."""
    if session.state not in states:
        raise NotAtThisStage(state=session.get_state_display())


def where(session: Session) -> str:
    """Return where it is held: the room with its address, or the place in words."""
    room = session.room
    return f"{room.name}，{room.address}" if room else session.place


def blind_guest(code: str) -> str:
    """Return what an invitation keeps of a guest's code."""
    return blind(code, "joint session")
