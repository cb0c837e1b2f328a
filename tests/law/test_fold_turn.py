"""Whatever road a demand takes: what acts write by `turn`, the record explains by `fold`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.test_fold import lodged

from yimen.law.fold import Folded, Line, Standing, event_of, fold
from yimen.law.limits import LIMITS, Bearer
from yimen.law.moves import CLOSED, MOVES, Move, State
from yimen.law.turning import Facts, turn

FIRST = date(2025, 2, 24)
#: Several demands at once, and what makes a line about no move: they have tests of their own.
ALONE = [move for move in Move if move not in {Move.SPLIT_DEMAND, Move.MERGE_DEMANDS, Move.DIVIDE}]


def said(day: date, contact: str, moved: bool, here: bool) -> dict[str, object]:  # noqa: FBT001 - columns
    """Everything that any line may say of its move; each move reads its own."""
    later = (day + timedelta(days=20)).isoformat()
    return {
        **dict.fromkeys(("to_organ", "checking_organ"), 2),
        "handler_staff": 7,
        "class_": "claim",
        "category": "a.b",
        "route": 2,
        "contact": contact,
        "moved": moved,
        "is_here": here,
        "days": 30,
        "report_by": later,
        "first_on": day.isoformat(),
        "last_on": (day + timedelta(days=1)).isoformat(),
    }


def onward(standing: Standing, facts: Facts, line: Line) -> Line:
    """Return the line with the dates that the law gives, as an act writes it."""
    back, resumed = standing.left
    sent = line.kind if line.kind in {Move.FORWARD, Move.ASSIGN} else standing.sent_as
    if line.kind == Move.DECIDE_COMPETENCE:
        sent = sent or Move.FORWARD
    event = replace(event_of(line), back=back, resumed=resumed)
    turned = turn(standing.state, standing.clocks, replace(facts, dispatch=sent), event)
    clocks = [*turned.starts, *([turned.extended] if turned.extended else [])]
    dates = {
        one.limit: {"due": one.due_on.isoformat(), "provisional": one.is_provisional}
        for one in clocks
    }
    return replace(line, facts={**line.facts, "clocks": {"1": dates}})


def dates(folded: Folded) -> dict[str, date]:
    return {name: clock.due_on for name, clock in folded.demands[1].clocks.items()}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_the_law_gave_the_record_explains_and_no_date_lies_before_its_start(
    data: st.DataObject,
) -> None:
    profile = data.draw(st.sampled_from(["", "futian", "xingguo"]))
    facts = Facts(received_on=FIRST, at_bureau=data.draw(st.booleans()), profile=profile)
    lines = [lodged(at_bureau=facts.at_bureau, profile=profile)]
    day = FIRST
    for seq in range(2, 13):
        standing = fold(lines).demands[1]
        moves = [move for move in ALONE if standing.state in MOVES[move].ways]
        if not moves:
            break
        day += timedelta(days=data.draw(st.integers(0, 40)))
        told = said(day, data.draw(st.sampled_from(["meeting", "phone", "site"])),
                    data.draw(st.booleans()), data.draw(st.booleans()))  # fmt: skip
        move = data.draw(st.sampled_from(moves))
        line = Line(seq=seq, kind=move.value, day=day, demands=(1,), facts=told)
        lines.append(onward(standing, facts, line))
    folded = fold(lines)
    assert folded.unexplained == []
    standing = folded.demands[1]
    for clock in (*standing.clocks.values(), *(clock for clock, _ in standing.stopped)):
        assert clock.due_on >= clock.started_on
        assert clock.nominal_on is None or clock.due_on >= clock.nominal_on
    assert all(clock.started_on <= on for clock, on in standing.stopped)
    tried = fold(lines, as_written=False)
    assert (tried.demands[1].state, dates(tried)) == (standing.state, dates(folded))
    if standing.state in CLOSED - {State.CLOSED_FINAL}:
        owed = {name for name in dates(folded) if LIMITS.latest(name).actor is Bearer.ORGAN}
        assert owed <= {"assigned_report", "urgent_report", "execution"}
