"""From an advice to what its two letters say: counts and categories, never a name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.conf import settings

from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.documents import parts
from yimen.documents.content_supervision import AdviceLetter, AdviceReply
from yimen.documents.drawn import NOBODY, organ_of, person_of
from yimen.law.taxonomy import TAXONOMY
from yimen.people.models import Organ
from yimen.registry.models import Demand
from yimen.supervision.advices import due_of
from yimen.supervision.models import Advice, Citation, Round

NOT_SORTED = "尚未分类"


def advice_letter(row: Advice, first: Round, day: date) -> AdviceLetter:
    """Say what was found, on how many petitions it rests, what is advised, and until when."""
    counted = due_of(first)
    matters = matters_of(row)
    return AdviceLetter(
        **_head(row, row.bureau, row.organ, day),
        contact=person_of(row.drafted_by, row.bureau.phone),
        advice=parts.Advice(row.kind),
        facts=unseal(row.facts_sealed),
        total=matters.total(),
        matters=tuple(f"{name}{number}件" for name, number in matters.most_common()),
        proposal=unseal(row.proposal_sealed),
        concerned=row.concerned.name if row.concerned else "",
        reply_by=parts.Deadline(on=counted.on, because=counted.because.zh) if counted else None,
    )


def advice_reply(row: Advice, turn: Round, day: date) -> AdviceReply:
    """Say what becomes of it: adopted or not, why, what is done, by when."""
    received = row.received_at or row.signed_at
    return AdviceReply(
        **_head(row, row.organ, row.bureau, day),
        contact=person_of(turn.answered_by, row.organ.phone),
        advice=parts.Advice(row.kind),
        received_on=local_day(received) if received else day,
        adoption=parts.Adoption(turn.adoption),
        reasons=unseal(turn.reasons_sealed),
        measures=unseal(turn.measures_sealed),
        done_by=turn.done_by,
    )


def matters_of(row: Advice) -> Counter[str]:
    """Count the petitions on which it rests by what they are about; runs behind the walls."""
    cited = Citation.objects.filter(advice=row).values_list("petition", flat=True)
    found = Demand.objects.filter(petition__in=list(cited)).order_by("petition", "position")
    about = dict(found.values_list("petition", "category").reverse())
    return Counter(TAXONOMY.find(code).title.zh if code else NOT_SORTED for code in about.values())


def _head(row: Advice, issuer: Organ, to: Organ, day: date) -> dict[str, Any]:
    return {
        "number": NOBODY,
        "case_number": row.number or NOBODY,
        "issuer": organ_of(issuer),
        "issued_on": day,
        "addressee": to.name,
        "scan_url": settings.YIMEN_URL,
        "subject": unseal(row.title_sealed),
    }
