"""Builders: a district, its officers, and petitions on their way, made through the acts.

`a_petition(until="served")` walks the road with ordinary people on ordinary days: accepted on 3
March 2025, so that the handling limit ends on 6 May, the day after a holiday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from tests import cast, lanes, settled

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import LOCAL
from yimen.casework.actions.accept import accept
from yimen.casework.actions.accept_review import accept_review
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.assign import assign
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.decline import decline
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.forward import forward
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.register import register
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Ask, Elsewhere, Filing, Paper, Person
from yimen.casework.proving import Proved
from yimen.casework.reviewed import Looked, ReviewDraft
from yimen.casework.reviewing import Plea
from yimen.documents.actions import issue
from yimen.documents.models import Letter
from yimen.law.moves import State
from yimen.ops.demo import read
from yimen.people.models import Organ, Post, Region, Staff
from yimen.people.queries import actor_of
from yimen.registry.code import blind_code
from yimen.registry.models import Clock, Decline, Demand, Opinion, Petition, Review

SINCE = date(2020, 1, 1)
#: What proves that an answer was handed over.
SIGNED = Proved(paper=Paper(name="送达回证.txt", data="本人签收".encode()))
CATEGORY = "urban_rural_construction.street_lighting"
OTHER_CATEGORY = "urban_rural_construction.sanitation"
#: The organs of the little district, by their keys in the demo's.
ORGANS = ("government", "bureau", "housing", "urban_management", "supervisory")
_PLAN: Any = read("district")
#: On which days of 2025 the road is walked.
DAYS = {
    **lanes.DAYS,
    **settled.DAYS,
    "lodge": "02-24 09:00",
    "register": "02-24 10:00",
    "screen": "02-24 11:00",
    "send": "02-25 09:00",
    "route_out": "02-25 10:00",
    "weigh": "02-25 08:30",
    "accepted_there": "03-10 10:00",
    "object": "02-27 09:00",
    "decline": "02-28 09:00",
    "accept": "03-03 09:00",
    "contact": "03-05 09:00",
    "withdraw": "03-06 09:00",
    "ask_extension": "03-10 09:00",
    "extend": "03-11 09:00",
    "tell": "03-12 09:00",
    "draft": "03-20 09:00",
    "check": "03-21 09:00",
    "return": "03-21 10:00",
    "sign": "03-24 09:00",
    "issue": "03-25 09:00",
    "serve": "03-27 09:00",
    "execute": "04-10 09:00",
    "conclude": "05-06 09:00",
    "ask_review": "04-14 09:00",
    "accept_review": "04-15 09:00",
    "draft_review": "04-22 09:00",
    "sign_review": "04-23 09:00",
    "serve_review": "04-25 09:00",
    "ask_recheck": "05-12 09:00",
    "accept_recheck": "05-13 09:00",
    "draft_recheck": "05-20 09:00",
    "sign_recheck": "05-21 09:00",
    "serve_recheck": "05-23 09:00",
    "ask_reopen": "07-01 09:00",
}


def on(day: str, hour: str = "09:00") -> datetime:
    """Return a moment of office time on a day written like 2025-03-03."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), tzinfo=LOCAL)


def when(deed: str) -> datetime:
    """Return when a deed is done on the ordinary road."""
    day, hour = DAYS[deed].split()
    return on(f"2025-{day}", hour)


@dataclass
class District:
    """A district and its people: organs by their keys, officers by the parts they play."""

    region: Region
    organs: dict[str, Organ]
    officers: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, part: str) -> Actor:
        """Return the officer who plays a part."""
        return self.officers[part]

    @property
    def bureau(self) -> Organ:
        """Where petitions are received and sent on."""
        return self.organs["bureau"]

    @property
    def housing(self) -> Organ:
        """The organ that handles, unless a test says otherwise."""
        return self.organs["housing"]

    @property
    def urban(self) -> Organ:
        """Another organ, to which our petition is usually unknown."""
        return self.organs["urban_management"]


def a_district(code: str = "ym", profile: str = "") -> District:
    """Make a district of five organs with an officer for every part, and another one beside it."""
    here = _district(code, "一门区", profile)
    there = _district(f"{code}-xg", "兴国县", "")
    _officers(here, cast.OFFICERS | cast.REVIEWERS)
    _officers(there, cast.ELSEWHERE)
    here.officers |= there.officers
    here.organs["elsewhere"] = there.housing
    here.organs["bureau_elsewhere"] = there.bureau
    return here


def _district(code: str, name: str, profile: str) -> District:
    region = Region.objects.create(name=name, kind=Region.Kind.DISTRICT, path=f"/{code}/")
    organs: dict[str, Organ] = {}
    for key in ORGANS:
        about = _PLAN["organs"][key]
        organs[key] = Organ.objects.create(
            name=about["name"].replace("一门区", name),
            mark=about["mark"].replace("一门", name[:2]),
            kind=about["kind"],
            region=region,
            parent=organs.get("government"),
            profile=profile if key == "bureau" else "",
            has_reception=key == "bureau",
            address=f"{name}政务路1号",
            phone="0000-88000000",
        )
    organs["city"] = Organ.objects.create(
        name=f"{name}上级市人民政府",
        mark=f"{name[:2]}市府",
        kind="government",
        region=region,
        address="云津市云台路1号",
    )
    Organ.objects.filter(pk=organs["government"].pk).update(parent=organs["city"])
    organs["government"].parent = organs["city"]
    return District(region, organs)


def _officers(district: District, members: dict[str, cast.Member]) -> None:
    staff = Staff.objects.bulk_create(
        Staff(username=f"{m.username}-{district.region.pk}", name=m.name, joined_on=SINCE)
        for m in members.values()
    )
    posts = Post.objects.bulk_create(
        Post(
            staff=person,
            role=member.role,
            organ=district.organs[member.organ],
            region=district.region,
            starts_on=SINCE,
        )
        for person, member in zip(staff, members.values(), strict=True)
    )
    district.officers |= {part: actor_of(post) for part, post in zip(members, posts, strict=True)}


def dated_otherwise(demand: int) -> None:
    """Give its clocks a day that lodging it anew would not: so it cannot be divided off."""
    act_as(SYSTEM)
    moved = Clock.objects.filter(demand=demand, stopped_on=None)
    assert moved.update(due_on=F("due_on") + timedelta(days=1))


def an_officer(district: District, role: str, organ: Organ, name: str = "林晓") -> Actor:
    """Give the district one more officer."""
    staff = Staff.objects.create(username=f"more-{Staff.objects.count()}", name=name)
    post = Post.objects.create(
        staff=staff, role=role, organ=organ, region=district.region, starts_on=SINCE
    )
    return actor_of(post)


@dataclass
class Case:
    """A petition on its way, and what a test needs to go on with it."""

    district: District
    petition: int
    number: str
    code: str
    demands: list[int] = field(default_factory=list)
    opinion: int = 0

    @property
    def demand(self) -> int:
        """The only demand, or the first."""
        return self.demands[0]

    @property
    def petitioner(self) -> Actor:
        """Whoever holds the query code."""
        return Actor(role=Role.PETITIONER, code=blind_code(self.number, self.code))


@dataclass(frozen=True)
class Way:
    """How a petition walks the road: everything that a test may want to be different."""

    asks: int = 1
    route: int | None = 6
    kind: str = "claim"
    to: str = "housing"
    handler: str = "handler"
    report_by: date | None = None
    result: str = "explained"
    duty_by: date | None = None
    days: int = 30
    review: str = "maintain"
    #: Brought to the organ itself, by somebody who stands there.
    in_person: bool = False


def a_filing(district: District, **more: object) -> Filing:
    """Fill in a form as a citizen would, online, with the bureau."""
    given: dict[str, Any] = {
        "channel": "online",
        "receiver": district.bureau.pk,
        "asks": (
            Ask(request="请修好河湾社区东门一段的路灯", facts="十盏路灯有七盏不亮，已经两个多月。"),
        ),
        "people": (cast.CITIZEN,),
    }
    return Filing(**(given | more))


def asks(number: int) -> tuple[Ask, ...]:
    """Write several demands down."""
    return tuple(
        Ask(request=f"请办理第{n}件事", facts=f"第{n}件事的情况。") for n in range(1, number + 1)
    )


def a_petition(
    district: District, until: str = "lodged", *, filing: Filing | None = None, **way: object
) -> Case:
    """Lodge a petition and walk it down the road until it stands where a test begins."""
    told = Way(**way)
    given: dict[str, Any] = {"asks": asks(told.asks)} if told.asks > 1 else {}
    if told.in_person:
        given |= {"channel": "visit", "receiver": district.housing.pk}
    filing = filing or a_filing(district, **given)
    by = Actor(role=Role.STRANGER)
    if filing.channel != "online":
        by = district["receptionist"]
    done = lodge(filing, by=by, at=when("lodge"))
    case = Case(district, done.petition, done.number, done.code)
    case.demands = [demand.pk for demand in demands_of(case)]
    walk(case, until, told)
    return case


def walk(case: Case, until: str, way: Way | None = None, *, begin: str = "") -> None:
    """Go on down the road, from where the case stands to where it should."""
    deeds = ROAD[until]
    done = len(ROAD[begin]) if begin else 0
    for deed in deeds[done:]:
        DEEDS[deed](case, way or Way())


def _each(act: Callable[..., object], part: str, deed: str, **words: object) -> Callable[..., None]:
    def do(case: Case, way: Way) -> None:
        by = case.district[way.handler if part == "handler" else part]
        for demand in case.demands:
            act(demand, by=by, at=when(deed), **words)

    return do


def _screen(case: Case, way: Way) -> None:
    by = case.district["screener"]
    for demand in case.demands:
        screen(demand, kind=way.kind, category=CATEGORY, route=way.route, by=by, at=when("screen"))


def _send(case: Case, way: Way) -> None:
    by, to = case.district["screener"], case.district.organs[way.to].pk
    for demand in case.demands:
        if way.report_by:
            assign(demand, to=to, report_by=way.report_by, by=by, at=when("send"))
        else:
            forward(demand, to=to, by=by, at=when("send"))


def _accept(case: Case, way: Way) -> None:
    by = case.district[way.handler]
    for demand in case.demands:
        accept(demand, handler=by.id, by=by, at=when("accept"))


def _ask_extension(case: Case, way: Way) -> None:
    by, reason = case.district[way.handler], "需要委托检测机构鉴定"
    ask_extension(case.demand, days=way.days, reason=reason, by=by, at=when("ask_extension"))


def a_draft(case: Case, way: Way | None = None) -> Draft:
    """Write an opinion that answers every demand."""
    way = way or Way()
    return Draft(
        findings=tuple(
            Found(
                demand=demand,
                facts="现场查看，七盏路灯因电缆老化断电。",
                evidence="现场照片四张",
                reasons="该路段由我局管养，应当保持完好。",
                result=way.result,
                basis="《城市照明管理规定》第二十条",
            )
            for demand in case.demands
        ),
        duty="更换老化电缆" if way.result == "supported" else "",
        duty_by=way.duty_by,
    )


def _draft(case: Case, way: Way) -> None:
    by = case.district[way.handler]
    opinion = draft_opinion(case.petition, draft=a_draft(case, way), by=by, at=when("draft"))
    case.opinion = opinion.pk


def _on_opinion(
    act: Callable[..., object], part: str, deed: str, **words: object
) -> Callable[..., None]:
    def do(case: Case, way: Way) -> None:
        by = case.district[way.handler if part == "handler" else part]
        act(case.opinion, by=by, at=when(deed), **words)

    return do


def _print(case: Case, _: Way) -> None:
    print_opinion(case)


@transaction.atomic
def print_notice(case: Case) -> None:
    """Print the notice of non-acceptance, as the worker does when it was decided."""
    act_as(SYSTEM)
    row = Decline.objects.get(demand=case.demand)
    issue("non_acceptance_notice", petition=case.petition, subject=row.pk, at=row.at)


@transaction.atomic
def print_opinion(case: Case) -> None:
    """Print the opinion, as the worker does when it was issued."""
    act_as(SYSTEM)
    issue("handling_opinion", petition=case.petition, subject=case.opinion, at=when("issue"))


def _conclude(case: Case, _: Way) -> None:
    for demand in case.demands:
        conclude(demand, by=SYSTEM, at=when("conclude"))


def _execute(case: Case, way: Way) -> None:
    by = case.district[way.handler]
    for demand in case.demands:
        execute(demand, proof="已更换电缆，验收单在卷", by=by, at=when("execute"))


def _tell(case: Case, _: Way) -> None:
    tell_extension(case.demand, by=SYSTEM, at=when("tell"))


#: A direction with everything that one needs.
ARBITRATION = Elsewhere(
    route=2,
    organ="一门区劳动人事争议仲裁院",
    address="一门区同心路20号二楼",
    limit="自知道权利被侵害之日起一年内",
    basis="《劳动争议调解仲裁法》第二十七条",
    papers="仲裁申请书、工资条",
)


#: A sheet on the same, from the day on which she knew.
WEIGHING = Weighing(is_here=False, way="labour_arbitration", since=date(2024, 6, 3))


def _withdraw(case: Case, _: Way) -> None:
    withdraw(case.petition, demands=case.demands, by=case.petitioner, at=when("withdraw"))


DEEDS: dict[str, Callable[[Case, Way], None]] = {
    **lanes.deeds(when),
    "register": lambda case, _: _register(case),
    "screen": _screen,
    "send": _send,
    "decline": _each(
        decline,
        "head",
        "decline",
        reason="属于民事合同纠纷，不属于本机关职权",
        where_to_go="一门区人民法院，政务路2号",
    ),
    "object": _each(object_dispatch, "handler", "object", reason="路灯由城市管理部门管养"),
    "route_out": _each(
        route_out,
        "screener",
        "route_out",
        elsewhere=ARBITRATION,
        reason="劳动报酬争议，应当先申请仲裁",
    ),
    "weigh": _each(weigh, "screener", "weigh", weighing=WEIGHING),
    "accepted_there": _each(
        accepted_there, "screener", "accepted_there", words="信访人来电，仲裁院已经受理"
    ),
    "withdraw": _withdraw,
    "file_agreement": lambda case, _: settled.file_it(case, when("file_agreement")),
    "settle": lambda case, _: settled.settle_it(case, when("settle")),
    "accept": _accept,
    "contact": _each(log_contact, "handler", "contact", kind="phone", words="电话听取诉求"),
    "ask_extension": _ask_extension,
    "extend": _each(extend, "head", "extend"),
    "tell": _tell,
    "draft": _draft,
    "check": _on_opinion(check_opinion, "checker", "check"),
    "return": _on_opinion(return_opinion, "checker", "return", reason="请补充依据的条款"),
    "sign": _on_opinion(sign_opinion, "head", "sign"),
    "issue": _on_opinion(issue_opinion, "handler", "issue"),
    "print": _print,
    "print_notice": lambda case, _: print_notice(case),
    "serve": _on_opinion(serve, "handler", "serve", method="in_person", proved=SIGNED),
    "execute": _execute,
    "conclude": _conclude,
    "ask_review": lambda case, way: _ask_review(case, way, recheck=False),
    "ask_recheck": lambda case, way: _ask_review(case, way, recheck=True),
    "ask_reopen": lambda case, _: ask_reopen(
        case.demand, news="检测报告证明电缆不合格", by=case.petitioner, at=when("ask_reopen")
    ),
    **{
        f"{deed}_{level}": lambda case, way, deed=deed, level=level: _review(case, way, deed, level)
        for deed in ("accept", "draft", "sign", "serve")
        for level in ("review", "recheck")
    },
}

PLEA = Plea(
    request="请撤销处理意见，修好全部路灯",
    facts="七盏路灯至今不亮，处理意见没有说明原因。",
)


def a_review(case: Case, result: str = "maintain") -> ReviewDraft:
    """Write a review that says the same of every demand."""
    return ReviewDraft(
        points=tuple(
            Looked(
                demand=demand,
                facts="现场复核，七盏路灯仍不亮。",
                reasons="原意见没有查明电缆老化的原因。",
                result=result,
                decision="于六月底前更换电缆" if result == "change" else "",
                basis="《信访工作条例》第三十五条",
            )
            for demand in case.demands
        ),
        examined="调阅案卷、现场查看",
    )


def _ask_review(case: Case, _: Way, *, recheck: bool) -> None:
    act, deed = (ask_recheck, "ask_recheck") if recheck else (ask_review, "ask_review")
    act(case.petition, demands=case.demands, plea=PLEA, by=case.petitioner, at=when(deed))


def _review(case: Case, way: Way, deed: str, level: str) -> None:
    by = "reviewer" if level == "review" else "rechecker"
    head = "review_head" if level == "review" else "recheck_head"
    district, at = case.district, when(f"{deed}_{level}")
    if deed == "accept":
        accept_review(case.demand, handler=district[by].id, by=district[head], at=at)
    elif deed == "draft":
        draft_review(case.demand, draft=a_review(case, way.review), by=district[by], at=at)
    elif deed == "sign":
        sign_review(case.demand, by=district[head], at=at)
        print_review(case, level)
    else:
        act = serve_review if level == "review" else serve_recheck
        act(case.demand, method="in_person", proved=SIGNED, by=district[by], at=at)


@transaction.atomic
def print_review(case: Case, level: str = "review") -> None:
    """Print a review opinion, as the worker does when it was signed."""
    act_as(SYSTEM)
    review = Review.objects.filter(petition=case.petition, level=level, stage="signed").last()
    if review and review.signed_at:
        issue(f"{level}_opinion", petition=case.petition, subject=review.pk, at=review.signed_at)


def _register(case: Case) -> None:
    register(case.petition, by=case.district["receptionist"], at=when("register"))


#: Which deeds are done by the time a petition stands at each place, main road first.
ROAD: dict[str, tuple[str, ...]] = {"lodged": ()}
for _place, _deeds in {
    "registered": ("register",),
    "screened": ("screen",),
    "dispatched": ("send",),
    "accepted": ("accept",),
    "handled": ("contact",),
    "drafted": ("draft",),
    "checked": ("check",),
    "signed": ("sign",),
    "issued": ("issue",),
    "printed": ("print",),
    "served": ("serve",),
    "concluded": ("conclude",),
}.items():
    ROAD[_place] = (*ROAD[list(ROAD)[-1]], *_deeds)
ROAD["declined"] = (*ROAD["dispatched"], "decline")
ROAD["notice_printed"] = (*ROAD["declined"], "print_notice")
ROAD["objected"] = (*ROAD["dispatched"], "object")
ROAD["routed_out"] = (*ROAD["screened"], "route_out")
ROAD["weighed"] = (*ROAD["screened"], "weigh")
ROAD["taken_up_there"] = (*ROAD["routed_out"], "accepted_there")
ROAD["withdrawn"] = (*ROAD["handled"], "withdraw")
ROAD["agreement_filed"] = (*ROAD["handled"], "file_agreement")
ROAD["settled"] = (*ROAD["agreement_filed"], "settle")
ROAD["extension_asked"] = (*ROAD["handled"], "ask_extension")
ROAD["extension_approved"] = (*ROAD["extension_asked"], "extend")
ROAD["extended"] = (*ROAD["extension_approved"], "tell")
ROAD["returned"] = (*ROAD["drafted"], "return")
ROAD["executed"] = (*ROAD["served"], "execute")
for _place, _before, _deed in (
    ("review_asked", "served", "ask_review"),
    ("review_accepted", "review_asked", "accept_review"),
    ("review_drafted", "review_accepted", "draft_review"),
    ("review_signed", "review_drafted", "sign_review"),
    ("reviewed", "review_signed", "serve_review"),
    ("recheck_asked", "reviewed", "ask_recheck"),
    ("recheck_accepted", "recheck_asked", "accept_recheck"),
    ("recheck_drafted", "recheck_accepted", "draft_recheck"),
    ("recheck_signed", "recheck_drafted", "sign_recheck"),
    ("rechecked", "recheck_signed", "serve_recheck"),
    ("news", "rechecked", "ask_reopen"),
):
    ROAD[_place] = (*ROAD[_before], _deed)

for _place, _deeds in lanes.ROADS.items():
    ROAD[_place] = (*ROAD["screened"], *_deeds)

#: How to come to each state of the law: the place on the road, and the way to it.
TO_STATE: dict[State, tuple[str, dict[str, Any]]] = {
    State.RECEIVED: ("lodged", {}),
    State.REGISTERED: ("screened", {}),
    State.OBJECTED: ("objected", {}),
    State.DISPATCHED: ("dispatched", {}),
    State.ACCEPTED: ("accepted", {}),
    State.SUGGESTION_STUDY: ("suggestion_taken", {"kind": "suggestion"}),
    State.SUGGESTION_TOLD: ("suggestion_told", {"kind": "suggestion"}),
    State.SEALED_SENT: ("released", {"kind": "accusation"}),
    State.SEALED_TAKEN: ("accusation_taken", {"kind": "accusation"}),
    State.SEALED_TOLD: ("accusation_told", {"kind": "accusation"}),
    State.HANDLING: ("handled", {}),
    State.EXTENDED: ("extended", {}),
    State.OPINION_REVIEW: ("drafted", {}),
    State.OPINION_ISSUED: ("printed", {}),
    State.SERVED: ("served", {}),
    State.EXECUTING: ("served", {"result": "supported"}),
    State.EXECUTED: ("executed", {"result": "supported"}),
    State.ROUTED_OUT: ("routed_out", {"route": 2}),
    State.CLOSED_ROUTED: ("taken_up_there", {"route": 2}),
    State.NOT_ACCEPTED: ("notice_printed", {}),
    State.WITHDRAWN: ("withdrawn", {}),
    State.CONCLUDED: ("concluded", {}),
    State.SETTLED: ("settled", {}),
    State.REVIEW: ("review_asked", {}),
    State.REVIEW_SERVED: ("reviewed", {}),
    State.RECHECK: ("recheck_asked", {}),
    State.CLOSED_FINAL: ("rechecked", {}),
}


@transaction.atomic
def petition_of(case: Case) -> Petition:
    """Read the petition anew, as the system sees it."""
    act_as(SYSTEM)
    return Petition.objects.select_related("receiver").get(pk=case.petition)


@transaction.atomic
def demands_of(case: Case) -> list[Demand]:
    """Read the demands anew, as the system sees them."""
    act_as(SYSTEM)
    return list(Demand.objects.filter(petition=case.petition).order_by("position"))


def demand_of(case: Case) -> Demand:
    """Read the only demand anew, or the first."""
    return demands_of(case)[0]


@transaction.atomic
def opinion_of(case: Case) -> Opinion:
    """Read the opinion anew."""
    act_as(SYSTEM)
    return Opinion.objects.get(pk=case.opinion)


@transaction.atomic
def letter_of(case: Case, kind: str = "handling_opinion") -> Letter:
    """Read the newest version of a letter anew."""
    act_as(SYSTEM)
    return Letter.objects.filter(petition=case.petition, kind=kind).latest("pk")


def with_people(filing: Filing, *people: Person) -> Filing:
    """Put other people into a filing."""
    return replace(filing, people=people)


def owed_after_a_recheck(district: District) -> Case:
    """Make a petition in which a recheck ordered something that is not done yet."""
    case = a_petition(district, "recheck_accepted")
    draft = replace(a_review(case, "change"), duty="更换电缆", duty_by=on("2025-06-30").date())
    at = when("draft_recheck")
    draft_review(case.demand, draft=draft, by=district["rechecker"], at=at)
    DEEDS["sign_recheck"](case, Way())
    DEEDS["serve_recheck"](case, Way())
    return case
