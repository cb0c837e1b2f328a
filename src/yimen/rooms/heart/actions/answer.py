"""Answer the wellbeing form or a questionnaire: sealed, and never more than the client wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.law.keeping import AT_ONCE
from yimen.rooms.heart.clients import keep, myself, own_client, require_consent
from yimen.rooms.heart.instruments import WELLBEING, instrument
from yimen.rooms.heart.keys import seal_all
from yimen.rooms.heart.models import Answer, Consent, Task


@transaction.atomic
def answer(
    client_id: int = 0, *, name: str, answers: Mapping[str, str], by: Actor, at: datetime
) -> Answer:
    """Keep the answers. Where one asks for it, a person must talk to the client, within the hour.

    No message goes to anybody: not to police, family, employer or those who handle a petition.

    Raises:
        ConsentMissing: the client has not agreed to this form.
    """
    client = myself(by) if by.role is Role.VISITOR else own_client(client_id, by)
    form = instrument(name)
    if form.is_for_talks and by.role is Role.VISITOR:
        raise NotFound
    scope = Consent.Scope.FORM if name == WELLBEING else Consent.Scope.INSTRUMENT
    require_consent(client, Consent.Scope.TALKS)
    require_consent(client, scope)
    given = form.tidy(answers)
    with behind_walls(by):
        row = Answer.objects.create(
            client=client, instrument=form.name, version=form.version, at=at,
            answers_sealed=seal_all(client, given, f"answer:{form.name}"),
        )  # fmt: skip
        if form.asks_for_a_person(given):
            Task.objects.create(
                client=client, why=Task.Why.ANSWER, raised_at=at, due_at=at + AT_ONCE
            )
        keep(client, at)
    return row
