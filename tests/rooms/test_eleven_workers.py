"""Eleven workers without wages: from the door to the payment on one day, through the acts."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from tests import make
from tests.rooms.halls import DAY, a_hall

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.casework.actions.accept import accept
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.forward import forward
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.refer import refer
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.settle import settle
from yimen.casework.filing import Ask, Filing, Paper, Person
from yimen.casework.settling import Agreed
from yimen.documents.render import render_pdf
from yimen.registry.code import blind_code
from yimen.registry.models import Attachment, Party, Petition
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.hold import Minutes, Promise, hold
from yimen.rooms.joint.actions.keep import confirm, report
from yimen.rooms.joint.actions.plan import Plan, Seat, plan
from yimen.rooms.joint.models import Room
from yimen.rooms.joint.queries import of_petition, owed
from yimen.rooms.joint.queries import whole as table
from yimen.rooms.legal import papers as legal_papers
from yimen.rooms.legal.actions.advise import Advice, advise
from yimen.rooms.legal.actions.close import close
from yimen.rooms.legal.actions.consent import consent as agree_to_hand_in
from yimen.rooms.legal.actions.consult import Told, consult
from yimen.rooms.legal.actions.hand_in import hand_in
from yimen.rooms.legal.actions.write_opinion import Parts, write_opinion
from yimen.rooms.legal.counting import tallies
from yimen.rooms.legal.matters import blind_client
from yimen.rooms.legal.queries import whole as legal_whole
from yimen.rooms.mediation import papers as mediation_papers
from yimen.rooms.mediation.actions.agree import Promise as Duty
from yimen.rooms.mediation.actions.agree import Terms, agree
from yimen.rooms.mediation.actions.allow_filing import allow_filing
from yimen.rooms.mediation.actions.apply import Person as Side
from yimen.rooms.mediation.actions.apply import Wanted, apply
from yimen.rooms.mediation.actions.begin import begin
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.hand_out import hand_out
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.cases import blind_party
from yimen.rooms.mediation.models import Committee, Mediator
from yimen.rooms.mediation.queries import whole as mediated

pytestmark = pytest.mark.django_db
TODAY = date.fromisoformat(DAY)
NAMES = ("罗大川", "蒋小平", "韦建国", "覃福生", "莫德全")
FIRM = "新城建筑劳务公司"


def at(hour: str):  # a moment of this day
    return make.on(DAY, hour)


def test_eleven_workers_get_their_wages_on_the_day_they_come() -> None:  # noqa: PLR0915  # one day, told in one piece
    district = make.a_district()
    hall = a_hall(district).open("registration", "legal_aid")
    counter, lawyer, mediator = (
        hall.people["registration"],
        district["lawyer"],
        district["mediator"],
    )
    labour = make.an_officer(district, "handler", district.urban, name="劳监")
    act_as(SYSTEM)
    meeting = Room.objects.create(
        name="联合接访室", organ=district.bureau, region=district.region,
        area=district.region.path, address="一门路1号",
    )  # fmt: skip
    committee = Committee.objects.create(
        name="一门区人民调解委员会", mark="一", organ=district.bureau, region=district.region,
        address="一门路1号",
    )  # fmt: skip
    Mediator.objects.create(committee=committee, staff_id=mediator.id)

    # 09:05 at the door: one ticket for eleven people; called, and registered with five of them.
    act_as(STRANGER)
    ticket, _ = take_ticket(
        hall.place.pk, wants=Wants(point="registration", people=11), by=STRANGER, at=at("09:05")
    )
    act_as(counter)
    assert call_next(hall.windows["registration"].pk, by=counter, at=at("09:10")).pk == ticket.pk
    receive(ticket.pk, by=counter, at=at("09:11"))
    filing = Filing(
        channel="visit", receiver=district.bureau.pk, headcount=11,
        asks=(Ask(request="请求支付拖欠的工资", facts=f"十一人在{FIRM}做工三个月，工资未付。"),),
        people=(
            Person(name=NAMES[0], phone="13800000001", reach="phone"),
            *(Person(name=name, capacity="representative") for name in NAMES[1:]),
        ),
    )  # fmt: skip
    lodged = lodge(filing, by=counter, at=at("09:20"))
    register(lodged.petition, by=counter, at=at("09:25"))
    petition = Petition.objects.get(pk=lodged.petition)
    assert petition.headcount == 11
    assert Party.objects.filter(petition=petition).count() == 5
    screener, handler = district["screener"], labour
    act_as(screener)
    (demand,) = petition.demands.all()
    wages = "labour_social_security.unpaid_wages"
    screen(demand.pk, kind="claim", route=6, category=wages, by=screener, at=at("09:25"))
    forward(demand.pk, to=district.urban.pk, by=screener, at=at("09:25"))
    act_as(handler)
    accept(demand.pk, by=handler, at=at("09:26"))
    act_as(counter)
    refer(petition.pk, room="lawyer", by=counter, at=at("09:26"))
    refer(petition.pk, room="mediator", by=counter, at=at("09:26"))
    outcome = Outcome(said="已登记", then="legal_aid", petition=petition.pk)
    finish(ticket.pk, outcome=outcome, by=counter, at=at("09:30"))

    # 09:40 the lawyer: on the same ticket; guidance, and an opinion into the file by consent.
    at_legal = hall.people["legal_aid"]
    act_as(at_legal)
    assert call_next(hall.windows["legal_aid"].pk, by=at_legal, at=at("09:40")).pk == ticket.pk
    receive(ticket.pk, by=at_legal, at=at("09:41"))
    act_as(lawyer)
    told = Told(
        client=NAMES[0], facts="十一人三个月工资未付，有考勤表。", others=(FIRM,), people=11,
        petition=petition.pk,
    )  # fmt: skip
    matter, code = consult(told=told, by=lawyer, at=at("09:45"))
    advice = Advice(
        can="here", direction="追讨工资", how="先当面协商，不成再申请仲裁。",
        way="labour_arbitration", since=date(2025, 2, 28),
    )  # fmt: skip
    advise(matter.pk, advice=advice, by=lawyer, at=at("10:00"))
    parts = Parts(
        facts="三个月未付。", law="《保障农民工工资支付条例》", ways="协商、仲裁", risks="时效一年"
    )
    write_opinion(matter.pk, parts=parts, sign=True, by=lawyer, at=at("10:10"))
    client = Actor(role=Role.VISITOR, code=blind_client(code))
    act_as(client)
    agree_to_hand_in(matter.pk, by=client, at=at("10:12"))
    act_as(lawyer)
    pdf = render_pdf(legal_papers.paper_of(legal_whole(lawyer, matter.pk), "opinion", TODAY))
    hand_in(matter.pk, pdf=pdf, by=lawyer, at=at("10:15"))
    act_as(at_legal)
    finish(ticket.pk, outcome=Outcome(said="已咨询"), by=at_legal, at=at("10:20"))

    # 10:30 one call, and 14:00 one table: officer, lawyer, mediator, labour department, the firm.
    act_as(counter)
    calls = Plan(
        petition=petition.pk, starts_at=at("14:00"), ends_at=at("16:00"), room=meeting.pk,
        agenda="核对欠薪数额；商定支付。",
        seats=tuple(
            Seat(part=part, staff=who.id, organ=who.organ)
            for part, who in (("lawyer", lawyer), ("mediator", mediator))
        ),
        organs=(district.urban.pk,), guests=(FIRM,),
    )  # fmt: skip
    session, _ = plan(plan=calls, by=counter, at=at("10:30"))
    for who in (labour, lawyer, mediator):
        act_as(who)
        answer(session.pk, answer="comes", by=who, at=at("11:00"))
    act_as(counter)
    promise = Promise(organ=district.urban.pk, what="监督公司当日付清工资", due_on=TODAY)
    minutes = Minutes(
        asked="支付三个月工资。", said="公司承认欠付十九万八千元。", found="双方同意当场调解。",
        came=tuple(seat.id for seat in table(counter, session.pk).seats), promises=(promise,),
    )  # fmt: skip
    hold(session.pk, minutes=minutes, by=counter, at=at("15:00"))

    # 15:05 both sides agree to mediation, sign, and it is in force; 16:30 the wages are paid.
    act_as(mediator)
    wanted = Wanted(
        kind="wages", dispute="拖欠十一人三个月工资", petition=petition.pk,
        parties=(Side(name=f"{NAMES[0]}等11人"), Side(name=FIRM)),
    )  # fmt: skip
    case, codes = apply(committee.pk, wanted=wanted, by=mediator, at=at("15:05"))
    sides = [Actor(role=Role.VISITOR, code=blind_party(code)) for _, code in codes]
    for side in sides:
        act_as(side)
        consent(case.pk, wishes=True, has_read=True, by=side, at=at("15:10"))
    act_as(mediator)
    begin(case.pk, mediators=[mediator.id], by=mediator, at=at("15:15"))
    owes = Duty(party=codes[1][0].pk, what="支付工资198000元", due_on=TODAY)
    terms = Terms(
        facts="三个月工资未付。", points="公司支付。", terms="当日付清。", promises=(owes,)
    )
    agree(case.pk, terms=terms, by=mediator, at=at("15:30"))
    for side in sides:
        act_as(side)
        words = mediated(side).agreement
        assert words
        sign(case.pk, words=words.hash, by=side, at=at("15:40"))
    act_as(mediator)
    bring_into_force(case.pk, by=mediator, at=at("15:45"))
    act_as(sides[0])
    (duty,) = mediated(sides[0]).promises
    paid = note_duty(
        case.pk, duty=duty.id, kept=True, proof="十一人签收", by=sides[0], at=at("16:30")
    )
    assert paid.state == "kept"

    # The department's promise leaves its page once the workers say so on theirs.
    act_as(labour)
    (owed_one,) = owed(labour)
    report(session.pk, promise=owed_one.id, proof="付款凭证", by=labour, at=at("16:35"))
    workers = Actor(role=Role.PETITIONER, code=blind_code(lodged.number, lodged.code))
    act_as(workers)
    (seen,) = of_petition(workers, petition.pk)
    assert seen.found == "双方同意当场调解。"
    confirm(session.pk, promise=owed_one.id, kept=True, by=workers, at=at("16:40"))
    act_as(labour)
    assert owed(labour) == []

    # Both sides wish it in the file; the workers put it there, and say that it settles the matter.
    for side in sides:
        act_as(side)
        allow_filing(case.pk, by=side, at=at("16:41"))
    act_as(sides[0])
    hand_out(case.pk, by=sides[0], at=at("16:42"))
    with override("zh-hans"):
        drawn = mediation_papers.paper_of(mediated(sides[0]), "agreement", TODAY, party=True)
    agreed = Agreed(
        number=case.number, committee=committee.name, in_force_on=TODAY, keep_by=TODAY,
        paper=Paper(name=f"{drawn.title}.pdf", data=render_pdf(drawn)),
    )  # fmt: skip
    act_as(workers)
    filed = file_agreement(petition.pk, agreed=agreed, by=workers, at=at("16:43")).pk
    asked = [demand.pk for demand in petition.demands.all()]
    settle(petition.pk, settlement=filed, demands=asked, by=workers, at=at("16:44"))
    keep_settlement(petition.pk, settlement=filed, by=workers, at=at("16:46"))
    petition.refresh_from_db()
    assert petition.state == "concluded"

    # What the room counts: one item, eleven person-times. What the file holds: the lawyer's opinion
    # and the agreement, and nothing of what was said to either.
    act_as(lawyer)
    close(matter.pk, outcome="petition", by=lawyer, at=at("16:50"))
    counted = {
        one.outcome: (one.items, one.people) for one in tallies(lawyer, since=TODAY, until=TODAY)
    }
    assert counted["petition"] == (1, 11)
    act_as(SYSTEM)
    names = sorted(Attachment.objects.filter(petition=petition).values_list("name", flat=True))
    assert [name.partition("（")[0].removesuffix(".pdf") for name in names] == [
        "人民调解协议书", "法律意见书",
    ]  # fmt: skip
