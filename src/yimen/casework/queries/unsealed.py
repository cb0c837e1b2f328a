"""Which sealed files still hold words in the clear: those from before there was a sealed lane."""

from __future__ import annotations

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.registry import lane
from yimen.registry.models import Petition


def unsealed() -> list[int]:
    """Return the sealed petitions whose words are not in the lane yet."""
    act_as(SYSTEM)
    found = Petition.objects.filter(is_sealed=True).exclude(sealed__what=lane.CONTENT)
    return list(found.values_list("pk", flat=True))
