"""Who has read a file: for those whom it concerns and those who supervise."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.registry.models import Petition, Reading
from yimen.registry.queries import seen_by

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """One page of readings, newest first; `before` is the next page's cursor, 0 at the end."""

    petition: Petition
    lines: tuple[Reading, ...]
    before: int = 0


def readers_of(actor: Actor, petition_id: int, *, before: int = 0) -> Readings:
    """Return who has read a petition, to whoever may know.

    Raises:
        NotFound: there is no such petition, or its readers are not theirs to know.
    """
    petition = seen_by(actor, "petition.see_readers").filter(pk=petition_id).first()
    if petition is None:
        raise NotFound
    found = Reading.objects.filter(petition=petition).select_related("staff", "organ")
    found = found.exclude(role=Role.PETITIONER).order_by("-pk")
    if before:
        found = found.filter(pk__lt=before)
    lines = list(found[: PAGE + 1])
    more = len(lines) > PAGE
    return Readings(
        petition=petition, lines=tuple(lines[:PAGE]), before=lines[PAGE - 1].pk if more else 0
    )
