"""Change what an organ tells of itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.time import local_day
from yimen.people.audit import note
from yimen.people.guards import (
    found_organ,
    require_competences,
    require_guide,
    require_profile,
)
from yimen.people.models import AdminEntry, Organ
from yimen.people.shapes import Entry


@transaction.atomic
def change_organ(organ_id: int, *, entry: Entry, by: Actor, at: datetime) -> Organ:
    """Change its address, phone, hours, competence, profile, or whether citizens lodge with it.

    The same for its superior department, of which a review may be asked. Petitions lodged before
    keep the profile under which they were lodged.

    Raises:
        NotYourDuty, NoSuchCompetence, NoSuchLocalProfile, OrganEnded, NotItsOwnGuide, GuideMissing.
    """
    require(by, "organs.manage")
    organ = found_organ(organ_id)
    above = organ.guide
    if entry.guide != organ.guide_id:
        above = require_guide(
            entry.guide, of=organ.pk, is_vertical=entry.is_vertical, on=local_day(at)
        )
    wanted = {
        **{name: value.strip() for name, value in asdict(entry).items() if isinstance(value, str)},
        "competence": require_competences(entry.competence),
        "profile": require_profile(entry.profile),
        "has_reception": entry.has_reception,
        "guide": above,
        "is_vertical": entry.is_vertical,
    }
    changed = [name for name, value in wanted.items() if getattr(organ, name) != value]
    if changed:
        for name in changed:
            setattr(organ, name, wanted[name])
        organ.save(update_fields=changed)
        note(AdminEntry.Kind.ORGAN_CHANGED, by=by, at=at, organ=organ.pk, fields=sorted(changed))
    return organ
