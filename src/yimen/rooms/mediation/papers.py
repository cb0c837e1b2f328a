"""The papers of a mediation, in the forms that committees use: drawn on demand, kept nowhere.

Source: People's Mediation Law, arts. 17 to 33; Civil Procedure Law (2023), art. 205.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from yimen.base.errors import NotFound
from yimen.base.time import LOCAL, local_day
from yimen.documents.paper import Block, Paper
from yimen.documents.plain import (
    TO_SIGN,
    facts,
    form,
    heading,
    items,
    say,
)
from yimen.documents.speaking import day_words
from yimen.documents.wording import InForce
from yimen.law.clock import counted
from yimen.law.reminding import reached
from yimen.rooms.mediation.laying import called, day_of, headed, kind_of, owned, person, who
from yimen.rooms.mediation.models import Duty, Talk
from yimen.rooms.mediation.papers_after import closing, ending, keeping, result
from yimen.rooms.mediation.queries import Held, Whole

_RIGHTS = (
    "人民调解不收取任何费用，遵循自愿、平等原则，任何人不得强迫。",
    "可以选择或者接受人民调解员；可以接受调解、拒绝调解或者要求终止调解。",
    "可以要求调解公开进行或者不公开进行。",
    "自主表达意愿，自愿达成调解协议。",
    "不因调解而影响依法通过仲裁、行政、司法等途径维护自己的权利；各途径的期限照常计算。",
)
_DUTIES = (
    "如实陈述纠纷事实。",
    "遵守调解现场秩序，尊重人民调解员。",
    "尊重对方当事人行使权利。",
    "履行达成的调解协议。",
)
#: What an agreement does; `{n}` are the days of the law in force on the day of the paper.
_EFFECT = (
    "书面调解协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，对各方具有法律约束力。",
    "自协议生效之日起{n}日内，双方当事人可以共同向人民法院申请司法确认；确认有效的，一方拒绝履行时，对方可以申请强制执行。",
    "就协议的履行或者内容发生争议的，可以向人民法院起诉。",
)


def _effect(on: date) -> tuple[str, ...]:
    days = InForce(on)["judicial_confirmation"]
    return tuple(one.format(n=days) for one in _EFFECT)


def application(whole: Whole, on: date) -> Paper:
    """人民调解申请书: who asks, against whom, about what; the applicant's own paper."""
    return owned(
        on, "人民调解申请书",
        who(whole, *(called(whole, n) for n in range(len(whole.sides)))),
        heading("纠纷事实"), *say(whole.dispute),
        heading("申请事项"), *say(whole.wishes or "请求调解。"),
        *say("申请人已阅读权利义务告知书，自愿申请人民调解。"),
        *say("此致", whole.case.committee.name),
        *say(f"申请人：{TO_SIGN}"),
    )  # fmt: skip


def registration(whole: Whole, on: date) -> Paper:
    """人民调解受理登记表: kind, origin, consent of every party."""
    origin = "当事人申请" if whole.case.origin == "party" else "调解委员会主动提出"
    answers = {f"{side.name}的意愿": str(side.consent_label) for side in whole.sides}
    return headed(
        whole, whole.case.accepted_on or on, "人民调解受理登记表",
        form({"纠纷类型": kind_of(whole), "案件来源": origin,
              "提出日期": day_words(local_day(whole.case.asked_at))}
             | {f"{called(whole, n)}": person(whole, n) for n in range(len(whole.sides))}
             | answers | {"调解员": "、".join(whole.mediators)}),
        heading("纠纷简要情况"), *say(whole.dispute),
    )  # fmt: skip


def rights(whole: Whole, on: date) -> Paper:
    """当事人权利义务告知书: read before anybody agrees."""
    return headed(
        whole, on, "人民调解当事人权利义务告知书",
        heading("当事人的权利"), items(_RIGHTS), heading("当事人的义务"), items(_DUTIES),
        heading("调解协议的效力"), items(_effect(on)),
        *say(*(f"{side.name}：{TO_SIGN}" for side in whole.sides)),
    )  # fmt: skip


def record(whole: Whole, _on: date) -> Paper:
    """调解笔录: every meeting that was held, with what was said and room to sign."""
    apart = (Talk.Kind.ALONE, Talk.Kind.INQUIRY)
    held = [talk for talk in whole.talks if talk.record and talk.kind not in apart]
    if not held:
        raise NotFound
    return headed(
        whole, _last(held), "人民调解笔录", *_held(whole, held),
        form({"调解结果": result(whole)}),
        *say("以上笔录经宣读无误。", *(f"{side.name}：{TO_SIGN}" for side in whole.sides),
             *(f"人民调解员{one}：{TO_SIGN}" for one in whole.mediators)),
    )  # fmt: skip


def inquiry(whole: Whole, _on: date) -> Paper:
    """调解调查记录: what the mediator asked of whom, where and when, and found (art. 27)."""
    held = [talk for talk in whole.talks if talk.record and talk.kind == Talk.Kind.INQUIRY]
    if not held:
        raise NotFound
    return headed(
        whole, _last(held), "人民调解调查记录", *_held(whole, held),
        *say("以上记录经被调查人核对无误。", f"被调查人：{TO_SIGN}",
             *(f"人民调解员{one}：{TO_SIGN}" for one in whole.mediators)),
    )  # fmt: skip


def _last(talks: Iterable[Held]) -> date:
    """Return the day of the last of them: a record is signed on the spot."""
    return max(local_day(one.planned_at) for one in talks)


def _held(whole: Whole, talks: Iterable[Held]) -> Iterator[Block]:
    """Lay out talks, each under its day, with its place, who was there and what was said."""
    by = "、".join(whole.mediators)
    for talk in talks:
        yield heading(f"{day_of(talk.planned_at)}　{talk.label}")
        there = talk.planned_at.astimezone(LOCAL)
        yield facts({"时间": f"{there:%H:%M}", "地点": talk.place,
                     "参加人": talk.present, "调解员": by})  # fmt: skip
        yield from say(talk.record)


def agreement(whole: Whole, on: date) -> Paper:
    """调解协议书, or the table in which an oral agreement is noted (arts. 28, 29)."""
    if whole.agreement is None:
        raise NotFound
    words = whole.agreement
    oral = words.form == "oral"
    signed = (
        f"{side.name}：" + ("已凭调解码在平台签名" if side.has_signed else TO_SIGN)
        for side in whole.sides
    )
    ends = f"本协议一式{len(whole.sides) + 1}份，当事人各执一份，人民调解委员会留存一份。"
    return headed(
        whole, words.in_force_on or on, "人民调解口头协议登记表" if oral else "人民调解协议书",
        form({f"{called(whole, n)}": person(whole, n) for n in range(len(whole.sides))}),
        heading("纠纷的主要事实"), *say(words.facts),
        heading("争议事项以及各方当事人的责任"), *say(words.points),
        heading("协议内容、履行方式和期限"), *say(words.terms),
        *((items(f"{one.who}最迟在{day_words(one.due_on)}：{one.what}" for one in whole.promises),)
          if whole.promises else ()),
        *say("" if oral else ends,
             f"本协议自{day_words(words.in_force_on)}起生效。" if words.in_force_on else "",
             *signed, *(f"人民调解员{one}：{TO_SIGN}" for one in whole.mediators)),
    )  # fmt: skip


def court(whole: Whole, on: date) -> Paper:
    """司法确认申请书: the parties' own paper, by all together, within thirty days of the effect."""
    words = whole.agreement
    if words is None or words.in_force_on is None or words.confirm_by is None:
        raise NotFound
    return owned(
        on, "司法确认申请书",
        who(whole, *(f"申请人{n}" for n in range(1, len(whole.sides) + 1))),
        heading("申请事项"),
        *say(f"请求确认{whole.case.committee.name}{whole.case.number}人民调解协议有效。"),
        heading("事实和理由"),
        *say(f"申请人经{whole.case.committee.name}主持调解，于{day_words(words.in_force_on)}达成协议，"
             "协议出于双方自愿，内容不违反法律，不损害国家利益、社会公共利益和他人合法权益。"
             f"现自协议生效之日起{InForce(on)['judicial_confirmation']}日内共同提出申请。"),
        heading("申请人承诺"),
        items(("双方出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；",
               "因该协议内容给他人造成损害的，愿意承担相应的法律责任。")),
        heading("随附材料"),
        items(("调解协议书；", "人民调解委员会主持调解的证明；", "双方身份证明；",
               "与协议有关的财产权利证明（如有）。")),
        *say("此致", "　　　　　　　　　　人民法院"),
        *say(*(f"申请人{n}：{TO_SIGN}" for n in range(1, len(whole.sides) + 1))),
    )  # fmt: skip


def reminder(whole: Whole, on: date) -> Paper:
    """司法确认期限提醒书: to every party, from the twentieth day on (M2)."""
    words = whole.agreement
    since, last = (words.in_force_on, words.confirm_by) if words else (None, None)
    if words is None or since is None or last is None or words.applied_on:
        raise NotFound
    if not reached(since, on) or on > last:
        raise NotFound
    return headed(
        whole, on, "司法确认期限提醒书",
        *say(f"你们达成的人民调解协议自{day_words(since)}起生效。各方如果希望人民法院确认协议的效力，"
             f"最迟应当在{day_words(last)}共同提出申请。"),
        heading("为什么提醒"),
        items(("经人民法院确认有效的协议，一方拒绝履行时，对方可以申请强制执行。",
               "过了这一天就不能再申请司法确认；就协议的履行或者内容发生争议的，仍然可以起诉。",
               "是否申请，由各方自己决定；不申请，协议同样有效。")),
        heading("怎样申请"),
        *say("各方一起到有管辖权的人民法院，带上司法确认申请书、调解协议书和身份证明。申请不收费。"
             "申请书可以在本委员会领取，也可以凭调解码下载。"),
        to="、".join(side.name for side in whole.sides),
    )  # fmt: skip


def asking_after(whole: Whole, on: date) -> Paper:
    """履行情况回访通知书: what was promised by a day that has passed, and what can be done (M5)."""
    if whole.agreement is None or whole.agreement.in_force_on is None:
        raise NotFound
    due = [one for one in whole.promises if one.state == Duty.State.OPEN and one.due_on < on]
    if not due:
        raise NotFound
    asked_by = max(counted("performance", one.due_on).on for one in due)
    return headed(
        whole, on, "调解协议履行情况回访通知书",
        *say("按照调解协议，下列事项约定的日期已经过去："),
        items(f"{one.who}最迟在{day_words(one.due_on)}：{one.what}" for one in due),
        *say(f"我们最迟在{day_words(asked_by)}向各方了解履行情况。已经履行的，请告诉我们；"
             "还没有履行的，请尽快履行。"),
        heading("对方没有履行的"),
        items(("可以告诉我们，由我们督促履行；",
               "可以向人民法院起诉；协议经司法确认的，可以申请强制执行；",
               "信访诉求因本协议停止办理的，信访人可以要求恢复办理。")),
        to="、".join(side.name for side in whole.sides),
    )  # fmt: skip


def contents(whole: Whole, on: date) -> Paper:
    """卷宗封面与目录: what a complete file holds, numbered."""
    made = [
        str(title)
        for name, (title, _) in PAPERS.items()
        if name != "contents" and _has(name, whole, on)
    ]
    return headed(
        whole, on, "人民调解卷宗",
        form({"案由": kind_of(whole),
                "当事人": "、".join(side.name for side in whole.sides),
                "调解员": "、".join(whole.mediators),
                "调解结果": str(whole.case.get_stage_display()),
                "受理日期": day_words(whole.case.accepted_on) if whole.case.accepted_on else "",
                "结案日期": day_of(whole.case.ended_at) if whole.case.ended_at else ""}),
        heading("卷内目录"), items([*made, *ON_PAPER]),
    )  # fmt: skip


#: What a complete file holds besides what is printed here, filed by hand.
ON_PAPER = (
    "当事人身份证明（纸质，必备）",
    "授权委托书（纸质，有代理人的）",
    "证据材料（纸质，有的）",
    "司法确认材料（纸质，有的）",
    "卷宗情况说明、封底（纸质，必备）",
)
#: Every paper by its name: title for the list, and how it is made.
PAPERS: Mapping[str, tuple[Promise, Callable[[Whole, date], Paper]]] = {
    "application": (pgettext_lazy("paper", "Application for mediation"), application),
    "registration": (pgettext_lazy("paper", "Registration of the case"), registration),
    "rights": (pgettext_lazy("paper", "Rights and duties of the parties"), rights),
    "inquiry": (pgettext_lazy("paper", "Record of the inquiry"), inquiry),
    "record": (pgettext_lazy("paper", "Record of the mediation"), record),
    "agreement": (pgettext_lazy("paper", "Mediation agreement"), agreement),
    "ending": (pgettext_lazy("paper", "Notice that the mediation has ended"), ending),
    "keeping": (pgettext_lazy("paper", "Record of how the agreement was kept"), keeping),
    "asking_after": (
        pgettext_lazy("paper", "Notice that we will ask how the agreement is kept"),
        asking_after,
    ),
    "reminder": (
        pgettext_lazy("paper", "Reminder of the time for judicial confirmation"),
        reminder,
    ),
    "court": (pgettext_lazy("paper", "Application for judicial confirmation"), court),
    "closing": (pgettext_lazy("paper", "Closing report"), closing),
    "contents": (pgettext_lazy("paper", "Cover and contents of the file"), contents),
}
#: What a party may take along; the rest is the committee's.
FOR_PARTIES = frozenset(
    {"application", "rights", "agreement", "ending", "asking_after", "reminder", "court"}
)


def papers_of(whole: Whole, on: date, *, party: bool = False) -> list[tuple[str, str]]:
    """Return the papers that can be printed now: name and title."""
    return [
        (name, str(title))
        for name, (title, _) in PAPERS.items()
        if (not party or name in FOR_PARTIES) and _has(name, whole, on)
    ]


def paper_of(whole: Whole, name: str, on: date, *, party: bool = False) -> Paper:
    """Return one paper.

    Raises:
        NotFound: there is none of this name, or not yet, or not for a party.
    """
    if name not in PAPERS or (party and name not in FOR_PARTIES):
        raise NotFound
    return PAPERS[name][1](whole, on)


def _has(name: str, whole: Whole, on: date) -> bool:
    if name == "contents":
        return True
    try:
        PAPERS[name][1](whole, on)
    except NotFound:
        return False
    return True
