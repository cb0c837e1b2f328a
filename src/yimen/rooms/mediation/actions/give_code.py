"""Give a party its code: on paper, face to face, or read out to the number that is known."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.registry.code import new_code
from yimen.rooms.mediation.cases import blind_party, case_of, require_mediator
from yimen.rooms.mediation.models import Party


@transaction.atomic
def give_code(case_id: int, *, party: int, by: Actor, at: datetime) -> str:  # noqa: ARG001  # every act is told when
    """Return a new code for one party; the one before opens nothing any more."""
    case = case_of(case_id, by)
    require_mediator(case, by)
    with behind_walls(by):
        side = Party.objects.filter(case=case, pk=party).first()
        if side is None:
            raise NotFound
        code, before = new_code(), side.code_blind
        side.code_blind = blind_party(code)
        side.save(update_fields=["code_blind"])
        case.codes = [*(one for one in case.codes if one != before), side.code_blind]
        case.save(update_fields=["codes"])
    return code
