"""Which organ is the next higher one: where a review of an answer is asked for (arts. 35, 36).

No national text says it for every kind of organ; the rule here is the one that provinces publish
alike. Where it gives two, the petitioner chooses. Where the tree gives none, nobody is made up:
an organ never reviews itself, and `yimen doctor` names it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from yimen.base.rows import Rows
from yimen.people.models import Organ
from yimen.people.queries import living_organs

#: A department answers to its government and to the department above it.
DEPARTMENTS = frozenset({Organ.Kind.DEPARTMENT.value, Organ.Kind.BUREAU.value})
_ORGAN = Rows(Organ, "parent", "guide", where="t.id = %s")
_DEPTH = 9  # no chain of successors is as long


def superiors(organ: Organ, on: date) -> list[Organ]:
    """Return the organs of which a review may be asked, the usual one first; maybe none."""
    found: dict[int, Organ] = {}
    for number in _numbers(organ):
        living = _living(number, on) if number else None
        if living and living.pk != organ.pk:
            found.setdefault(living.pk, living)
    return list(found.values())


def levels(bureau: Organ, on: date) -> tuple[QuerySet[Organ], QuerySet[Organ]]:
    """Return the organs of a bureau's own level and below in its place, and those above it.

    Whoever leads the bureau is of its level; above are those who lead that one, whoever else they
    lead, and whoever guides an organ of its level.
    """
    leaders, next_up = set[int](), bureau.parent
    while next_up is not None and next_up.parent_id and next_up.parent_id not in leaders:
        leaders.add(next_up.parent_id)
        next_up = next_up.parent
    beside = Q(pk__in=leaders) | Q(parent__in=leaders) & ~Q(pk=bureau.parent_id)
    living = living_organs(on).order_by("name")
    ours = living.filter(region__path__startswith=bureau.region.path).exclude(beside)
    return ours, living.filter(beside | Q(pk__in=ours.values("guide")))


def reach(organ: Organ, on: date) -> QuerySet[Organ]:
    """Return the organs to which a place sends matters: those of its own level and below (art. 22).

    The place is that of the highest petition bureau over the organ.
    """
    bureaus = living_organs(on).filter(kind=Organ.Kind.BUREAU).select_related("region", "parent")
    over = [one for one in bureaus if organ.region.path.startswith(one.region.path)]
    over.sort(key=lambda one: (len(one.region.path), one.pk != organ.pk, one.pk))
    return levels(next(iter(over), organ), on)[0]


def _numbers(organ: Organ) -> list[int | None]:
    """Name the rows above an organ, by its kind."""
    if organ.kind in DEPARTMENTS:
        return [organ.guide_id] if organ.is_vertical else [organ.parent_id, organ.guide_id]
    if organ.kind == Organ.Kind.BRANCH_OFFICE:
        department = _ORGAN.first([organ.parent_id]) if organ.parent_id else None
        if department is None:
            return [organ.parent_id]
        above = department.guide_id if department.is_vertical else department.parent_id
        return [department.pk, above]
    return [organ.parent_id]


def _living(number: int, on: date) -> Organ | None:
    """Return an organ, or whoever answers in its place by now (art. 24)."""
    found = _ORGAN.first([number])
    for _ in range(_DEPTH):
        if found is None or not (found.ends_on and found.ends_on <= on):
            return found
        found = _ORGAN.first([found.successor_id]) if found.successor_id else None
    return None
