"""What lies under seal is handled by itself: nothing writes its words or names into the clear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.casework.accusing import SealedAlone
from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.join import join
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.actions.screen import screen
from yimen.casework.actions.split_demand import split_demand
from yimen.casework.joining import NotTogether
from yimen.casework.queries.file import file_of
from yimen.casework.repeats import AccusationIsNoRepeat
from yimen.casework.sorting import Part
from yimen.documents.rosters import read_roster
from yimen.law.moves import Move

pytestmark = pytest.mark.django_db
AT = make.on("2025-02-24", "15:00")
WHY = "同一件事"
PARTS = [Part(request="一"), Part(request="二")]

Try = Callable[[Case, Case, Actor], object]
TRIES: dict[str, tuple[type[Refused], Try]] = {
    "split": (
        SealedAlone,
        lambda one, _, by: split_demand(one.demands[1], parts=PARTS, reason=WHY, by=by, at=AT),
    ),
    "merge": (
        SealedAlone,
        lambda one, _, by: merge_demands(
            one.demands[1], others=[one.demands[0]], reason=WHY, by=by, at=AT
        ),
    ),
    "join": (
        NotTogether,
        lambda one, other, by: join(
            one.petition, leader=other.petition, positions=[2], reason=WHY, by=by, at=AT
        ),
    ),
    "lead": (
        NotTogether,
        lambda one, other, by: join(
            other.petition,
            leader=one.petition,
            leader_position=2,
            positions=[1],
            reason=WHY,
            by=by,
            at=AT,
        ),
    ),
    "answer as a repeat": (
        AccusationIsNoRepeat,
        lambda one, other, by: answer_repeat(
            one.demands[1], other_demand=other.demand, reason=WHY, by=by, at=AT
        ),
    ),
    "be the matter that runs": (
        AccusationIsNoRepeat,
        lambda one, other, by: answer_repeat(
            other.demand, other_demand=one.demands[1], reason=WHY, by=by, at=AT
        ),
    ),
}


@pytest.fixture
def district() -> District:
    return make.a_district()


@pytest.fixture(params=["something is unread", "the dates would differ"])
def sealed(district: District, request: pytest.FixtureRequest) -> Case:
    """A file that is sealed for its first demand; the second, a claim, could not leave it yet."""
    case = make.a_petition(district, "registered", asks=3)
    if request.param == "the dates would differ":
        make.dated_otherwise(case.demands[1])
        as_is(case, 2, "accusation")
    as_is(case, 0, "accusation")
    as_is(case, 1, "claim")
    assert make.petition_of(case).is_sealed
    assert {one.state for one in make.demands_of(case)} == {"registered"}
    return case


def as_is(case: Case, place: int, kind: str) -> None:
    told = {"kind": kind, "category": make.CATEGORY, "route": 6 if kind == "claim" else None}
    screen(case.demands[place], **told, by=case.district["screener"], at=make.when("screen"))


@pytest.mark.parametrize(("refusal", "attempt"), TRIES.values(), ids=TRIES.keys())
def test_no_demand_beside_an_accusation_leaves_the_seal(
    district: District, sealed: Case, refusal: type[Refused], attempt: Try
):
    other = make.a_petition(district, "screened")
    with pytest.raises(refusal), transaction.atomic():
        attempt(sealed, other, district["screener"])


@pytest.mark.parametrize("attempt", [one for _, one in TRIES.values()], ids=TRIES.keys())
def test_nothing_leaves_it_when_the_claim_has_its_own_file(district: District, attempt: Try):
    case = make.a_petition(district, "registered", asks=2)
    as_is(case, 0, "accusation")
    as_is(case, 1, "claim")
    assert make.demands_of(case)[1].state == "divided"
    other = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(Refused), transaction.atomic():
        attempt(case, other, district["screener"])


@pytest.mark.parametrize(
    ("role", "refusal"), [("screener", SealedAlone), ("receptionist", NotFound)]
)
def test_no_names_are_added_to_it(
    district: District, sealed: Case, role: str, refusal: type[Refused]
):
    """A counter does not even find it; who screens it is told why."""
    signers = read_roster("名单.csv", "姓名\n李四\n".encode())
    with after.nothing_changes(), pytest.raises(refusal), transaction.atomic():
        add_roster(sealed.petition, read=signers, by=district[role], at=AT)


def test_none_of_it_is_offered(district: District, sealed: Case):
    shown = file_of(district["screener"], sealed.petition, at=AT, on=AT.date())
    offered = {act.move for demand in shown.demands for act in demand.acts}
    offered |= {act.move for act in shown.petition_acts}
    apart = {Move.SPLIT_DEMAND, Move.MERGE_DEMANDS, Move.ANSWER_REPEAT, "join", "add_roster"}
    assert not offered & apart
