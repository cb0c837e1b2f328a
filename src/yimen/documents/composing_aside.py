"""What the letters off the straight road say: objection, another lawful way, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents.drawn import deadline, head, person_of
from yimen.registry.models import Guidance, Objection, Petition, Withdrawal

SENDING = ("forwarding_letter", "assignment_letter")


def objection_letter(petition: Petition, objection_id: int, day: date) -> content.ObjectionLetter:
    """Say to whoever sent it why it is another's, and by when that is to be checked."""
    row = _objection(objection_id)
    sent = row.dispatch
    before = petition.letters.filter(kind__in=SENDING, subject=sent.pk).last()
    return content.ObjectionLetter(
        **head(petition, sent.to_organ, day, to_petitioner=False)
        | {"addressee": sent.from_organ.name},
        contact=person_of(row.by, sent.to_organ.phone),
        **_objected(row),
        reason=row.reason,
        check_by=deadline(row.demand, "objection_check", since=local_day(row.at)),
        notice_by=deadline(row.demand, "acceptance_notice", since=local_day(sent.sent_at)),
        sent_number=before.number if before else "",
        proper=row.proper.name if row.proper else "",
    )


def objection_reply(petition: Petition, objection_id: int, day: date) -> content.ObjectionReply:
    """Say to the organ that objected whether that is right, and why."""
    row = _objection(objection_id)
    sent = row.dispatch
    stands = row.decision == Objection.Decision.UPHELD
    return content.ObjectionReply(
        **head(petition, sent.from_organ, day, to_petitioner=False)
        | {"addressee": sent.to_organ.name},
        contact=person_of(row.decided_by, sent.from_organ.phone),
        **_objected(row),
        decision=parts.Decision(row.decision),
        reason=row.answer,
        notice_by=deadline(row.demand, "acceptance_notice", since=local_day(sent.sent_at))
        if stands
        else None,
    )


def resumption_notice(petition: Petition, guidance_id: int, day: date) -> content.ResumptionNotice:
    """Say that it goes on here after all, with its first date, and what comes next."""
    row = _guidance(guidance_id)
    at_bureau = petition.receiver.is_bureau
    return content.ResumptionNotice(
        **head(petition, petition.receiver, day),
        contact=person_of(row.returned_by, petition.receiver.phone),
        **_received(petition),
        demands=(row.demand.request,),
        guided_on=local_day(row.at),
        there=row.organ_there,
        reason=row.refusal,
        resumed_on=local_day(row.returned_at) if row.returned_at else day,
        receiver=parts.Receiver.BUREAU if at_bureau else parts.Receiver.ORGAN,
        next_by=deadline(row.demand, "dispatch" if at_bureau else "direct_notice"),
    )


def withdrawal_notice(
    petition: Petition, withdrawal_id: int, day: date
) -> content.WithdrawalNotice:
    """Confirm it, and say what it means and that she may come again."""
    row = Withdrawal.objects.select_related("by").get(pk=withdrawal_id)
    withdrawn = petition.demands.filter(position__in=row.positions)
    return content.WithdrawalNotice(
        **head(petition, petition.receiver, day),
        contact=person_of(row.by or petition.recorder, petition.receiver.phone),
        **_received(petition),
        demands=tuple(demand.request for demand in withdrawn),
        withdrawn_on=local_day(row.at),
        through=parts.Channel(row.channel),
        reason=row.reason,
    )


ASIDE: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "objection_letter": objection_letter,
    "objection_reply": objection_reply,
    "resumption_notice": resumption_notice,
    "withdrawal_notice": withdrawal_notice,
}


def _objection(number: int) -> Objection:
    found = Objection.objects.select_related(
        "dispatch__from_organ", "dispatch__to_organ", "demand", "proper", "by", "decided_by"
    )
    return found.get(pk=number)


def _guidance(number: int) -> Guidance:
    return Guidance.objects.select_related("demand", "organ", "by", "returned_by").get(pk=number)


def _objected(row: Objection) -> dict[str, Any]:
    return {
        "way": parts.Dispatch(row.dispatch.kind),
        "sent_on": local_day(row.dispatch.sent_at),
        "objected_on": local_day(row.at),
        "demands": (row.demand.request,),
    }


def _received(petition: Petition) -> dict[str, Any]:
    return {
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
    }
