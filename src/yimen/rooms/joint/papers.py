"""The papers of a joint session: invitation, minutes and joint opinion, drawn on demand."""

from __future__ import annotations

from datetime import date

from django.utils.translation import pgettext_lazy

from yimen.base.errors import NotFound
from yimen.base.time import LOCAL, local_day
from yimen.documents.paper import Block, Paper
from yimen.documents.plain import form, heading, items, room_paper, say
from yimen.documents.speaking import day_words
from yimen.rooms.joint.models import Invitation, Session
from yimen.rooms.joint.queries import Seated, Whole

PARTS = {
    "officer": "信访工作人员",
    "lawyer": "律师",
    "counsellor": "心理咨询师",
    "mediator": "人民调解员",
    "organ": "责任部门",
    "guest": "受邀人员",
}
KINDS = {"single": "单室接访", "joint": "联合接访", "reason": "评理会"}
#: What a paper of such a session says besides.
BESIDE = {
    "reason": "本次评理会经信访人同意举行。评理人员的意见供参考，不约束任何一方，"
    "也不代替信访处理意见。"
}
STATES = {"open": "待兑现", "reported": "已报告完成，待确认", "kept": "已兑现"}


def invitation(whole: Whole, on: date) -> Paper:
    """联合接访邀请函: when, where, about what, and who else comes."""
    session = whole.session
    if session.state != Session.State.PLANNED:
        raise NotFound
    return _paper(
        whole, on, f"{KINDS[session.kind]}邀请函",
        *say(f"现就信访事项{session.petition_number}召集{KINDS[session.kind]}，请您参加。"),
        *_beside(session),
        form({"时间": _time(whole), "地点": whole.where} | _instead(whole)),
        heading("议程"), *say(whole.agenda),
        heading("参加人"), items(_people(whole)),
        *say("请答复能否参加；不能参加的，请委派了解情况、能够当场答复的人员。"
             "会上了解的个人信息和隐私，请予保密。"),
    )  # fmt: skip


def minutes(whole: Whole, on: date) -> Paper:
    """联合接访（会商）纪要: who came, what was asked and said, and what was promised by when."""
    session = whole.session
    if session.state != Session.State.HELD:
        raise NotFound
    here = [_name(one) for one in whole.seats if one.came]
    away = [_name(one) for one in whole.seats if one.came is False]
    rows = {"信访事项": session.petition_number, "时间": _time(whole), "地点": whole.where,
            "参加人": "、".join(here)}  # fmt: skip
    if away:
        rows["未到"] = "、".join(away)
    return _paper(
        whole, local_day(session.held_at) if session.held_at else on,
        f"{KINDS[session.kind]}纪要",
        form(rows),
        heading("议程"), *say(whole.agenda),
        heading("信访人的诉求"), *say(whole.asked),
        heading("各方意见"), *say(whole.said),
        heading("会商结果"), *say(whole.found),
        *_promises(whole), *_visits(whole),
        *((heading("联合意见"), *say(whole.opinion)) if whole.opinion else ()),
        *_beside(session),
        *say("本纪要不是信访处理意见，不影响信访事项的办理期限。"),
        *say("信访人（签名）：", "记录人（签名）："),
    )  # fmt: skip


def _beside(session: Session) -> list[Block]:
    words = BESIDE.get(session.kind, "")
    return [*say(words)] if words else []


def opinion(whole: Whole, on: date) -> Paper:
    """联合意见书: what those at the table advise whoever decides."""
    if not whole.opinion:
        raise NotFound
    here = [_name(one) for one in whole.seats if one.came]
    given = whole.session.opinion_at
    return _paper(
        whole, local_day(given) if given else on, "联合接访意见书",
        form({"信访事项": whole.session.petition_number, "会商时间": _time(whole)}),
        heading("意见"), *say(whole.opinion),
        *say("本意见供有权处理机关办理时参考，不代替其作出的处理意见。"),
        heading("会商人员"), *say(*(f"{name}（签名）：" for name in here)),
    )  # fmt: skip


PAPERS = {
    "invitation": (pgettext_lazy("paper", "Invitation"), invitation),
    "minutes": (pgettext_lazy("paper", "Minutes of the session"), minutes),
    "opinion": (pgettext_lazy("paper", "Joint opinion"), opinion),
}


def papers_of(whole: Whole) -> list[tuple[str, str]]:
    """Return the papers that can be printed now."""
    held = whole.session.state == Session.State.HELD
    have = {
        "invitation": whole.session.state == Session.State.PLANNED,
        "minutes": held,
        "opinion": held and bool(whole.opinion),
    }
    return [(name, str(title)) for name, (title, _) in PAPERS.items() if have[name]]


def paper_of(whole: Whole, name: str, on: date) -> Paper:
    """Return one paper.

    Raises:
        NotFound: there is none of this name, or not yet.
    """
    if name not in PAPERS:
        raise NotFound
    return PAPERS[name][1](whole, on)


def _promises(whole: Whole) -> tuple[Block, ...]:
    if not whole.promises:
        return ()
    lines = (
        f"{one.organ}{f'（{one.who}）' if one.who else ''}：{one.what}，"
        f"最迟在{day_words(one.due_on)}完成（{STATES[one.state]}）。"
        for one in whole.promises
    )
    return (heading("承诺事项"), items(lines))


def _visits(whole: Whole) -> tuple[Block, ...]:
    return tuple(
        block
        for one in whole.visits
        for block in (
            heading(f"现场查看　{day_words(one.at.astimezone(LOCAL).date())}　{one.place}"),
            *say(f"参加人：{one.present}" if one.present else "", one.found),
        )
    )


def _people(whole: Whole) -> list[str]:
    return [f"{PARTS[one.part]}：{_name(one)}" for one in whole.seats] + ["信访人（代表）"]


def _name(seat: Seated) -> str:
    who, organ = seat.who, seat.organ
    if seat.part == Invitation.Part.ORGAN:
        return f"{organ}（{who}）" if who else organ
    return who or organ


def _time(whole: Whole) -> str:
    starts = whole.session.starts_at.astimezone(LOCAL)
    ends = whole.session.ends_at.astimezone(LOCAL)
    return f"{day_words(starts.date())}{starts:%H:%M}至{ends:%H:%M}"


def _instead(whole: Whole) -> dict[str, str]:
    """Return what an earlier invitation said, where the session was moved."""
    if not whole.moves:
        return {}
    last = whole.moves[-1]
    was = last.starts_at.astimezone(LOCAL)
    return {"改期": f"原定{day_words(was.date())}{was:%H:%M}，{last.where}。{last.why}"}


def _paper(whole: Whole, on: date, title: str, *blocks: Block) -> Paper:
    organ = whole.session.organ
    return room_paper(
        title,
        office=organ.name,
        on=on,
        blocks=blocks,
        number=whole.session.number,
        case=whole.session.petition_number,
        foot={"地址": organ.address, "电话": organ.phone},
    )
