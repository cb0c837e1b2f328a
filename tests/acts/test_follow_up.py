"""Following what went another way: asked again until it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.follow_up import follow_up
from yimen.casework.actions.route_out import route_out
from yimen.casework.guards import SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import FollowUp

AT = make.on("2025-03-24")
WORDS = " 电话联系本人，尚未递交申请 "


def asked(case: Case, by: Actor | None = None, words: str = WORDS) -> None:
    follow_up(case.demand, words=words, by=by or case.district["screener"], at=AT)


def test_the_desks_may_and_she_may(district: District):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    assert tried == {"receptionist": "done", "screener": "done", "petitioner": "done"}


def test_it_is_asked_again_thirty_days_later(district: District):
    case = make.a_petition(district, "routed_out")
    asked(case)
    assert after.running(case.demand) == {"follow_up": "2025-04-23"}
    assert make.demand_of(case).state == "routed_out"
    row = FollowUp.objects.get(demand=case.demand)
    assert (row.outcome, row.words, row.at) == ("unknown", WORDS.strip(), AT)
    (line,) = after.new_lines(case, 4)
    assert (line["kind"], line["follow_up"]) == ("follow_up", row.pk)
    assert after.differences(case) == []


@pytest.mark.parametrize(
    ("ends", "asked_by"),
    [
        ("2025-06-03", "2025-04-23"),  # a long way off: thirty days, as ever
        ("2025-04-30", "2025-04-23"),
        ("2025-04-29", "2025-04-22"),  # a week before her time there ends
        ("2025-04-12", "2025-04-05"),
        ("2025-03-28", "2025-03-25"),  # within the week: the next day on which offices work
        ("2025-03-24", "2025-03-25"),
        ("2025-03-21", "2025-04-23"),  # over: nothing hurries any more
    ],
)
def test_it_is_asked_again_while_she_can_still_go_there(
    district: District, ends: str, asked_by: str
):
    case = make.a_petition(district, "dispatched")
    there = replace(make.ARBITRATION, since=None, last_day=date.fromisoformat(ends))
    sent = make.on("2025-03-03")
    route_out(case.demand, elsewhere=there, reason=WORDS, by=district["head"], at=sent)
    asked(case, district["head"])
    assert after.running(case.demand)["follow_up"] == asked_by
    assert after.differences(case) == []


def test_the_first_time_too_it_is_asked_before_her_time_there_ends(district: District):
    case = make.a_petition(district, "dispatched")
    there = replace(make.ARBITRATION, since=None, last_day=date(2025, 3, 14))
    sent = make.on("2025-03-03")
    route_out(case.demand, elsewhere=there, reason=WORDS, by=district["head"], at=sent)
    assert after.running(case.demand) == {"elsewhere": "2025-03-14", "follow_up": "2025-03-07"}
    assert after.differences(case) == []


def test_whoever_sent_it_there_follows_it(district: District):
    case = make.a_petition(district, "dispatched")
    at = make.on("2025-02-28")
    route_out(case.demand, elsewhere=make.ARBITRATION, reason=WORDS, by=district["head"], at=at)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    done = {who for who, what in tried.items() if what == "done"}
    assert {"head", "handler", "receptionist", "screener", "petitioner"} <= done


def test_it_is_said_who_was_asked(district: District):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes(), pytest.raises(SayWhy):
        asked(case, words=" ")


@pytest.mark.parametrize("until", ["screened", "accepted", "taken_up_there", "declined"])
def test_nothing_is_followed_that_did_not_go(district: District, until: str):
    case = make.a_petition(district, until)
    owner = make.demand_of(case).owner
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        asked(case, make.an_officer(district, "head", owner))
