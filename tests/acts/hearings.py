"""What the tests of hearings, investigations and recusals begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction
from tests import make
from tests.make import Case

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.hearing import Looked, Outcome, Plan, Spoken
from yimen.registry.models import Hearing, Investigation, Member, Recusal

WHY = "涉及多户居民，事实有争议，需要当面查清"
RELATION = "承办人是被反映的物业公司经理的妻弟"
ASKED, GRANTED, CALLED = make.on("2025-03-06"), make.on("2025-03-10"), make.on("2025-03-11")
OPENED, CLOSED = make.on("2025-03-18", "14:30"), make.on("2025-03-19", "17:00")
CONCLUDED = make.on("2025-03-20")

SPOKEN = Spoken(
    present="信访人周小满；承办单位赵禾；听证员三名",
    statements="信访人：路灯坏了两个多月。\n承办单位：电缆老化，已列入计划。",
    questions="问：什么时候修好？\n答：四月底以前。",
    evidence="照片四张，双方没有异议。",
    last_word="希望尽快修好。",
    signed="信访人、主持人、记录人核对后签名",
)
LOOKED = Looked(
    kind="talk",
    began_at=make.on("2025-03-05", "09:00"),
    ended_at=make.on("2025-03-05", "10:00"),
    place="河湾社区居委会",
    persons="王某，社区网格员",
    words="问：路灯什么时候坏的？\n答：去年十二月。",
    signed="王某核对后签名",
)


def a_plan(case: Case, **other: object) -> Plan:
    """Plan a hearing: led by the head, heard by two people from outside."""
    plan = Plan(
        opens_at=OPENED,
        ends_on=date(2025, 3, 19),
        place="区信访局二楼听证室",
        chair=case.district["head"].id,
        guests=(("李某", "律师"), ("王某", "居民代表")),
    )
    return replace(plan, **other)


@transaction.atomic
def an_outcome(case: Case) -> Outcome:
    """Have every member vote alike."""
    act_as(SYSTEM)
    seated = Member.objects.filter(petition=case.petition, is_seated=True)
    votes = {one.pk: ("support", "事实清楚") for one in seated}
    return Outcome(
        facts="七盏路灯因电缆老化断电，双方没有争议。",
        conclusion="support",
        reasons="该路段由本单位管养，应当修复。",
        votes=votes,
    )


@transaction.atomic
def hearing_of(case: Case) -> Hearing:
    """Read the hearing anew, as the system sees it."""
    act_as(SYSTEM)
    found = Hearing.objects.prefetch_related("members").filter(petition=case.petition)
    return found.latest("pk")


@transaction.atomic
def recusal_of(case: Case) -> Recusal:
    """Read the recusal anew."""
    act_as(SYSTEM)
    return Recusal.objects.filter(petition=case.petition).latest("pk")


@transaction.atomic
def investigation_of(case: Case) -> Investigation:
    """Read the investigation anew."""
    act_as(SYSTEM)
    return Investigation.objects.filter(petition=case.petition).latest("pk")


def ask(case: Case) -> None:
    ask_hearing(case.demand, reason=WHY, by=case.petitioner, at=ASKED)


def grant(case: Case) -> None:
    ask(case)
    second = make.an_officer(case.district, "head", make.demand_of(case).owner, "高正")
    case.district.officers.setdefault("second_head", second)
    grant_hearing(case.demand, reason=WHY, by=case.district["second_head"], at=GRANTED)


def call(case: Case, **other: object) -> None:
    grant(case)
    plan = a_plan(case, **other)
    call_hearing(case.demand, plan=plan, by=case.district["handler"], at=CALLED)


def opened(case: Case) -> None:
    call(case)
    open_hearing(case.demand, by=case.district["head"], at=OPENED)


def closed(case: Case) -> None:
    opened(case)
    close_hearing(case.demand, spoken=SPOKEN, by=case.district["handler"], at=CLOSED)


def aside(case: Case, **other: object) -> None:
    """Ask that the handler stand aside."""
    ask_recusal(case.demand, relation=RELATION, by=case.petitioner, at=ASKED, **other)


def granted_by_head(case: Case) -> None:
    ask(case)
    grant_hearing(case.demand, reason=WHY, by=case.district["head"], at=GRANTED)


def called_by_head(case: Case) -> None:
    granted_by_head(case)
    call_hearing(case.demand, plan=a_plan(case), by=case.district["handler"], at=CALLED)


def opened_by_head(case: Case) -> None:
    called_by_head(case)
    open_hearing(case.demand, by=case.district["handler"], at=OPENED)


def closed_by_head(case: Case) -> None:
    opened_by_head(case)
    close_hearing(case.demand, spoken=SPOKEN, by=case.district["handler"], at=CLOSED)
