"""Taking it up again: settling gave up no right, so her word is enough, and the time is whole."""

from __future__ import annotations

import pytest
from tests import make, settled
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.resume_settled import resume_settled
from yimen.casework.filing import Wish
from yimen.casework.guards import NoSuchChoice
from yimen.casework.settling import NotYoursToTell, SettledBefore

AT = make.on("2025-05-06")
SAID = Wish(channel="visit", words="到今天一分钱没有付")


def resuming(case: Case, by: Actor | None = None, because: str = "not_kept") -> None:
    number = settled.row_of(case).pk
    resume_settled(
        case.petition,
        settlement=number,
        because=because,
        wish=SAID,
        by=by or case.petitioner,
        at=AT,
    )


def test_the_petitioner_and_a_counter_that_heard_her(district: District):
    case = make.a_petition(district, "settled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: resuming(case, by))
    assert tried == dict.fromkeys(("petitioner", "receptionist", "screener"), "done")


@pytest.mark.parametrize("because", ["not_kept", "void", "other"])
def test_it_is_handled_where_it_was_with_sixty_days_from_now(district: District, because: str):
    case = make.a_petition(district, "settled")
    before, since, queued = make.demand_of(case), len(after.lines(case)), len(after.jobs())
    resuming(case, because=because)
    demand = make.demand_of(case)
    assert demand.state == "handling"
    assert (demand.owner_id, demand.handler_id) == (before.owner_id, before.handler_id)
    assert after.running(case.demand) == {"handling": "2025-07-07"}
    assert after.why(case.demand, "handling").startswith("自2025年5月6日重新办理次日起算60日")
    assert [line["settled_because"] for line in after.new_lines(case, since)] == [because]
    assert after.letters_asked_for(queued) == ["settlement_resumed"]
    row = settled.row_of(case)
    assert (row.outcome, row.because, row.words) == ("resumed", because, SAID.words)
    assert after.differences(case) == []


def test_she_needs_no_words_and_no_proof(district: District):
    case = make.a_petition(district, "settled")
    number = settled.row_of(case).pk
    resume_settled(case.petition, settlement=number, by=case.petitioner, at=AT)
    assert make.demand_of(case).state == "handling"


def test_there_are_three_reasons_and_no_more(district: District):
    case = make.a_petition(district, "settled")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        resuming(case, because="changed_her_mind")


def test_the_same_agreement_settles_nothing_after_that(district: District):
    case = make.a_petition(district, "settled")
    resuming(case)
    with after.nothing_changes(), pytest.raises(SettledBefore):
        settled.settle_it(case, AT)


def test_the_organ_that_handles_it_says_it_of_nobody(district: District):
    case = make.a_petition(district, "settled")
    counter = make.an_officer(district, "receptionist", district.housing)
    with after.nothing_changes(), pytest.raises(NotYoursToTell):
        resuming(case, counter)
