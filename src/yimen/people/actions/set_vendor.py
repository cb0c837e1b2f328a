"""Enter a contractor to whom work is entrusted, or change until when the contract runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.people.audit import note
from yimen.people.guards import require_text
from yimen.people.models import AdminEntry, Post, Vendor


class VendorTaken(Refused):
    """There is a contractor called {name} already. Open it and change it."""


class ServiceMissing(Refused):
    """Say what is entrusted to the contractor: nothing else may be done with people's data."""


class ContractBackwards(Refused):
    """A contract ends after it begins. Enter a later day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """Who it is, what is entrusted, and from when to when; `ends_on` is the first day after it."""

    name: str
    service: str
    starts_on: date
    ends_on: date


@transaction.atomic
def set_vendor(*, contract: Contract, vendor: int = 0, by: Actor, at: datetime) -> Vendor:
    """Keep it; no post under the contract lasts longer, and a shorter contract shortens them.

    A longer one lengthens none: who stays is given a new post.

    Raises:
        NotYourDuty, NameMissing, ServiceMissing, ContractBackwards, VendorTaken.
    """
    require(by, "people.manage")
    row = Vendor.objects.select_for_update().filter(pk=vendor).first() if vendor else Vendor()
    if row is None:
        raise NotFound
    name, service = require_text(contract.name), contract.service.strip()
    if not service:
        raise ServiceMissing
    if contract.ends_on <= contract.starts_on:
        raise ContractBackwards
    if Vendor.objects.filter(name=name).exclude(pk=row.pk).exists():
        raise VendorTaken(name=name)
    row.name, row.service = name, service
    row.starts_on, row.ends_on = contract.starts_on, contract.ends_on
    row.save()
    longer = Q(ends_on=None) | Q(ends_on__gt=row.ends_on)
    Post.objects.filter(longer, vendor=row).update(ends_on=Greatest(row.ends_on, F("starts_on")))
    note(AdminEntry.Kind.VENDOR_SET, by=by, at=at, vendor=row.pk, on=row.ends_on.isoformat())
    return row
