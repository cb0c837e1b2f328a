"""What splitting and merging demands have in common, and what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.casework.guards import Several, require_reason
from yimen.casework.papers import write_letter
from yimen.registry.models import Demand, Petition, Sorting

FEWEST = 2


class SayTheParts(Refused):
    """Write each thing that is asked for in a field of its own: at least two."""


class DecideExtensionFirst(Refused):
    """An extension of it was asked for or approved. It is sorted anew before that, or not at all."""  # noqa: E501  # a message is one line, so that it can be translated


class NothingToMerge(Refused):
    """Choose at least one other demand that asks for the same."""


class NotAlike(Refused):
    """They differ in {what}. Only what lies with one organ, at one stage and in one way is merged."""  # noqa: E501  # a message is one line, so that it can be translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is asked for, and what is said of it."""

    request: str
    facts: str = ""


#: What must be the same in demands that become one, and what each is called.
ALIKE: dict[str, Any] = {
    "state": _("the stage"),
    "owner_id": _("the organ"),
    "handler_id": _("the handler"),
    "kind": _("the class"),
    "route": _("the way"),
    "sent_as": _("how they were sent"),
}


def require_parts(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that say something, or refuse fewer than two."""
    found = [Part(request=one.request.strip(), facts=one.facts.strip()) for one in parts]
    said = [one for one in found if one.request]
    if len(said) < FEWEST:
        raise SayTheParts
    return said


def require_alike(kept: Demand, others: Sequence[Demand]) -> None:
    """Refuse to merge demands that stand at different places, or go different ways."""
    if not others:
        raise NothingToMerge
    differing = [
        name
        for field, name in ALIKE.items()
        if any(getattr(other, field) != getattr(kept, field) for other in others)
    ]
    if differing:
        raise NotAlike(what=Several(differing))


def require_unextended(*demands: Demand) -> None:
    """Refuse what has an extension: nobody gets a second one by way of sorting."""
    if any(d.extensions.filter(decision__in=["asked", "approved"]).exists() for d in demands):
        raise DecideExtensionFirst


def keep(
    petition: Petition,
    kind: Sorting.Kind,
    *,
    kept: int,
    others: Sequence[int],
    words: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Sorting:
    """Write down what was sorted and why, and have the petitioner told."""
    row = Sorting.objects.create(
        petition=petition,
        kind=kind,
        kept=kept,
        others=sorted(others),
        words=words,
        reason=require_reason(reason),
        at=at,
        by_id=by.id or None,
    )
    write_letter("sorting_notice", petition.pk, subject=row.pk, at=at)
    return row
