"""What came in by visit and what was led to another way, day by day: for the counters."""

from __future__ import annotations

from datetime import date, datetime, time

from yimen.access.actor import Actor
from yimen.base.time import LOCAL, local_day, local_midnight
from yimen.registry.models import Guidance, Petition
from yimen.registry.queries import seen_by


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, int]]]:
    """Return, by what was done, each day with how many and which petition, of those seen."""
    since = local_midnight(first)
    until = datetime.combine(last, time.max, tzinfo=LOCAL)
    seen = seen_by(by)
    came = list(
        seen.filter(
            channel=Petition.Channel.VISIT, received_at__gte=since, received_at__lte=until
        ).only("received_at", "headcount")
    )
    led = Guidance.objects.filter(at__gte=since, at__lte=until, petition__in=seen.values("pk"))
    days = [(local_day(one.received_at), one) for one in came]
    return {
        "visit_petitions": [(day, 1, one.pk) for day, one in days],
        "visit_people": [(day, one.headcount, one.pk) for day, one in days],
        "visit_groups": [(day, 1, one.pk) for day, one in days if one.headcount > 1],
        "led_to_law": [(local_day(one.at), 1, one.petition_id) for one in led],
    }
