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
#: What is neither closed nor before a higher organ, and came neither as a suggestion nor sealed.
OPEN = (
    "received registered objected referred_up dispatched accepted simple suggestion_study handling"
    " extended"
    " opinion_review opinion_issued served executing executed settled"
)
IN_HAND = "accepted handling extended recheck"
#: The road as the Regulations draw it, written down a second time, move by move.
WAYS = {
    M.LODGE: "",
    M.REGISTER: "received>registered",
    M.TELL_LATER: "registered",
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
    M.WEIGH: "registered objected dispatched routed_out",
    M.FOLLOW_UP: "routed_out",
    M.ACCEPTED_THERE: "routed_out>closed_routed",
    M.RECATEGORISE: (
        "objected dispatched accepted simple handling extended suggestion_study opinion_review"
        " opinion_issued served executing executed"
    ),
    M.HAND_OVER: (
        "accepted simple handling extended suggestion_study sealed_taken served executing executed"
        " settled review review_served recheck closed_final"
    ),
    M.LOG_CONTACT: "accepted>handling simple handling extended",
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
    M.SERVE_NOTICE: "not_accepted",
    M.MISS_PAPER: "not_accepted review recheck",
    M.URGE_EXECUTION: "served>executing review_served closed_final",
    M.EXECUTE: "executing>executed review review_served recheck closed_final",
    M.REPORT_BACK: (
        "served executing executed settled review review_served recheck closed_final concluded"
    ),
    M.RATE: "served executing executed settled review review_served recheck closed_final",
    M.WITHDRAW: (
        "received>withdrawn registered>withdrawn objected>withdrawn dispatched>withdrawn"
        " accepted>withdrawn handling>withdrawn extended>withdrawn opinion_review>withdrawn"
        " opinion_issued>withdrawn referred_up>withdrawn simple>withdrawn"
        " suggestion_study>withdrawn"
    ),
    M.CONCLUDE: (
        "served>concluded executed>concluded review_served>concluded settled>concluded not_accepted"
    ),
    M.ASK_REVIEW: (
        "served>review executing>review executed>review not_accepted>review concluded>review"
    ),
    M.ASK_RECHECK: "review_served>recheck concluded>recheck",
    M.ACCEPT_REVIEW: "review recheck",
    M.DECLINE_REVIEW: "review>served recheck>review_served",
    M.WITHDRAW_REVIEW: "review>served recheck>review_served",
    M.DRAFT_REVIEW: "review recheck",
    M.RETURN_REVIEW: "review recheck",
    M.SIGN_REVIEW: "review recheck",
    M.SERVE_REVIEW: "review>review_served",
    M.SERVE_RECHECK: "recheck>closed_final",
    M.ORDER_REDO: "review>handling recheck>handling",
    M.ASK_REOPEN: "concluded closed_final",
    M.REFUSE_REOPEN: "concluded closed_final",
    M.REOPEN: "concluded>registered closed_final>registered",
    M.SPLIT_DEMAND: "registered accepted handling",
    M.MERGE_DEMANDS: "registered>merged accepted>merged handling>merged",
    M.ASK_SUPPLEMENT: "registered dispatched accepted simple handling extended",
    M.FLAG_URGENT: OPEN,
    # What is urgent is owed to those above, whatever became of the matter meanwhile.
    M.REPORT_URGENT: (
        f"{OPEN} routed_out linked closed_routed not_accepted withdrawn concluded closed_final"
        " sealed_sent sealed_taken sealed_told suggestion_told review review_served recheck"
    ),
    M.REPORT_UP: "registered>referred_up",
    M.RAISE_DISPUTE: "dispatched>referred_up objected>referred_up",
    M.DECIDE_COMPETENCE: "referred_up>dispatched",
    M.TRANSFER: (
        f"{OPEN} sealed_sent sealed_taken review review_served recheck"
        " routed_out concluded closed_final"
    ),
    M.ASK_ASSISTANCE: "accepted handling extended",
    M.CONTRIBUTE: "accepted handling extended opinion_review",
    M.PROPOSE_SIMPLE: "registered",
    M.DROP_SIMPLE: "registered dispatched",
    M.ACCEPT_SIMPLE: "dispatched>simple registered>simple accepted>simple",
    M.ANSWER_SIMPLE: "simple>opinion_issued",
    M.CONVERT_TO_ORDINARY: (
        "simple>accepted opinion_issued>accepted served>accepted executing>accepted"
        " executed>accepted"
    ),
    M.TAKE_SUGGESTION: "dispatched>suggestion_study registered>suggestion_study",
    M.STUDY_SUGGESTION: "suggestion_study",
    M.REPLY_SUGGESTION: "suggestion_study>suggestion_told",
    M.NAME_ACCUSED: (
        "registered objected dispatched accepted handling extended opinion_review opinion_issued"
        " sealed_sent sealed_taken"
    ),
    M.HAND_APART: "registered>sealed_sent",
    M.DIVIDE: "registered>divided",
    M.PROPOSE_RELEASE: "registered sealed_sent",
    M.RELEASE: "registered>sealed_sent sealed_sent",
    M.TAKE_ACCUSATION: ("sealed_sent>sealed_taken dispatched>sealed_taken registered>sealed_taken"),
    M.ANSWER_ACCUSATION: "sealed_taken>sealed_told",
    M.MISS_SERVICE: "opinion_issued",
    M.ASK_HEARING: IN_HAND,
    M.GRANT_HEARING: IN_HAND,
    M.REFUSE_HEARING: IN_HAND,
    M.CALL_HEARING: IN_HAND,
    M.OPEN_HEARING: "accepted>handling handling extended recheck",
    M.CLOSE_HEARING: IN_HAND,
    M.CONCLUDE_HEARING: IN_HAND,
    M.INVESTIGATE: "accepted>handling handling extended review recheck",
    M.ASK_RECUSAL: f"{IN_HAND} opinion_review review",
    M.GRANT_RECUSAL: f"{IN_HAND} opinion_review review",
    M.REFUSE_RECUSAL: f"{IN_HAND} opinion_review review",
    M.ANSWER_REPEAT: "registered>linked",
    M.RESUME_REPEAT: "linked>registered",
    M.CONFIRM_EXECUTION: "executed review review_served recheck closed_final",
    M.DISPUTE_EXECUTION: "executed>executing review review_served recheck closed_final",
    M.SETTLE: (
        "accepted>settled simple>settled handling>settled extended>settled opinion_review>settled"
    ),
    M.KEEP_SETTLEMENT: "settled>concluded",
    M.RESUME_SETTLED: "settled>handling",
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


#: What opens a closed matter: new facts (art. 36), a request for review of what is closed without
#: one, or late (arts. 35, 36), and a repeat that turns out to be none (art. 19). Nothing else does.
OPENS_AGAIN = {
    S.LINKED: {M.RESUME_REPEAT: S.REGISTERED},
    S.NOT_ACCEPTED: {M.ASK_REVIEW: S.REVIEW},
    S.CONCLUDED: {M.ASK_REVIEW: S.REVIEW, M.ASK_RECHECK: S.RECHECK, M.REOPEN: S.REGISTERED},
    S.CLOSED_FINAL: {M.REOPEN: S.REGISTERED},
}


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_is_closed_stays_closed_but_for_what_the_law_opens_again(state: State) -> None:
    left = {m: one.ways[state] for m, one in MOVES.items() if one.ways.get(state, state) != state}
    assert left == OPENS_AGAIN.get(state, {})


def test_what_goes_another_way_comes_back_from_there_and_by_no_other_move() -> None:
    left = [
        m for m, step in MOVES.items() if step.ways.get(S.ROUTED_OUT, S.ROUTED_OUT) != S.ROUTED_OUT
    ]
    assert left == [M.COME_BACK, M.ACCEPTED_THERE]


SHORT = (S.SIMPLE, S.OPINION_ISSUED, S.SERVED, S.EXECUTING, S.EXECUTED)
NO_REVIEW = (M.DECLINE_REVIEW, M.WITHDRAW_REVIEW)


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
        # Whose it is, is asked above; until then nobody has it.
        (M.RAISE_DISPUTE, S.DISPATCHED, S.REFERRED_UP),
        # The short way was not enough: the ordinary one is taken from its beginning.
        *((M.CONVERT_TO_ORDINARY, state, S.ACCEPTED) for state in SHORT),
        # A report that she does not confirm.
        (M.DISPUTE_EXECUTION, S.EXECUTED, S.EXECUTING),
        # An agreement that was not kept gave up no right.
        (M.RESUME_SETTLED, S.SETTLED, S.HANDLING),
        # No review came of it: it stands where it stood.
        *((move, S.REVIEW, S.SERVED) for move in NO_REVIEW),
        *((move, S.RECHECK, S.REVIEW_SERVED) for move in NO_REVIEW),
        # The answer does not stand: the organ handles it anew.
        (M.ORDER_REDO, S.REVIEW, S.HANDLING),
        (M.ORDER_REDO, S.RECHECK, S.HANDLING),
        *((move, start, end) for start, by in OPENS_AGAIN.items() for move, end in by.items()),
    }


AGAIN = {
    M.FOLLOW_UP: {"follow_up"},
    M.WEIGH: {"elsewhere"},
    M.ROUTE_OUT: {"elsewhere"},
    # Another organ was named than the one that had it: its fifteen days are its own (art. 23).
    M.DECIDE_COMPETENCE: {"acceptance_notice"},
}


def test_no_move_pauses_anything() -> None:
    """Art. 36 leaves out hearings in a recheck and nothing else; no move pauses a clock."""
    for move, one in MOVES.items():
        both = {c.limit for c in one.starts} & {c.limit for c in one.stops}
        # What is asked again, and a sheet filled in again, begin anew: that is no pause.
        assert both <= AGAIN.get(move, set()), move
    stopped_by = {move for move, one in MOVES.items() if "handling" in {c.limit for c in one.stops}}
    # Declining and routing out stop what a local promise started at receipt; the sixty days have
    # not begun then; so do the answer to a repeat and the answers of the two lanes. What is being
    # handled ends with the answer, at the petitioner's own wish, or at her word that an agreement
    # settles it; where two demands become one, the one that is kept has the sooner of both dates.
    # What is no accusation goes on in a file of its own, by the same dates: nor had it begun there.
    before = {M.DECLINE, M.ROUTE_OUT, M.ANSWER_REPEAT, M.REPLY_SUGGESTION, M.ANSWER_ACCUSATION}
    before |= {M.DIVIDE}
    assert stopped_by == {M.SERVE, M.WITHDRAW, M.MERGE_DEMANDS, M.SETTLE} | before
    for move in before:
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
    # What was told of something urgent is reported all the same: it is not hers alone (art. 25).
    assert S.WITHDRAWN in MOVES[M.REPORT_URGENT].ways
    assert started - {"urgent_report"} <= stopped


def test_every_clock_of_the_table_is_a_limit_of_the_law() -> None:
    named = {c.limit for one in MOVES.values() for c in (*one.starts, *one.stops)}
    assert named <= set(LIMITS.names())


def test_every_clock_that_starts_can_stop() -> None:
    starts = {c.limit for one in MOVES.values() for c in one.starts}
    stops = {c.limit for one in MOVES.values() for c in one.stops}
    assert starts <= stops


def test_only_contact_a_desk_another_organ_or_a_proposal_asks_for_a_fact() -> None:
    desk = {When.AT_BUREAU, When.AT_ORGAN}
    conditional = {
        move: whens
        for move, one in MOVES.items()
        if (whens := {c.when for c in (*one.starts, *one.stops)} - {When.ALWAYS})
    }
    assert conditional == {
        M.REGISTER: desk | {When.STANDING_HERE},
        M.RETURN_DISPATCH: desk | {When.PASSED_ON},
        M.REPORT_UP: {When.PASSED_ON},
        M.RAISE_DISPUTE: {When.PASSED_ON},
        M.COME_BACK: desk,
        M.RESUME_REPEAT: desk,
        M.REOPEN: desk,
        M.PROPOSE_SIMPLE: desk,
        M.FORWARD: {When.PROPOSED},
        M.DECIDE_COMPETENCE: {When.MOVED},
        M.LOG_CONTACT: {When.MET, When.HEARD},
    }


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
