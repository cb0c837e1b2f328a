"""Put the instruments that our rules cite into an empty library, and those that are new."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.norms.instruments import INSTRUMENTS
from yimen.norms.models import Norm, Version


@transaction.atomic
def plant(at: datetime) -> int:
    """Add what is missing and say how many; what somebody has changed since stays as it is."""
    known = set(Norm.objects.values_list("slug", flat=True))
    added: dict[str, Version] = {}
    for slug, one in INSTRUMENTS.items():
        if slug in known:
            continue
        norm = Norm.objects.create(
            slug=slug,
            kind=one.kind.value,
            title=one.title.zh,
            title_en=one.title.en,
            issuer=one.issuer.zh,
            issuer_en=one.issuer.en,
        )
        added[slug] = Version.objects.create(
            norm=norm,
            number=one.number,
            issued_on=one.issued_on,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            mark=one.mark.value,
            added_at=at,
        )
    for slug, version in added.items():
        by = INSTRUMENTS[slug].by
        if by:
            version.superseded_by = Version.objects.filter(norm__slug=by).first()
            version.save(update_fields=["superseded_by"])
    return len(added)
