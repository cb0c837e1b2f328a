"""The client agrees: that the opinion goes to the file, or that another lawyer takes it over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.legal.matters import NoPetition, SignFirst, matter_of
from yimen.rooms.legal.models import Opinion


@transaction.atomic
def consent(number: int, *, agrees: bool = True, by: Actor, at: datetime) -> Opinion:
    """Say that the signed opinion may go into the petition's file, or take that back before it did.

    The client says it with the code; a lawyer writes down what was signed on paper.

    Raises:
        SignFirst: there is no signed opinion. NoPetition: there is no file for it.
    """
    if by.role not in {Role.LAWYER, Role.VISITOR}:
        raise NotFound
    matter = matter_of(number, by)
    if matter.petition_id is None:
        raise NoPetition
    with behind_walls(by):
        row = Opinion.objects.filter(consultation=matter).first()
        if row is None or row.signed_at is None:
            raise SignFirst
        if row.handed_at is None:
            how = Opinion.Consent.CODE if by.role is Role.VISITOR else Opinion.Consent.PAPER
            row.consent = how if agrees else Opinion.Consent.NONE
            row.consented_at = at if agrees else None
            row.save(update_fields=["consent", "consented_at"])
    return row
