"""The three words of a petition beside its file: they come with it, in its own statement."""

from __future__ import annotations

from yimen.registry.gathering import Gathered, Part
from yimen.rooms.heart.models import Need

PARTS: tuple[tuple[str, Part], ...] = (("needs", Part(model=Need)),)


def needs_in(found: Gathered) -> Need | None:
    """Return the three words, for whoever reads the petition itself."""
    return next(iter(found.rows("needs", Need)), None)
