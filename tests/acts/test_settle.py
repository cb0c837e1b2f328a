"""Settling: at the petitioner's word alone; nothing is given up, every clock is accounted for."""

from __future__ import annotations

import pytest
from tests import make, settled
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.settle import settle
from yimen.casework.carrying_out import AnswerOpen
from yimen.casework.queries.lapsed import lapsed
from yimen.casework.settling import NothingSettled, SettledTogether
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Opinion

AT = make.on("2025-03-10", "10:00")


def filed(district: District, **way: object) -> Case:
    return make.a_petition(district, "agreement_filed", **way)


def settling(case: Case, by: Actor | None = None, demands: list[int] | None = None) -> None:
    number = settled.row_of(case).pk
    chosen = case.demands if demands is None else demands
    settle(case.petition, settlement=number, demands=chosen, by=by or case.petitioner, at=AT)


def test_only_the_petitioner_says_so(district: District):
    case = filed(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: settling(case, by))
    assert tried == {"petitioner": "done"}


def test_the_sixty_days_stop_and_it_is_asked_whether_it_was_kept(district: District):
    case = filed(district)
    assert after.running(case.demand)["handling"] == "2025-05-06"
    since = len(after.lines(case))
    settling(case)
    assert make.demand_of(case).state == "settled"
    assert after.clocks(case.demand)["handling"] == ("2025-03-03", "2025-05-06", "2025-03-10")
    # 30 April is the last promise; seven days later is 7 May.
    assert after.running(case.demand) == {"settlement_answer": "2025-05-07", "rating": "2025-04-09"}
    (line,) = after.new_lines(case, since)
    assert (line["kind"], line["role"], line["lapses_on"]) == ("settle", "petitioner", "2025-05-07")
    assert after.differences(case) == []


def test_the_time_to_rate_it_runs_from_her_word_for_no_answer_is_served(district: District):
    case = filed(district)
    settling(case)
    assert "自2025年3月10日确认以调解协议解决次日起算30日" in after.why(case.demand, "rating")


def test_a_letter_confirms_it_and_says_how_to_have_it_taken_up_again(district: District):
    case = filed(district)
    before = len(after.jobs())
    settling(case)
    assert after.letters_asked_for(before) == ["settlement_notice"]


def test_what_she_does_not_choose_is_handled_on(district: District):
    case = filed(district, asks=2)
    settling(case, demands=case.demands[:1])
    first, second = make.demands_of(case)
    assert (first.state, second.state) == ("settled", "handling")
    assert "handling" in after.running(second.pk)
    assert make.petition_of(case).state == "handling"
    settling(case, demands=case.demands[1:])
    assert settled.row_of(case).positions == [1, 2]
    assert after.differences(case) == []


def test_she_chooses_what_it_settles(district: District):
    case, other = filed(district), make.a_petition(district)
    with after.nothing_changes(), pytest.raises(NothingSettled):
        settling(case, demands=[])
    with after.nothing_changes(), pytest.raises(NotFound):
        settling(case, demands=[case.demand, other.demand])


def test_a_draft_goes_no_further_behind_her_back(district: District):
    case = make.a_petition(district, "drafted")
    settled.file_it(case, AT)
    number = settled.row_of(case).pk
    settle(
        case.petition,
        settlement=number,
        demands=case.demands,
        by=case.petitioner,
        at=make.on("2025-03-20", "11:00"),
    )
    assert make.opinion_of(case).stage == Opinion.Stage.DROPPED
    assert after.differences(case) == []


def test_one_answer_to_several_demands_is_settled_together_or_awaited(district: District):
    case = make.a_petition(district, "checked", asks=2)
    settled.file_it(case, make.on("2025-03-21", "10:00"))
    number = settled.row_of(case).pk
    with after.nothing_changes(), pytest.raises(SettledTogether):
        settle(
            case.petition,
            settlement=number,
            demands=case.demands[:1],
            by=case.petitioner,
            at=make.on("2025-03-21", "11:00"),
        )


def test_an_answer_that_is_out_is_not_settled_away(district: District):
    case = make.a_petition(district, "printed")
    settled.file_it(case, make.on("2025-03-25", "10:00"))
    number = settled.row_of(case).pk
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        settle(
            case.petition,
            settlement=number,
            demands=case.demands,
            by=case.petitioner,
            at=make.on("2025-03-26"),
        )


def test_silence_concludes_it_after_the_last_day_and_never_before(district: District):
    case = filed(district)
    settling(case)
    with after.nothing_changes(), pytest.raises(AnswerOpen):
        conclude(case.demand, by=SYSTEM, at=make.on("2025-05-07"))
    assert lapsed(make.on("2025-05-07")) == []
    assert lapsed(make.on("2025-05-08")) == [case.demand]
    conclude(case.demand, by=SYSTEM, at=make.on("2025-05-08"))
    assert settled.row_of(case).outcome == "settled"  # not answered, never a yes
    assert after.differences(case) == []
