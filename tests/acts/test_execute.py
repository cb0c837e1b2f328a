"""Reporting a supported opinion carried out, with its proof: the clock of execution stops."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.execute import execute
from yimen.casework.filing import Paper
from yimen.casework.guards import SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Contact, Execution, Opinion

AT = make.when("execute")


def executed(case: Case, by: Actor | None = None, proof: str = " 已更换电缆，验收单在卷 ") -> None:
    execute(case.demand, proof=proof, by=by or case.district["handler"], at=AT)


def test_only_the_handler_may_report_it(district: District):
    case = make.a_petition(district, "served", result="supported")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: executed(case, by))
    assert tried == {"handler": "done", "second_handler": "NotYourMatter"}


def test_the_clock_stops_and_the_proof_is_kept(district: District):
    case = make.a_petition(district, "served", result="supported")
    queued = after.jobs()
    executed(case)
    assert make.demand_of(case).state == "executed"
    assert after.clocks(case.demand)["execution"] == ("2025-03-27", "2025-04-27", "2025-04-10")
    row = Contact.objects.get(demand=case.demand, kind="execution")
    assert (row.words, row.by_id) == ("已更换电缆，验收单在卷", district["handler"].id)
    done = Execution.objects.get(demand=case.demand)
    assert (done.proof, done.answer) == ("已更换电缆，验收单在卷", "waiting")
    assert after.new_lines(case, 12) == [
        {
            "kind": "execute",
            "demands": [1],
            "role": "handler",
            "contact": "execution",
            "log": row.pk,
            "execution": done.pk,
            "clocks": {"1": {"execution_answer": {"due": "2025-04-25"}}},
        }
    ]
    assert after.letters_asked_for(len(queued)) == ["execution_report"]
    assert make.petition_of(case).due_on is None
    assert after.differences(case) == []


def test_nothing_is_carried_out_without_proof(district: District):
    case = make.a_petition(district, "served", result="supported")
    with after.nothing_changes(), pytest.raises(SayWhy):
        executed(case, proof=" 好了 ")


@pytest.mark.parametrize("until", ["printed", "served", "concluded"])
def test_only_what_was_supported_is_carried_out(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        executed(case)


def test_it_is_carried_out_once(district: District):
    case = make.a_petition(district, "executed", result="supported")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        executed(case)


def test_the_petitioner_is_told_what_was_done_and_asked_whether_it_was(district: District):
    case = make.a_petition(district, "served", result="supported")
    execute(
        case.demand,
        proof="七盏路灯已全部更换",
        paper=Paper(name="验收单.txt", data=b"a"),
        by=district["handler"],
        at=AT,
    )
    ground.do_jobs()
    said = str(make.letter_of(case, "execution_report").content)
    for word in ("七盏路灯已全部更换", "验收单.txt", "2025年4月25日", "未回答", "更换老化电缆"):
        assert word in said


def test_whoever_must_do_it_is_told_so_at_the_service(district: District):
    case = make.a_petition(district, "printed", result="supported")
    make.walk(case, "served", begin="printed")
    ground.do_jobs()
    letter = make.letter_of(case, "execution_notice")
    assert not letter.is_for_petitioner
    for word in ("更换老化电缆", "第三十二条第二款", "2025年4月27日"):
        assert word in str(letter.content)
    opinion = Opinion.objects.select_related("organ").get(petition=case.petition)
    assert letter.content["addressee"] == f"{opinion.organ.name}有关承办部门、人员"
