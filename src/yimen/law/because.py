"""Why a date is due: one sentence for staff, citizens and letters, in Chinese and in English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yimen.law.days import HOLIDAY, LOCAL_REST, MAKE_UP, ONE_DAY, WEEKEND, weekday
from yimen.law.limit import Anchor, Bearer, Mark, Unit
from yimen.law.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yimen.law.clock import Due
    from yimen.law.days import Days

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

EVENTS = {
    Anchor.RECEIVED: Words("收到", "when the matter was received"),
    Anchor.REGISTERED: Words("登记", "when the matter was registered"),
    Anchor.DISPATCHED: Words("收到转送（交办）", "when the organ itself received the matter"),
    Anchor.ASSIGNED: Words("交办", "when the matter was assigned"),
    Anchor.OBJECTED: Words("提出异议", "when the objection was made"),
    Anchor.ACCEPTED: Words("受理", "when the matter was accepted"),
    Anchor.HANDLING_ENDS: Words("办理期限届满", "when the ordinary handling limit ended"),
    Anchor.GUIDED: Words(
        "告知其他法定途径（上次询问）", "when the other way was named, or last asked about"
    ),
    Anchor.SERVED: Words("送达", "when the written answer was served"),
    Anchor.REVIEW_ASKED: Words("收到复查（复核）请求", "when the request was received"),
    Anchor.REOPEN_ASKED: Words("收到新的事实和理由", "when the new facts or reasons came in"),
    Anchor.TAKEN: Words("接收", "when it was taken up"),
    Anchor.REFERRED_UP: Words("报请决定由谁受理", "when it was put to the higher organ"),
    Anchor.KNOWN: Words("知悉情况", "when it became known"),
    Anchor.EXECUTED: Words("告知执行情况", "when the organ reported that it was done"),
    Anchor.HEARING_ASKED: Words("提出听证申请", "when the hearing was asked for"),
    Anchor.HEARING_CALLED: Words("发出听证通知", "when the notice of the hearing went out"),
    Anchor.RECUSAL_ASKED: Words("提出回避", "when the recusal was asked for"),
    Anchor.AGREED: Words("调解协议生效", "when the agreement took effect"),
    Anchor.PROMISED: Words("协议约定的履行日", "the day by which it was promised"),
    Anchor.SETTLED: Words("确认以调解协议解决", "when the agreement was said to settle it"),
    Anchor.ADVISED: Words("收到建议书（重新答复的要求）", "when the advice was received"),
    Anchor.AID_ASKED: Words("收到法律援助申请", "when legal aid was asked for"),
    Anchor.AID_GRANTED: Words("决定给予法律援助", "when legal aid was granted"),
}
#: The same where it began once more: the matter was taken up, or the execution asked for, anew.
AGAIN = {
    Anchor.RECEIVED: Words("重新办理", "when the matter was taken up again"),
    Anchor.ACCEPTED: Words("重新办理", "when the matter was taken up again"),
    Anchor.SERVED: Words("要求执行", "when it was to be carried out"),
}

LOCAL_PROMISE = Words(
    "；地方承诺，法定期限照常计算", "; a local promise, the limit of the law runs on unchanged"
)
NOTES = {
    Mark.DESIGN: Words(
        "；条文未定天数，按本系统设定", "; it names no number of days, this system's own is used"
    ),
    Mark.MEMORY: Words(
        "；天数尚待核对原文", "; the number of days is still to be checked against the text"
    ),
    **dict.fromkeys((Mark.S0, Mark.S1, Mark.S2, Mark.S3, Mark.S4), LOCAL_PROMISE),
}


def sentence(due: Due) -> Words:
    """Say from which event how many days run, to which day, why, and by which rule."""
    counted = _at_once(due) if (due.limit.days or 0) + due.extra == 0 else _counted(due)
    law, note = due.limit.law, NOTES.get(due.limit.mark, Words("", ""))
    known = _provisional(due)
    return Words(
        f"{counted.zh}（{law.zh}{note.zh}）。{known.zh}",
        f"{counted.en} ({law.en}{note.en}).{known.en}",
    )


def day_words(day: date) -> Words:
    """Write a date as people read it."""
    return Words(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    )


def _at_once(due: Due) -> Words:
    """Say that something is due on the day of the event itself."""
    start, event = day_words(due.start), _event(due)
    zh = f"应在{event.zh}的当日（{start.zh}）完成"
    en = f"This is due at once, on {start.en}, {event.en}"
    if due.on == due.start:
        return Words(zh, en)
    moved = _moved(due, due.start)
    return Words(f"{zh}；{moved.zh}", f"{en}; {moved.en}")


def _counted(due: Due) -> Words:
    """Say how many days run, from which event, to which day."""
    limit, event, start = due.limit, _event(due), day_words(due.start)
    unit = Words("个工作日", "working day") if limit.unit is Unit.WORKING else Words("日", "day")
    plural = "" if limit.days == 1 else "s"
    most = Words("最多", "At most ") if limit.at_most else Words("", "")
    more, ends = _more(due, limit.days or 0), _ends(due)
    return Words(
        f"自{start.zh}{event.zh}次日起算{most.zh}{limit.days}{unit.zh}{more.zh}，{ends.zh}",
        f"{most.en}{limit.days} {unit.en}{plural}{more.en}, counted from the day after {start.en}, "
        f"{event.en}, {ends.en}",
    )


def _event(due: Due) -> Words:
    """Say from what it is counted."""
    return due.event or EVENTS[due.limit.anchor]


def _more(due: Due, number: int) -> Words:
    """Say what is added by an extension and what is left out for hearings."""
    zh, en = "", ""
    if due.extra:
        zh += f"，经批准延长{due.extra}日，共{number + due.extra}日"
        en += f" and {due.extra} more by extension, {number + due.extra} in all"
    # A hearing that begins when the time is over leaves out none of it.
    held = {day for first, last in due.excluded for day in _days(first, last + ONE_DAY)}
    out = sum(due.start < day <= (due.nominal or due.on) for day in held)
    if out:
        zh += f"（听证{out}日不计入）"
        en += f" ({out} hearing {'day' if out == 1 else 'days'} not counted)"
    return Words(zh, en)


def _ends(due: Due) -> Words:
    """Say on which day they end, and what moved that day."""
    on = day_words(due.on)
    if due.nominal is None:
        skipped = _skipped(due)
        return Words(f"至{on.zh}届满{skipped.zh}", f"end on {on.en}{skipped.en}")
    if due.nominal == due.on:
        stays = _not_moved(due)
        return Words(f"至{on.zh}届满{stays.zh}", f"end on {on.en}{stays.en}")
    last, moved = day_words(due.nominal), _moved(due, due.nominal)
    return Words(f"至{last.zh}；{moved.zh}", f"end on {last.en}; {moved.en}")


def _moved(due: Due, nominal: date) -> Words:
    """Say which rest days the due date steps over, and where it comes to rest."""
    on, days = day_words(due.on), due.days
    holiday = any(days.why(day).startswith(HOLIDAY) for day in _days(nominal, due.on))
    after = "节后第一个工作日" if holiday else "下一个工作日"
    shift = Words("", "")
    if days.why(due.on) == MAKE_UP:
        shift = Words("（调休上班日）", " (a make-up working day)")
    why = _why_moved(due, nominal)
    return Words(
        f"{why.zh}，顺延至{after}{on.zh}{shift.zh}",
        f"{why.en}, so the limit runs on to the next working day, {on.en}{shift.en}",
    )


def _why_moved(due: Due, nominal: date) -> Words:
    """Say what kind of day the unrolled last day is, and what follows it."""
    between, days, first = list(_days(nominal, due.on)), due.days, weekday(nominal)
    names = _rest_names(between, days)
    is_weekend = days.why(nominal) == WEEKEND
    if names and not is_weekend:
        return Words(f"该日为{names.zh}", f"that day falls in {names.en}")
    if any(days.is_working(day) for day in between):
        return Words("该日前后可能放假", "holidays are to be expected around that day")
    if names:
        return Words(
            f"该日为{first.zh}，其后为{names.zh}", f"that day is a {first.en} before {names.en}"
        )
    return Words(f"该日为{first.zh}", f"that day is a {first.en}")


def _not_moved(due: Due) -> Words:
    """Say why a Saturday or Sunday is the last day after all, where it is."""
    if not due.limit.rolls or due.days.why(due.on) != MAKE_UP:
        return Words("", "")
    name = weekday(due.on)
    return Words(
        f"；该日虽为{name.zh}，但属调休上班日，不顺延",
        f"; though a {name.en}, that is a make-up working day, so it does not move",
    )


def _skipped(due: Due) -> Words:
    """Say which rest days lie between, and which Saturdays and Sundays count as working days."""
    days, between = due.days, list(_days(due.start + ONE_DAY, due.on + ONE_DAY))
    names = _rest_names(between, days)
    weekends = any(days.why(day) == WEEKEND for day in between)
    left_out = [*([Words("周末", "weekends")] if weekends else []), *([names] if names else [])]
    made_up = [_short(day) for day in between if days.why(day) == MAKE_UP]
    zh = f"，其间跳过{'和'.join(name.zh for name in left_out)}" if left_out else ""
    en = f", leaving out {' and '.join(name.en for name in left_out)}" if left_out else ""
    if made_up:
        zh += f"，{'、'.join(day.zh for day in made_up)}为调休上班日，照常计算"
        en += f"; {' and '.join(day.en for day in made_up)} "
        en += "counts as a" if len(made_up) == 1 else "count as"
        en += " make-up working day" if len(made_up) == 1 else " make-up working days"
    return Words(zh, en)


def _provisional(due: Due) -> Words:
    """Say that a calendar to come may move the date."""
    if not due.provisional:
        return Words("", "")
    year = due.on.year
    if due.limit.actor is Bearer.PETITIONER:
        return Words(
            f"{year}年的放假安排尚未公布，本日期为暂定，已按有利于信访人的方式从宽计算，公布后重新计算。",
            f" The holidays of {year} are not published yet: this date is provisional, reckoned in "
            "the petitioner's favour, and will be reckoned again.",
        )
    return Words(
        f"{year}年的放假安排尚未公布，本日期为暂定，公布后重新计算。",
        f" The holidays of {year} are not published yet: this date is provisional and will be "
        "reckoned again.",
    )


def _rest_names(between: Iterable[date], days: Days) -> Words | None:
    """Name the holidays and local rest days among these days, each once, in their order."""
    national: dict[Words, None] = {}
    local: dict[Words, None] = {}
    for day in between:
        kind = days.why(day)
        if kind.startswith(HOLIDAY):
            national[days.name_of(day)] = None
        elif kind == LOCAL_REST:
            local[days.name_of(day)] = None
    if not national and not local:
        return None
    zh = ["、".join(name.zh for name in national) + "假期"] if national else []
    en = ["the " + " and ".join(name.en for name in national) + " holiday"] if national else []
    return Words(
        "和".join([*zh, *(name.zh for name in local)]),
        " and ".join([*en, *(name.en for name in local)]),
    )


def _short(day: date) -> Words:
    name = weekday(day)
    return Words(
        f"{day.month}月{day.day}日（{name.zh}）", f"{name.en} {day.day} {MONTHS[day.month - 1]}"
    )


def _days(first: date, end: date) -> Iterable[date]:
    """Walk from the first day to the day before the end."""
    return (date.fromordinal(number) for number in range(first.toordinal(), end.toordinal()))
