"""Where other lawful ways begin: the doors that each region has entered, and those it has not."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.law.routes import ROUTES
from yimen.law.words import Words
from yimen.people.models import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One kind of body in one region: filled, or empty."""

    region: int
    kind: str
    title: Words
    body: Body | None = None


def slots_of(region_id: int) -> list[Slot]:
    """Return every kind of body for a region, with what has been entered for it."""
    found = {body.kind: body for body in Body.objects.filter(region=region_id)}
    return [
        Slot(region=region_id, kind=kind, title=title, body=found.get(kind))
        for kind, title in ROUTES.bodies.items()
        if kind not in ROUTES.varies
    ]


def body_for(kind: str, area: str) -> Body | None:
    """Return the nearest body of a kind: of the area itself, or of a region around it."""
    around = [area[: place + 1] for place, sign in enumerate(area) if sign == "/" and place]
    found = Body.objects.filter(kind=kind, region__path__in=around).select_related("region")
    return max(found, key=lambda body: len(body.region.path), default=None)
