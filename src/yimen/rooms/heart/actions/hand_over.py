"""Go on with another counsellor: only as the client wishes, with the notes or without."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.people.queries import holds_post
from yimen.rooms.heart.clients import ChooseSomebody, ConsentMissing, keep, myself, own_client
from yimen.rooms.heart.models import Client, Consent, Talk, Wish
from yimen.rooms.heart.words import VERSION


@transaction.atomic
def hand_over(
    client_id: int = 0,
    *,
    to: int,
    with_notes: bool = False,
    agreed: bool = False,
    by: Actor,
    at: datetime,
) -> Client:
    """Let another counsellor of the same room go on; supervision of the former one ends.

    With the code the client decides alone; a counsellor has the consent on paper (`agreed`).

    Raises:
        ConsentMissing: nobody is handed over without having agreed. ChooseSomebody.
    """
    if by.role is Role.VISITOR:
        client, agreed = myself(by), True
    else:
        client = own_client(client_id, by)
    if not agreed or client.stopped_at:
        raise ConsentMissing
    if to == client.counsellor_id or not holds_post(
        to, "counsellor", client.organ_id, local_day(at)
    ):
        raise ChooseSomebody
    with behind_walls(by):
        _consented(client, by, at)
        talks = Talk.objects.filter(client=client)
        talks.update(supervisor=None)
        (talks if with_notes else talks.filter(held_at=None)).update(reader=to)
        talks.filter(held_at=None).update(author=to)
        client.wishes.filter(Q(answered_at=None) | Wish.TO_DO).update(counsellor=to)
        client.counsellor_id, client.supervisor_id = to, None
        client.save()
        keep(client, at)
    return client


def _consented(client: Client, by: Actor, at: datetime) -> None:
    """Write down this one consent, and end that to the supervision of the former counsellor."""
    ends = (Consent.Scope.HAND_OVER, Consent.Scope.SUPERVISION)
    client.consents.filter(scope__in=ends, withdrawn_at=None).update(withdrawn_at=at)
    manner = "code" if by.role is Role.VISITOR else "signed"
    client.consents.create(
        scope=Consent.Scope.HAND_OVER, version=VERSION, manner=manner, given_at=at
    )
