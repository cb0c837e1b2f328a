"""The papers of the legal room: the guidance sheet and the legal opinion, drawn on demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import pgettext_lazy

from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.documents.paper import Block, Paper
from yimen.documents.plain import facts, heading, items, room_paper, say
from yimen.documents.speaking import day_words
from yimen.documents.wording import InForce
from yimen.law.routes import NO_TIME
from yimen.rooms.legal.queries import Whole

CAN = {
    "here": "可以依照信访程序办理。",
    "elsewhere": "不属于信访程序办理的范围，可以通过下列法定途径解决。",
    "not": "目前没有可以适用的法定途径，理由如下。",
}
_FREE = "法律工作室的咨询不收取任何费用。律师对您所说的内容保密，未经您同意，不告知任何单位和个人。"


def guidance(whole: Whole, _on: date) -> Paper:
    """律师指引单: direction, way, time and what can be expected, as of the day of the advice."""
    matter = whole.matter
    if not matter.advised_at:
        raise NotFound
    on = local_day(matter.advised_at)
    return _paper(
        whole, on, "法律咨询指引单",
        heading("能否办理"), *say(CAN.get(matter.can, "")),
        heading("如何办理"), *say(whole.direction, whole.how),
        *_there(whole),
        *((heading("大致需要多久，可能有什么结果"), *say(whole.expect))
          if whole.expect else ()),
        *_aid(whole, on),
        *say(_FREE),
        addressee=whole.client,
    )  # fmt: skip


def opinion(whole: Whole, on: date) -> Paper:
    """法律意见书: what it assumes, the law, the ways, the risks, and whose it is."""
    words = whole.opinion
    if words is None:
        raise NotFound
    signed = words.row.signed_at
    title = "法律意见书" if signed else "法律意见书（草稿）"
    return _paper(
        whole, local_day(signed) if signed else on, title,
        *say(f"我是在{whole.matter.organ.name}法律工作室值班的律师，就您咨询的事项，"
             "根据您的陈述和提供的材料，独立出具法律意见如下。"),
        heading("所依据的事实"), *say(words.facts),
        *say("以上事实来自当事人的陈述和材料，未经本室调查核实；事实不同的，结论也可能不同。"),
        heading("适用的法律"), *say(words.law),
        heading("解决途径"), *say(words.ways),
        heading("风险提示"), *say(words.risks),
        *_there(whole, "途径", "向谁提出", "您的期限", "最后一日"),
        *say("本意见供您参考，不是信访事项的处理意见，对有权处理机关没有约束力。"),
        addressee=whole.client,
    )  # fmt: skip


def aid_referral(whole: Whole, _on: date) -> Paper:
    """法律援助转介单: where to ask, by when they decide, and the client's own time."""
    aid = whole.aid
    if aid is None:
        raise NotFound
    days = InForce(aid.asked_on)
    decide, assign = days["legal_aid_decision"], days["legal_aid_assignment"]
    rows = {
        "申请人": whole.client,
        "受理机构": aid.body or "法律援助机构（拨打12348查询地址）",
        "申请日期": day_words(aid.asked_on),
        "应当作出决定的日期": f"最迟在{day_words(aid.decide_by)}（收到申请之日起{decide}日内）",
        "决定给予援助后": f"自作出决定之日起{assign}日内指派法律援助人员",
        "本人期限": f"{day_words(whole.matter.lapses_on)}届满" if whole.matter.lapses_on else "",
    }
    return _paper(
        whole, aid.asked_on, "法律援助转介单",
        facts(rows),
        *say(f"距本人期限届满不足{days['legal_aid_first']}日，可以请求法律援助机构先行提供法律援助，"
             "再补办手续（《法律援助法》第四十四条）。" if aid.is_urgent else ""),
        heading("请带上"),
        items(("身份证件；", "经济困难情况说明；", "与申请事项有关的材料；", "本转介单。")),
        *say("对不予法律援助的决定有异议的，可以向设立该机构的司法行政部门提出。"),
        addressee=whole.client,
    )  # fmt: skip


def _there(whole: Whole, *only: str) -> list[Block]:
    """Say all about the way, or these parts of it alone."""
    way, matter, body = whole.way, whole.matter, whole.body
    if way is None:
        return []
    own = [time.words.zh for time in way.times] or [NO_TIME.zh]
    rows = {
        "途径": way.title.zh,
        "向谁提出": body.name if body else "",
        "地址": body.address if body else "",
        "电话": body.phone if body else "",
        "您的期限": "；".join(own),
        "最后一日": day_words(matter.lapses_on) if matter.lapses_on else "",
        "对方的办理期限": way.authority.zh,
        "需要的材料": way.papers.zh,
        "对方不受理怎么办": way.refused.zh,
        "依据": way.basis.zh,
    }
    return [
        facts({label: text for label, text in rows.items() if not only or label in only}),
        *say("咨询不中断也不延长上述期限，请最迟在最后一日提出。" if way.times else ""),
    ]


def _aid(whole: Whole, on: date) -> list[Block]:
    if whole.way is None or not whole.way.aid:
        return []
    days = InForce(on)
    decide, assign = days["legal_aid_decision"], days["legal_aid_assignment"]
    ways = f"法律援助机构{decide}日内决定，决定后{assign}日内指派。电话12348。"
    return [*say(f"请不起律师的，可以申请法律援助：{ways}")]


def _paper(whole: Whole, on: date, title: str, *blocks: Block, addressee: str) -> Paper:
    """Put a paper together under no head: a lawyer's word is no document of an organ."""
    organ = whole.matter.organ
    drawn = room_paper(
        title,
        office=f"{organ.name}法律工作室",
        on=on,
        blocks=blocks,
        case=whole.matter.number,
        addressee=addressee,
        foot={"地址": organ.address, "律师": whole.lawyer},
    )
    return replace(drawn, mark="", signer=f"律师　{whole.lawyer}")


PAPERS = {
    "guidance": (pgettext_lazy("paper", "Guidance after the consultation"), guidance),
    "opinion": (pgettext_lazy("paper", "Legal opinion"), opinion),
    "aid": (pgettext_lazy("paper", "Referral to legal aid"), aid_referral),
}


def papers_of(whole: Whole, *, client: bool = False) -> list[tuple[str, str]]:
    """Return the papers that can be printed now; a client takes along no draft."""
    written, signed = whole.opinion, bool(whole.opinion and whole.opinion.row.signed_at)
    have = {
        "guidance": whole.matter.advised_at is not None,
        "opinion": signed if client else written is not None,
        "aid": whole.aid is not None,
    }
    return [(name, str(title)) for name, (title, _) in PAPERS.items() if have[name]]


def paper_of(whole: Whole, name: str, on: date, *, client: bool = False) -> Paper:
    """Return one paper.

    Raises:
        NotFound: there is none of this name, or not yet.
    """
    if name not in dict(papers_of(whole, client=client)):
        raise NotFound
    return PAPERS[name][1](whole, on)
