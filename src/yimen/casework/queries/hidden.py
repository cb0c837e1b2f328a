"""Which values of a person in a file lie hidden: asked before any of them is shown."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.base.errors import NotFound
from yimen.registry.identity import shown_name
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by

SEALED = {"id": "id_sealed", "phone": "phone_sealed", "address": "address_sealed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A person in a file, and what of them is hidden: id, phone, address."""

    petition: Petition
    capacity: str
    name: str
    what: tuple[str, ...]


def hidden_of(actor: Actor, petition_id: int, party_id: int) -> Hidden:
    """Return what of a person can be shown for a reason, to whoever may ask for it.

    Raises:
        NotFound: there is no such person, nothing is hidden, or it is not theirs to ask.
    """
    petition = seen_by(actor, "petition.unmask").filter(pk=petition_id).first()
    party = petition.parties.filter(pk=party_id).first() if petition else None
    if petition is None or party is None:
        raise NotFound
    what = tuple(name for name, field in SEALED.items() if bytes(getattr(party, field)))
    if not what:
        raise NotFound
    sees_names = ever(actor, "petition.search_names")
    return Hidden(
        petition=petition,
        capacity=party.capacity,
        name=party.name if sees_names else shown_name(party),
        what=what,
    )
