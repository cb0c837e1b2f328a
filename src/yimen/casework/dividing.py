"""A letter that accuses somebody and asks for something else too: each goes its own way.

The accusation stays where it is, sealed, with its number and query code, which the petitioner has.
What is no accusation begins a file of its own, as if it had come by itself on the same day: its
record, its clocks and its papers say nothing of the sealed one. So whoever is sent the rest, or
looks at the query code of the rest at a counter, finds no trace of a seal; only the sealed file
knows of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yimen.base.errors import Refused
from yimen.casework.filing import Ask, Filing, Person
from yimen.law.moves import State
from yimen.registry.clocks import running
from yimen.registry.lane import Content
from yimen.registry.models import Demand, Petition

#: Why it was done, as the petitioner's notice says it.
REASON = "检举控告依法单独密封办理，其他诉求另立一件，按普通程序办理，互不公开"


class NothingToDivide(Refused):
    """Everything in it is an accusation, or not all of it has been screened yet."""


class DatesDiffer(Refused):
    """Something runs on it already that cannot begin anew by the same dates. It stays together, under seal."""  # noqa: E501  # a message is one line, so that it can be translated


def rest_of(petition: Petition) -> list[Demand]:
    """Return what is no accusation in a sealed file, once every demand in it is screened."""
    demands = list(petition.demands.all())
    mixed = {one.kind == Demand.Class.ACCUSATION for one in demands} == {True, False}
    if not petition.is_sealed or not mixed or any(one.screened_at is None for one in demands):
        return []
    return [
        one
        for one in demands
        if one.kind != Demand.Class.ACCUSATION and one.state == State.REGISTERED
    ]


def filing_of(petition: Petition, going: Sequence[Demand], said: Content) -> Filing:
    """Return the rest as it would have been filed by itself: the same day, door and people."""
    words = {one.position: one for one in said.demands}
    rows = {row.pk: row for row in petition.parties.all()}
    return Filing(
        channel=petition.channel,
        receiver=petition.receiver_id,
        asks=tuple(
            Ask(request=words[one.position].request, facts=words[one.position].facts)
            for one in going
        ),
        people=tuple(
            Person(
                capacity=rows[one.party].capacity,
                kind=rows[one.party].kind,
                reach=rows[one.party].reach,
                name=one.name,
                nationality=one.nationality,
                id_kind=one.id_kind,
                id_number=one.id_number,
                phone=one.phone,
                address=one.address,
                language=one.language,
                needs=one.needs,
                authority=one.authority,
            )
            for one in said.people
        ),
        place=said.place,
        region=petition.region_id,
        headcount=petition.headcount,
        wants_publicity=petition.wants_publicity,
        wants_confidentiality=petition.wants_confidentiality,
    )


def require_same_dates(going: Sequence[Demand], new: Sequence[Demand]) -> None:
    """Let the rest go only by the very dates that it had.

    Raises:
        DatesDiffer: a clock would be lost, or have another day.
    """
    for old, one in zip(going, new, strict=True):
        if _days(old) != _days(one):
            raise DatesDiffer


def _days(demand: Demand) -> dict[str, date]:
    return {name: clock.due_on for name, clock in running(demand).items()}
