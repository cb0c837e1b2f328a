"""The two papers about a missed time limit, from the demo district."""

from __future__ import annotations

from datetime import date
from typing import Any

from yimen.documents import content, parts
from yimen.documents.content_breach import OverdueNotice, OverdueSlip
from yimen.law.breaches import OFFENCES, may_now
from yimen.law.limits import LIMITS

LIMIT = LIMITS.latest("acceptance_notice")
OFFENCE = OFFENCES["B44-3"]
BUREAU = parts.Organ(name="一门区信访局", address="一门区民心路1号", phone="0755-0000 1101")
DUE = parts.Deadline(
    on=date(2026, 11, 16),
    because="自2026年10月30日收到转送（交办）次日起算15日，至2026年11月14日；该日为星期六，"
    "顺延至下一个工作日2026年11月16日（《信访工作条例》第二十三条第三款）。",
)
_MISSED: dict[str, Any] = {
    "limit": LIMIT.title.zh,
    "law": LIMIT.law.zh,
    "due": DUE,
    "checked_on": date(2026, 11, 17),
    "consequence": LIMIT.consequence.zh if LIMIT.consequence else "",
    "received_on": date(2026, 10, 29),
    "issued_on": date(2026, 11, 17),
    "contact": None,
}


def samples(
    head: dict[str, Any], to_organ: dict[str, Any], housing: parts.Organ, demand: str
) -> tuple[content.Letter, ...]:
    """Write both: an organ was late with its notice of acceptance."""
    return (
        OverdueNotice(
            **head
            | _MISSED
            | {
                "number": "一门信〔2026〕88号",
                "channel": parts.Channel.ONLINE,
                "demands": (demand,),
                "late": housing,
                "failed": OFFENCE.duty.zh,
                "offends": OFFENCE.law.zh,
                "may": tuple(words.zh for words in may_now(OFFENCE, housing.name, BUREAU.name)),
            }
        ),
        OverdueSlip(
            **to_organ
            | _MISSED
            | {
                "number": "一门信〔2026〕89号",
                "demands": (demand,),
                "code": "B44-3",
                "offends": OFFENCE.law.zh,
            }
        ),
    )
