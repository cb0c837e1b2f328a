"""An accusation that is filed as one lies under seal from its first row, until two see none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests import ground, lanes, make
from tests.acts import after
from tests.cast import CITIZEN
from tests.make import Case, District

from yimen.access.actor import STRANGER, SYSTEM
from yimen.access.rls import CHILDREN, SEALED, act_as
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.attach import attach
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Ask, Paper
from yimen.casework.guards import FiledElsewhere
from yimen.casework.queries.search import search
from yimen.casework.under_seal import AllAreAccused
from yimen.documents import tasks
from yimen.documents.models import Letter
from yimen.documents.storage import path_of
from yimen.documents.tasks import sweep_waiting
from yimen.people.models import Organ
from yimen.registry.lane import Accused
from yimen.registry.models import Attachment, Party, Petition

AT = make.on("2025-02-24")
SAID, FACTS, PAPER = "史有才收受回扣", "二〇二四年十月在工地收了现金。", "收据照片.txt"


def filed(district: District, **more: object) -> Case:
    given: dict[str, Any] = {
        "asks": (Ask(request=SAID, facts=FACTS),),
        "papers": (Paper(name=PAPER, data=f"收据一张{uuid4()}".encode()),),
        "place": "河湾工地",
        "accuses": True,
        "accused": (Accused(organ=district.urban.pk, name="史有才", office="局长"),),
    }
    done = lodge(make.a_filing(district, **(given | more)), by=STRANGER, at=AT)
    case = Case(district, done.petition, done.number, done.code)
    case.demands = [demand.pk for demand in make.demands_of(case)]
    return case


def everything_in_the_clear() -> str:
    act_as(SYSTEM)
    tables = ["registry_petition", *CHILDREN, SEALED, "procrastinate_jobs", "registry_reading"]
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select x::text from {table} x")  # noqa: S608 - our own tables
            found += [row[0] for row in cursor.fetchall()]
    return " ".join(found)


def test_nothing_of_it_lies_in_the_clear_from_the_first_moment(
    district: District, django_capture_on_commit_callbacks: Callable[..., Any]
):
    with django_capture_on_commit_callbacks(execute=True):
        case = filed(district)
        ground.do_jobs()
    text = everything_in_the_clear()
    for secret in (SAID, FACTS, "史有才", CITIZEN.name, CITIZEN.phone, PAPER, "河湾工地"):
        assert secret not in text, secret
        assert json.dumps(secret)[1:-1] not in text, secret
    act_as(SYSTEM)
    row = make.petition_of(case)
    assert (row.is_sealed, row.state) == (True, "received")
    hashes = [*Letter.objects.values_list("sha256", flat=True)]
    hashes += Attachment.objects.values_list("sha256", flat=True)
    assert len(hashes) == 2
    assert not [one for one in hashes if path_of(one).exists()]
    assert not Party.objects.exclude(name="").exists()
    assert after.differences(case) == []


def test_a_paper_of_an_accusation_never_lies_on_the_disk_in_the_clear(district: District):
    """Not even until the commit, which a process that dies never reaches."""
    case = filed(district, papers=(Paper(name=PAPER, data="只在这里的收据".encode()),))
    act_as(SYSTEM)
    paper = Attachment.objects.get(petition=case.petition)
    assert not path_of(paper.sha256).exists()


def test_what_a_death_after_the_commit_left_in_the_clear_is_taken_away_at_night(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    paper = Paper(name=PAPER, data="名单与往来款，只在这里".encode())
    filing = make.a_filing(district, asks=(Ask(request=SAID, facts=FACTS),), papers=(paper,))
    case, other = make.a_petition(district, filing=filing), make.a_petition(district)
    shared = Paper(name="公告.txt", data="贴在墙上的公告".encode())
    for one in (case, other):
        attach(one.petition, paper=shared, by=one.petitioner, at=make.when("lodge"))
    ground.do_jobs()
    make.walk(case, "screened", make.Way(kind="accusation"))  # nothing runs at this commit
    act_as(SYSTEM)
    kept = Attachment.objects.filter(petition=case.petition).order_by("pk")
    *mine, both = kept.values_list("sha256", flat=True)
    mine += Letter.objects.filter(petition=case.petition).values_list("sha256", flat=True)
    before = [one for one in mine if path_of(one).exists()]
    assert before
    sweep_waiting(0)
    assert [one for one in mine if path_of(one).exists()] == before  # it may be opening again
    monkeypatch.setattr(tasks, "now", lambda: now() + timedelta(days=2))
    sweep_waiting(0)
    assert not [one for one in mine if path_of(one).exists()]
    assert path_of(both).exists()


def test_whom_she_names_is_kept_out_before_anybody_reads_it(district: District):
    case = filed(district)
    row = make.petition_of(case)
    assert district.urban.pk in row.barred
    for role in ("handler", "head", "legal_checker"):
        act_as(make.an_officer(district, role, district.urban))
        assert not Petition.objects.exists(), role


def test_before_it_is_screened_only_who_keeps_it_sees_it(district: District):
    case = filed(district)
    for role in ("screener", "supervisor"):
        act_as(district[role])
        assert Petition.objects.filter(pk=case.petition).exists(), role
    for role in ("receptionist", "leader", "handler", "head", "lawyer", "mediator"):
        act_as(district[role])
        assert not Petition.objects.exists(), role
    for by in (district["supervisor"], district["receptionist"], district["handler"]):
        with pytest.raises(NotFound), transaction.atomic():
            open_sealed(case.petition, reason="想看看内容", by=by, at=AT)
    letter = open_sealed(case.petition, reason="甄别需要核对", by=district["screener"], at=AT)
    assert (letter.demands[0].request, letter.people[0].name) == (SAID, CITIZEN.name)
    assert letter.accused == (Accused(organ=district.urban.pk, name="史有才", office="局长"),)


def test_no_search_finds_it(district: District):
    case = filed(district)
    for who in ("screener", "receptionist", "supervisor"):
        for words in (SAID, "回扣", CITIZEN.name, "史有才"):
            assert not search(district[who], words).hits, (who, words)
    assert make.petition_of(case).title == "检举控告（密封）"


def test_an_office_that_is_accused_never_has_the_letter(district: District):
    case = filed(district, accused=(Accused(organ=district.bureau.pk),))
    discipline = district.organs["supervisory"]
    row = make.petition_of(case)
    assert (row.receiver_id, row.organs) == (discipline.pk, [discipline.pk])
    for role in ("screener", "receptionist", "supervisor", "leader"):
        act_as(district[role])
        assert not Petition.objects.exists(), role
    investigator = lanes.investigator(district)
    register(case.petition, by=investigator, at=AT)
    letter = open_sealed(case.petition, reason="登记甄别需要", by=investigator, at=AT)
    assert letter.title == SAID
    assert after.differences(case) == []


def test_a_department_is_no_keeper(district: District):
    case = filed(district, receiver=district.housing.pk)
    assert make.petition_of(case).organs == [district.bureau.pk]


def test_where_everybody_is_accused_she_is_told_where_to_turn(district: District):
    everywhere = tuple(Accused(organ=pk) for pk in Organ.objects.values_list("pk", flat=True))
    with after.nothing_changes(), pytest.raises(AllAreAccused):
        filed(district, accused=everywhere)


def test_a_counter_takes_it_in_and_sees_no_more_of_it(district: District):
    filing = make.a_filing(
        district, channel="visit", accuses=True, asks=(Ask(request=SAID, facts=FACTS),)
    )
    done = lodge(filing, by=district["receptionist"], at=AT)
    assert done.code
    act_as(district["receptionist"])
    assert not Petition.objects.exists()
    act_as(SYSTEM)
    assert Petition.objects.get().is_sealed
    assert lodge(filing, by=district["receptionist"], at=AT).number != done.number


def test_whom_she_named_stays_named_whoever_else_is_entered(district: District):
    case = filed(district)
    register(case.petition, by=district["screener"], at=AT)
    screen(case.demand, kind="accusation", category=make.CATEGORY, route=None,
           by=district["screener"], at=AT)  # fmt: skip
    name_accused(case.demand, accused=(Accused(organ=district.housing.pk),), level="county",
                 by=district["screener"], at=AT)  # fmt: skip
    assert {district.urban.pk, district.housing.pk} <= set(make.petition_of(case).barred)
    assert after.differences(case) == []


def claim(case: Case, by: str) -> None:
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6,
           by=case.district[by], at=AT)  # fmt: skip


def test_the_seal_comes_off_only_when_a_second_person_finds_no_accusation(district: District):
    case = filed(district)
    register(case.petition, by=district["screener"], at=AT)
    for _ in range(2):
        claim(case, "screener")
        row = make.petition_of(case)
        assert (row.is_sealed, district.urban.pk in row.barred) == (True, True)
    other = make.an_officer(district, "screener", district.bureau, "第二人")
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6, by=other, at=AT)
    row, demand = make.petition_of(case), make.demand_of(case)
    assert (row.is_sealed, row.barred, demand.request) == (False, [], SAID)
    act_as(district["screener"])
    assert [hit.petition for hit in search(district["screener"], "回扣").hits] == [case.petition]
    assert after.differences(case) == []


def test_an_outer_number_opens_no_sealed_file_and_does_not_say_that_it_is_one(
    district: District,
) -> None:
    of_source = {"source": "12345", "external_number": "A-7"}
    filed(district, **of_source)
    again = make.a_filing(district, **of_source)
    elsewhere = replace(again, receiver=district.organs["bureau_elsewhere"].pk)
    tried = (("receptionist", again), ("screener", again), ("foreign_receptionist", elsewhere))
    told = set()
    for part, filing in tried:
        with after.nothing_changes(), pytest.raises(FiledElsewhere) as refused:
            lodge(filing, by=district[part], at=AT)
        told.add(str(refused.value))
    assert len(told) == 1
    assert not lodge(again, by=SYSTEM, at=AT).is_new


def test_what_nobody_marked_is_sealed_when_it_is_screened(district: District):
    case = make.a_petition(district, "registered")
    assert not make.petition_of(case).is_sealed
    screen(case.demand, kind="accusation", category=make.CATEGORY, route=None,
           by=district["screener"], at=AT)  # fmt: skip
    assert make.petition_of(case).is_sealed
