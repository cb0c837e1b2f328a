"""Reporting retaliation: to an organ outside the chain, sealed from it, with its own clock."""

from __future__ import annotations

import uuid

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.casework.actions.report_retaliation import report_retaliation
from yimen.casework.filing import Lodged
from yimen.casework.queries.repeats import repeats_of
from yimen.casework.retaliation import NotOutside, SayWhatHappened, outside
from yimen.registry.code import blind_code
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by

AT = make.on("2025-03-10")
WORDS = "承办人把我的名字告诉了物业，第二天门锁就被堵了"


def reported(
    case: Case, by: Actor | None = None, words: str = WORDS, organ: int = 0, **more: object
) -> Lodged:
    organ = organ or case.district.organs["supervisory"].pk
    by = by or case.petitioner
    return report_retaliation(case.petition, organ=organ, words=words, by=by, at=AT, **more)


def the_report(case: Case, done: Lodged) -> Case:
    return Case(case.district, done.petition, done.number, done.code)


def test_the_petitioner_alone_reports_it(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: reported(case, by))
    assert tried == {"petitioner": "done"}


def test_it_is_a_file_of_its_own_with_an_own_clock_and_code(district: District):
    case = make.a_petition(district, "handled")
    clocks, lines = after.clocks(case.demand), len(after.lines(case))
    report = the_report(case, reported(case))
    (demand,) = make.demands_of(report)
    assert after.running(demand.pk)["direct_notice"] == "2025-03-25"
    assert demand.owner_id == district.organs["supervisory"].pk
    assert (report.number, report.code) != (case.number, case.code)
    assert after.differences(report) == []
    assert (after.clocks(case.demand), len(after.lines(case))) == (clocks, lines)


def test_nobody_in_the_chain_learns_that_there_is_one(district: District):
    case = make.a_petition(district, "handled")
    report = the_report(case, reported(case))
    parts = ("receptionist", "screener", "supervisor", "leader", "handler", "head", "checker")
    for part in parts:
        actor = district[part]
        act_as(actor)
        assert not seen_by(actor).filter(pk=report.petition).exists(), part
        assert not Petition.objects.filter(pk=report.petition).exists(), part
    _, found = repeats_of(district["screener"], case.petition, on=AT.date())
    assert report.petition not in {one.petition for one in found}


def test_the_organ_outside_reads_it_and_so_does_she(district: District):
    case = make.a_petition(district, "handled")
    report = the_report(case, reported(case))
    supervisory = district.organs["supervisory"]
    officer = make.an_officer(district, "handler", supervisory)
    act_as(officer)
    assert seen_by(officer).filter(pk=report.petition).exists()
    herself = Actor(role=Role.PETITIONER, code=blind_code(report.number, report.code))
    act_as(herself)
    assert seen_by(herself).filter(pk=report.petition).exists()


def test_its_words_lie_nowhere_in_the_clear(district: District):
    case = make.a_petition(district, "handled")
    report = the_report(case, reported(case))
    act_as(SYSTEM)
    for demand in make.demands_of(report):
        assert "门锁" not in demand.facts + demand.request


def test_an_organ_of_the_chain_is_never_offered(district: District):
    supervisory = district.organs["supervisory"]
    case = make.a_petition(district, "handled")
    assert next(one.pk for one in outside(make.petition_of(case), AT.date())) == supervisory.pk
    with after.nothing_changes():
        for organ in (district.bureau.pk, district.housing.pk):
            with pytest.raises(NotOutside):
                reported(case, organ=organ)


def test_it_says_what_happened(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhatHappened):
        reported(case, words="有人报复")


def test_a_form_sent_twice_reports_once(district: District):
    case = make.a_petition(district, "handled")
    ticket = uuid.uuid4()
    first = reported(case, ticket=ticket)
    again = reported(case, ticket=ticket)
    assert (again.petition, again.is_new) == (first.petition, False)
