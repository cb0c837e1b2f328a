"""The desk: what is mine, soonest due first, page by page, whatever the volume.

Two statements a page: the rows, by keyset, and the counts, which stop at a few hundred. Each walks
a partial index, looks at no more rows than it shows, and is the same text for everybody in a role,
so that a connection plans it once. Both locks are in them: the policy's rule with who asks as
parameters, or the lists of one organ alone, and the row policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import asking, ever, where
from yimen.base.errors import Refused
from yimen.casework.queries.desk_lists import VIEWS, Listing
from yimen.law.limits import LIMITS
from yimen.law.moves import State
from yimen.registry.clocks import is_duty
from yimen.registry.identity import masked_name

PAGE = 30
MOST_COUNTED = 100


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
    #: The last day of the petitioner's own time on another lawful way.
    lapses_on: date | None
    breach: str
    #: What its state does not say: an answer returned, or signed and not issued; more time asked.
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One page of a desk; cursors are empty at either end.

    `counts` are of this list by state, `tallies` and `lates` of every list; all stop at
    `MOST_COUNTED`.
    """

    view: str
    views: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: dict[str, int]
    late: int
    tallies: dict[str, int]
    lates: dict[str, int]
    older: tuple[str, int] | None
    newer: tuple[str, int] | None


#: Rights are the law's alone: a limit that is published later binds an organ.
_RIGHTS = ", ".join(f"'{name}'" for name in LIMITS.names() if not is_duty(name))
_COLUMNS = f"""
  d.id, p.id, p.number, p.title, p.channel, p.received_at, p.headcount, p.is_first_time,
  d.state, d.category, d.due_on, d.position, d.request, o.name, coalesce(h.name, ''),
  coalesce((select x.name from registry_party x where x.petition_id = p.id
    order by x.id limit 1), ''),
  coalesce((select c."limit" from registry_clock c
    where c.demand_id = d.id and c.due_on = d.due_on and c.stopped_on is null
      and c."limit" not in ({_RIGHTS}) order by c.id limit 1), ''),
  (select min(c.due_on) from registry_clock c
    where c.demand_id = d.id and c.stopped_on is null and c."limit" = 'elsewhere'),
  coalesce((select b.code from registry_breach b join registry_clock k on k.id = b.clock_id
    where b.demand_id = d.id and b.code <> '' and k.stopped_on is null
    order by b.id desc limit 1), ''),
  coalesce((select n.stage from registry_finding f join registry_opinion n on n.id = f.opinion_id
      where f.demand_id = d.id and n.stage in ('returned', 'signed') limit 1),
    (select n.stage from registry_reviewpoint f join registry_review n on n.id = f.review_id
      where f.demand_id = d.id and n.stage = 'returned' limit 1),
    (select 'extension' from registry_extension e
      where e.demand_id = d.id and e.decision = 'asked' limit 1), ''),
"""  # noqa: S608 - our own words
_PEOPLE = "join people_organ o on o.id = d.owner_id left join people_staff h on h.id = d.handler_id"
_FILTERS = {
    "state": "d.state = %(state)s",
    "category": "(d.category = %(category)s or starts_with(d.category, %(category)s || '.'))",
    "channel": "p.channel = %(channel)s",
    "late": "d.due_on < %(today)s::date",
    "by": "d.due_on <= %(by)s::date",
}


def desk_of(actor: Actor, wanted: Wanted, *, on: date) -> Desk:
    """Return one page of this actor's desk, soonest due first.

    Raises:
        NoSuchView: the role's desk has no such list.
    """
    views = VIEWS.get(actor.role, {})
    view = wanted.view or next(iter(views), "")
    listing = _listing(actor, view)
    found = _ask(_page(actor, listing, wanted), _facts(actor, wanted, on))
    more = len(found) > wanted.size
    found = found[: wanted.size]
    if wanted.before:
        found.reverse()
    counts, lates, tallies = _counted(actor, view, on)
    names = ever(actor, "petition.search_names")
    return Desk(
        view=view,
        views=tuple(views),
        rows=tuple(_row(values, on, names=names) for values in found),
        counts=counts,
        late=lates[view],
        tallies=tallies,
        lates=lates,
        older=_cursor(found[-1]) if found and (more or wanted.before) else None,
        newer=_cursor(found[0]) if found and (wanted.after or (wanted.before and more)) else None,
    )


def news_for(actor: Actor, view: str, *, on: date) -> tuple[int, int]:
    """Return how many matters a list holds now, and how many of them are late."""
    counts, lates, _ = _counted(actor, view, on)
    return sum(counts.values()), lates[view]


def next_of(actor: Actor, after: tuple[str, int], petition: int, *, on: date) -> int:
    """Return the petition that follows on this actor's first list, or 0 where it ends.

    `after` is where the one that was at hand stood: its due date and its demand's row number.
    """
    view = next(iter(VIEWS.get(actor.role, {})), "")
    wanted = Wanted(view=view, after=after)
    found = _ask(_page(actor, _listing(actor, view), wanted), _facts(actor, wanted, on))
    return next((int(values[1]) for values in found if values[1] != petition), 0)


def changed_since(actor: Actor, view: str, *, at: datetime) -> int:
    """Return how many matters of a list have come into it, or moved on in it, since a moment."""
    inner = f"{_chosen(actor, _listing(actor, view))} and d.entered_at > %(at)s::timestamptz"
    lately = f"select {inner} order by d.entered_at desc limit {MOST_COUNTED}"
    statement = f"select count(*) from ({lately}) x"  # noqa: S608 - our own words
    return int(_ask(statement, {**asking(actor), "at": at.isoformat()})[0][0])


def _listing(actor: Actor, view: str) -> Listing:
    listing = VIEWS.get(actor.role, {}).get(view)
    if listing is None:
        raise NoSuchView
    return listing


def _facts(actor: Actor, wanted: Wanted, on: date) -> dict[str, Any]:
    key, row = wanted.before or wanted.after or ("", 0)
    facts = {**asking(actor), "today": on.isoformat(), "key": key, "row": str(row)}
    facts |= {"state": wanted.state, "category": wanted.category, "channel": wanted.channel}
    if wanted.due and wanted.due != "late":
        facts["by"] = date.fromordinal(on.toordinal() + int(wanted.due)).isoformat()
    return facts


def _page(actor: Actor, listing: Listing, wanted: Wanted) -> str:
    """Return the statement of a page; it depends on what is asked for, not on the values."""
    asked = [name for name in ("state", "category", "channel") if getattr(wanted, name)]
    if wanted.due:
        asked.append("late" if wanted.due == "late" else "by")
    way = "before" if wanted.before else "after" if wanted.after else ""
    return _page_text(_rule(actor, listing), listing, tuple(asked), way, wanted.size + 1)


@cache
def _page_text(rule: str, listing: Listing, filters: tuple[str, ...], way: str, most: int) -> str:
    is_down = listing.is_newest_first != (way == "before")
    order = ", ".join(f"{column} desc" if is_down else column for column in listing.order)
    chosen = [listing.holds, rule, *(_FILTERS[name] for name in filters)]
    if way:
        chosen.append(_beyond(listing, "<" if is_down else ">"))
    return (
        f"select {_COLUMNS} {listing.order[0]} from {listing.source} {_PEOPLE}"  # noqa: S608 - our own words
        f" where {' and '.join(chosen)} order by {order} limit {most}"
    )


def _beyond(listing: Listing, sign: str) -> str:
    """Return the condition for the rows beyond a cursor: its key, and its row among equal ones."""
    first, last = listing.order[0], listing.order[-1]
    at = {
        first: f"%(key)s::{listing.type}",
        "p.id": "(select c.petition_id from registry_demand c where c.id = %(row)s::bigint)",
        last: "%(row)s::bigint",
    }
    place = ", ".join(at[column] for column in listing.order)
    return (
        f"{first} {sign}= %(key)s::{listing.type} and ({', '.join(listing.order)}) {sign} ({place})"
    )


def _rule(actor: Actor, listing: Listing) -> str:
    """Return the policy's rule, as a case: PostgreSQL would take an unknown area for a rare one.

    Then it would read all of the area to sort it; not knowing, it walks the index in its order.
    """
    if listing.is_own:
        return "true"
    return f"case when {where(actor, 'petition.read')} then true else false end"


def _chosen(actor: Actor, listing: Listing) -> str:
    """Return what counts look at: a list's own organ's demands need no look at their petitions."""
    source = "registry_demand d" if listing.is_own else listing.source
    return f"d.state, d.due_on from {source} where {listing.holds} and {_rule(actor, listing)}"


def _counted(
    actor: Actor, view: str, on: date
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Count a list by state; and of each list of the desk, how many are late, and how many it has.

    Beyond a few hundred a desk needs filters, not figures.
    """
    _listing(actor, view)
    views = VIEWS[actor.role]
    rules = tuple(_chosen(actor, listing) for listing in views.values())
    statement = _counts_text(rules, tuple(views.values()), list(views).index(view))
    states, *figures = _ask(statement, {**asking(actor), "today": on.isoformat()})[0]
    counts = dict(states or {})
    lates = {name: int(late) for name, (late, _) in zip(views, figures, strict=True)}
    tallies = {name: int(held) for name, (_, held) in zip(views, figures, strict=True)}
    return counts, lates, tallies


@cache
def _counts_text(chosen: tuple[str, ...], listings: tuple[Listing, ...], here: int) -> str:
    def walked(place: int) -> str:
        listing = listings[place]
        way = " desc" if listing.is_newest_first else ""
        order = ", ".join(f"{column}{way}" for column in listing.order)
        return f"select {chosen[place]} order by {order} limit {MOST_COUNTED}"

    lists = ["listed" if place == here else f"({walked(place)})" for place in range(len(chosen))]
    figures = ", ".join(
        "(select array[count(*) filter (where x.due_on < %(today)s::date), count(*)]"  # noqa: S608 - our own words
        f" from {each} x)"
        for each in lists
    )
    states = "select state, count(*) as n from listed group by state"
    by_state = f"(select json_object_agg(s.state, s.n) from ({states}) s)"  # noqa: S608 - our own words
    return f"with listed as materialized ({walked(here)}) select {by_state}, {figures}"


def _ask(statement: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())


def _cursor(values: tuple[Any, ...]) -> tuple[str, int]:
    return values[-1].isoformat(), values[0]


def _row(values: tuple[Any, ...], on: date, *, names: bool) -> Row:
    (
        demand, petition, number, title, channel, received_at, headcount, is_first_time, state,
        category, due_on, position, request, owner, handler, petitioner, limit,
        lapses_on, breach, answer, _,
    ) = values  # fmt: skip
    return Row(
        demand=demand,
        petition=petition,
        number=number,
        title=title,
        petitioner=petitioner if names else masked_name(petitioner),
        state=state,
        owner=owner,
        handler=handler,
        category=category,
        channel=channel,
        due_on=due_on,
        days_left=(due_on - on).days if due_on else None,
        received_at=received_at,
        position=position,
        headcount=headcount,
        is_repeat=not is_first_time,
        is_unread_dispatch=state == State.DISPATCHED,
        due_limit=limit,
        request=request,
        lapses_on=lapses_on,
        breach=breach,
        answer=answer,
    )
