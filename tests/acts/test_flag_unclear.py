"""Name or address unclear: who says so, why, and what the night does not call missed meanwhile."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework import tasks
from yimen.casework.actions.accept import accept
from yimen.casework.actions.clear_unclear import clear_unclear
from yimen.casework.actions.flag_unclear import flag_unclear
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Filing, Person
from yimen.casework.guards import SayWhy
from yimen.casework.queries.file import clock_shown
from yimen.casework.unclear import (
    BothOnFile,
    MarkedAlready,
    NoticeIsLate,
    NoticeNotOwed,
    NotMarked,
)
from yimen.registry import verifying
from yimen.registry.models import Breach, Clock, Entry, UnclearSender

#: Received on 24 February 2025, the written notice is due on 11 March.
AT = make.on("2025-02-26")
LATE = make.on("2025-03-12", "00:01")
WHY = "信封和信末的姓名被水浸，落款地址只看得出“河湾”"
KNOWN = "本人持身份证到窗口补齐姓名和住址"


def a_letter(district: District, *people: Person) -> Case:
    return make.a_petition(district, "registered", filing=_letter(district, *people))


def _letter(district: District, *people: Person, **more: object) -> Filing:
    given = {"channel": "letter", "receiver": district.housing.pk} | more
    return make.a_filing(district, people=people or (Person(name="字迹不清"),), **given)


def flagged(case: Case, by: Actor | None = None, at: datetime = AT, **told: object) -> None:
    by = by or case.district["handler"]
    flag_unclear(case.petition, **({"words": WHY} | told), by=by, at=at)  # type: ignore[arg-type]  # a table of facts


def cleared(case: Case, at: datetime, by: Actor | None = None) -> None:
    clear_unclear(case.petition, words=KNOWN, by=by or case.district["receptionist"], at=at)


def night(case: Case, at: datetime) -> Breach | None:
    act_as(SYSTEM)
    clock = Clock.objects.get(demand=case.demand, limit="direct_notice")
    return mark_breach(case.demand, clock=clock.pk, by=SYSTEM, at=at)


def accepted(case: Case, at: datetime) -> None:
    by = case.district["handler"]
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6, by=by, at=AT)
    accept(case.demand, handler=by.id, by=by, at=at)


def test_only_the_organ_that_owes_the_notice_says_so(district: District) -> None:
    case = a_letter(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: flagged(case, by))
    done = {who for who, outcome in tried.items() if outcome == "done"}
    assert done == {"handler", "second_handler", "head"}
    assert set(tried.values()) - {"done"} <= {"NoticeNotOwed"}


def test_it_is_a_line_and_stops_no_clock(district: District) -> None:
    case = a_letter(district)
    before, since = after.running(case.demand), len(after.lines(case))
    flagged(case)
    cleared(case, make.on("2025-03-03"))
    row = UnclearSender.objects.get(petition=case.petition)
    assert (row.words, row.known) == (WHY, KNOWN)
    flag, clear = after.new_lines(case, since)
    assert flag == {"kind": "flag_unclear", "demands": [], "role": "handler", "unclear": row.pk}
    assert clear["kind"] == "clear_unclear"
    assert after.running(case.demand) == before
    assert after.differences(case) == []


def test_a_reason_is_written_out(district: District) -> None:
    case = a_letter(district)
    with after.nothing_changes(), pytest.raises(SayWhy):
        flagged(case, words=" 不清 ")
    flagged(case)
    with after.nothing_changes(), pytest.raises(SayWhy):
        clear_unclear(case.petition, words="好", by=district["receptionist"], at=AT)


def test_who_is_on_file_with_an_address_is_not_unclear_without_a_word_why(
    district: District,
) -> None:
    case = a_letter(district, Person(name="江一帆", address="河湾社区三号楼"))
    with after.nothing_changes(), pytest.raises(BothOnFile):
        flagged(case)
    flagged(case, unusable=True)


def test_a_telephone_alone_is_no_address(district: District) -> None:
    flagged(a_letter(district, Person(name="江一帆", phone="13800138000")))


def test_it_is_marked_once_and_again_after_it_was_cleared(district: District) -> None:
    case = a_letter(district)
    with after.nothing_changes(), pytest.raises(NotMarked):
        cleared(case, AT)
    flagged(case)
    with after.nothing_changes(), pytest.raises(MarkedAlready):
        flagged(case)
    cleared(case, AT)
    flagged(case)
    assert after.differences(case) == []


def test_after_the_last_day_nobody_excuses_it(district: District) -> None:
    case = a_letter(district)
    with after.nothing_changes(), pytest.raises(NoticeIsLate):
        flagged(case, at=LATE)
    flagged(case, at=make.on("2025-03-11", "23:59"))


@pytest.mark.parametrize("until", ["registered", "dispatched"])
def test_what_came_to_the_bureau_or_was_sent_by_it_is_not_excepted(
    district: District, until: str
) -> None:
    case = make.a_petition(district, until)
    by = district["screener" if until == "registered" else "handler"]
    with after.nothing_changes(), pytest.raises(NoticeNotOwed):
        flagged(case, by, unusable=True)


def test_while_it_stands_the_night_marks_nothing_and_the_page_calls_nothing_late(
    district: District,
) -> None:
    case, other = a_letter(district), a_letter(district)
    flagged(case)
    assert night(case, LATE) is None
    shown = clock_shown(Clock.objects.get(demand=case.demand, limit="direct_notice"), LATE.date())
    assert (shown.is_breach, shown.days_late, shown.stopped_on) == (False, 1, None)
    found = night(other, LATE)
    assert found is not None
    assert found.code == "B44-3"
    assert list(verifying.verify()) == []


def test_no_other_limit_is_excepted(district: District) -> None:
    case = a_letter(district)
    flagged(case)
    accepted(case, make.on("2025-03-03"))
    clock = Clock.objects.get(demand=case.demand, limit="handling")
    found = mark_breach(case.demand, clock=clock.pk, by=SYSTEM, at=make.on("2025-06-01"))
    assert found is not None
    assert found.code == "B45-1"
    assert after.differences(case) == []


def test_a_breach_that_was_not_owed_is_named(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_letter(district)
    flagged(case)
    monkeypatch.setattr("yimen.casework.actions.mark_breach.spans", lambda _: [])
    assert night(case, LATE) is not None
    assert after.differences(case) == [
        f"line {len(after.lines(case))}, demand 1: no direct_notice was missed on 2025-03-11"
    ]


def test_whoever_a_sealed_file_accuses_can_neither_mark_nor_clear_it(district: District) -> None:
    to, accused = district.organs["supervisory"].pk, lanes.accused(district, "housing")
    filing = _letter(district, receiver=to, accuses=True, accused=accused)
    case = make.a_petition(district, filing=filing)
    register(case.petition, by=SYSTEM, at=make.when("register"))
    assert "direct_notice" in after.running(case.demand)
    with after.nothing_changes():
        for act in (flagged, lambda c, by: cleared(c, AT, by)):
            tried = after.outcomes(case, lambda by, act=act: act(case, by))  # type: ignore[misc]  # a table of acts
            assert not {"handler", "second_handler", "head", "receptionist"} & set(tried)


def test_the_worker_passes_it_by(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_letter(district)
    flagged(case)
    monkeypatch.setattr("yimen.casework.tasks.now", lambda: LATE)
    tasks.mark_breaches(0)
    act_as(SYSTEM)
    assert not Breach.objects.filter(demand=case.demand, limit="direct_notice").exists()
    assert not Entry.objects.filter(petition=case.petition, kind="breach").exists()
