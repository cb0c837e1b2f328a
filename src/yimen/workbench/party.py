"""How one party to a petition is shown, masked where nobody asked for more."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.casework.choices import CAPACITIES, REACHES, word
from yimen.casework.queries import file as files
from yimen.casework.showing import Shown


def party_shown(file: files.CaseFile, party: files.PartyShown) -> Shown:
    """Return what a page says of one party."""
    hidden = party.id_number or party.phone or party.address
    role = word(CAPACITIES, party.capacity)
    return {
        "role": role,
        "name": party.name or "—",
        "organisation": "",
        "phone": party.phone,
        "address": party.address,
        "id_number": party.id_number,
        "prefers": word(REACHES, party.reach) if party.capacity == "petitioner" else "",
        "needs": _("; ").join(filter(None, [party.language, party.needs])),
        "authority": party.authority,
        "masked": bool(hidden),
        "unmask_url": reverse("workbench:unmask", args=[file.petition.pk, party.party])
        if file.may_unmask and hidden
        else "",
    }
