"""Draft an advice, or write a draft anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.casework.guards import Several, require_choice, require_living
from yimen.casework.queries.search import as_number
from yimen.people.models import Organ
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by
from yimen.supervision.advices import (
    CannotBeCited,
    NotToOurselves,
    place_of,
    require_faceless,
    require_level,
    require_power,
    require_words,
)
from yimen.supervision.models import Advice, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """An advice as it is written: to whom, about whose work, and the petitions it rests on."""

    kind: str
    organ: int
    title: str
    facts: str
    proposal: str
    numbers: Sequence[str]
    concerned: int = 0


@transaction.atomic
def draft(*, drafted: Drafted, advice: int = 0, by: Actor, at: datetime) -> Advice:
    """Write it, for another person to sign; `advice` is the draft that it takes the place of.

    Raises:
        WriteAll, NotToOurselves, NotOurLevel, HasNoPower, CannotBeCited, SaysWho: it cannot go
        out like this.
        NotAtThisStage: it is signed. NotFound: the bureau alone gives advice.
    """
    require(by, "advice.draft")
    on = local_day(at)
    row = place_of(advice, "draft", by, on).advice if advice else _begun(by)
    organ, concerned = _organs(drafted, row, at)
    require_words(_words(drafted, concerned))
    cited = _cited(drafted.numbers, by)
    require_faceless((drafted.title, drafted.facts, drafted.proposal), cited)
    row.kind = require_choice(drafted.kind, Advice.Kind.values)
    row.organ, row.concerned = organ, concerned
    row.title_sealed = seal_words(drafted.title)
    row.facts_sealed, row.proposal_sealed = seal_words(drafted.facts), seal_words(drafted.proposal)
    row.drafted_by_id, row.drafted_at, row.remark_sealed = by.id, at, b""
    with behind_walls(by):
        row.save()
        Citation.objects.filter(advice=row).delete()
        Citation.objects.bulk_create(Citation(advice=row, petition=one) for one in cited)
    return row


def _begun(by: Actor) -> Advice:
    """Begin one, for a bureau of petitions alone."""
    bureau = Organ.objects.filter(pk=by.organ, kind=Organ.Kind.BUREAU).first()
    if bureau is None:
        raise NotFound
    return Advice(bureau=bureau)


def _organs(drafted: Drafted, row: Advice, at: datetime) -> tuple[Organ, Organ | None]:
    on = local_day(at)
    found = Organ.objects.select_related("successor").in_bulk([drafted.organ, drafted.concerned])
    organ, concerned = found.get(drafted.organ), found.get(drafted.concerned)
    if organ is None:
        raise NotFound
    if organ.pk == row.bureau_id:
        raise NotToOurselves
    if drafted.kind != Advice.Kind.HOLD_ACCOUNTABLE:
        concerned = None
    require_level(drafted.kind, require_living(organ, on), row.bureau, on)
    require_power(drafted.kind, organ, concerned, on)
    return organ, concerned


def _words(drafted: Drafted, concerned: Organ | None) -> dict[Promise, str]:
    accuses = drafted.kind == Advice.Kind.HOLD_ACCOUNTABLE
    return {
        _("what it is about"): drafted.title,
        _("what was found"): drafted.facts,
        _("what is advised"): drafted.proposal,
        _("a petition on which it rests"): "".join(drafted.numbers),
        _("whose work it is about"): "" if accuses and concerned is None else "-",
    }


def _cited(numbers: Sequence[str], by: Actor) -> list[Petition]:
    """Return the petitions of these numbers; of what is not theirs to cite nothing is said."""
    wanted = list(dict.fromkeys(as_number(number) for number in numbers if number.strip()))
    open_ones = seen_by(by, "petition.cite").filter(is_sealed=False, number__in=wanted)
    found = {one.number: one for one in open_ones}
    lost = [number for number in wanted if number not in found]
    if lost:
        raise CannotBeCited(numbers=Several(lost))
    return [found[number] for number in wanted]
