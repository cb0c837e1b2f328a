"""The demo's legal room: consultations without a petition, one at each stage, all invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.people.models import Post
from yimen.people.queries import actor_of
from yimen.rooms.legal.actions.advise import Advice, advise
from yimen.rooms.legal.actions.ask_aid import ask_aid
from yimen.rooms.legal.actions.check_conflict import check_conflict
from yimen.rooms.legal.actions.close import close
from yimen.rooms.legal.actions.consult import Told, consult
from yimen.rooms.legal.actions.hand_over import hand_over
from yimen.rooms.legal.models import Consultation

EMPLOYER = "云门食品加工厂"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One consultation: so many days ago, what was told and advised, what came of it by now."""

    ago: int
    told: Told
    advice: Advice | None = None
    #: So many days ago the client's own time in another way began.
    since: int = 0
    outcomes: tuple[str, ...] = ()


CASES = (
    Case(
        ago=40,
        told=Told(
            client="顾玉梅",
            facts="被工厂辞退，没有说明理由，也没有补偿，上月底收到通知。",
            others=(EMPLOYER,),
        ),
        advice=Advice(
            can="elsewhere",
            direction="违法解除劳动合同的赔偿金",
            how="向劳动人事争议仲裁委员会申请仲裁，带上辞退通知和工资流水。",
            expect="受理后一般四十五日内裁决。",
            way="labour_arbitration",
        ),
        since=60,
        outcomes=("led", "accepted"),
    ),
    Case(
        ago=21,
        told=Told(
            client="沈秋白", facts="租房合同到期，房东扣了押金，想知道怎么要回来。", people=2
        ),
        advice=Advice(
            can="elsewhere",
            direction="返还租房押金",
            how="先请人民调解室约房东谈；不成的向法院起诉，金额小可以走小额诉讼。",
            way="civil_suit",
        ),
        since=30,
        outcomes=("led",),
    ),
    Case(
        ago=9,
        told=Told(client="白小满", facts="想知道遗嘱要不要公证，手写的算不算。"),
        advice=Advice(
            can="not", how="不是信访事项。自书遗嘱亲笔书写、签名、注明年月日即有效，可以不公证。"
        ),
        outcomes=("other",),
    ),
    Case(
        ago=2,
        told=Told(
            client="章小雨",
            facts="去年被辞退，一直自己找公司谈，现在想申请仲裁，请不起律师。",
            others=("东区电子商务公司",),
            phone="13300000009",
        ),
        advice=Advice(
            can="elsewhere",
            direction="拖欠的工资和经济补偿",
            how="马上申请劳动仲裁：一年的期限只剩几天。同时申请法律援助，期限不足七日可以先行提供。",
            expect="仲裁委五日内决定是否受理。",
            way="labour_arbitration",
        ),
        since=361,
    ),
    Case(
        ago=1,
        told=Told(client="江大海", facts="邻居装修打穿了承重墙，物业不管，想知道找谁。", people=3),
    ),
)
#: Whose matter asks for legal aid, and whose is to go to the other lawyer.
ASKS_AID, IS_HANDED_OVER = 3, 4


def make(at: datetime) -> None:
    """Set the consultations up through the room's own acts, once."""
    act_as(SYSTEM)
    posts = Post.objects.filter(role=Role.LAWYER).select_related("organ", "region", "staff")
    lawyers = [actor_of(post) for post in posts.order_by("pk")]
    if not lawyers or Consultation.objects.filter(petition=None).exists():
        return
    first = lawyers[0]
    numbers = [_tell(case, first, at) for case in CASES]
    act_as(first)
    ask_aid(numbers[ASKS_AID], by=first, at=at - _days(1))
    # Whoever advised a worker advises not the factory: the room says yes or no, and no name.
    check_conflict(client=EMPLOYER, others=["某工人"], by=first, at=at)
    for other in lawyers[1:2]:
        hand_over(numbers[IS_HANDED_OVER], to=other.id, by=first, at=at)


def _tell(case: Case, by: Actor, now: datetime) -> int:
    at = now - _days(case.ago)
    act_as(by)
    matter, _ = consult(told=case.told, by=by, at=at)
    if case.advice:
        advise(matter.pk, advice=_since(case.advice, case.since, now), by=by, at=at + _HALF_AN_HOUR)
    for place, outcome in enumerate(case.outcomes, start=1):
        later = at + _days(place * case.ago // (len(case.outcomes) + 1))
        close(matter.pk, outcome=outcome, by=by, at=later)
    return matter.pk


def _since(advice: Advice, days: int, now: datetime) -> Advice:
    begun = date.fromordinal(local_day(now).toordinal() - days)
    return replace(advice, since=begun if days else None)


_HALF_AN_HOUR = timedelta(minutes=30)


def _days(many: int) -> timedelta:
    return timedelta(hours=24 * many)
