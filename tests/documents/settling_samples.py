"""One letter of each kind about a settlement, for a made-up matter."""

from __future__ import annotations

from datetime import date

from yimen.documents import content_settling, parts
from yimen.documents.content import Letter


def samples(head: dict, organ: parts.Organ, demand: str) -> tuple[Letter, ...]:
    """Return them, under a letterhead."""
    known = head | {
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.ONLINE,
        "demands": (demand,),
        "committee": "一门区人民来访接待厅人民调解委员会",
        "agreement_number": "（2026）一门人调字第3号",
        "settled_on": date(2026, 12, 2),
    }
    return (
        content_settling.SettlementNotice(
            **known
            | {
                "number": "一门信调〔2026〕1号",
                "issued_on": date(2026, 12, 2),
                "in_force_on": date(2026, 12, 1),
                "answer_by": parts.Deadline(
                    on=date(2027, 1, 7), because="协议约定的最后履行日之后七日。"
                ),
                "confirm_by": date(2026, 12, 31),
            }
        ),
        content_settling.SettlementResumed(
            **known
            | {
                "number": "一门信复〔2027〕2号",
                "issued_on": date(2027, 1, 5),
                "resumed_on": date(2027, 1, 5),
                "resumed_for": content_settling.Resumed.NOT_KEPT,
                "handler": organ,
                "handle_by": parts.Deadline(
                    on=date(2027, 3, 8), because="自2027年1月5日次日起算60日，至2027年3月6日。"
                ),
            }
        ),
    )
