"""What the papers about a settlement say, drawn from the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, content_settling, parts
from yimen.documents.drawn import deadline, head, organ_of
from yimen.registry.models import Demand, Petition, Settlement


def settlement_notice(
    petition: Petition, settlement_id: int, day: date
) -> content_settling.SettlementNotice:
    """Confirm what the agreement settles, and that no right ends with it."""
    row, demands = _settled(petition, settlement_id)
    settled_on = local_day(row.settled_at) if row.settled_at else day
    return content_settling.SettlementNotice(
        **_head(petition, row, demands, day),
        in_force_on=row.in_force_on,
        settled_on=settled_on,
        answer_by=deadline(demands[0], "settlement_answer", since=settled_on),
        confirm_by=row.confirm_by if row.confirm_by and row.confirm_by >= day else None,
    )


def settlement_resumed(
    petition: Petition, settlement_id: int, day: date
) -> content_settling.SettlementResumed:
    """Say that it is handled again, by whom and by when."""
    row, demands = _settled(petition, settlement_id)
    resumed_on = local_day(row.answered_at) if row.answered_at else day
    return content_settling.SettlementResumed(
        **_head(petition, row, demands, day),
        settled_on=local_day(row.settled_at) if row.settled_at else day,
        resumed_on=resumed_on,
        resumed_for=content_settling.Resumed(row.because),
        handler=organ_of(demands[0].owner),
        handle_by=deadline(demands[0], "handling", since=resumed_on),
    )


SETTLING: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "settlement_notice": settlement_notice,
    "settlement_resumed": settlement_resumed,
}


def _settled(petition: Petition, number: int) -> tuple[Settlement, list[Demand]]:
    row = Settlement.objects.get(pk=number)
    found = petition.demands.filter(position__in=row.positions).select_related("owner")
    return row, list(found.order_by("position"))


def _head(petition: Petition, row: Settlement, demands: list[Demand], day: date) -> dict[str, Any]:
    return {
        **head(petition, petition.receiver, day),
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": tuple(demand.request for demand in demands),
        "committee": row.committee,
        "agreement_number": row.number,
    }
