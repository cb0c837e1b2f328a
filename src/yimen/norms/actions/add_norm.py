"""Add an instrument to the library, with its first version."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.norms.actions.add_version import Text, add_version
from yimen.norms.guards import NameTaken
from yimen.norms.models import Norm, Version


@transaction.atomic
def add_norm(
    *, title: str, kind: str, issuer: str, starts_on: date, text: Text, by: Actor, at: datetime
) -> Version:
    """Add it: a rule or a document of the place, which citations and people can then find.

    Raises:
        NotYourDuty, NameTaken.
    """
    require(by, "norms.manage")
    if Norm.objects.filter(title=title.strip()).exists():
        raise NameTaken(title=title.strip())
    slug = f"n{hashlib.sha256(title.strip().encode()).hexdigest()[:12]}"
    norm = Norm.objects.create(slug=slug, kind=kind, title=title.strip(), issuer=issuer.strip())
    return add_version(norm.pk, starts_on=starts_on, text=text, by=by, at=at)
