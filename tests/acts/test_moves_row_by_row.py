"""The road of a petition, row by row: from where, what, by whom, to where, which paper and clock.

Each row is done by its act, once, by the right person. Who else may not, and what is refused,
stands in the test of the act itself; every way of the table of moves in tests/law/test_moves.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests import make
from tests.acts import after, deeds, hearings
from tests.make import District

from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.open_hearing import open_hearing

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Row:
    """One row; a clock that begins is written +, one that ends -, one whose date moves =."""

    act: str
    way: str
    by: str
    papers: str = ""
    clocks: str = ""
    begins: str = ""
    walked: dict[str, Any] = field(default_factory=dict)


ROWS = [
    # Taken in and sorted.
    Row("register", "received>registered", "receptionist", "", "-register +dispatch"),
    Row("tell_later", "registered>registered", "handler", "", "-on_the_spot_notice"),
    Row("answer_repeat", "registered>linked", "screener", "repeat_notice", "-dispatch"),
    Row("resume_repeat", "linked>registered", "screener", "repeat_resumed", "+dispatch"),
    Row("ask_supplement", "registered>registered", "screener", "supplement_notice", "", "screened"),
    Row("ask_supplement", "handling>handling", "handler", "supplement_notice"),
    Row("split_demand", "handling>handling", "handler", "sorting_notice"),
    Row("merge_demands", "handling>merged", "handler", "sorting_notice", "-handling"),
    # The two other classes.
    Row(
        "take_suggestion", "dispatched>suggestion_study", "handler", "suggestion_notice",
        "-acceptance_notice -objection +suggestion_reply",
    ),
    Row(
        "reply_suggestion", "suggestion_study>suggestion_told", "head", "suggestion_reply",
        "-suggestion_reply",
    ),
    Row(
        "release", "registered>sealed_sent", "supervisor", "accusation_notice accusation_sheet",
        "-dispatch +acceptance_notice",
    ),
    # Another lawful way, and back.
    Row(
        "route_out", "registered>routed_out", "screener", "guidance_notice", "-dispatch +follow_up"
    ),
    Row(
        "come_back", "routed_out>registered", "screener", "resumption_notice",
        "-follow_up +dispatch",
    ),
    Row("come_back", "routed_out>registered", "petitioner", "resumption_notice",
        "-follow_up +dispatch"),
    Row("accepted_there", "routed_out>closed_routed", "screener", "", "-follow_up"),
    # Sent, and whose it is.
    Row(
        "forward", "registered>dispatched", "screener", "forwarding_letter forwarding_notice",
        "-dispatch +acceptance_notice +objection",
    ),
    Row(
        "assign", "registered>dispatched", "screener", "assignment_letter forwarding_notice",
        "-dispatch +acceptance_notice +objection +assigned_report",
    ),
    Row("report_up", "registered>referred_up", "screener", "referral_letter",
        "-dispatch +competence_decision +forwarding_chain"),
    Row(
        "object_dispatch", "dispatched>objected", "handler", "objection_letter",
        "-objection +objection_check",
    ),
    Row(
        "return_dispatch", "objected>registered", "screener", "objection_reply",
        "-acceptance_notice -objection_check +dispatch +forwarding_chain",
    ),
    Row(
        "uphold_dispatch", "objected>dispatched", "screener", "objection_reply", "-objection_check"
    ),
    Row(
        "raise_dispute", "objected>referred_up", "screener", "referral_letter",
        "-objection_check +competence_decision +forwarding_chain",
    ),
    # Whoever is named has fifteen days of its own, from its own receipt.
    Row(
        "decide_competence", "referred_up>dispatched", "leader",
        "designation_notice forwarding_notice",
        "-competence_decision -forwarding_chain =acceptance_notice",
    ),
    Row(
        "accept", "dispatched>accepted", "handler", "acceptance_notice",
        "-acceptance_notice -objection +handling",
    ),
    Row(
        "decline", "dispatched>not_accepted", "head", "non_acceptance_notice",
        "-acceptance_notice -objection",
    ),
    # Not accepted, she may have that looked at above, from the day on which she was told.
    Row("serve_notice", "not_accepted>not_accepted", "handler", "service_receipt",
        "+review_request"),
    # The simplified procedure: the sixty days run beside the ten.
    Row(
        "accept_simple", "dispatched>simple", "handler", "simple_notice",
        "-acceptance_notice -objection +handling +simple_handling",
    ),
    Row("answer_simple", "simple>opinion_issued", "handler", "simple_reply", "-simple_handling"),
    Row("convert_to_ordinary", "simple>accepted", "handler", "ordinary_notice", "-simple_handling"),
    Row("convert_to_ordinary", "simple>accepted", "petitioner", "ordinary_notice",
        "-simple_handling"),
    # Handled: nothing stops the sixty days.
    Row("log_contact", "accepted>handling", "handler"),
    Row("investigate", "handling>handling", "handler", "investigation_record"),
    Row("ask_recusal", "handling>handling", "petitioner", "", "+recusal_decision"),
    Row("grant_recusal", "handling>handling", "head", "recusal_decision", "-recusal_decision"),
    Row("ask_hearing", "handling>handling", "petitioner", "hearing_request",
        "+hearing +hearing_decision"),
    Row("call_hearing", "handling>handling", "handler", "hearing_notice"),
    Row("open_hearing", "handling>handling", "handler"),
    Row("close_hearing", "handling>handling", "handler", "hearing_record", "-hearing"),
    Row("extend", "handling>extended", "head"),
    Row("tell_extension", "extended>extended", "system", "", "=handling"),
    Row("settle", "handling>settled", "petitioner", "settlement_notice",
        "-handling +settlement_answer +rating"),
    Row("resume_settled", "settled>handling", "petitioner", "settlement_resumed",
        "-settlement_answer -rating +handling"),
    # Answered by three people, and served.
    Row("draft_opinion", "handling>opinion_review", "handler"),
    Row("check_opinion", "opinion_review>opinion_review", "checker"),
    Row("sign_opinion", "opinion_review>opinion_review", "head"),
    Row("return_opinion", "opinion_review>handling", "checker"),
    Row("issue_opinion", "opinion_review>opinion_issued", "handler", "handling_opinion"),
    Row(
        "serve", "opinion_issued>served", "handler", "service_receipt",
        "-handling +review_request +rating", walked={"result": "explained"},
    ),
    Row(
        "serve", "opinion_issued>executing", "handler", "service_receipt execution_notice",
        "-handling +review_request +rating +execution", walked={"result": "supported"},
    ),
    Row("execute", "executing>executed", "handler", "execution_report",
        "-execution +execution_answer"),
    Row("confirm_execution", "executed>executed", "petitioner", "", "-execution_answer"),
    Row("dispute_execution", "executed>executing", "petitioner", "",
        "-execution_answer +execution"),
    Row("rate", "served>served", "petitioner", "", "-rating"),
    Row("report_back", "served>served", "handler", "closing_report", "-assigned_report"),
    # Looked at again, above.
    Row("ask_review", "served>review", "petitioner", "review_request",
        "-review_request +review_opinion"),
    Row("accept_review", "review>review", "review_head", "review_acceptance"),
    Row("sign_review", "review>review", "review_head", "review_opinion"),
    Row("serve_review", "review>review_served", "reviewer", "service_receipt",
        "-review_opinion +recheck_request"),
    Row("serve_review", "review>handling", "reviewer", "service_receipt",
        "-review_opinion -rating +handling", walked={"review": "redo"}),
    Row("ask_recheck", "review_served>recheck", "petitioner", "review_request",
        "-recheck_request +recheck_opinion"),
    Row("serve_recheck", "recheck>closed_final", "rechecker", "service_receipt",
        "-recheck_opinion -rating"),
    # Over, and what opens it again.
    Row("conclude", "served>concluded", "system", "", "-review_request -rating"),
    Row("ask_reopen", "closed_final>closed_final", "petitioner", "", "+reopen_notice"),
    Row("reopen", "closed_final>registered", "screener", "reopening_notice",
        "-reopen_notice +dispatch"),
    Row("offer_aftercare", "concluded>concluded", "screener", "aftercare_offer"),
    Row("withdraw", "handling>withdrawn", "petitioner", "withdrawal_notice", "-handling"),
    # Whatever the stage.
    Row("mark_breach", "dispatched>dispatched", "system", "overdue_notice overdue_slip"),
    Row("recount", "dispatched>dispatched", "system"),
]  # fmt: skip

#: Rows that no single act of the road shows: where they are tried instead.
BESIDE = {
    "a joint session, its minutes and promises": (
        "rooms/test_joint.py",
        "test_minutes_have_three_parts_and_promises_an_organ_at_the_table_and_a_day",
    ),
    "mediation by consent, its month": (
        "rooms/test_mediation.py",
        "test_it_is_to_be_done_within_a_month_and_longer_only_if_all_agree",
    ),
    "mediation stopped by either side": (
        "rooms/test_mediation.py",
        "test_either_side_ends_it_at_once_without_a_reason",
    ),
    "thirty days to ask a court together": (
        "rooms/test_mediation.py",
        "test_thirty_days_to_ask_a_court_together_roll_over_the_holidays",
    ),
}
#: The eight conditions of the table of moves, and who insists on each.
GUARDS = {
    "no answer without request, facts, reasons, result and basis": (
        "acts/test_draft_opinion.py",
        "test_no_demand_goes_without_facts_reasons_result_or_basis",
    ),
    "nothing is signed that was not checked for legality": (
        "acts/test_sign_opinion.py",
        "test_nothing_is_signed_that_was_not_checked",
    ),
    "no closure while execution is owed": (
        "acts/test_conclude.py",
        "test_nothing_is_concluded_while_it_waits_to_be_carried_out",
    ),
    "handler, checker, signer and reviewer are different people": (
        "acts/test_review_road.py",
        "test_nobody_who_handled_checked_or_signed_the_answer_looks_at_it_again",
    ),
    "no recipient is among the accused": (
        "acts/test_release.py",
        "test_it_is_asked_again_whether_it_goes_to_the_accused",
    ),
    "withdrawal is hers alone": (
        "acts/test_withdraw.py",
        "test_the_counter_of_the_organ_that_handles_it_cannot_say_that_she_wishes_it",
    ),
    "the heart room is never read from the case": (
        "rooms/test_heart_walls.py",
        "test_a_petition_and_its_export_know_nothing_of_the_room",
    ),
    "service is proved": ("acts/test_serve.py", "test_each_way_asks_for_its_own_proof"),
}


def marked(before: dict[str, str], now: dict[str, str]) -> set[str]:
    """Write down what became of the clocks of a demand."""
    return (
        {f"-{name}" for name in before.keys() - now.keys()}
        | {f"+{name}" for name in now.keys() - before.keys()}
        | {f"={name}" for name in before.keys() & now.keys() if before[name] != now[name]}
    )


def test_a_petition_begins_with_a_receipt_a_code_and_the_clock_of_registration(
    district: District,
) -> None:
    case = make.a_petition(district)
    assert make.demand_of(case).state == "received"
    assert set(after.running(case.demand)) == {"register"}
    assert after.letters_asked_for() == ["receipt"]
    assert case.code


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.act} {row.way} by {row.by}")
def test_a_row_is_done_as_the_table_says(district: District, row: Row) -> None:
    deed = deeds.DEEDS[row.act]
    deed = replace(deed, begins=row.begins or deed.begins, way={**deed.way, **row.walked})
    case = make.a_petition(district, deed.begins, **deed.way)
    subject, words = deed.subject(case), deed.words(case)
    began, _, ended = row.way.partition(">")
    assert make.demand_of(case).state == began
    clocks, queued = after.running(case.demand), len(after.jobs())
    deed.act(subject, **words, by=deeds.who(case, row.by), at=deeds.moment(row.act))
    assert make.demand_of(case).state == ended
    assert sorted(after.letters_asked_for(queued)) == sorted(row.papers.split())
    assert marked(clocks, after.running(case.demand)) == set(row.clocks.split())
    if row.act != "recount":  # its clock was made to wait by the test itself
        assert after.differences(case) == []


def test_the_notice_of_an_extension_is_the_moment_from_which_it_counts(district: District) -> None:
    case = make.a_petition(district, "extended")
    assert "extension_notice" in {one.kind for one in make.petition_of(case).letters.all()}


@pytest.mark.parametrize(("until", "moves"), [("handled", False), ("recheck_accepted", True)])
def test_a_hearing_moves_the_date_of_a_recheck_and_no_other(
    district: District, until: str, *, moves: bool
) -> None:
    case = make.a_petition(district, until)
    by, head = (
        (district["rechecker"], district["recheck_head"])
        if moves
        else (district["handler"], district["head"])
    )
    limit = "recheck_opinion" if moves else "handling"
    before, opens_at = after.running(case.demand)[limit], make.on("2025-05-26")
    ask_hearing(case.demand, reason=hearings.WHY, by=case.petitioner, at=make.on("2025-05-14"))
    grant_hearing(case.demand, reason=hearings.WHY, by=head, at=make.on("2025-05-15"))
    plan = hearings.a_plan(case, chair=head.id, opens_at=opens_at, ends_on=None)
    call_hearing(case.demand, plan=plan, by=by, at=make.on("2025-05-16"))
    open_hearing(case.demand, by=by, at=opens_at)
    close_hearing(case.demand, spoken=hearings.SPOKEN, by=by, at=make.on("2025-05-28", "12:00"))
    assert (after.running(case.demand)[limit] > before) is moves


@pytest.mark.parametrize("named", [*BESIDE.values(), *GUARDS.values()], ids=[*BESIDE, *GUARDS])
def test_what_is_tried_elsewhere_is_tried_there(named: tuple[str, str]) -> None:
    file, test = named
    assert f"def {test}(" in (TESTS / file).read_text(encoding="utf-8")
