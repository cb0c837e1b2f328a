"""A letter that accuses and asks: the accusation stays sealed, the rest goes its ordinary way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after
from tests.cast import CITIZEN
from tests.make import Case, District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.divide import divide
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.forward import forward
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.dividing import NothingToDivide
from yimen.casework.filing import Ask, Paper
from yimen.casework.queries.mine import my_file
from yimen.casework.queries.papers import may_go_apart
from yimen.documents.lane import letter_paper, paper_of
from yimen.documents.models import Letter
from yimen.registry import lane
from yimen.registry.code import blind_code
from yimen.registry.lane import Rest
from yimen.registry.models import Attachment, Demand, Entry, Petition, Sealed, Supplement

AT = make.on("2025-02-25")
ASKS = (
    Ask(request="请修好河湾社区东门的路灯", facts="七盏不亮。"),
    Ask(request="史有才把工程包给亲戚", facts="没有招标。"),
    Ask(request="请补发搬迁补助", facts="去年没有发。"),
)


def mixed(district: District, **more: object) -> Case:
    case = make.a_petition(district, filing=make.a_filing(district, asks=ASKS, **more))
    register(case.petition, by=district["screener"], at=make.when("register"))
    return case


def as_is(case: Case, position: int, kind: str) -> None:
    route = 6 if kind == "claim" else None
    screen(case.demands[position - 1], kind=kind, category=make.CATEGORY, route=route,
           by=case.district["screener"], at=AT)  # fmt: skip


def divided(case: Case) -> Rest:
    for position, kind in ((1, "claim"), (2, "accusation"), (3, "claim")):
        as_is(case, position, kind)
    act_as(SYSTEM)
    found = lane.rest_of(case.petition)
    assert found is not None
    return found


def open_case(case: Case, rest: Rest) -> Case:
    new = Case(case.district, rest.petition, rest.number, rest.code)
    new.demands = [one.pk for one in make.demands_of(new)]
    return new


def test_each_goes_its_own_way_by_the_same_dates(district: District):
    case = mixed(district)
    before = [after.running(demand) for demand in case.demands]
    rest = divided(case)
    assert [one.state for one in make.demands_of(case)] == ["divided", "registered", "divided"]
    assert after.running(case.demands[0]) == {}
    new = open_case(case, rest)
    assert [after.running(demand) for demand in new.demands] == [before[0], before[2]]
    row, old = make.petition_of(new), make.petition_of(case)
    assert (row.is_sealed, old.is_sealed) == (False, True)
    assert (row.received_at, row.registered_at) == (old.received_at, old.registered_at)
    assert [(d.request, d.facts, d.kind, d.route) for d in make.demands_of(new)] == [
        (ASKS[0].request, ASKS[0].facts, "claim", 6),
        (ASKS[2].request, ASKS[2].facts, "claim", 6),
    ]
    act_as(SYSTEM)
    assert row.parties.get().name == CITIZEN.name
    assert after.differences(case) == []
    assert after.differences(new) == []


def test_the_rest_can_go_even_to_the_accused_and_tells_nothing(district: District):
    case = mixed(district)
    rest = divided(case)
    new = open_case(case, rest)
    forward(new.demand, to=district.urban.pk, by=district["screener"], at=AT)
    accused = make.an_officer(district, "handler", district.urban)
    act_as(accused)
    assert list(Petition.objects.values_list("pk", flat=True)) == [rest.petition]
    assert not Sealed.objects.exists()
    said = [(line.kind, str(line.facts)) for line in Entry.objects.all()]
    assert {kind for kind, _ in said} == {"lodge", "register", "screen", "forward"}
    assert not any(str(case.petition) in facts.split() for _, facts in said)
    assert set(Entry.objects.values_list("petition", flat=True)) == {rest.petition}
    words = " ".join(Demand.objects.values_list("request", flat=True))
    assert "史有才" not in words


def test_the_code_of_the_rest_opens_no_trace_of_the_seal(district: District):
    case = mixed(district)
    rest = divided(case)
    hers = replace(case.petitioner, code=blind_code(rest.number, rest.code))
    mine = my_file(hers, at=AT, on=AT.date())
    assert mine.petition.pk == rest.petition
    assert mine.rest is None
    act_as(hers)
    assert not Sealed.objects.exists()


def test_she_finds_the_rest_from_the_sealed_file_with_the_code_she_has(district: District):
    case = mixed(district)
    rest = divided(case)
    mine = my_file(case.petitioner, at=AT, on=AT.date())
    assert mine.rest == rest
    assert mine.petition.pk == case.petition


def test_only_who_keeps_the_letter_sees_where_the_rest_is(district: District):
    case = mixed(district)
    divided(case)
    for who, sees in (("screener", True), ("supervisor", False), ("receptionist", False)):
        act_as(district[who])
        assert (lane.rest_of(case.petition) is not None) is sees, who


def test_what_began_on_it_goes_on_there(district: District):
    case = mixed(district)
    flag_urgent(case.demands[0], by=district["screener"], at=AT)
    weighing = Weighing(is_here=True, way="people_mediation")
    weigh(case.demands[2], weighing=weighing, by=district["screener"], at=AT)
    before = [after.running(demand) for demand in case.demands]
    new = open_case(case, divided(case))
    assert "urgent_report" in before[0]
    assert [after.running(demand) for demand in new.demands] == [before[0], before[2]]
    assert after.differences(new) == []


def test_filed_as_an_accusation_the_rest_is_opened_too(district: District):
    case = mixed(district, accuses=True)
    rest = divided(case)
    new = open_case(case, rest)
    assert make.petition_of(new).is_sealed is False
    assert [d.request for d in make.demands_of(new)] == [ASKS[0].request, ASKS[2].request]
    assert after.differences(case) == []
    assert after.differences(new) == []


def test_she_is_told_in_a_letter_under_seal(district: District):
    case = mixed(district)
    rest = divided(case)
    ground.do_jobs()
    act_as(case.petitioner)
    letter = Letter.objects.get(petition=case.petition, kind="sorting_notice")
    assert letter.content == {}
    text = "\n".join(letter_paper(letter).texts())
    assert rest.number in text
    assert rest.code not in text.replace(" ", "")
    act_as(district["supervisor"])
    assert not Sealed.objects.filter(what=f"words:{letter.pk}").exists()
    act_as(SYSTEM)
    receipt = Letter.objects.get(petition=rest.petition, kind="receipt")
    assert case.number not in "\n".join(letter_paper(receipt).texts())


def test_nothing_is_divided_before_everything_is_screened(district: District):
    case = mixed(district)
    as_is(case, 1, "claim")
    as_is(case, 2, "accusation")
    assert [one.state for one in make.demands_of(case)] == ["registered"] * 3
    assert make.petition_of(case).is_sealed
    with pytest.raises(NothingToDivide):
        divide(case.petition, by=district["screener"], at=AT)


def test_accusations_alone_stay_together(district: District):
    case = mixed(district)
    for position in (1, 2, 3):
        as_is(case, position, "accusation")
    assert [one.state for one in make.demands_of(case)] == ["registered"] * 3


PAPERS = (Paper(name="路灯.txt", data=b"lamps"), Paper(name="史有才合同.txt", data=b"contract"))


def with_papers(district: District) -> tuple[Case, list[Attachment]]:
    """Screen all but the last demand of a mixed letter that came with two papers."""
    case = mixed(district, papers=PAPERS)
    as_is(case, 1, "claim")
    assert may_go_apart(make.demands_of(case)[2]) == []  # others are to be screened still
    as_is(case, 2, "accusation")
    act_as(SYSTEM)
    return case, list(Attachment.objects.filter(petition=case.petition).order_by("pk"))


def last_screened(case: Case, papers: list[int]) -> None:
    screen(case.demands[2], kind="claim", category=make.CATEGORY, route=6, papers=papers,
           by=case.district["screener"], at=AT)  # fmt: skip


def test_the_papers_that_the_officer_names_go_along_and_no_other(district: District):
    case, (lamps, contract) = with_papers(district)
    offered = may_go_apart(make.demands_of(case)[2])
    assert [number for number, _ in offered] == [lamps.pk, contract.pk]
    assert "史有才" not in str(offered)  # under seal a paper says nothing by its name
    last_screened(case, [lamps.pk])
    act_as(SYSTEM)
    rest = lane.rest_of(case.petition)
    assert rest is not None
    (copy,) = Attachment.objects.filter(petition=rest.petition)
    assert (copy.name, copy.is_from_petitioner) == ("路灯.txt", True)
    # The letter keeps them all, under seal.
    kept = Attachment.objects.filter(petition=case.petition)
    assert [paper_of(one)[0] for one in kept] == ["路灯.txt", "史有才合同.txt"]
    assert after.differences(case) == []
    assert after.differences(open_case(case, rest)) == []


def test_named_by_nobody_no_paper_goes(district: District):
    case, _ = with_papers(district)
    last_screened(case, [])
    act_as(SYSTEM)
    rest = lane.rest_of(case.petition)
    assert rest is not None
    assert not Attachment.objects.filter(petition=rest.petition).exists()


def test_a_paper_of_another_letter_never_goes_along(district: District):
    case, _ = with_papers(district)
    other = make.a_petition(district, filing=make.a_filing(district, papers=PAPERS))
    foreign = Attachment.objects.filter(petition=other.petition).values_list("pk", flat=True)[0]
    with after.nothing_changes(), pytest.raises(NotFound):
        last_screened(case, [foreign])


def test_what_she_was_asked_to_bring_is_asked_of_her_in_the_open_file(district: District):
    case = mixed(district)
    by = district["screener"]
    ask_supplement(case.demand, wanted="搬迁协议", reason="需要核对补助发放情况", by=by, at=AT)
    rest = divided(case)
    act_as(SYSTEM)
    asked = Supplement.objects.get(petition=rest.petition)
    assert (asked.wanted, asked.reason, asked.at) == ("搬迁协议", "需要核对补助发放情况", AT)
    assert "supplement_notice" in after.letters_asked_for()
    assert after.differences(open_case(case, rest)) == []
