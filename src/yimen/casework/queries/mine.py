"""A file as its petitioner reads it: her own words, organs and dates; no officer, no draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import connection

from yimen.access.actor import Actor, Role
from yimen.access.policy import asking, where
from yimen.base.errors import NotFound
from yimen.casework.queries import open_reviews, open_settling
from yimen.casework.queries.file import ClockShown, clock_shown
from yimen.documents.lane import paper_of
from yimen.documents.models import Letter
from yimen.registry import lane, readings
from yimen.registry.gathering import Gathered, Gathering, Part
from yimen.registry.models import (
    Aftercare,
    Attachment,
    Breach,
    Clock,
    Demand,
    Entry,
    Execution,
    Finding,
    Hearing,
    HearingDays,
    Opinion,
    Petition,
    Recusal,
    Reply,
    Review,
    Simple,
    Supplement,
    UnclearSender,
)
from yimen.registry.queries import seen_by
from yimen.registry.telling import Told, for_petitioner, organs_in, tell_petitioner

#: An opinion is the petitioner's from the day on which it is issued.
HERS = (Opinion.Stage.ISSUED, Opinion.Stage.SERVED)
#: The long texts of an answer are in its letter.
_LONG = ("request", "facts", "evidence", "reasons", "basis")
_ISSUED = f"stage in ('{HERS[0]}', '{HERS[1]}')"
_PARTS = {
    "demands": Part(model=Demand, order="x.position"),
    "clocks": Part(model=Clock, into=("demand",)),
    "hearings": Part(model=Hearing, into=("demand",)),
    "hearing_days": Part(model=HearingDays, into=("demand",)),
    "recusals": Part(model=Recusal, into=("demand",)),
    "simples": Part(model=Simple, into=("demand",)),
    "supplements": Part(model=Supplement, into=("demand",)),
    "breaches": Part(model=Breach, where="x.code <> ''"),
    **open_reviews.HERS,
    **open_settling.PARTS,
    "executions": Part(model=Execution, into=("demand",)),
    "aftercare": Part(model=Aftercare, into=("petition",)),
    "unclear": Part(model=UnclearSender, into=("petition",)),
    "opinions": Part(model=Opinion, where=f"x.{_ISSUED}"),
    "findings": Part(
        model=Finding,
        where=f"x.opinion_id in (select o.id from registry_opinion o where o.{_ISSUED})",  # noqa: S608 - our own words
        into=("opinion",),
        without=_LONG,
    ),
    "replies": Part(model=Reply, into=("opinion",)),
    "entries": Part(model=Entry, order="x.seq desc"),
    "letters": Part(
        model=Letter,
        # What went to somebody who asked with her is theirs.
        where="x.is_for_petitioner and x.kind <> 'personal_reply'",
        order="x.id desc",
        without=("content",),
    ),
    "attachments": Part(model=Attachment, where="x.is_from_petitioner"),
}
_READERS = """
select o.name, count(*), max(r.at), array_agg(distinct r.what)
from registry_reading r join people_organ o on o.id = r.organ_id
where r.petition_id in (
    select p.id from registry_petition p where p.id = %(petition)s::bigint and ({rule})
  ) and r.role <> '{petitioner}'
group by o.name
order by max(r.at) desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDemand:
    """A demand with its clocks, and its answer once there is one."""

    demand: Demand
    clocks: tuple[ClockShown, ...]
    opinion: Opinion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyFile:
    """All that the page of a matter shows, newest lines first, whatever its length."""

    petition: Petition
    demands: tuple[MyDemand, ...]
    opinions: tuple[Opinion, ...]
    lines: tuple[Told, ...]
    letters: tuple[Letter, ...]
    attachments: tuple[Attachment, ...]
    breaches: tuple[Breach, ...]
    reviews: tuple[Review, ...]
    #: What the door asked for beside it.
    found: Gathered
    #: Of a sealed file: where what is no accusation goes its ordinary way.
    rest: lane.Rest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the receipt of a petition says; `letter` is the row of the printed one, 0 before."""

    petition: int
    number: str
    received_at: datetime
    demands: int
    receiver: str
    at_bureau: bool
    profile: str
    letter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """An organ that opened a file: how often, when last, and what of it."""

    organ: str
    times: int
    last_at: datetime
    what: frozenset[str]


def my_file(
    actor: Actor, *, at: datetime, on: date, beside: tuple[tuple[str, Part], ...] = ()
) -> MyFile:
    """Return the file that a query code opens, and write down that it was read.

    `beside` names rows of the rooms above that come with it, as for `file_of`.

    Raises:
        NotFound: it opens none.
    """
    if actor.role is not Role.PETITIONER or not readings.note_if_seen(
        None, "file", by=actor, at=at
    ):
        raise NotFound
    found = _page(beside).open(actor)
    if found.petition.is_sealed:
        lane.reveal(found.petition, found.rows("demands", Demand))
        for paper in found.rows("attachments", Attachment):
            paper.name, _ = paper_of(paper)
    lines = for_petitioner(found.rows("entries", Entry))
    names = found.introduce(organs_in(lines))
    opinions = tuple(found.rows("opinions", Opinion))
    answers = {finding.demand_id: one for one in opinions for finding in one.findings.all()}
    return MyFile(
        petition=found.petition,
        demands=tuple(
            MyDemand(
                demand=demand,
                clocks=tuple(clock_shown(clock, on) for clock in demand.clocks.all()),
                opinion=answers.get(demand.pk),
            )
            for demand in found.rows("demands", Demand)
        ),
        opinions=opinions,
        lines=tuple(tell_petitioner(lines, names)),
        letters=tuple(found.rows("letters", Letter)),
        attachments=tuple(found.rows("attachments", Attachment)),
        breaches=tuple(found.rows("breaches", Breach)),
        reviews=tuple(found.rows("reviews", Review)),
        found=found,
        rest=lane.rest_of(found.petition.pk) if found.petition.is_sealed else None,
    )


@cache
def _page(beside: tuple[tuple[str, Part], ...]) -> Gathering:
    return Gathering({**_PARTS, **dict(beside)})


def number_of(actor: Actor) -> str:
    """Return the number of the file that a query code opens.

    Raises:
        NotFound: it opens none.
    """
    return _mine(actor).number


def receipt_of(actor: Actor) -> Receipt:
    """Return the receipt of the file that a query code opens.

    Raises:
        NotFound: it opens none.
    """
    petition = _mine(actor)
    letter = petition.letters.filter(kind="receipt").order_by("pk").last()
    return Receipt(
        petition=petition.pk,
        number=petition.number,
        received_at=petition.received_at,
        demands=petition.demands.count(),
        receiver=petition.receiver.name,
        at_bureau=petition.receiver.is_bureau,
        profile=petition.profile,
        letter=letter.pk if letter else 0,
    )


def readers_of(actor: Actor, petition_id: int) -> list[ReadBy]:
    """Return which organs opened a file, the latest first; never which persons."""
    rule = where(actor, "petition.see_readers")
    with connection.cursor() as cursor:
        cursor.execute(
            _READERS.format(rule=rule, petitioner=Role.PETITIONER),
            {**asking(actor), "petition": str(petition_id)},
        )
        found = cursor.fetchall()
    return [
        ReadBy(
            organ=organ,
            times=times,
            last_at=last_at,
            what=frozenset(_part(what) for what in parts),
        )
        for organ, times, last_at, parts in found
    ]


def _mine(actor: Actor) -> Petition:
    found = seen_by(actor).select_related("receiver").first()
    if actor.role is not Role.PETITIONER or found is None:
        raise NotFound
    return found


def _part(what: str) -> str:
    """Return `letter` for `letter:12`, but `unmask:phone` as it is."""
    kind, _, rest = what.partition(":")
    return kind if rest.isdigit() else what
