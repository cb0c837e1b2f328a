"""The tables of the hall."""

from __future__ import annotations

from yimen.rooms.hall.models.outside import Channel, Outing, Tally
from yimen.rooms.hall.models.reception import (
    Appointment,
    Closure,
    Hours,
    Line,
    Place,
    Point,
    Roll,
    Ticket,
    Turn,
    VisitRating,
    Window,
)

__all__ = [
    "Appointment",
    "Channel",
    "Closure",
    "Hours",
    "Line",
    "Outing",
    "Place",
    "Point",
    "Roll",
    "Tally",
    "Ticket",
    "Turn",
    "VisitRating",
    "Window",
]
