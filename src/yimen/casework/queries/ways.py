"""Which lawful ways a demand hints at, where each begins here, and when her time there ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.base.errors import NotFound
from yimen.casework.queries.matter import Matter
from yimen.casework.queries.open_acts import stands_in_the_way
from yimen.law.moves import Move
from yimen.law.routes import NO_TIME, ROUTES, Hint, Time, Urgency, Way, urgency
from yimen.law.span import End
from yimen.law.words import Words
from yimen.people.bodies import body_for
from yimen.people.models import Body
from yimen.registry.models import Demand, Guidance, Petition, Sheet
from yimen.registry.queries import read_petition

LIMIT = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """One way as it stands for one demand: its row, its door here, her time and when that ends."""

    way: Way
    kind: Words  # what kind of body it is, in the words of the law's list
    varies: bool  # where it begins depends on the matter itself
    body: Body | None
    time: Time | None
    since: date | None
    end: End | None
    urgency: Urgency | None


def sheet_for(actor: Actor, petition_id: int, demand_id: int) -> Matter:
    """Return what a sheet is about; its refusal says why it can only be read.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    petition = read_petition(actor, "sheet.read", petition_id)
    demand = next((d for d in petition.demands.all() if d.pk == demand_id), None)
    if demand is None:
        raise NotFound
    demand.petition = petition
    may = ever(actor, "demand.weigh")
    refusal = stands_in_the_way(actor, demand, Move.WEIGH) if may else NotFound()
    return Matter(petition=petition, demand=demand, refusal=refusal)


def hints_of(demand: Demand) -> list[Hint]:
    """Return the ways that a demand's own words and its category hint at."""
    return ROUTES.suggest(f"{demand.request} {demand.facts}", demand.category)


def there(
    petition: Petition, code: str, begins: str, since: date | None, *, on: date
) -> There | None:
    """Return how a way stands for a petition, as of a day; nothing for no way."""
    if code not in ROUTES:
        return None
    way = ROUTES.find(code)
    time = way.time(begins) or way.time()
    end = time.ends(since) if time and since and since <= on else None
    return There(
        way=way,
        kind=ROUTES.bodies[way.body],
        varies=way.body in ROUTES.varies,
        body=body_for(way.body, petition.area),
        time=time,
        since=since,
        end=end,
        urgency=urgency(end.on, on) if end else None,
    )


def kept_sheet(demand: Demand) -> Sheet | None:
    """Return the newest sheet of a demand."""
    return demand.sheets.order_by("pk").last()


def direction(petition: Petition, sheet: Sheet) -> dict[str, object]:
    """Return what a sheet fills in of a notice, in the language in which letters are written."""
    way = ROUTES.find(sheet.way)
    body, time = body_for(way.body, petition.area), way.time(sheet.begins)
    filled: dict[str, object] = {
        "organ": body.name if body else ROUTES.bodies[way.body].zh,
        "address": body.address if body else "",
        "phone": body.phone if body else "",
        "limit": (time.words if time else NO_TIME).zh,
        "papers": way.papers.zh,
        "basis": way.basis.zh,
        "since": sheet.since,
    }
    return filled | ({"route": way.route} if way.route else {})


def newest(sheets: list[Sheet], guidances: list[Guidance]) -> Sheet | Guidance | None:
    """Return what says last where a demand goes: its open guidance, or its newest sheet."""
    opened = [row for row in guidances if row.returned_at is None]
    found: list[Sheet | Guidance] = [*sheets, *opened]
    return max(found, key=lambda row: row.at, default=None)
