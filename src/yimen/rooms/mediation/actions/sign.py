"""Sign the agreement, and bring it into force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.mediation.cases import (
    SignedAlready,
    WordsChanged,
    case_of,
    require_stage,
    side_of,
)
from yimen.rooms.mediation.models import Agreement, Case, Signature
from yimen.rooms.mediation.queries import words_of


@transaction.atomic
def sign(
    case_id: int, *, party: int = 0, manner: str = "code", words: str, by: Actor, at: datetime
) -> Signature:
    """Sign for one side: with the party's own code, or on paper before the mediator.

    `words` is the hash of what was read: nobody signs what was changed meanwhile.

    Raises:
        WordsChanged, SignedAlready, NotAtThisStage.
    """
    case = case_of(case_id, by)
    side = side_of(case, party, by)
    require_stage(case, Case.Stage.TALKING)
    agreement = Agreement.objects.filter(case=case).first()
    if agreement is None:
        raise NotFound
    if words != words_of(agreement):
        raise WordsChanged
    with behind_walls(by):
        if Signature.objects.filter(agreement=agreement, party=side).exists():
            raise SignedAlready
        return Signature.objects.create(
            agreement=agreement,
            party=side,
            manner="code" if by.role is Role.VISITOR else manner,
            words=words,
            at=at,
        )
