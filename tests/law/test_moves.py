"""The table of moves: what it allows, what it does not, and that it is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from yimen.law.limits import LIMITS
from yimen.law.moves import ANSWERED, CLOSED, MOVES, ORDER, Move, NotAllowedNow, State, When, step
from yimen.law.naming import MOVES as MOVE_NAMES
from yimen.law.naming import STATES as STATE_NAMES
from yimen.law.naming import read
from yimen.law.printed import clocks_table, moves_table
from yimen.law.reading import BrokenFileError

S, M = State, Move
#: The road as the Regulations draw it, written down a second time, move by move.
WAYS = {
    M.LODGE: "",
    M.REGISTER: "received>registered",
    M.SCREEN: "registered",
    M.FORWARD: "registered>dispatched",
    M.ASSIGN: "registered>dispatched",
    M.OBJECT_DISPATCH: "dispatched>objected",
    M.RETURN_DISPATCH: "objected>registered",
    M.UPHOLD_DISPATCH: "objected>dispatched",
    M.ACCEPT: "registered>accepted dispatched>accepted",
    M.DECLINE: "registered>not_accepted dispatched>not_accepted",
    M.ROUTE_OUT: "registered>routed_out dispatched>routed_out",
    M.COME_BACK: "routed_out>registered",
    M.RECATEGORISE: (
        "objected dispatched accepted handling extended opinion_review opinion_issued served"
        " executing executed"
    ),
    M.HAND_OVER: "accepted handling extended served executing executed",
    M.LOG_CONTACT: "accepted>handling handling extended",
    M.ASK_EXTENSION: "accepted handling",
    M.REFUSE_EXTENSION: "accepted handling",
    M.EXTEND: "accepted>extended handling>extended",
    M.TELL_EXTENSION: "handling extended opinion_review",
    M.DRAFT_OPINION: "handling>opinion_review extended>opinion_review",
    M.CHECK_OPINION: "opinion_review",
    M.RETURN_OPINION: "opinion_review>handling",
    M.SIGN_OPINION: "opinion_review",
    M.ISSUE_OPINION: "opinion_review>opinion_issued",
    M.SERVE: "opinion_issued>served",
    M.URGE_EXECUTION: "served>executing",
    M.EXECUTE: "executing>executed",
    M.REPORT_BACK: "served executing executed concluded",
    M.RATE: "served executing executed",
    M.WITHDRAW: (
        "received>withdrawn registered>withdrawn objected>withdrawn dispatched>withdrawn"
        " accepted>withdrawn handling>withdrawn extended>withdrawn opinion_review>withdrawn"
        " opinion_issued>withdrawn"
    ),
    M.CONCLUDE: "served>concluded executed>concluded",
}


@pytest.mark.parametrize("move", list(Move))
def test_the_table_has_these_ways_and_no_others(move: Move) -> None:
    pairs = (way.partition(">") for way in WAYS[move].split())
    wanted = {State(start): State(end or start) for start, _, end in pairs}
    assert dict(MOVES[move].ways) == wanted


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("state", list(State))
def test_a_move_is_found_where_it_is_lawful_and_refused_elsewhere(move: Move, state: State) -> None:
    if state in MOVES[move].ways:
        assert step(move, state) is MOVES[move]
    else:
        with pytest.raises(NotAllowedNow) as refused:
            step(move, state)
        assert refused.value.facts == {"move": move.value, "state": state.value}


def test_every_state_can_be_reached_from_the_first() -> None:
    reached, news = set(), {State.RECEIVED}
    while news:
        reached |= news
        news = {
            step.ways[s] for step in MOVES.values() for s in reached if s in step.ways
        } - reached
    assert reached == set(State)


@pytest.mark.parametrize("state", sorted(set(State) - CLOSED))
def test_nothing_stands_still_for_ever_before_it_is_closed(state: State) -> None:
    assert any(step.ways.get(state, state) is not state for step in MOVES.values())


@pytest.mark.parametrize("state", sorted(CLOSED - {State.ROUTED_OUT}))
def test_what_is_closed_stays_closed(state: State) -> None:
    assert all(step.ways.get(state, state) is state for step in MOVES.values())


def test_what_goes_another_way_comes_back_from_there_and_by_no_other_move() -> None:
    assert [m for m, step in MOVES.items() if S.ROUTED_OUT in step.ways] == [M.COME_BACK]


def test_a_move_leads_on_or_back_to_whoever_must_do_it_again() -> None:
    back = {
        (move, start, end)
        for move, step in MOVES.items()
        for start, end in step.ways.items()
        if ORDER[end] < ORDER[start]
    }
    assert back == {
        (M.OBJECT_DISPATCH, S.DISPATCHED, S.OBJECTED),
        (M.RETURN_DISPATCH, S.OBJECTED, S.REGISTERED),
        (M.COME_BACK, S.ROUTED_OUT, S.REGISTERED),
        (M.RETURN_OPINION, S.OPINION_REVIEW, S.HANDLING),
    }


def test_no_move_pauses_anything() -> None:
    """Art. 36 leaves out hearings in a recheck and nothing else; no move pauses a clock."""
    for move, one in MOVES.items():
        both = {c.limit for c in one.starts} & {c.limit for c in one.stops}
        assert not both, move
    stopped_by = {move for move, one in MOVES.items() if "handling" in {c.limit for c in one.stops}}
    # Declining and routing out stop what a local promise started at receipt; the sixty days have
    # not begun then. What is being handled ends with the answer, or at the petitioner's own wish.
    assert stopped_by == {M.SERVE, M.DECLINE, M.ROUTE_OUT, M.WITHDRAW}
    for move in (M.DECLINE, M.ROUTE_OUT):
        assert not {S.HANDLING, S.EXTENDED, S.OPINION_REVIEW} & set(MOVES[move].ways)


def test_an_objection_stops_nothing_that_is_owed_to_the_petitioner() -> None:
    assert {c.limit for c in MOVES[M.OBJECT_DISPATCH].stops} == {"objection"}
    assert {c.limit for c in MOVES[M.UPHOLD_DISPATCH].stops} == {"objection_check"}


def test_a_withdrawal_leaves_no_limit_running() -> None:
    stopped = {c.limit for c in MOVES[M.WITHDRAW].stops}
    reached = {
        m for m, one in MOVES.items() if set(one.ways.values()) & set(MOVES[M.WITHDRAW].ways)
    }
    started = {c.limit for m in reached for c in MOVES[m].starts}
    assert started <= stopped


def test_every_clock_of_the_table_is_a_limit_of_the_law() -> None:
    named = {c.limit for one in MOVES.values() for c in (*one.starts, *one.stops)}
    assert named <= set(LIMITS.names())


def test_every_clock_that_starts_can_stop() -> None:
    starts = {c.limit for one in MOVES.values() for c in one.starts}
    stops = {c.limit for one in MOVES.values() for c in one.stops}
    assert starts <= stops


def test_only_contact_and_what_begins_at_a_desk_ask_for_a_fact() -> None:
    conditional = {
        move
        for move, one in MOVES.items()
        for c in (*one.starts, *one.stops)
        if c.when is not When.ALWAYS
    }
    assert conditional == {M.REGISTER, M.RETURN_DISPATCH, M.COME_BACK, M.LOG_CONTACT}


def test_every_move_cites_its_article() -> None:
    assert all(one.article for one in MOVES.values())


def test_answered_matters_wait_for_no_organ() -> None:
    assert {S.SERVED, S.EXECUTED} | CLOSED <= ANSWERED
    assert not ANSWERED & {S.HANDLING, S.OPINION_ISSUED}


def test_every_state_and_move_has_a_name_in_both_languages() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(MOVE_NAMES) == set(Move)
    for names in (STATE_NAMES, MOVE_NAMES):
        for language in ("zh", "en"):
            said = [words.say(language) for words in names.values()]
            assert len(said) == len(set(said)), "two of them are called the same"


def test_a_name_that_is_missing_or_strange_breaks_the_file(tmp_path: Path) -> None:
    for text in (
        "states: {}\nmoves: {}\n",
        "states: {sleeping: {zh: 睡, en: asleep}}\nmoves: {}\n",
    ):
        file = tmp_path / "names.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(BrokenFileError):
            read(file)


def test_the_printed_table_has_every_state_and_every_move() -> None:
    printed = moves_table()
    assert printed == moves_table()
    for code in (*State, *Move):
        assert f"| `{code}` |" in printed
    assert "| `return_opinion` | 退回意见书草稿 | `opinion_review` → `handling` | 32 |" in printed


def test_the_printed_limits_have_every_limit_in_every_version() -> None:
    printed = clocks_table()
    assert printed == clocks_table()
    for name in LIMITS.names():
        lines = [line for line in printed.splitlines() if f"| `{name}` |" in line]
        assert len(lines) == len(LIMITS.versions(name))
    assert "5 working days" in printed
