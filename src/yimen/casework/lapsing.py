"""How near the end of her own time on another lawful way is: red within thirty days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.casework.showing import Shown, language
from yimen.law.routes import Time, Urgency, urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A last day that is near or has passed: how many days are left, and how urgent it is."""

    on: date
    left: int
    urgency: Urgency


def lapse(on: date | None, today: date) -> Lapse | None:
    """Return what to warn of; nothing while there is time enough, or no such day is known."""
    near = urgency(on, today) if on else Urgency.CALM
    if on is None or near is Urgency.CALM:
        return None
    return Lapse(on=on, left=(on - today).days, urgency=near)


def why_there(time: Time, since: date) -> Shown:
    """Return why her last day elsewhere is that day: the event, the count, the law.

    A year of days is not drawn.
    """
    said, end = language(), time.ends(since)
    return {
        "because": f"{time.begins.say(said)}: {end.because.say(said)}",
        "law": time.basis.say(said),
        "mark": "",
        "provisional": end.provisional,
        "weeks": [],
    }
