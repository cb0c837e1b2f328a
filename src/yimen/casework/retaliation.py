"""Retaliation (arts. 18, 46): who outside the handling chain hears of it, and who must not."""

from __future__ import annotations

from datetime import date

from yimen.base.errors import Refused
from yimen.base.rows import Rows
from yimen.base.seal import unseal
from yimen.casework.accusing import kept_out
from yimen.casework.filing import Person
from yimen.people.models import Organ
from yimen.registry.lane import Accused
from yimen.registry.models import Party, Petition

#: What it is called in the register, and where in the tree of matters it stands.
CALLED = "举报因信访受到打击报复"
CATEGORY = "discipline_supervision.conduct"
#: It says at least so much.
LEAST = 10

_OUTSIDE = Rows(Organ, where="t.kind = %s and (t.ends_on is null or t.ends_on > %s)", order="t.id")


class NobodyOutside(Refused):
    """Every organ that could look into it here has your matter in its own hands. Turn to the discipline and supervisory organ of the level above."""  # noqa: E501  # a message is one line, so that it can be translated


class NotOutside(Refused):
    """The organ that you chose has your matter in its own hands. Choose one that has not."""


class SayWhatHappened(Refused):
    """Say what happened, when, and who did it, in at least {least} characters."""


def chain(petition: Petition) -> tuple[Accused, ...]:
    """Return the organs through whose hands a petition goes or went: none of them may know."""
    owners = {demand.owner_id for demand in petition.demands.all()}
    sent = set(petition.dispatches.values_list("to_organ_id", flat=True))
    organs = {petition.receiver_id, *petition.organs, *owners, *sent}
    return tuple(Accused(organ=organ) for organ in sorted(organs))


def outside(petition: Petition, on: date) -> list[Organ]:
    """Return the discipline and supervisory organs that are no part of the chain, nor below it."""
    barred = kept_out(chain(petition), on).organs
    found = _OUTSIDE.all([Organ.Kind.SUPERVISORY.value, on])
    return [organ for organ in found if organ.pk not in barred]


def require_outside(petition: Petition, organ: int, on: date) -> int:
    """Return the organ that is to hear of it.

    Raises:
        NobodyOutside, NotOutside: it is in the chain itself.
    """
    found = outside(petition, on)
    if not found:
        raise NobodyOutside
    if organ not in {one.pk for one in found}:
        raise NotOutside
    return organ


def require_words(words: str) -> str:
    """Return what happened, or refuse what says nothing."""
    said = words.strip()
    if len(said) < LEAST:
        raise SayWhatHappened(least=LEAST)
    return said


def herself(petition: Petition) -> Person:
    """Return the petitioner as she named herself, for a filing of her own."""
    first = petition.parties.filter(capacity=Party.Capacity.PETITIONER).first()
    if first is None:
        return Person(name="信访人")
    return Person(
        kind=first.kind,
        name=first.name or "信访人",
        nationality=first.nationality,
        id_kind=first.id_kind,
        id_number=unseal(first.id_sealed),
        phone=unseal(first.phone_sealed),
        address=unseal(first.address_sealed),
        reach=first.reach,
        language=first.language,
        needs=first.needs,
    )
