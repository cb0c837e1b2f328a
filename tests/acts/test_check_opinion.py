"""The legality check: by somebody who did not handle it."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.guards import AnotherOrgansTurn, SamePerson, WrongStage

AT = make.when("check")


def checked(case: Case, by: Actor | None = None) -> None:
    check_opinion(case.opinion, by=by or case.district["checker"], at=AT)


def also(district: District, part: str, role: str) -> Actor:
    """Let an officer of the organ hold one more post in it."""
    post = make.Post.objects.create(
        staff_id=district[part].id,
        role=role,
        organ=district.housing,
        region=district.region,
        starts_on=make.SINCE,
    )
    return make.actor_of(post)


def test_only_the_legal_checker_of_the_organ_may_check(district: District):
    case = make.a_petition(district, "drafted")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: checked(case, by))
    assert tried == {"checker": "done", "system": "done"}


def test_it_waits_for_the_signature(district: District):
    case = make.a_petition(district, "drafted", asks=2)
    clocks, queued = after.clocks(case.demand), after.jobs()
    checked(case)
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.checked_by_id, opinion.checked_at) == (
        "checked",
        district["checker"].id,
        AT,
    )
    assert {d.state for d in make.demands_of(case)} == {"opinion_review"}
    assert (after.clocks(case.demand), after.jobs()) == (clocks, queued)
    assert after.new_lines(case, 11) == [
        {
            "kind": "check_opinion",
            "demands": [1, 2],
            "role": "legal_checker",
            "opinion": case.opinion,
        }
    ]
    assert after.differences(case) == []


def test_nobody_checks_what_they_wrote(district: District):
    case = make.a_petition(district, "drafted")
    with after.nothing_changes(), pytest.raises(SamePerson):
        checked(case, also(district, "handler", "legal_checker"))


def test_nobody_checks_what_they_handled_whoever_wrote_it_down(district: District):
    case = make.a_petition(district, "handled")
    from yimen.access.actor import SYSTEM
    from yimen.casework.actions.draft_opinion import draft_opinion

    draft, organ = make.a_draft(case), district.housing.pk
    opinion = draft_opinion(case.petition, draft=draft, organ=organ, by=SYSTEM, at=AT)
    case.opinion = opinion.pk
    with after.nothing_changes(), pytest.raises(SamePerson):
        checked(case, also(district, "handler", "legal_checker"))


def test_another_organ_that_can_read_the_file_does_not_check(district: District):
    case = make.a_petition(district, "screened", asks=2)
    from yimen.casework.actions.forward import forward

    at, screener = make.when("send"), district["screener"]
    forward(case.demands[1], to=district.urban.pk, by=screener, at=at)
    case.demands = case.demands[:1]
    make.walk(case, "drafted", begin="screened")
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        checked(case, district["other_checker"])


@pytest.mark.parametrize("until", ["returned", "checked", "signed", "printed", "served"])
def test_it_is_checked_when_it_was_submitted(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(WrongStage):
        checked(case)
