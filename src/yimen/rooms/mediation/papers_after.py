"""The papers after a mediation: that it ended and what is left, how it was kept, the report.

Source: People's Mediation Law, arts. 26, 27 and 31.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.documents.paper import Look, Paper
from yimen.documents.plain import TO_SIGN, form, heading, say
from yimen.documents.speaking import day_words
from yimen.law.routes import NO_TIME, ROUTES
from yimen.rooms.mediation.laying import day_of, headed, kind_of
from yimen.rooms.mediation.models import Duty, Talk
from yimen.rooms.mediation.queries import Held, Whole

#: Where a dispute goes on that was not settled here, by what it is about; the rest sue.
_WAYS = {
    "wages": ("labour_arbitration", "labour_inspection"),
    "land": ("land_arbitration", "civil_suit"),
    "consumer": ("consumer", "civil_suit"),
}
#: Why it ended, by who ended it; a side is not named, and owes no reason (art. 23).
_GROUNDS = {"party": "一方当事人要求终止调解", "mediator": "调解员认为不能达成协议"}


def ending(whole: Whole, on: date) -> Paper:
    """终止调解告知: that it has ended, and which other ways there are, until when.

    It can go into a petition's file, so it names nobody and says of nobody that they ended it.
    """
    if whole.case.stage not in {"ended", "refused"}:
        raise NotFound
    return headed(
        whole, local_day(whole.case.ended_at) if whole.case.ended_at else on, "终止调解告知书",
        *say("本纠纷未能达成调解协议，调解终止。终止调解不影响任何一方的权利，也不影响信访事项的办理。"),
        heading("您还可以走哪些途径，最迟什么时候"),
        *say(*_ways(whole)),
        *say("上述期限一直在计算，调解期间也没有停止，请及早提出。期限从哪一天起算、是否已经届满，以那里的答复为准；"
             "法律另有规定的，从其规定。拿不准的，可以到法律工作室咨询，不收费。",
             "依据：《人民调解法》第二十六条。"),
    )  # fmt: skip


def keeping(whole: Whole, on: date) -> Paper:
    """履行与回访记录: each promise, whether it was done, and what the visits found."""
    if whole.agreement is None or whole.agreement.in_force_on is None:
        raise NotFound
    return headed(
        whole, on, "人民调解协议履行与回访记录",
        form({f"{n}.{one.who}": f"{one.what}（最迟在{day_words(one.due_on)}）：{one.label}"
              for n, one in enumerate(whole.promises, start=1)} or {"约定事项": "无"}),
        *(block for talk in _visits(whole)
          for block in (heading(f"{day_of(talk.planned_at)}回访"), *say(talk.record))),
        heading("回访核对"),
        form({"当事人对调解是否满意": "", "是否就协议起诉到法院": "", "有没有新的纠纷": ""}),
        *say(f"回访人：{TO_SIGN}", f"当事人：{TO_SIGN}"),
    )  # fmt: skip


def closing(whole: Whole, on: date) -> Paper:
    """结案报告表: what it was about, how it went, what came of it; for the committee's file."""
    if not whole.is_over:
        raise NotFound
    case, words = whole.case, whole.agreement
    held = [one for one in whole.talks if one.record and one.kind == Talk.Kind.MEETING]
    rows = {
        "纠纷类型": kind_of(whole),
        "当事人": "、".join(side.name for side in whole.sides),
        "调解员": "、".join(whole.mediators) or "未选定",
        "提出日期": day_of(case.asked_at),
        "受理日期": day_words(case.accepted_on) if case.accepted_on else "未受理",
        "结案日期": day_of(case.ended_at) if case.ended_at else day_words(on),
        "调解次数": f"{len(held)}次",
        "调解结果": result(whole),
    }
    if words and words.in_force_on:
        made = whole.promises
        done = sum(one.state == Duty.State.KEPT for one in made)
        rows |= {
            "协议生效日期": day_words(words.in_force_on),
            "司法确认": f"{day_words(words.applied_on)}申请" if words.applied_on else "未申请",
            "履行情况": f"共{len(made)}项，已履行{done}项" if made else "无约定事项",
            "回访日期": "、".join(day_of(one.planned_at) for one in _visits(whole)),
        }
    why = unseal(case.end_sealed)
    drawn = headed(
        whole, on, "人民调解结案报告表",
        form(rows),
        heading("纠纷简要情况"), *say(whole.dispute),
        *((heading("协议内容"), *say(words.terms)) if words and words.in_force_on else ()),
        *((heading("终止的说明"), *say(why)) if why else ()),
        *say(f"人民调解员：{TO_SIGN}", f"人民调解委员会负责人：{TO_SIGN}"),
    )  # fmt: skip
    return replace(drawn, look=Look.COMPACT)  # one sheet


def result(whole: Whole) -> str:
    """Say what came of it; while nothing has, a line is left to write on."""
    if whole.case.stage == "agreed":
        return "达成协议"
    return f"未达成协议：{_ground(whole)}" if whole.is_over else ""


def _ground(whole: Whole) -> str:
    if whole.case.stage == "refused":
        return "一方当事人没有同意调解"
    return _GROUNDS.get(whole.case.ended_by, _GROUNDS["mediator"])


def _ways(whole: Whole) -> Iterator[str]:
    """Say where it can go on, each with the time in which it has to be brought there."""
    for code in _WAYS.get(whole.case.kind, ("civil_suit",)):
        way = ROUTES.find(code)
        times = "；".join(time.words.zh for time in way.times) or NO_TIME.zh
        notes = "".join(f"{time.note.zh}。" for time in way.times if time.note)
        yield f"{way.title.zh}。期限：{times}。{notes}"


def _visits(whole: Whole) -> list[Held]:
    return [one for one in whole.talks if one.kind == Talk.Kind.VISIT and one.record]
