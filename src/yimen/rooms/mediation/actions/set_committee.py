"""Set up a mediation committee: its name and the mark of its numbers, where it is; or end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.people.audit import note
from yimen.people.models import AdminEntry, Organ
from yimen.rooms.mediation.cases import OPEN
from yimen.rooms.mediation.models import Case, Committee


class CommitteeIncomplete(Refused):
    """Give the committee's name, the mark that opens its case numbers, and its address."""


class CommitteeTaken(Refused):
    """Another committee has this name or this mark. Numbers must not be mistaken for another's."""


class MarkStays(Refused):
    """Cases are numbered with the mark “{mark}” already, so it stays."""


class CasesOpen(Refused):
    """{n} cases of this committee are open. End it once they are over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of a committee."""

    name: str
    mark: str
    organ: int
    address: str
    phone: str = ""
    is_active: bool = True


@transaction.atomic
def set_committee(*, entry: Entry, committee: int = 0, by: Actor, at: datetime) -> Committee:
    """Add a committee, or change the one of this number; an ended one takes no new case.

    Raises:
        NotYourDuty, CommitteeIncomplete, CommitteeTaken; MarkStays, CasesOpen: it is at work.
    """
    require(by, "organs.manage")
    found = Committee.objects.select_for_update().filter(pk=committee).first()
    organ = Organ.objects.select_related("region").filter(pk=entry.organ).first()
    if (committee and found is None) or organ is None:
        raise NotFound
    row = found or Committee()
    name, mark, address = entry.name.strip(), entry.mark.strip(), entry.address.strip()
    if not (name and mark and address):
        raise CommitteeIncomplete
    others = Committee.objects.exclude(pk=row.pk)
    if others.filter(name=name).exists() or others.filter(mark=mark).exists():
        raise CommitteeTaken
    if found:
        _require_free(found, entry, mark, by)
    row.name, row.mark, row.address, row.phone = name, mark, address, entry.phone.strip()
    row.organ, row.region, row.is_active = organ, organ.region, entry.is_active
    row.save()
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=0, organ=organ.pk)
    return row


def _require_free(found: Committee, entry: Entry, mark: str, by: Actor) -> None:
    with behind_walls(by):
        cases = Case.objects.filter(committee=found)
        numbered, ahead = cases.exists(), cases.filter(stage__in=OPEN).count()
    if mark != found.mark and numbered:
        raise MarkStays(mark=found.mark)
    if found.is_active and not entry.is_active and ahead:
        raise CasesOpen(n=ahead)
