"""Mediation: nobody without consent, anybody out at any time, and nobody else looks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from tests import make
from tests.make import District

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.rooms.mediation.actions.agree import Promise, Terms, agree
from yimen.rooms.mediation.actions.apply import Person, Wanted, apply
from yimen.rooms.mediation.actions.begin import begin
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.end import end
from yimen.rooms.mediation.actions.lengthen import lengthen
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.actions.talk import Meeting, talk
from yimen.rooms.mediation.actions.wish_confirmation import wish_confirmation
from yimen.rooms.mediation.cases import (
    ConfirmationLapsed,
    HandlesThePetition,
    NameMissing,
    NotAtThisStage,
    NotOnTheRoster,
    NotSealable,
    ReadRightsFirst,
    SayWhatItIsAbout,
    SignaturesMissing,
    SignedAlready,
    SomebodyHasNotAgreed,
    TooFewParties,
    WordsChanged,
    blind_party,
)
from yimen.rooms.mediation.models import Agreement, Case, Committee, Duty, Mediator, Party, Talk
from yimen.rooms.mediation.queries import cases_of, whole

pytestmark = pytest.mark.django_db
AT = make.on("2025-09-01")
WANTED = Wanted(
    kind="neighbours",
    dispute="楼上漏水三个月，天花板发霉。",
    wishes="修好水管，赔偿粉刷费用。",
    parties=(Person(name="周明", phone="13800000001"), Person(name="吴海")),
    has_read=True,
)
TERMS = Terms(
    facts="楼上水管老化漏水。", points="由谁修、赔多少。", terms="乙方九月底前修好并赔偿600元。"
)


@dataclass
class Room:
    """A committee, its mediator, a case and its two sides."""

    district: District
    committee: Committee
    mediator: Actor
    other: Actor
    case: int = 0
    first: Actor = STRANGER
    second: Actor = STRANGER

    def asked(self, wanted: Wanted = WANTED) -> Room:
        """Let the first party apply."""
        act_as(STRANGER)
        case, codes = apply(self.committee.pk, wanted=wanted, by=STRANGER, at=AT)
        self.case = case.pk
        self.first, self.second = (
            Actor(role=Role.VISITOR, code=blind_party(code)) for _, code in codes
        )
        return self

    def talking(self) -> Room:
        """Let the other side agree and the mediator begin."""
        self.asked()
        act_as(self.second)
        consent(self.case, wishes=True, has_read=True, by=self.second, at=AT)
        act_as(self.mediator)
        begin(self.case, mediators=[self.mediator.id], by=self.mediator, at=AT)
        return self

    def agreed(self) -> Room:
        """Let them agree, sign, and bring it into force on 5 September 2025."""
        self.talking()
        at = make.on("2025-09-05")
        act_as(self.mediator)
        second = Party.objects.get(case=self.case, position=2)
        promise = Promise(party=second.pk, what="修好水管", due_on=date(2025, 9, 30))
        terms = Terms(
            facts=TERMS.facts, points=TERMS.points, terms=TERMS.terms, promises=(promise,)
        )
        agree(self.case, terms=terms, by=self.mediator, at=at)
        for side in (self.first, self.second):
            act_as(side)
            words = whole(side).agreement
            assert words
            sign(self.case, words=words.hash, by=side, at=at)
        act_as(self.mediator)
        bring_into_force(self.case, by=self.mediator, at=at)
        return self


@pytest.fixture
def room() -> Room:
    return a_room()


def a_room() -> Room:
    district = make.a_district()
    act_as(SYSTEM)
    committee = Committee.objects.create(
        name="一门区人民调解委员会", mark="一", organ=district.bureau, region=district.region,
        address="一门路1号",
    )  # fmt: skip
    mediator = district["mediator"]
    Mediator.objects.create(committee=committee, staff_id=mediator.id, fields="邻里")
    other = make.an_officer(district, "mediator", district.housing)
    return Room(district, committee, mediator, other)


def test_who_applies_agrees_and_the_other_side_is_asked(room: Room) -> None:
    room.asked()
    act_as(room.first)
    seen = whole(room.first)
    assert [side.consent for side in seen.sides] == ["given", "asked"]
    assert seen.dispute == WANTED.dispute
    assert seen.case.number == "（2025）一人调字第1号"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"parties": WANTED.parties[:1]}, TooFewParties),
        ({"parties": (WANTED.parties[0], Person(name=" "))}, NameMissing),
        ({"dispute": "漏水"}, SayWhatItIsAbout),
        ({"has_read": False}, ReadRightsFirst),
    ],
)
def test_an_application_says_who_what_and_that_the_rights_were_read(
    room: Room, changed: dict, refusal: type[Exception]
) -> None:
    wanted = Wanted(
        **{
            name: changed.get(name, getattr(WANTED, name))
            for name in ("kind", "dispute", "wishes", "parties", "has_read")
        }
    )
    with pytest.raises(refusal):
        room.asked(wanted)


def test_nobody_is_mediated_without_everybodys_consent(room: Room) -> None:
    room.asked()
    act_as(room.mediator)
    with pytest.raises(SomebodyHasNotAgreed):
        begin(room.case, mediators=[room.mediator.id], by=room.mediator, at=AT)
    act_as(room.second)
    with pytest.raises(ReadRightsFirst):
        consent(room.case, wishes=True, by=room.second, at=AT)


def test_one_clear_refusal_ends_it(room: Room) -> None:
    room.asked()
    act_as(room.second)
    consent(room.case, wishes=False, by=room.second, at=AT)
    assert whole(room.second).case.stage == "refused"
    act_as(room.mediator)
    with pytest.raises(NotFound):  # nor does anybody of the committee look at it any more
        begin(room.case, mediators=[room.mediator.id], by=room.mediator, at=AT)


def test_a_party_chooses_from_the_roster_alone(room: Room) -> None:
    room.asked()
    act_as(room.second)
    with pytest.raises(NotOnTheRoster):
        consent(
            room.case, wishes=True, has_read=True, mediator=room.other.id, by=room.second, at=AT
        )
    consent(room.case, wishes=True, has_read=True, mediator=room.mediator.id, by=room.second, at=AT)
    assert whole(room.second).sides[1].wishes_mediator


def test_it_is_to_be_done_within_a_month_and_longer_only_if_all_agree(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    assert whole(room.mediator, room.case).case.due_on == date(2025, 10, 9)  # after the holidays
    act_as(room.first)
    assert not lengthen(room.case, by=room.first, at=AT).is_longer
    act_as(room.second)
    longer = lengthen(room.case, by=room.second, at=AT)
    assert longer.is_longer
    assert longer.due_on == date(2025, 11, 10)


@pytest.mark.parametrize("who", ["first", "second"])
def test_either_side_ends_it_at_once_without_a_reason(room: Room, who: str) -> None:
    room.talking()
    side = getattr(room, who)
    act_as(side)
    assert end(room.case, by=side, at=AT).stage == "ended"
    act_as(room.mediator)
    with pytest.raises(NotAtThisStage):
        agree(room.case, terms=TERMS, by=room.mediator, at=AT)


def test_whoever_handles_the_petition_never_mediates_it(room: Room) -> None:
    case = make.a_petition(room.district, "handled")
    act_as(SYSTEM)
    room.asked()
    act_as(SYSTEM)
    handler = make.demand_of(case).handler_id
    Mediator.objects.create(committee=room.committee, staff_id=handler)
    Case.objects.filter(pk=room.case).update(petition=case.petition)
    act_as(room.second)
    consent(room.case, wishes=True, has_read=True, by=room.second, at=AT)
    act_as(room.mediator)
    with pytest.raises(HandlesThePetition):
        begin(room.case, mediators=[handler], by=room.mediator, at=AT)


def test_an_agreement_has_the_parts_that_the_law_names(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    with pytest.raises(NotSealable):
        agree(
            room.case, terms=Terms(facts="", points="由谁修", terms="修好"), by=room.mediator, at=AT
        )


def test_nobody_signs_what_was_changed_meanwhile(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    agree(room.case, terms=TERMS, by=room.mediator, at=AT)
    act_as(room.first)
    words = whole(room.first).agreement
    assert words
    act_as(room.mediator)
    changed = Terms(facts=TERMS.facts, points=TERMS.points, terms="乙方赔偿6000元。")
    agree(room.case, terms=changed, by=room.mediator, at=AT)
    act_as(room.first)
    with pytest.raises(WordsChanged):
        sign(room.case, words=words.hash, by=room.first, at=AT)


def test_a_changed_draft_loses_its_signatures(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    agree(room.case, terms=TERMS, by=room.mediator, at=AT)
    act_as(room.first)
    words = whole(room.first).agreement
    assert words
    sign(room.case, words=words.hash, by=room.first, at=AT)
    with pytest.raises(SignedAlready):
        sign(room.case, words=words.hash, by=room.first, at=AT)
    act_as(room.mediator)
    with pytest.raises(SignaturesMissing):
        bring_into_force(room.case, by=room.mediator, at=AT)
    agree(room.case, terms=TERMS, by=room.mediator, at=AT)
    assert not any(side.has_signed for side in whole(room.mediator, room.case).sides)


def test_thirty_days_to_ask_a_court_together_roll_over_the_holidays(room: Room) -> None:
    room.agreed()
    act_as(room.first)
    words = whole(room.first).agreement
    assert words
    assert words.confirm_by == date(2025, 10, 9)
    assert not whole(room.first).may_confirm
    wish_confirmation(room.case, by=room.first, at=make.on("2025-09-20"))
    act_as(room.second)
    wish_confirmation(room.case, by=room.second, at=make.on("2025-10-09"))
    assert whole(room.second).may_confirm
    with pytest.raises(ConfirmationLapsed):
        wish_confirmation(room.case, by=room.second, at=make.on("2025-10-10"))


def test_a_promise_is_confirmed_by_whom_it_was_made_to(room: Room) -> None:
    room.agreed()
    act_as(SYSTEM)
    duty = Duty.objects.get().pk
    act_as(room.second)
    with pytest.raises(NotFound):
        note_duty(room.case, duty=duty, kept=True, by=room.second, at=AT)
    act_as(room.first)
    assert note_duty(room.case, duty=duty, kept=True, by=room.first, at=AT).state == "kept"


def test_what_one_side_says_alone_is_the_mediators(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    for kind in (Talk.Kind.MEETING, Talk.Kind.ALONE):
        meeting = Meeting(
            kind=kind, planned_at=AT, place="调解室", present="双方", record="各自说明情况"
        )
        talk(room.case, meeting=meeting, by=room.mediator, at=AT)
    act_as(room.second)
    assert [one.kind for one in whole(room.second).talks] == ["meeting"]


def test_another_mediator_sees_it_only_while_somebody_is_sought(room: Room) -> None:
    room.asked()
    colleague = make.an_officer(room.district, "mediator", room.district.bureau)
    act_as(colleague)
    assert [case.pk for case in cases_of(colleague)] == [room.case]
    act_as(room.second)
    consent(room.case, wishes=True, has_read=True, by=room.second, at=AT)
    act_as(room.mediator)
    begin(room.case, mediators=[room.mediator.id], by=room.mediator, at=AT)
    act_as(colleague)
    assert cases_of(colleague) == []
    with pytest.raises(NotFound):
        whole(colleague, room.case)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
@pytest.mark.parametrize("model", [Case, Party, Talk, Agreement, Duty])
def test_nobody_else_looks_in_not_even_with_sql(room: Room, role: Role, model: type) -> None:
    room.agreed()
    by = Actor(
        role=role, id=987654, organ=room.district.bureau.pk, area="/", code="somebody else's"
    )
    act_as(by)
    assert not model.objects.exists()


def test_what_was_said_lies_sealed_in_the_database(room: Room) -> None:
    room.agreed()
    act_as(SYSTEM)
    row = Case.objects.get()
    assert "漏水".encode() not in bytes(row.dispute_sealed)
    assert "周明".encode() not in b"".join(bytes(p.name_sealed) for p in Party.objects.all())
