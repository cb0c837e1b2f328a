"""What the papers about a missed time limit say, drawn from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, content_breach, parts
from yimen.documents.drawn import head, organ_of
from yimen.law.breaches import OFFENCES, may_now
from yimen.law.limits import LIMITS, Limit
from yimen.law.turning import reckoned
from yimen.registry.clocks import as_running, began_with
from yimen.registry.models import Breach, Petition


def overdue_notice(petition: Petition, breach_id: int, day: date) -> content_breach.OverdueNotice:
    """Say which duty was missed, by which article, and what she may do about it."""
    row = _breach(breach_id)
    offence = OFFENCES[row.code]
    return content_breach.OverdueNotice(
        **head(petition, row.told_by, day),
        **_missed(row),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        demands=(row.demand.request,),
        late=organ_of(row.organ),
        failed=offence.duty.zh,
        offends=offence.law.zh,
        may=tuple(words.zh for words in may_now(offence, row.organ.name, _name_above(row))),
        # Who writes has its own address at the foot.
        above=organ_of(row.above) if row.above_id not in {row.organ_id, row.told_by_id} else None,
    )


def overdue_slip(petition: Petition, breach_id: int, day: date) -> content_breach.OverdueSlip:
    """Say to the organ which limit it missed, the code of the article, and what is wanted."""
    row = _breach(breach_id)
    return content_breach.OverdueSlip(
        **head(petition, row.above, day, to_petitioner=False) | {"addressee": row.organ.name},
        **_missed(row),
        received_on=local_day(petition.received_at),
        demands=(row.demand.request,),
        code=row.code,
        offends=OFFENCES[row.code].law.zh,
    )


BREACH: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "overdue_notice": overdue_notice,
    "overdue_slip": overdue_slip,
}


def _breach(number: int) -> Breach:
    found = Breach.objects.select_related("clock", "demand", "organ", "told_by", "above")
    return found.get(pk=number)


def _name_above(row: Breach) -> str:
    """Return who supervises the organ; at the top nobody in this system does."""
    return row.above.name if row.above_id != row.organ_id else ""


def _missed(row: Breach) -> dict[str, Any]:
    """Return what both papers say of the limit, in the version under which the clock ran."""
    limit = _version(row)
    return {
        "limit": limit.title.zh,
        "law": limit.law.zh,
        "due": parts.Deadline(on=row.due_on, because=_because(row)),
        "checked_on": local_day(row.at),
        "done_on": row.clock.stopped_on,
        "consequence": limit.consequence.zh if limit.consequence else "",
    }


def _version(row: Breach) -> Limit:
    return LIMITS.applicable(row.limit, row.clock.started_on)


def _because(row: Breach) -> str:
    if _version(row).days is None:
        return "该日期由交办单位指定。"
    counted = reckoned(replace(as_running(row.clock), due_on=row.due_on, is_provisional=False))
    if counted is None:
        return "该日期由意见书写明。"
    return replace(counted, event=began_with(row.clock)).because.zh
