"""Help after a matter is closed: offered where the person lives, taken or left as they like."""

from __future__ import annotations

from datetime import date

from yimen.base.errors import NotFound, Refused
from yimen.base.rows import Rows
from yimen.law.moves import CLOSED, State
from yimen.people.models import Organ
from yimen.registry.models import Aftercare, Petition

_LIVING = Rows(
    Organ,
    where="t.ends_on is null or t.ends_on > %s",
    order=f"(t.kind = '{Organ.Kind.STREET_OFFICE}') desc, t.kind, t.name",
)


class StillOpen(Refused):
    """Aftercare comes once the matter is closed; until then it is handled."""


class OfferedAlready(Refused):
    """An offer waits for an answer already. Ask the person before you make another."""


def require_closed(petition: Petition) -> None:
    """Refuse to care for what is still to be handled.

    Raises:
        StillOpen, OfferedAlready: there is no offer to make now.
    """
    if State(petition.state) not in CLOSED:
        raise StillOpen
    if petition.aftercare.filter(answer=Aftercare.Answer.WAITING).exists():
        raise OfferedAlready


def waiting(petition: Petition) -> Aftercare:
    """Return the offer that waits for an answer.

    Raises:
        NotFound: none does.
    """
    found = petition.aftercare.filter(answer=Aftercare.Answer.WAITING).last()
    if found is None:
        raise NotFound
    return found


def caring_organs(on: date) -> list[Organ]:
    """Return the organs that can be asked to care, those near where people live first."""
    return _LIVING.all([on])
