"""What sorting and sending needs to know: precedents, who is asked to assist, what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.choices import Choices
from yimen.casework.reviewing import OPEN
from yimen.casework.ruling import ABOVE, between, decider, disputed
from yimen.casework.simple import against
from yimen.law.moves import CLOSED, MOVES, Move
from yimen.people.models import Organ
from yimen.people.queries import names_of_organs
from yimen.registry.models import (
    Assistance,
    Clock,
    Demand,
    Objection,
    Precedent,
    Reopening,
    Review,
    Ruling,
    Simple,
)

GROUNDS: Choices = list(Simple.Ground.choices)
TOLD: Choices = list(Simple.Told.choices)
BECAUSE: Choices = list(Simple.Because.choices)
#: The short promises, and the act that ends each when its day has passed.
PROPOSED = frozenset({"simple_dispatch", "simple_acceptance"})
MOST = 3
PAGE = 50
#: Whether another organ waits for something from ours.
WAITS = (
    "exists (select from registry_assistance a"
    " where a.organ_id = %(organ)s::text::bigint and a.answered_at is null)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What another organ asks of ours: of which matter, by when."""

    petition: int
    number: str
    title: str
    demand: int
    by_organ: str
    question: str
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the book of precedents, in words."""

    category: str
    competent: str
    decided_by: str
    body: str
    between: tuple[str, ...]
    rule: str
    decided_on: date


def precedents(demand: Demand) -> list[Page]:
    """Return what was decided before on such matters in this area, newest first."""
    if not demand.category:
        return []
    found = _book(demand.petition.area).filter(category=demand.category)
    return _pages(list(found[:MOST]))


def book(actor: Actor, category: str = "") -> list[Page]:
    """Return the precedents of this actor's area, newest first; of one category and below."""
    found = _book(actor.area)
    if category:
        found = found.filter(category__startswith=category)
    return _pages(list(found[:PAGE]))


def _book(area: str) -> QuerySet[Precedent]:
    everywhere = [area[: place + 1] for place, sign in enumerate(area) if sign == "/"]
    return Precedent.objects.filter(area__in=[*everywhere, area]).select_related(
        "competent__successor", "decided_by"
    )


def _pages(rows: list[Precedent]) -> list[Page]:
    names = names_of_organs({one for row in rows for one in row.between})
    return [
        Page(
            category=row.category,
            competent=row.competent.name,
            decided_by=row.decided_by.name,
            body=row.get_body_display(),
            between=tuple(names[one] for one in row.between if one in names),
            rule=row.rule,
            decided_on=row.decided_on,
        )
        for row in rows
    ]


def asked_of(actor: Actor) -> list[Asked]:
    """Return what other organs wait for from this one, soonest first."""
    if not actor.organ:
        return []
    found = Assistance.objects.filter(organ=actor.organ, answered_at=None)
    rows = found.select_related("petition", "from_organ").order_by("answer_by", "pk")[:PAGE]
    return [
        Asked(
            petition=row.petition_id,
            number=row.petition.number,
            title=row.petition.title,
            demand=row.demand_id,
            by_organ=row.from_organ.name,
            question=row.question,
            answer_by=row.answer_by,
        )
        for row in rows
    ]


def asked_here(demand: Demand, actor: Actor) -> Assistance | None:
    """Return what an organ was asked about a demand and has not answered."""
    found = demand.assistances.filter(organ=actor.organ, answered_at=None)
    return found.select_related("from_organ", "by").last()


def handed_back(demand: Demand) -> list[Objection]:
    """Return the objections to which a demand was taken back, newest first."""
    found = demand.objections.filter(dispatch__outcome="returned").select_related(
        "dispatch__to_organ", "proper"
    )
    return list(found.order_by("-pk"))


def open_ruling(demand: Demand) -> Ruling | None:
    """Return the question of competence that waits for its decision."""
    found = demand.rulings.filter(decided_at=None)
    return found.select_related("organ", "from_organ", "dispatch__objection").last()


def would_decide(demand: Demand, at: datetime) -> tuple[str, str] | None:
    """Return who would decide a dispute, and as what, or nothing where it cannot go up."""
    try:
        organ, body = decider(demand.petition, between(disputed(demand)), at)
    except Refused:
        return None
    return organ.name, str(body.label)


def organs_above(demand: Demand, at: datetime) -> list[Organ]:
    """Return the governments and Party committees to which a matter can be reported up."""
    on = local_day(at)
    found = Organ.objects.filter(kind__in=ABOVE).select_related("region").order_by("pk")
    here = [o for o in found if demand.petition.area.startswith(o.region.path)]
    return [o for o in here if o.ends_on is None or o.ends_on > on]


def mergeable(demand: Demand) -> list[Demand]:
    """Return the other demands of the petition that stand where this one stands."""
    every = demand.petition.demands.all()
    return [d for d in every if d.pk != demand.pk and (d.state, d.owner_id) == (
        demand.state, demand.owner_id)]  # fmt: skip


def why_not_simple(demand: Demand) -> list[str]:
    """Return every reason why the simplified procedure does not fit, in words."""
    return [str(reason) for reason in against(demand)]


def simple_of(demand: Demand) -> Simple | None:
    """Return the simplified procedure on a demand, if it was ever proposed or accepted."""
    return demand.simples.first()


def left_behind(at: datetime) -> list[int]:
    """Return what organs that have ended left: what is open, and what is owed after its end."""
    act_as(SYSTEM)
    found = Demand.objects.filter(
        ~Q(state__in=CLOSED) | Q(due_on__isnull=False),
        owner__ends_on__lte=local_day(at),
        state__in=list(MOVES[Move.TRANSFER].ways),
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def duties_left_behind(at: datetime) -> list[int]:
    """Return a demand of every review, and of all news, that an organ which has ended left."""
    act_as(SYSTEM)
    on = local_day(at)
    found = Review.objects.filter(author__ends_on__lte=on, stage__in=OPEN)
    firsts = (review.points.order_by("demand").first() for review in found.order_by("pk"))
    news = Reopening.objects.filter(left_by__ends_on__lte=on, decision=Reopening.Decision.WAITING)
    return [*(point.demand_id for point in firsts if point), *news.values_list("demand", flat=True)]


def overtaken(at: datetime) -> tuple[list[int], list[int]]:
    """Return whose short promise has passed: proposals to drop, and matters to convert."""
    act_as(SYSTEM)
    late = Clock.objects.filter(stopped_on=None, due_on__lt=local_day(at))
    drop = late.filter(limit__in=PROPOSED).values_list("demand_id", flat=True)
    convert = late.filter(limit="simple_handling").values_list("demand_id", flat=True)
    return list(drop), list(convert)
