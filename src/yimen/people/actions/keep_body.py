"""Enter where another lawful way begins in a region."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.law.routes import ROUTES
from yimen.people.audit import note
from yimen.people.guards import require_text
from yimen.people.models import AdminEntry, Body, Region


class AddressMissing(Refused):
    """Enter the address: without it the petitioner stands before a closed door."""


@transaction.atomic
def keep_body(
    *,
    region: int,
    kind: str,
    name: str,
    address: str,
    phone: str = "",
    hours: str = "",
    by: Actor,
    at: datetime,
) -> Body:
    """Enter or change it: from now on sheets and notices of the region name this door.

    Raises:
        NotYourDuty, NameMissing, AddressMissing.
    """
    require(by, "organs.manage")
    known = set(ROUTES.bodies) - ROUTES.varies
    if kind not in known or not Region.objects.filter(pk=region).exists():
        raise NotFound
    if not address.strip():
        raise AddressMissing
    said = {
        "name": require_text(name),
        "address": address.strip(),
        "phone": phone.strip(),
        "hours": hours.strip(),
    }
    body, _ = Body.objects.update_or_create(region_id=region, kind=kind, defaults=said)
    note(AdminEntry.Kind.BODY_KEPT, by=by, at=at, region=region, body=body.pk)
    return body
