"""Every act in every state: done where the law's table has a way, refused everywhere else."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after, deeds
from tests.make import District

from yimen.law.moves import MOVES, Move, State

#: What the table allows and the file does not, on the ordinary road: the handler named is another
#: organ's, the days to object have passed, no extension was asked for, nobody assigned it, the
#: opinion is at another stage, the window for a review is still open.
NOT_HERE = {
    (State.SEALED_TAKEN, "hand_over"): "NotAHandlerHere",
    # A claim is in no lane; and what is sealed is named and released where it is kept alone.
    **{(state, "name_accused"): "NotFound" for state in MOVES[Move.NAME_ACCUSED].ways},
    (State.REGISTERED, "divide"): "NothingToDivide",
    # The handling organ was dissolved; the one that has it now was not.
    **{
        (state, "transfer"): "StillThere"
        for state in (
            *(State.SEALED_SENT, State.SEALED_TAKEN),
            *(State.REVIEW, State.REVIEW_SERVED, State.RECHECK),
            *(State.ROUTED_OUT, State.CONCLUDED, State.CLOSED_FINAL),
        )
    },
    (State.REGISTERED, "take_suggestion"): "NoSuggestion",
    (State.DISPATCHED, "take_suggestion"): "NoSuggestion",
    (State.REGISTERED, "take_accusation"): "NotFound",
    (State.DISPATCHED, "take_accusation"): "NotFound",
    (State.REGISTERED, "propose_release"): "NotFound",
    (State.SEALED_SENT, "propose_release"): "NotFound",
    (State.REGISTERED, "release"): "NotFound",
    (State.SEALED_SENT, "release"): "NotProposed",
    (State.SUGGESTION_STUDY, "reply_suggestion"): "NotStudied",
    **deeds.deeds_sending.NOT_HERE,
    **deeds.deeds_hearing.NOT_HERE,
    **deeds.deeds_review.NOT_HERE,
    (State.REGISTERED, "accept"): "NotAHandlerHere",
    (State.DISPATCHED, "object_dispatch"): "ObjectionLapsed",
    (State.ACCEPTED, "extend"): "NoExtensionAsked",
    (State.ACCEPTED, "refuse_extension"): "NoExtensionAsked",
    (State.HANDLING, "extend"): "NoExtensionAsked",
    (State.HANDLING, "refuse_extension"): "NoExtensionAsked",
    (State.OPINION_REVIEW, "sign_opinion"): "WrongStage",
    (State.OPINION_REVIEW, "issue_opinion"): "WrongStage",
    (State.SERVED, "report_back"): "NotAssigned",
    (State.SERVED, "conclude"): "WindowOpen",
    (State.EXECUTING, "report_back"): "NotAssigned",
    (State.EXECUTED, "report_back"): "NotAssigned",
    (State.EXECUTED, "conclude"): "WindowOpen",
    (State.CONCLUDED, "report_back"): "NotAssigned",
    (State.SETTLED, "report_back"): "NotAssigned",
    (State.SETTLED, "conclude"): "AnswerOpen",
    **{
        (state, act): why
        for state in (State.REVIEW_SERVED, State.CLOSED_FINAL)
        for act, why in (("report_back", "NotAssigned"), ("execute", "NothingOwed"))
    },
    (State.REVIEW_SERVED, "conclude"): "WindowOpen",
    # Nobody stands there; she was not told of it yet; nothing was reported as done.
    (State.REGISTERED, "tell_later"): "NobodyWaits",
    (State.NOT_ACCEPTED, "conclude"): "NotAllowedNow",
    **{
        (state, act): "AnsweredBefore"
        for state in (State.REVIEW, State.REVIEW_SERVED, State.RECHECK, State.CLOSED_FINAL)
        for act in ("confirm_execution", "dispute_execution")
    },
    # The demand is the reviewing organ's meanwhile; what was promised is owed by the other one.
    **{
        (state, act): why
        for state in (State.REVIEW, State.RECHECK)
        for act, why in (
            ("report_back", "AnotherOrgansTurn"),
            ("execute", "AnotherOrgansTurn"),
            ("hand_over", "NotAHandlerHere"),
            ("ask_recusal", "NobodyThere"),
        )
    },
}
#: Before they were sent, matters are the bureau's: the acts of an organ are tried by its people.
AT_BUREAU = {State.RECEIVED, State.REGISTERED, State.OBJECTED, State.ROUTED_OUT}
#: In a review the organ above acts, and in a recheck the one above that.
ABOVE = {
    State.REVIEW: {"handler": "reviewer", "head": "review_head"},
    State.RECHECK: {
        "handler": "rechecker",
        "head": "recheck_head",
        "reviewer": "rechecker",
        "review_head": "recheck_head",
    },
    State.SEALED_TAKEN: {"handler": "discipline_handler", "head": "discipline_head"},
}
ROLES = {"handler": "handler", "head": "head", "checker": "legal_checker"}
#: Lodging begins a file; telling of an extension does nothing where there is none to tell of.
MOVED = sorted(set(deeds.DEEDS) & {move.value for move in Move} - {"lodge", "tell_extension"})


@pytest.mark.parametrize("state", list(State))
def test_an_act_is_done_where_the_law_has_a_way_and_nowhere_else(district: District, state: State):
    until, way = make.TO_STATE[state]
    case = make.a_petition(district, until, **way)
    assert make.demand_of(case).state == state
    bureau = {
        part: make.an_officer(district, role, district.bureau) for part, role in ROLES.items()
    }
    at_the_bureaus = make.an_officer(district, "screener", district.housing)
    at, tried = make.on("2025-05-07" if state is State.CONCLUDED else "2025-04-02"), {}
    with after.nothing_changes():
        for act in MOVED:
            deed = deeds.DEEDS[act]
            by = deeds.who(case, deed.by)
            if state in AT_BUREAU:
                by = bureau.get(deed.by, by)
            elif deed.by in ABOVE.get(state, {}):
                by = deeds.who(case, ABOVE[state][deed.by])
            elif deed.by == "screener":
                by = at_the_bureaus
            tried[act] = after.outcome(lambda by, deed=deed: deed.do(case, at, by), by)
    lawful = {act for act in MOVED if state in MOVES[Move(act)].ways}
    done = {act for act, what in tried.items() if what == "done"}
    refused = {act: what for (where, act), what in NOT_HERE.items() if where is state}
    assert done == lawful - set(refused)
    assert {act: tried[act] for act in refused} == refused


def test_the_list_of_exceptions_names_only_what_the_law_allows():
    assert all(state in MOVES[Move(act)].ways for state, act in NOT_HERE)
