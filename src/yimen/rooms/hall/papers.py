"""The receipt of a visit: who received you, what was said, what happens next."""

from __future__ import annotations

from yimen.base.time import LOCAL, local_day
from yimen.documents.paper import Paper
from yimen.documents.plain import form, heading, room_paper, say
from yimen.documents.speaking import day_words
from yimen.rooms.hall.rated import DAYS_TO_RATE
from yimen.rooms.hall.received import Received


def visit_receipt(visit: Received) -> Paper:
    """来访接待回执: what a visitor takes along from a window."""
    began = visit.began_at.astimezone(LOCAL)
    return room_paper(
        "来访接待回执",
        office=visit.place,
        on=local_day(visit.began_at),
        case=visit.petition or f"{day_words(began.date())}第{visit.number}号",
        blocks=(
            form({
                "号码": visit.number,
                "时间": f"{day_words(began.date())} {began:%H:%M}",
                "窗口": f"{visit.window}（{visit.point}）",
                "接待人": visit.who,
            } | ({"登记编号": visit.petition} if visit.petition else {})),
            heading("您反映的情况"), *say(visit.said or "（未作记录）"),
            heading("接下来"), *say(visit.next_step or "本次接待已经办结，没有后续事项。"),
            *say(
                "以上如有出入，请当场告诉接待人更正。凭号单查询码，当日可以在手机上再次查看；"
                f"来访后{DAYS_TO_RATE}日内可以自愿评价，接待人看不到。"
            ),
        ),
        foot={"地址": visit.address, "电话": visit.phone},
    )  # fmt: skip
