"""Add a region to the tree."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.people.audit import note
from yimen.people.guards import CODE, NotACode, RegionTaken, require_place, require_text
from yimen.people.models import AdminEntry, Region


@transaction.atomic
def add_region(
    *, name: str, kind: str, code: str, parent: int = 0, by: Actor, at: datetime
) -> Region:
    """Add it below its parent: whoever's area is the parent sees what happens there.

    `code` is its part of the path: /ym/ and shahe make /ym/shahe/.

    Raises:
        NotYourDuty, NameMissing, NotACode, RegionTaken, RegionDoesNotFit, DistrictStandsAlone.
    """
    require(by, "organs.manage")
    above = Region.objects.filter(pk=parent).first() if parent else None
    if parent and above is None:
        raise NotFound
    require_place(kind, above)
    if not CODE.fullmatch(code):
        raise NotACode
    path = f"{above.path if above else '/'}{code}/"
    if Region.objects.filter(path=path).exists():
        raise RegionTaken(path=path)
    region = Region.objects.create(name=require_text(name), kind=kind, parent=above, path=path)
    note(AdminEntry.Kind.REGION_ADDED, by=by, at=at, region=region.pk, parent=parent)
    return region
