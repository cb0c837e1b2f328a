"""Agree to one thing, or take an agreement back; each alone, and as easily as it was given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.people.queries import holds_post
from yimen.rooms.heart.clients import ChooseSomebody, keep, myself, own_client
from yimen.rooms.heart.instruments import WELLBEING
from yimen.rooms.heart.models import Answer, Client, Consent, Crisis, Talk
from yimen.rooms.heart.words import VERSION

Scope = Consent.Scope
#: Given anew each time, with the act itself.
APART = frozenset({Scope.HAND_OVER})


@transaction.atomic
def consent(
    client_id: int = 0, *, scope: str, gives: bool, supervisor: int = 0, by: Actor, at: datetime
) -> Client:
    """Keep the client's yes or no. Without consent to talks, nobody opens anything from now on.

    With the code the client says it alone; a counsellor writes down a signed paper.

    Raises:
        ChooseSomebody: supervision is by another counsellor of the same room.
    """
    client = myself(by) if by.role is Role.VISITOR else own_client(client_id, by)
    if scope not in set(Scope) - APART:
        raise NotFound
    if scope == Scope.SUPERVISION and gives:
        _require_other(client, supervisor, at)
    with behind_walls(by):
        if gives:
            _give(client, scope, by, at)
        else:
            _take_back(client, scope, at)
        if scope == Scope.SUPERVISION:
            _supervise(client, supervisor if gives else 0)
        client.save()
        keep(client, at)
    return client


def _require_other(client: Client, supervisor: int, at: datetime) -> None:
    other = supervisor and supervisor != client.counsellor_id
    if not other or not holds_post(supervisor, "counsellor", client.organ_id, local_day(at)):
        raise ChooseSomebody


def _give(client: Client, scope: str, by: Actor, at: datetime) -> None:
    given = Consent.objects.filter(client=client, scope=scope, withdrawn_at=None)
    given.exclude(version=VERSION).update(withdrawn_at=at)  # new words, new consent
    if scope == Scope.FOLLOW_UP:
        given.update(withdrawn_at=at)  # asked anew each time
    if not given.exists():
        manner = "code" if by.role is Role.VISITOR else "signed"
        Consent.objects.create(
            client=client, scope=scope, version=VERSION, manner=manner, given_at=at
        )
    if scope == Scope.TALKS:
        client.stopped_at = None


def _take_back(client: Client, scope: str, at: datetime) -> None:
    """Stop the use at once: what was answered closes, what was planned is off."""
    given = Consent.objects.filter(client=client, withdrawn_at=None)
    ends_all = scope == Scope.TALKS
    (given if ends_all else given.filter(scope=scope)).update(withdrawn_at=at)
    answers = Answer.objects.filter(client=client, stopped_at=None)
    if ends_all:
        client.stopped_at = at
        _supervise(client, 0)
        answers.update(stopped_at=at)
        Crisis.objects.filter(client=client, agreed_at=None).update(second=None)
    elif scope == Scope.FORM:
        answers.filter(instrument=WELLBEING).update(stopped_at=at)
    elif scope == Scope.INSTRUMENT:
        answers.exclude(instrument=WELLBEING).update(stopped_at=at)
    planned = Talk.objects.filter(client=client, held_at=None, cancelled_at=None)
    if ends_all:
        planned.update(cancelled_at=at)
    elif scope == Scope.FOLLOW_UP:
        planned.filter(stage=Talk.Stage.AFTER).update(cancelled_at=at)


def _supervise(client: Client, supervisor: int) -> None:
    """Let a supervisor read along, or no longer."""
    client.supervisor_id = supervisor or None
    Talk.objects.filter(client=client).update(supervisor=supervisor or None)
