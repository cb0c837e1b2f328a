"""Write down what the parties agree on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.casework.guards import Several
from yimen.rooms.mediation.cases import (
    NotSealable,
    case_of,
    require_mediator,
    require_no_waiver,
    require_stage,
)
from yimen.rooms.mediation.models import Agreement, Case, Duty, Party, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who does what, by when."""

    party: int
    what: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An agreement in the parts of art. 29."""

    form: str = "written"
    facts: str
    points: str
    terms: str
    promises: tuple[Promise, ...] = ()


NEEDED = {
    "facts": gettext_lazy("the main facts"),
    "points": gettext_lazy("the points in dispute and who answers for what"),
    "terms": gettext_lazy("what was agreed, how it is done and by when"),
}


@transaction.atomic
def agree(case_id: int, *, terms: Terms, by: Actor, at: datetime) -> Agreement:
    """Draft the agreement, or change the draft: signatures given under other words fall.

    Raises:
        NotSealable: a part is missing. WaivesPetition: it takes a right that is no condition.
        NotAtThisStage: nobody is being mediated.
    """
    case = case_of(case_id, by)
    require_mediator(case, by)
    require_stage(case, Case.Stage.TALKING)
    missing = [name for part, name in NEEDED.items() if not getattr(terms, part).strip()]
    if missing:
        raise NotSealable(missing=Several(missing))
    require_no_waiver(terms.terms, *(one.what for one in terms.promises))
    with behind_walls(by):
        known = Agreement.objects.filter(case=case).first()
        row = known or Agreement(case=case)
        row.form, row.drafted_at = terms.form, at
        row.facts_sealed, row.points_sealed = seal_words(terms.facts), seal_words(terms.points)
        row.terms_sealed = seal_words(terms.terms)
        row.save()
        Signature.objects.filter(agreement=row).delete()
        Duty.objects.filter(agreement=row).delete()
        parties = set(Party.objects.filter(case=case).values_list("pk", flat=True))
        Duty.objects.bulk_create(
            Duty(
                agreement=row,
                party_id=one.party,
                what_sealed=seal_words(one.what),
                due_on=one.due_on,
            )
            for one in terms.promises
            if one.party in parties
        )
    return row
