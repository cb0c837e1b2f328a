"""A file as its petitioner reads it: her own words, organs and dates; no officer, no draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.casework.queries.file import ClockShown, clock_shown
from yimen.documents.models import Letter
from yimen.registry import readings
from yimen.registry.models import Attachment, Demand, Opinion, Petition, Reading
from yimen.registry.queries import seen_by
from yimen.registry.telling import Told, tell_petitioner

#: An opinion is the petitioner's from the day on which it is issued.
HERS = (Opinion.Stage.ISSUED, Opinion.Stage.SERVED)


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


def my_file(actor: Actor, *, at: datetime, on: date) -> MyFile:
    """Return the file that a query code opens, and write down that it was read.

    Raises:
        NotFound: it opens none.
    """
    petition = _mine(actor)
    readings.note(petition.pk, "file", by=actor, at=at)
    opinions = tuple(
        petition.opinions.filter(stage__in=HERS)
        .select_related("organ")
        .prefetch_related("findings")
    )
    answers = {found.demand_id: one for one in opinions for found in one.findings.all()}
    demands = petition.demands.select_related("owner").prefetch_related("clocks")
    return MyFile(
        petition=petition,
        demands=tuple(
            MyDemand(
                demand=demand,
                clocks=tuple(clock_shown(clock, on) for clock in demand.clocks.all()),
                opinion=answers.get(demand.pk),
            )
            for demand in demands
        ),
        opinions=opinions,
        lines=tuple(tell_petitioner(petition.entries.order_by("-seq"))),
        letters=tuple(petition.letters.filter(is_for_petitioner=True).order_by("-pk")),
        attachments=tuple(petition.attachments.filter(is_from_petitioner=True)),
    )


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
    file = seen_by(actor, "petition.see_readers").filter(pk=petition_id)
    rows = (
        Reading.objects.filter(petition__in=file, organ__isnull=False)
        .exclude(role=Role.PETITIONER)
        .order_by()
        .values("organ__name")
        .annotate(times=Count("pk"), last=Max("at"), parts=ArrayAgg("what", distinct=True))
        .order_by("-last")
    )
    return [
        ReadBy(
            organ=row["organ__name"],
            times=row["times"],
            last_at=row["last"],
            what=frozenset(_part(what) for what in row["parts"]),
        )
        for row in rows
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
