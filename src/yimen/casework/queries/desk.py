"""The desk: what is mine, soonest due first, page by page, whatever the volume.

Two queries a page: the rows, by keyset, and the counts by state, which stop counting at a
few hundred. Both walk a partial index of demands that have a duty with a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever, rows
from yimen.base.errors import Refused
from yimen.law.limits import LIMITS
from yimen.law.moves import State
from yimen.people.models import Staff
from yimen.registry.clocks import is_duty
from yimen.registry.identity import shown_name
from yimen.registry.models import Clock, Demand, Extension, Opinion, Party, Petition

PAGE = 30
MOST_COUNTED = 300
DUTIES = tuple(name for name in LIMITS.names() if is_duty(name))


class NoSuchView(Refused):
    """Your desk has no such list. Choose one of those at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a desk is asked to show.

    `after` and `before` are cursors from an earlier page: a due date and a row number.
    """

    view: str = ""
    state: str = ""
    category: str = ""
    channel: str = ""
    due: str = ""  # "late", or a whole number of days from today
    after: tuple[str, int] | None = None
    before: tuple[str, int] | None = None
    size: int = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One demand on a desk."""

    demand: int
    petition: int
    number: str
    title: str
    petitioner: str
    state: str
    owner: str
    handler: str
    category: str
    channel: str
    due_on: date | None
    days_left: int | None
    received_at: datetime
    position: int
    headcount: int
    is_repeat: bool
    is_unread_dispatch: bool
    due_limit: str
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One page of a desk; cursors are empty at either end."""

    view: str
    views: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: dict[str, int]
    late: int
    older: tuple[str, int] | None
    newer: tuple[str, int] | None


def _mine(actor: Actor) -> Q:
    return Q(handler_id=actor.id, due_on__isnull=False)


def _organ(actor: Actor) -> Q:
    return Q(owner_id=actor.organ, due_on__isnull=False)


def _unassigned(actor: Actor) -> Q:
    return _organ(actor) & Q(handler__isnull=True)


def _to_screen(actor: Actor) -> Q:
    return _organ(actor) & Q(state__in=[State.RECEIVED, State.REGISTERED])


def _to_check(actor: Actor) -> Q:
    waiting = Opinion.objects.filter(organ_id=actor.organ, stage=Opinion.Stage.SUBMITTED)
    return _organ(actor) & Q(petition_id__in=waiting.values("petition_id"),
                             state=State.OPINION_REVIEW)  # fmt: skip


def _to_decide(actor: Actor) -> Q:
    signing = Opinion.objects.filter(organ_id=actor.organ, stage=Opinion.Stage.CHECKED)
    asked = Extension.objects.filter(decision="asked", demand__owner_id=actor.organ)
    return _organ(actor) & (
        Q(state=State.OPINION_REVIEW, petition_id__in=signing.values("petition_id"))
        | Q(pk__in=asked.values("demand_id"))
        | Q(state=State.DISPATCHED)
    )


def _area(_: Actor) -> Q:
    return Q(due_on__isnull=False)


def _answered(actor: Actor) -> Q:
    return Q(owner_id=actor.organ, due_on__isnull=True)


#: Which lists each role's desk has; the first is what it opens with.
VIEWS: dict[Role, dict[str, Callable[[Actor], Q]]] = {
    Role.RECEPTIONIST: {"to_screen": _to_screen, "area": _area},
    Role.SCREENER: {"to_screen": _to_screen, "area": _area},
    Role.HANDLER: {
        "mine": _mine, "unassigned": _unassigned, "organ": _organ, "answered": _answered,
    },
    Role.LEGAL_CHECKER: {"to_check": _to_check, "organ": _organ, "answered": _answered},
    Role.HEAD: {"to_decide": _to_decide, "organ": _organ, "answered": _answered},
    Role.SUPERVISOR: {"area": _area},
    Role.LEADER: {"area": _area},
    Role.LAWYER: {"area": _area},
    Role.MEDIATOR: {"area": _area},
}  # fmt: skip


def desk_of(actor: Actor, wanted: Wanted, *, on: date) -> Desk:
    """Return one page of this actor's desk, soonest due first.

    Raises:
        NoSuchView: the role's desk has no such list.
    """
    views = VIEWS.get(actor.role, {})
    view = wanted.view or next(iter(views), "")
    if view not in views:
        raise NoSuchView
    chosen = _chosen(actor, views[view](actor))
    found = list(_page(_filtered(chosen, wanted, on), wanted)[: wanted.size + 1])
    more = len(found) > wanted.size
    found = found[: wanted.size]
    if wanted.before:
        found.reverse()
    counts, late = _counts(chosen, on)
    return Desk(
        view=view,
        views=tuple(views),
        rows=tuple(_row(demand, actor, on) for demand in found),
        counts=counts,
        late=late,
        older=_cursor(found, -1) if found and (more or wanted.before) else None,
        newer=_cursor(found, 0) if found and (wanted.after or (wanted.before and more)) else None,
    )


def news_for(actor: Actor, view: str, *, on: date) -> tuple[int, int]:
    """Return how many matters a list holds now, and how many of them are late."""
    views = VIEWS.get(actor.role, {})
    if view not in views:
        raise NoSuchView
    counts, late = _counts(_chosen(actor, views[view](actor)), on)
    return sum(counts.values()), late


def changed_since(actor: Actor, view: str, *, at: datetime) -> int:
    """Return how many matters of a list have come into it, or moved on in it, since a moment."""
    views = VIEWS.get(actor.role, {})
    if view not in views:
        raise NoSuchView
    changed = _chosen(actor, views[view](actor)).filter(entered_at__gt=at)
    return changed[:MOST_COUNTED].count()


def tallies(actor: Actor) -> dict[str, int]:
    """Return how many matters lie in each list of this desk, up to a few hundred; in one query."""
    views = VIEWS.get(actor.role, {})
    lists = {
        view: Func(
            ArraySubquery(_chosen(actor, of_view(actor)).order_by().values("pk")[:MOST_COUNTED]),
            function="cardinality",
            output_field=IntegerField(),
        )
        for view, of_view in views.items()
    }
    if not lists:
        return {}
    found = Staff.objects.filter(pk=actor.id).values_list(*lists.values())
    return dict(zip(lists, next(iter(found), ()), strict=False))


def _chosen(actor: Actor, of_view: Q) -> QuerySet[Demand]:
    seen = Petition.objects.filter(rows(actor, "petition.read"))
    if actor.role in {Role.HANDLER, Role.HEAD, Role.LEGAL_CHECKER, Role.SCREENER}:
        return Demand.objects.filter(of_view)  # its own organ's matters: the row policy agrees
    return Demand.objects.filter(of_view, petition__in=seen)


def _filtered(chosen: QuerySet[Demand], wanted: Wanted, on: date) -> QuerySet[Demand]:
    if wanted.state:
        chosen = chosen.filter(state=wanted.state)
    if wanted.category:
        chosen = chosen.filter(
            Q(category=wanted.category) | Q(category__startswith=wanted.category + ".")
        )
    if wanted.channel:
        chosen = chosen.filter(petition__channel=wanted.channel)
    if wanted.due == "late":
        chosen = chosen.filter(due_on__lt=on)
    elif wanted.due:
        chosen = chosen.filter(due_on__lte=date.fromordinal(on.toordinal() + int(wanted.due)))
    return chosen


def _page(chosen: QuerySet[Demand], wanted: Wanted) -> QuerySet[Demand]:
    """Order by due date and row number, from a cursor on; answered matters newest first."""
    first_party = Party.objects.filter(petition=OuterRef("petition")).order_by("pk")
    next_due = Clock.objects.filter(
        demand=OuterRef("pk"), due_on=OuterRef("due_on"), limit__in=DUTIES, stopped_on__isnull=True
    ).order_by("pk")
    chosen = chosen.select_related("petition", "owner", "handler").annotate(
        petitioner=Subquery(first_party.values("name")[:1]),
        due_limit=Subquery(next_due.values("limit")[:1]),
    )
    if wanted.view == "answered":
        return _answered_page(chosen, wanted)
    if wanted.before:
        due, pk = wanted.before
        chosen = chosen.filter(Q(due_on__lt=due) | Q(due_on=due, pk__lt=pk))
        return chosen.order_by("-due_on", "-pk")
    if wanted.after:
        due, pk = wanted.after
        chosen = chosen.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=pk), due_on__gte=due)
    return chosen.order_by("due_on", "pk")


def _answered_page(chosen: QuerySet[Demand], wanted: Wanted) -> QuerySet[Demand]:
    if wanted.before:
        at, pk = wanted.before
        newer = Q(entered_at__gt=at) | Q(entered_at=at, pk__gt=pk)
        return chosen.filter(newer).order_by("entered_at", "pk")
    if wanted.after:
        at, pk = wanted.after
        chosen = chosen.filter(Q(entered_at__lt=at) | Q(entered_at=at, pk__lt=pk))
    return chosen.order_by("-entered_at", "-pk")


def _cursor(found: list[Demand], place: int) -> tuple[str, int]:
    demand = found[place]
    key = demand.due_on.isoformat() if demand.due_on else demand.entered_at.isoformat()
    return key, demand.pk


def _counts(chosen: QuerySet[Demand], on: date) -> tuple[dict[str, int], int]:
    """Count by state, up to a limit: beyond that a desk needs filters, not figures.

    The rows are counted here, not there: under a row policy each costs a look at its petition, and
    a count over a limited selection would look twice.
    """
    found = list(chosen.order_by().values_list("state", "due_on")[:MOST_COUNTED])
    late = sum(due_on is not None and due_on < on for _, due_on in found)
    return dict(Counter(state for state, _ in found)), late


def _row(demand: Demand, actor: Actor, on: date) -> Row:
    petition = demand.petition
    name = str(getattr(demand, "petitioner", "") or "")
    if not ever(actor, "petition.search_names"):
        name = shown_name(Party(name=name))
    return Row(
        demand=demand.pk,
        petition=petition.pk,
        number=petition.number,
        title=petition.title,
        petitioner=name,
        state=demand.state,
        owner=demand.owner.name,
        handler=demand.handler.name if demand.handler else "",
        category=demand.category,
        channel=petition.channel,
        due_on=demand.due_on,
        days_left=(demand.due_on - on).days if demand.due_on else None,
        received_at=petition.received_at,
        position=demand.position,
        headcount=petition.headcount,
        is_repeat=not petition.is_first_time,
        is_unread_dispatch=demand.state == State.DISPATCHED,
        due_limit=str(getattr(demand, "due_limit", "") or ""),
        request=demand.request,
    )
