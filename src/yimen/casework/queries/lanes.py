"""What the pages of the lanes show: a study so far, an issue sheet, who may receive it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever
from yimen.base.errors import NotFound
from yimen.casework.accusing import named_by_her
from yimen.people.models import Organ
from yimen.people.queries import names_of_organs, names_of_staff
from yimen.registry import lane
from yimen.registry.lane import Accused
from yimen.registry.models import Accusation, Demand, Petition, Suggestion
from yimen.registry.queries import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """What the page of an accusation shows besides: whom it keeps out, and what went out.

    `accused` is empty for whoever received only the issue sheet.
    """

    accused: tuple[tuple[str, str, str], ...]
    kept_out: int
    sheet: str
    level: str
    to: str
    seal_number: str
    proposed_by: str
    proposed_at: datetime | None
    released_by: str
    released_at: datetime | None
    may_open: bool
    keeps: bool


def decided_of(demand: Demand) -> dict[str, str] | None:
    """Return what was written of a suggestion so far."""
    row = Suggestion.objects.filter(demand=demand).first()
    if row is None:
        return None
    return {
        "study": row.study,
        "result": row.result,
        "reasons": row.reasons,
        "measures": row.measures,
        "reward": row.reward,
    }


def named_of(demand: Demand) -> tuple[Accused, ...]:
    """Return whom an accusation names so far; asked only where the letter is kept."""
    row = Accusation.objects.filter(demand=demand).first()
    if row and row.named_at:
        return lane.accused_of(row)
    return named_by_her(demand.petition)


def sheet_text(demand: Demand) -> str:
    """Return the issue sheet as it stands."""
    row = Accusation.objects.filter(demand=demand).first()
    return lane.sheet_of(row) if row else ""


def receiver_of(demand: Demand) -> str:
    """Return the name of the organ that the issue sheet is written for, or nothing."""
    row = Accusation.objects.filter(demand=demand).select_related("to_organ").first()
    return row.to_organ.name if row and row.to_organ else ""


def receivers(demand: Demand | None) -> list[Organ]:
    """Return the organs that may receive an accusation: competent ones that it does not accuse."""
    found = Organ.objects.filter(kind=Organ.Kind.SUPERVISORY, ends_on__isnull=True)
    barred = demand.petition.barred if demand else []
    keeper = demand.petition.organs[:1] if demand else []
    return list(found.exclude(pk__in=[*barred, *keeper]).order_by("name"))


def shut_of(actor: Actor, petition: Petition) -> list[Shut]:
    """Return what the lane knows of each accusation in an opened file."""
    if not petition.is_sealed:
        return []
    keeps = petition.organs[:1] == [actor.organ] and ever(actor, "accusation.name")
    rows = list(Accusation.objects.filter(petition=petition).select_related("to_organ"))
    accused = {row.pk: lane.accused_of(row) if keeps else () for row in rows}
    organs = names_of_organs({one.organ for every in accused.values() for one in every} - {0})
    people = {pk for row in rows for pk in (row.proposed_by_id, row.released_by_id) if pk}
    staff = names_of_staff(people)
    return [
        Shut(
            accused=tuple((organs.get(a.organ, ""), a.name, a.office) for a in accused[row.pk]),
            kept_out=len(petition.barred) if keeps else 0,
            sheet=lane.sheet_of(row) if keeps or row.released_at else "",
            level=row.level,
            to=row.to_organ.name if row.to_organ else "",
            seal_number=row.seal_number,
            proposed_by=staff.get(row.proposed_by_id or 0, ""),
            proposed_at=row.proposed_at,
            released_by=staff.get(row.released_by_id or 0, ""),
            released_at=row.released_at,
            may_open=keeps,
            keeps=keeps,
        )
        for row in rows
    ]


def named_and_rest(actor: Actor, petition: Petition) -> tuple[list[str], lane.Rest | None]:
    """Return whom the petitioner named as she filed it, and the open file of the rest.

    Both are for whoever keeps the letter, and may open it; row security says so too.
    """
    if not petition.is_sealed or not may_keep(actor, petition):
        return [], None
    named = named_by_her(petition)
    organs = names_of_organs({one.organ for one in named} - {0})
    words = ["，".join(filter(None, (organs.get(a.organ, ""), a.name, a.office))) for a in named]
    return words, lane.rest_of(petition.pk)


def may_keep(actor: Actor, petition: Petition) -> bool:
    """Say whether it is their organ that keeps the letter, and their work to open it."""
    return petition.organs[:1] == [actor.organ] and ever(actor, "accusation.open")


def require_openable(actor: Actor, petition_id: int) -> Petition:
    """Return a sealed petition whose letter this actor may open.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = seen_by(actor, "accusation.open").filter(pk=petition_id).first()
    if found is None or actor.role is Role.PETITIONER:
        raise NotFound
    return found
