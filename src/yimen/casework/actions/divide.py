"""Give what is no accusation an open file of its own, and leave the accusation sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.register import register
from yimen.casework.actions.tell_later import tell_later
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.dividing import (
    REASON,
    NothingToDivide,
    filing_of,
    require_same_dates,
    rest_of,
)
from yimen.casework.filing import Lodged, Paper
from yimen.casework.on_the_spot import is_waiting
from yimen.casework.sorting import keep
from yimen.documents.lane import paper_of
from yimen.law.moves import Move
from yimen.registry import lane
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries_lanes import Divided
from yimen.registry.models import Attachment, Demand, Link, Petition, Sorting
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def divide(
    petition_id: int, *, papers: Sequence[int] = (), by: Actor, at: datetime
) -> list[tuple[Demand, Demand]]:
    """Divide it: return each demand that went, and what it is in the open file, unscreened yet.

    The letter keeps every paper under seal; those that an officer names go along as copies, and
    what the petitioner was asked to bring for the rest is asked of her there. The house writes the
    open file: whoever screens need not be who took the letter in.

    Raises:
        NothingToDivide: there is nothing, or it is too early.
        DatesDiffer: the rest cannot begin anew by the same dates; nothing was done.
    """
    petition = open_petition(by, "demand.screen", petition_id)
    going = rest_of(petition)
    if not going:
        raise NothingToDivide
    act_as(SYSTEM)
    lodged = _lodged(petition, going, papers)
    new = list(Demand.objects.filter(petition=lodged.petition).order_by("position"))
    for old, one in zip(going, new, strict=True):
        _go_on(old, one, by=by)
    act_as(SYSTEM)
    again = Demand.objects.filter(petition=lodged.petition).order_by("position")
    require_same_dates(going, list(again.select_related("petition")))
    rest = lane.Rest(petition=lodged.petition, number=lodged.number, code=lodged.code)
    lane.keep_rest(petition, rest, at=at)
    turned = {one.position: ask(one, Move.DIVIDE, at=at) for one in going}
    for one in going:
        enter(one, turned[one.position], at=at)
    stays = next(one for one in petition.demands.all() if one not in going)
    row = keep(
        petition,
        Sorting.Kind.DIVIDED,
        kept=stays.position,
        others=list(turned),
        words="",
        reason=REASON,
        by=by,
        at=at,
    )
    record(petition, Divided(sorting=row.pk), by=by, at=at, turned=turned)
    act_as(by)
    return list(zip(going, new, strict=True))


def _lodged(petition: Petition, going: list[Demand], papers: Sequence[int]) -> Lodged:
    """Lodge and register the rest on the days on which the letter was."""
    said = lane.content_of(petition.pk)
    if said is None or petition.registered_at is None:
        raise NotFound
    filing = replace(filing_of(petition, going, said), papers=_copies(petition, papers))
    lodged = lodge(filing, by=SYSTEM, at=petition.received_at)
    register(lodged.petition, by=SYSTEM, at=petition.registered_at)
    for one in Link.objects.filter(petition=petition, other__is_sealed=False):
        link(lodged.petition, other=one.other_id, kind=one.kind, reason=one.reason, by=SYSTEM,
             at=one.at)  # fmt: skip
    return lodged


def _copies(petition: Petition, papers: Sequence[int]) -> tuple[Paper, ...]:
    """Return the papers that go along, each by its own name.

    Raises:
        NotFound: one of them is no paper that the petitioner handed in with this letter.
    """
    rows = Attachment.objects.filter(petition=petition, is_from_petitioner=True, pk__in=papers)
    found = [Paper(name=name, data=data) for name, data in map(paper_of, rows.order_by("pk"))]
    if len(found) != len(set(papers)):
        raise NotFound
    return tuple(found)


def _go_on(old: Demand, new: Demand, *, by: Actor) -> None:
    """Begin on the new demand what was begun on the old one, on the same days."""
    if is_waiting(new) and not is_waiting(old):
        told = old.petition.entries.filter(
            kind__in=["tell_later", "register"], demands__contains=[old.position]
        )
        tell_later(new.pk, by=SYSTEM, at=told.order_by("seq").reverse()[0].at)
    for asked in old.supplements.order_by("pk"):
        ask_supplement(
            new.pk, wanted=asked.wanted, reason=asked.reason, support=asked.help,
            by=by, at=asked.at,
        )  # fmt: skip
    if "urgent_report" in running(old):
        started = old.petition.entries.filter(kind="flag_urgent", demands__contains=[old.position])
        last = started.order_by("seq").last()
        if last:
            flag_urgent(new.pk, by=SYSTEM, at=last.at)
    sheet = old.sheets.order_by("pk").last()
    if sheet:
        weighing = Weighing(
            is_here=sheet.is_here, way=sheet.way, begins=sheet.begins, since=sheet.since,
            note=sheet.note,
        )  # fmt: skip
        weigh(new.pk, weighing=weighing, by=by, at=sheet.at)
