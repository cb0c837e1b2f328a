"""Lodging: a number, a code, a clock, one line, one receipt; complete or refused, never twice."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests import cast, make
from tests.acts import after
from tests.make import District

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.casework.actions.lodge import lodge
from yimen.casework.filing import Ask, Filing, Lodged, Paper
from yimen.casework.guards import (
    FiledElsewhere,
    NobodyAsks,
    NoSuchChoice,
    NothingAsked,
    NotYourCounter,
    OrganHasEnded,
    TooManyRepresentatives,
)
from yimen.registry.code import blind_code, is_code
from yimen.registry.models import Demand, Party, Petition

AT = make.when("lodge")


def lodged(filing: Filing, by: Actor = STRANGER) -> Lodged:
    return lodge(filing, by=by, at=AT)


def row(done: Lodged) -> Petition:
    act_as(SYSTEM)
    return Petition.objects.get(pk=done.petition)


def test_whoever_sees_people_may_take_in_and_nobody_else(district: District):
    case = make.a_petition(district)
    by_hand = replace(make.a_filing(district), channel="visit")
    tried = after.outcomes(case, lambda by: lodged(by_hand, by))
    done = {who for who, what in tried.items() if what == "done"}
    assert done == {
        "receptionist", "screener", "system", "stranger", "petitioner", "other_petitioner",
    }  # fmt: skip
    assert {tried[who] for who in ("handler", "foreign_screener")} == {"NotYourCounter"}
    assert {tried[who] for who in ("leader", "head", "checker", "system_admin")} == {"NotYourDuty"}


def test_a_handler_takes_in_what_comes_to_the_organ_itself(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    assert row(lodged(filing, district["handler"])).receiver_id == district.housing.pk
    with pytest.raises(NotYourCounter):
        lodged(filing, district["other_handler"])
    with pytest.raises(NotYourDuty):
        lodged(filing, district["head"])


def test_it_becomes_a_petition_with_its_demands_and_people(district: District):
    filing = make.a_filing(
        district,
        asks=(Ask(request=" 修路灯 ", facts=" 坏了 "), Ask(request="  "), Ask(request="补发津贴")),
        people=(cast.CITIZEN, replace(cast.BLIND, capacity="companion")),
        place="河湾社区东门",
        headcount=1,
        wants_confidentiality=True,
    )
    petition = row(lodged(filing))
    assert (petition.title, petition.state, petition.channel) == ("修路灯", "received", "online")
    assert petition.received_at == AT
    assert petition.organs == [district.bureau.pk]
    assert petition.area == "/ym/"
    assert petition.headcount == 2
    assert petition.wants_confidentiality
    demands = list(Demand.objects.filter(petition=petition))
    assert [(d.position, d.request, d.facts) for d in demands] == [
        (1, "修路灯", "坏了"),
        (2, "补发津贴", ""),
    ]
    assert {d.owner_id for d in demands} == {district.bureau.pk}
    people = list(Party.objects.filter(petition=petition))
    assert [(p.capacity, p.name) for p in people] == [
        ("petitioner", "周小满"),
        ("companion", "任清和"),
    ]


def test_numbers_that_name_a_person_are_sealed_and_found_again(district: District):
    petition = row(lodged(make.a_filing(district)))
    other = row(
        lodged(make.a_filing(district, people=(replace(cast.CITIZEN, phone="13800138000"),)))
    )
    party, again = petition.parties.get(), other.parties.get()
    assert unseal(party.id_sealed) == "11010519491231002X"
    assert b"1101051949" not in bytes(party.id_sealed)
    assert party.id_blind == again.id_blind != ""
    assert unseal(party.phone_sealed) == "13800138000"
    assert party.phone_blind == again.phone_blind


def test_the_first_demand_that_says_something_gives_the_title(district: District):
    filing = make.a_filing(district, asks=(Ask(request=" "), Ask(request="疏通下水道")))
    assert row(lodged(filing)).title == "疏通下水道"


def test_number_and_code_open_the_file_and_the_code_is_not_kept_in_clear(district: District):
    done = lodged(make.a_filing(district))
    assert done.is_new
    assert is_code(done.code)
    assert "〔2025〕" in done.number
    petition = row(done)
    assert petition.code_blind == blind_code(done.number, done.code)
    assert unseal(petition.code_sealed) == done.code
    assert done.code.encode() not in bytes(petition.code_sealed)
    act_as(Actor(role=Role.PETITIONER, code=petition.code_blind))
    assert [found.pk for found in Petition.objects.all()] == [petition.pk]


def test_every_petition_has_a_number_of_its_own(district: District):
    numbers = [lodged(make.a_filing(district)).number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert numbers == sorted(numbers)


def test_it_leaves_one_line_without_names_and_one_receipt(district: District):
    case = make.a_petition(district)
    assert after.new_lines(case, 0) == [
        {
            "kind": "lodge",
            "demands": [1],
            "role": "petitioner",
            "receiver_organ": district.bureau.pk,
            "received_on": "2025-02-24",
            "at_bureau": True,
            "channel": "online",
            "headcount": 1,
            "clocks": {"1": {"register": {"due": "2025-02-24"}}},
        }
    ]
    assert after.jobs() == [
        {
            "task": "documents.issue",
            "lock": f"petition-{case.petition}",
            "kind": "receipt",
            "petition": case.petition,
            "subject": 0,
            "at": AT.isoformat(),
        }
    ]
    assert after.differences(case) == []


def test_the_clock_of_registration_runs_and_nothing_else(district: District):
    case = make.a_petition(district, asks=2)
    for demand in case.demands:
        assert after.clocks(demand) == {"register": ("2025-02-24", "2025-02-24", "")}


def test_what_comes_in_on_a_saturday_is_registered_on_the_next_working_day(district: District):
    done = lodge(make.a_filing(district), by=STRANGER, at=make.on("2025-03-01"))
    assert row(done).due_on == make.on("2025-03-03").date()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"asks": (Ask(request="  "),)}, NothingAsked),
        ({"asks": ()}, NothingAsked),
        ({"people": (replace(cast.CITIZEN, name=" "),)}, NobodyAsks),
        ({"people": ()}, NobodyAsks),
        ({"channel": "rumour"}, NoSuchChoice),
        ({"people": (replace(cast.CITIZEN, capacity="crowd"),)}, NoSuchChoice),
        ({"receiver": 0}, NotFound),
    ],
)
def test_what_is_not_complete_is_refused_and_leaves_nothing(
    district: District, change: dict, refusal: type[Exception]
):
    with after.nothing_changes(), pytest.raises(refusal):
        lodged(make.a_filing(district, **change))


def test_an_organ_that_has_ended_names_its_successor(district: District):
    ended = district.housing
    ended.ends_on, ended.successor = AT.date(), district.urban
    ended.save()
    with after.nothing_changes(), pytest.raises(OrganHasEnded) as refused:
        lodged(make.a_filing(district, receiver=ended.pk))
    assert district.urban.name in str(refused.value)


def test_a_paper_that_cannot_be_kept_keeps_the_whole_petition_out(district: District):
    papers = (Paper(name="说明.txt", data=b"ok"), Paper(name="empty.pdf", data=b""))
    with after.nothing_changes(), pytest.raises(Exception, match=r"empty\.pdf"):
        lodged(make.a_filing(district, papers=papers))


def test_papers_are_kept_with_it(district: District):
    done = lodged(make.a_filing(district, papers=(Paper(name="说明.txt", data="路灯".encode()),)))
    (paper,) = row(done).attachments.all()
    assert (paper.name, paper.media_type, paper.is_from_petitioner) == (
        "说明.txt",
        "text/plain",
        True,
    )


def visitors(number: int) -> tuple:
    return tuple(
        replace(cast.WRITES_OFTEN, name=f"代表{n}", capacity="representative")
        for n in range(number)
    )


def test_a_visit_has_at_most_five_representatives(district: District):
    five = make.a_filing(district, channel="visit", people=visitors(5), headcount=46)
    assert row(lodged(five, district["receptionist"])).headcount == 46
    six = make.a_filing(district, channel="visit", people=visitors(6))
    with after.nothing_changes(), pytest.raises(TooManyRepresentatives) as refused:
        lodged(six, district["receptionist"])
    assert "art. 20" in str(refused.value)


@pytest.mark.parametrize("channel", ["online", "letter", "phone", "fax"])
def test_sixty_may_sign_a_letter(district: District, channel: str):
    sixty = make.a_filing(district, channel=channel, people=visitors(60))
    assert row(lodged(sixty)).parties.count() == 60


def test_a_form_that_is_sent_twice_files_once(district: District):
    filing = make.a_filing(district, ticket=uuid4())
    first, second = lodged(filing), lodged(filing)
    assert first.is_new
    assert second == replace(first, is_new=False)
    act_as(SYSTEM)
    assert Petition.objects.count() == 1
    assert len(after.jobs()) == 1


def test_an_outer_number_files_once_in_each_source(district: District):
    filing = make.a_filing(district, source="12345", external_number="A-7")
    first = lodged(filing, SYSTEM)
    assert lodged(filing, SYSTEM) == replace(first, is_new=False)
    assert lodged(replace(filing, ticket=uuid4()), SYSTEM) == replace(first, is_new=False)
    assert lodged(replace(filing, source="leader's mailbox"), SYSTEM).is_new


def test_an_outer_number_is_no_key_to_a_file_of_another_area(district: District):
    lodged(make.a_filing(district, source="12345", external_number="A-7"), SYSTEM)
    elsewhere = make.a_filing(
        district,
        receiver=district.organs["bureau_elsewhere"].pk,
        source="12345",
        external_number="A-7",
    )
    with after.nothing_changes(), pytest.raises(FiledElsewhere):
        lodged(elsewhere, district["foreign_receptionist"])
    assert lodged(
        replace(elsewhere, external_number="A-8"), district["foreign_receptionist"]
    ).is_new


@pytest.mark.usefixtures("db")
def test_the_receivers_local_promise_comes_with_it():
    district = make.a_district(profile="futian")
    assert row(lodged(make.a_filing(district))).profile == "futian"


def test_somebody_who_follows_one_petition_may_file_another(district: District):
    case = make.a_petition(district)
    second = lodged(make.a_filing(district), case.petitioner)
    act_as(case.petitioner)
    assert [found.pk for found in Petition.objects.all()] == [case.petition]
    assert row(second).pk != case.petition


def test_words_and_names_are_found_afterwards(district: District):
    from yimen.registry import words

    case = make.a_petition(district)
    act_as(district["screener"])
    assert [found for found, _ in words.find("河湾社区", names=False, size=5)] == [case.petition]
    assert words.find("周小满", names=False, size=5) == []
    assert [found for found, _ in words.find("周小满", names=True, size=5)] == [case.petition]
