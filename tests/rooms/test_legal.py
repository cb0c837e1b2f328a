"""The legal room: one lawyer, two questions, no conflict of interest, and nobody else looks in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.refer import refer
from yimen.documents.render import render_pdf
from yimen.people.models import Post
from yimen.registry.models import Attachment
from yimen.rooms.legal import papers
from yimen.rooms.legal.actions.advise import Advice, advise
from yimen.rooms.legal.actions.ask_aid import ask_aid, note_aid
from yimen.rooms.legal.actions.check_conflict import check_conflict
from yimen.rooms.legal.actions.close import close
from yimen.rooms.legal.actions.consent import consent
from yimen.rooms.legal.actions.consult import Told, consult
from yimen.rooms.legal.actions.hand_in import hand_in
from yimen.rooms.legal.actions.hand_over import agree_to_hand_over, choose_lawyer, hand_over
from yimen.rooms.legal.actions.write_opinion import Parts, write_opinion
from yimen.rooms.legal.counting import tallies
from yimen.rooms.legal.matters import (
    AdviseFirst,
    AnotherLawyer,
    AnswerBothQuestions,
    AskedAlready,
    ClientHasNotAgreed,
    ConflictOfInterest,
    HandedAlready,
    HasALawyer,
    LawyerIsHere,
    NameTheWay,
    NobodyNamed,
    NoPetition,
    NotAtThisStage,
    NotOffered,
    OpinionIncomplete,
    OpinionSigned,
    SayTheMatter,
    SignFirst,
    blind_client,
)
from yimen.rooms.legal.models import Aid, Check, Consultation, HandOver, Opinion, Side
from yimen.rooms.legal.queries import matters_of, sheets_of, who_goes_on, whole

pytestmark = pytest.mark.django_db
AT = make.on("2025-03-05", "10:00")
TOLD = Told(client="周明", facts="被拖欠工资三个月。", others=("新城建筑公司",), people=2)
THERE = Advice(
    can="elsewhere", how="先申请劳动仲裁。", direction="追讨工资", expect="四十五日左右。",
    way="labour_arbitration", since=date(2024, 3, 20),
)  # fmt: skip
PARTS = Parts(facts="拖欠三个月。", law="《劳动法》第五十条", ways="劳动仲裁", risks="时效")


@dataclass
class Legal:
    """A legal room with two lawyers, and a client before the first."""

    district: District
    lawyer: Actor
    other: Actor
    case: Case
    number: int = 0
    client: Actor = SYSTEM

    def opened(self, told: Told = TOLD, by: Actor | None = None) -> Legal:
        """Open a consultation."""
        lawyer = by or self.lawyer
        act_as(lawyer)
        matter, code = consult(told=told, by=lawyer, at=AT)
        self.number = matter.pk
        self.client = Actor(role=Role.VISITOR, code=blind_client(code))
        return self

    def of_the_petition(self) -> Legal:
        """Open one on a petition that was referred to the room."""
        by = self.district["screener"]
        act_as(by)
        refer(self.case.petition, room="lawyer", by=by, at=AT)
        return self.opened(replace(TOLD, petition=self.case.petition))

    def advised(self, advice: Advice = THERE) -> Legal:
        """Answer both questions."""
        act_as(self.lawyer)
        advise(self.number, advice=advice, by=self.lawyer, at=AT)
        return self

    def signed(self) -> Legal:
        """Sign an opinion on it."""
        act_as(self.lawyer)
        write_opinion(self.number, parts=PARTS, sign=True, by=self.lawyer, at=AT)
        return self


@pytest.fixture
def legal() -> Legal:
    district = make.a_district()
    lawyer = district["lawyer"]
    organ = next(o for o in district.organs.values() if o.pk == lawyer.organ)
    other = make.an_officer(district, "lawyer", organ, name="沈律")
    return Legal(district, lawyer, other, make.a_petition(district, "screened"))


@pytest.mark.parametrize(
    ("changed", "refusal"), [({"client": " "}, NobodyNamed), ({"facts": "工资"}, SayTheMatter)]
)
def test_a_consultation_says_who_and_what(
    legal: Legal, changed: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        legal.opened(replace(TOLD, **changed))


def test_it_needs_no_petition_and_its_client_reads_it_with_a_code(legal: Legal) -> None:
    legal.opened().advised()
    act_as(legal.client)
    seen = whole(legal.client)
    assert (seen.client, seen.how) == ("周明", THERE.how)
    assert seen.matter.petition_id is None


@pytest.mark.parametrize(
    ("client", "others", "is_conflict"),
    [
        ("新城建筑公司", (), True),  # was on the other side
        ("新 城建筑公司", ("某人",), True),
        ("吴海", ("周明",), True),  # against an earlier client
        ("吴海", ("新城建筑公司",), False),  # the same opponent is no conflict
        ("周明", ("吴海",), False),
    ],
)
def test_nobody_advises_both_sides(
    legal: Legal, client: str, others: tuple[str, ...], *, is_conflict: bool
) -> None:
    legal.opened()
    assert check_conflict(client=client, others=others, by=legal.lawyer, at=AT) is is_conflict
    told = replace(TOLD, client=client, others=others)
    if is_conflict:
        with pytest.raises(ConflictOfInterest) as refused:
            legal.opened(told)
        assert not refused.value.facts  # it reveals no name and no matter
        legal.opened(told, by=legal.other)  # another lawyer is free to
    else:
        legal.opened(told)


def test_a_check_leaves_a_yes_or_no_and_no_names(legal: Legal) -> None:
    legal.opened()
    check_conflict(client="吴海", others=("周明",), by=legal.lawyer, at=AT)
    act_as(SYSTEM)
    row = Check.objects.get()
    assert (row.is_conflict, row.names) == (True, 2)


def test_both_questions_are_answered_and_a_way_elsewhere_is_named_with_its_last_day(
    legal: Legal,
) -> None:
    legal.opened()
    for bad, refusal in (
        (replace(THERE, how=""), AnswerBothQuestions),
        (replace(THERE, can=""), AnswerBothQuestions),
        (replace(THERE, way=""), NameTheWay),
    ):  # fmt: skip
        with pytest.raises(refusal):
            legal.advised(bad)
    legal.advised()
    assert whole(legal.lawyer, legal.number).matter.lapses_on == date(2025, 3, 20)


def test_a_screening_sheet_of_the_petition_answers_for_it(legal: Legal) -> None:
    weighed = make.a_petition(legal.district, "weighed")
    legal.case = weighed
    legal.of_the_petition()
    matter = whole(legal.lawyer, legal.number).matter
    (sheet,) = sheets_of(legal.lawyer, matter)
    legal.advised(Advice(can="elsewhere", how="按筛查单办。", sheet=sheet.pk))
    matter = whole(legal.lawyer, legal.number).matter
    assert (matter.way, matter.lapses_on) == (sheet.way, sheet.lapses_on)


def test_a_petition_has_one_lawyer(legal: Legal) -> None:
    legal.of_the_petition()
    with pytest.raises(HasALawyer):
        legal.opened(replace(TOLD, petition=legal.case.petition), by=legal.other)


def test_a_petition_that_was_not_referred_is_not_there(legal: Legal) -> None:
    with pytest.raises(NotFound):
        legal.opened(replace(TOLD, petition=legal.case.petition))


def test_another_lawyer_takes_over_once_the_client_agrees_and_the_first_reads_it_no_more(
    legal: Legal,
) -> None:
    legal.opened()
    with pytest.raises(NotOffered):
        agree_to_hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)
    for nobody in (legal.lawyer.id, legal.district["handler"].id):
        with pytest.raises(AnotherLawyer):
            hand_over(legal.number, to=nobody, by=legal.lawyer, at=AT)
    hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)
    act_as(legal.other)
    assert matters_of(legal.other) == []
    act_as(legal.client)
    with pytest.raises(NotOffered):  # of a page that is old: somebody else was proposed
        agree_to_hand_over(legal.number, to=legal.lawyer.id, by=legal.client, at=AT)
    agree_to_hand_over(legal.number, to=legal.other.id, by=legal.client, at=AT)
    act_as(legal.other)
    assert [name for _, name in matters_of(legal.other)] == ["周明"]
    act_as(legal.lawyer)
    with pytest.raises(NotFound):
        whole(legal.lawyer, legal.number)


def test_the_client_chooses_who_goes_on_once_the_lawyer_has_left(legal: Legal) -> None:
    legal.opened()
    act_as(legal.client)
    assert who_goes_on(whole(legal.client), AT.date()) == []
    with pytest.raises(LawyerIsHere):
        choose_lawyer(legal.number, to=legal.other.id, by=legal.client, at=AT)
    hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)
    act_as(SYSTEM)
    Post.objects.filter(staff=legal.lawyer.id).update(ends_on=AT.date())
    act_as(legal.client)
    assert who_goes_on(whole(legal.client), AT.date()) == [(legal.other.id, "沈律")]
    for nobody in (legal.lawyer.id, legal.district["handler"].id, 0):
        with pytest.raises(AnotherLawyer):
            choose_lawyer(legal.number, to=nobody, by=legal.client, at=AT)
    act_as(legal.other)
    with pytest.raises(NotFound):
        choose_lawyer(legal.number, to=legal.other.id, by=legal.other, at=AT)
    act_as(legal.client)
    choose_lawyer(legal.number, to=legal.other.id, by=legal.client, at=AT)
    assert whole(legal.client).taker == ""
    act_as(legal.other)
    assert [name for _, name in matters_of(legal.other)] == ["周明"]


def test_nobody_takes_over_who_has_advised_the_other_side(legal: Legal) -> None:
    legal.opened(Told(client="新城建筑公司", facts="被工人起诉。"), by=legal.other)
    legal.opened()
    with pytest.raises(ConflictOfInterest):
        hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)


def test_an_opinion_has_four_parts_and_is_not_changed_once_signed(legal: Legal) -> None:
    legal.opened()
    with pytest.raises(OpinionIncomplete):
        write_opinion(legal.number, parts=replace(PARTS, risks=""), by=legal.lawyer, at=AT)
    legal.signed()
    with pytest.raises(OpinionSigned):
        legal.signed()


def test_an_opinion_goes_into_the_file_only_by_an_act_and_with_the_clients_consent(
    legal: Legal,
) -> None:
    legal.of_the_petition()
    act_as(SYSTEM)
    before = Attachment.objects.filter(petition=legal.case.petition).count()
    act_as(legal.lawyer)
    with pytest.raises(SignFirst):
        hand_in(legal.number, pdf=b"", by=legal.lawyer, at=AT)
    legal.signed()
    pdf = render_pdf(papers.paper_of(whole(legal.lawyer, legal.number), "opinion", AT.date()))
    with pytest.raises(ClientHasNotAgreed):
        hand_in(legal.number, pdf=pdf, by=legal.lawyer, at=AT)
    act_as(legal.client)
    consent(legal.number, by=legal.client, at=AT)
    act_as(SYSTEM)
    assert Attachment.objects.filter(petition=legal.case.petition).count() == before
    act_as(legal.lawyer)
    hand_in(legal.number, pdf=pdf, by=legal.lawyer, at=AT)
    with pytest.raises(HandedAlready):
        hand_in(legal.number, pdf=pdf, by=legal.lawyer, at=AT)
    act_as(SYSTEM)
    rows = Attachment.objects.filter(petition=legal.case.petition)
    assert rows.count() == before + 1
    assert rows.order_by("-pk")[0].name.startswith("法律意见书")


def test_a_consent_can_be_taken_back_before_it_is_used(legal: Legal) -> None:
    legal.of_the_petition().signed()
    act_as(legal.client)
    consent(legal.number, by=legal.client, at=AT)
    consent(legal.number, agrees=False, by=legal.client, at=AT)
    act_as(legal.lawyer)
    with pytest.raises(ClientHasNotAgreed):
        hand_in(legal.number, pdf=b"%PDF", by=legal.lawyer, at=AT)


def test_without_a_petition_an_opinion_stays_with_the_client(legal: Legal) -> None:
    legal.opened().signed()
    with pytest.raises(NoPetition):
        consent(legal.number, by=legal.lawyer, at=AT)


def test_legal_aid_is_decided_in_seven_days_and_assigned_in_three(legal: Legal) -> None:
    legal.opened()
    aid = ask_aid(legal.number, by=legal.lawyer, at=AT)
    assert (aid.decide_by, aid.is_urgent) == (date(2025, 3, 12), False)
    with pytest.raises(AskedAlready):
        ask_aid(legal.number, by=legal.lawyer, at=AT)
    aid = note_aid(
        legal.number, decision="granted", decided_on=date(2025, 3, 10), by=legal.lawyer, at=AT
    )
    assert aid.assign_by == date(2025, 3, 13)
    aid = note_aid(
        legal.number, assigned_on=date(2025, 3, 12), lawyer="何律师", by=legal.lawyer, at=AT
    )
    assert aid.assigned_on == date(2025, 3, 12)


def test_legal_aid_is_urgent_where_her_own_time_ends_within_seven_days(legal: Legal) -> None:
    legal.opened().advised(replace(THERE, since=date(2024, 3, 10)))
    assert ask_aid(legal.number, by=legal.lawyer, at=AT).is_urgent


def test_what_came_of_it_is_counted_in_items_and_person_times(legal: Legal) -> None:
    with pytest.raises(AdviseFirst):
        close(legal.opened().number, outcome="other", by=legal.lawyer, at=AT)
    for people, outcome in ((2, "petition"), (3, "led"), (1, "other"), (4, "other")):
        legal.opened(replace(TOLD, people=people)).advised()
        close(legal.number, outcome=outcome, by=legal.lawyer, at=AT)
        if outcome == "led":
            led = legal.number
    close(led, outcome="accepted", by=legal.lawyer, at=AT)
    with pytest.raises(NotAtThisStage):
        close(led, outcome="other", by=legal.lawyer, at=AT)
    for who in (legal.lawyer, legal.district["leader"]):
        act_as(who)
        days = {"since": date(2025, 3, 1), "until": date(2025, 3, 31)}
        counted = {one.outcome: (one.items, one.people) for one in tallies(who, **days)}
        assert counted == {
            "petition": (1, 2), "led": (0, 0), "accepted": (1, 3), "other": (2, 5), "": (1, 2),
        }  # fmt: skip
    with pytest.raises(NotFound):
        tallies(legal.district["handler"], **days)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
@pytest.mark.parametrize("model", [Consultation, Side, Check, Opinion, Aid, HandOver])
def test_nobody_else_looks_in_not_even_with_sql(legal: Legal, role: Role, model: type) -> None:
    legal.of_the_petition().signed()
    check_conflict(client="周明", others=(), by=legal.lawyer, at=AT)
    ask_aid(legal.number, by=legal.lawyer, at=AT)
    hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)
    act_as(SYSTEM)
    assert model.objects.exists()
    by = Actor(role=role, id=987654, organ=legal.lawyer.organ, area="/ym/", code="somebody else's")
    act_as(by)
    assert not model.objects.exists()


def test_what_was_said_lies_sealed_in_the_database(legal: Legal) -> None:
    legal.opened().advised().signed()
    act_as(SYSTEM)
    row = Consultation.objects.get()
    assert "周明".encode() not in bytes(row.client_sealed) + row.client_blind.encode()
    assert "拖欠".encode() not in bytes(row.facts_sealed)
    assert "新城".encode() not in bytes(Side.objects.get().name_sealed)


def test_a_matter_goes_to_nobody_who_has_left_since_they_were_proposed(legal: Legal) -> None:
    legal.opened()
    act_as(legal.lawyer)
    hand_over(legal.number, to=legal.other.id, by=legal.lawyer, at=AT)
    act_as(SYSTEM)
    Post.objects.filter(staff=legal.other.id).update(ends_on=AT.date())
    act_as(legal.client)
    with pytest.raises(AnotherLawyer):
        agree_to_hand_over(legal.number, to=legal.other.id, by=legal.client, at=AT)
    act_as(legal.lawyer)
    assert whole(legal.lawyer, legal.number).matter.lawyer_id == legal.lawyer.id
