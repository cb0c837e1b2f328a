"""Begin with a client: only after the words of consent were read and agreed to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import require_room
from yimen.registry.code import new_code
from yimen.rooms.heart.clients import ConsentMissing, GuardianMissing, blind_client, keep
from yimen.rooms.heart.keys import new_key, seal
from yimen.rooms.heart.models import Client, Consent
from yimen.rooms.heart.words import VERSION


@transaction.atomic
def open_client(
    *,
    called: str = "",
    contact: str = "",
    trusted: str = "",
    guardian: str = "",
    is_child: bool = False,
    agrees: bool,
    by: Actor,
    at: datetime,
) -> tuple[Client, str]:
    """Open a file with the client's own key; return it with the code that is the client's alone.

    A name may be any that the client likes; a telephone is kept only if the client wishes calls,
    and somebody for an emergency only if the client names one.

    Raises:
        ConsentMissing: nobody is a client without having agreed. GuardianMissing: for a child.
    """
    require_room(by, "heart.work")
    if not agrees:
        raise ConsentMissing
    if is_child and not guardian.strip():
        raise GuardianMissing
    code = new_code()
    with behind_walls(by):
        client = Client(
            code_blind=blind_client(code), key_sealed=new_key(), counsellor_id=by.id,
            organ_id=by.organ, since=at,
        )  # fmt: skip
        client.called_sealed = seal(client, called, "called")
        client.contact_sealed = seal(client, contact, "contact")
        client.trusted_sealed = seal(client, trusted, "trusted")
        client.guardian_sealed = seal(client, guardian if is_child else "", "guardian")
        client.save()
        keep(client, at)
        Consent.objects.create(
            client=client, scope=Consent.Scope.TALKS, version=VERSION, manner="signed", given_at=at
        )
    return client, code
