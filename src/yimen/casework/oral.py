"""What is signed at the counter: the registration form, and the record of what was said (art. 19).

Printed by whoever wrote it down, on the day on which they did, and kept nowhere: the signed sheet
comes back into the file as a paper that was handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import unseal
from yimen.base.time import LOCAL, local_day
from yimen.documents.paper import Block, Paper
from yimen.documents.plain import TO_SIGN, form, heading, items, room_paper, say
from yimen.documents.speaking import WORDS
from yimen.registry.models import Demand, Link, Party, Petition
from yimen.registry.queries import seen_by
from yimen.registry.readings import note

#: How many digits of an identity number stand on the form.
_LAST = 4
_SPOKEN = frozenset({Petition.Channel.VISIT, Petition.Channel.PHONE})
#: The three classes, to be ticked.
CLASSES = "　".join(f"□{word}" for word in WORDS["class"].values())
_CAPACITY = {
    Party.Capacity.REPRESENTATIVE: "代表",
    Party.Capacity.AGENT: "代理人",
    Party.Capacity.COSIGNER: "联名人",
}


class NotWrittenToday(Refused):
    """The paper to be signed is printed by {name}, on the day of the registration."""


def counter_paper(by: Actor, petition_id: int, name: str, *, at: datetime) -> Paper:
    """Return one paper to be signed at the counter; that it was printed is written down.

    Raises:
        NotFound: there is no such petition or paper. NotWrittenToday: somebody else wrote it down,
        or on another day.
    """
    petition = seen_by(by, "petition.register").filter(pk=petition_id).first()
    if petition is None or name not in PAPERS:
        raise NotFound
    if name == "oral" and petition.channel not in _SPOKEN:
        raise NotFound
    day = local_day(petition.registered_at or petition.received_at)
    if petition.recorder_id != by.id or day != local_day(at):
        raise NotWrittenToday(name=petition.recorder.name if petition.recorder else "—")
    parties = list(Party.objects.filter(petition=petition).order_by("pk"))
    demands = list(Demand.objects.filter(petition=petition).order_by("position"))
    note(petition.pk, "letter", by=by, at=at)
    return PAPERS[name](petition, parties, demands, at)


def registration_form(
    petition: Petition, parties: Sequence[Party], demands: Sequence[Demand], at: datetime
) -> Paper:
    """信访事项登记表: who, what about, who wrote it down."""
    return _paper(
        petition, "信访事项登记表", at,
        [
            form(_person(parties[0]) | _coming(petition, parties) | _sorted(petition, demands)),
            heading("信访请求"), items(one.request for one in demands),
            *_facts(demands),
            *say("以上内容已向信访人宣读，信访人确认无误。", f"信访人（代表）：{TO_SIGN}",
                 f"登记人{petition.recorder.name if petition.recorder else ''}：{TO_SIGN}"),
        ],
    )  # fmt: skip


def oral_record(
    petition: Petition, parties: Sequence[Party], demands: Sequence[Demand], at: datetime
) -> Paper:
    """口头信访记录: the petitioner's own words, read back, signed or marked with a finger."""
    first = parties[0]
    recorder = petition.recorder.name if petition.recorder else ""
    return _paper(
        petition, "口头信访记录", at,
        [
            form({"口述人": first.name, "记录人": recorder,
                  "时间": _moment(petition.received_at), "地点": petition.receiver.name,
                  "使用的语言": first.language, "翻译人员": ""}),
            heading("口述内容"),
            *(block for one in demands for block in say(one.request, one.facts)),
            heading("核对"),
            *say("记录人已将以上记录读给口述人听（口述人自行阅读的，请在此注明：　　　　　　）。"
                 "口述人认为记录与所说一致；需要补充、更正的，已写在下面并经口述人确认。",
                 "补充、更正：　　　　　　　　　　　　　　　　　　　　　　",
                 f"口述人：{TO_SIGN}", "不能签名的，按指印：　　　　　　", f"翻译人员：{TO_SIGN}",
                 f"记录人：{TO_SIGN}"),
        ],
    )  # fmt: skip


PAPERS = {"form": registration_form, "oral": oral_record}


def _person(party: Party) -> dict[str, str]:
    number = unseal(party.id_sealed) if party.id_sealed else ""
    return {
        "姓名（名称）": party.name,
        "证件号码": f"尾号{number[-_LAST:]}" if number else "",
        "电话": unseal(party.phone_sealed) if party.phone_sealed else "",
        "地址": unseal(party.address_sealed) if party.address_sealed else "",
        "希望的联系方式": WORDS["reach"][party.reach],
    }


def _coming(petition: Petition, parties: Sequence[Party]) -> dict[str, str]:
    """Say how it came; of a group, how many came and who speaks for them."""
    speak = [
        f"{one.name}（{_CAPACITY[Party.Capacity(one.capacity)]}）"
        for one in parties
        if one.capacity in _CAPACITY and one.capacity != Party.Capacity.COSIGNER
    ]
    came = WORDS["channel"][petition.channel]
    if petition.channel == Petition.Channel.VISIT:
        came += f"（{petition.headcount}人）"
    found = {
        "提出方式和时间": f"{came}，{_moment(petition.received_at)}",
        "发生地点": petition.place,
    }
    if speak:
        found["代表、代理人"] = "、".join(speak)
    wishes = ["请求保密"] if petition.wants_confidentiality else []
    wishes += ["同意公开答复"] if petition.wants_publicity else []
    found["信访人的意愿"] = "，".join(wishes) or "未提出保密请求，不同意公开答复"
    return found | {"需要的协助": "；".join(filter(None, (parties[0].needs, parties[0].language)))}


def _sorted(petition: Petition, demands: Sequence[Demand]) -> dict[str, str]:
    """Say of which class it is, ticked by hand until it is screened, and whether it came before."""
    known = [WORDS["class"][one.kind] for one in demands if one.kind]
    before = petition.links.filter(kind=Link.Kind.REPEAT).values_list("other__number", flat=True)
    again = f"重复（{'、'.join(before)}）" if before else "重复"
    return {
        "事项类别": "、".join(dict.fromkeys(known)) or CLASSES,
        "初次或者重复": "初次" if petition.is_first_time else again,
    }


def _facts(demands: Sequence[Demand]) -> list[Block]:
    told = [one.facts for one in demands if one.facts]
    return [heading("事实和理由"), *say(*told)] if told else []


def _paper(petition: Petition, title: str, at: datetime, blocks: Sequence[Block]) -> Paper:
    office = petition.receiver
    return room_paper(
        title,
        office=office.name,
        on=local_day(at),
        case=petition.number,
        blocks=blocks,
        foot={"地址": office.address, "电话": office.phone},
    )


def _moment(when: datetime) -> str:
    here = when.astimezone(LOCAL)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"
