"""Withdrawing: at the petitioner's own wish alone, until the answer has reached her."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import STRANGER, Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.filing import Paper, Wish
from yimen.casework.guards import (
    AnsweredTogether,
    NobodyWithdraws,
    NoSuchChoice,
    NotByTheHandler,
    WishMissing,
)
from yimen.law.moves import MOVES, Move, NotAllowedNow
from yimen.registry.models import Dispatch, Extension, Opinion, Withdrawal

AT = make.on("2025-03-26")
SIGNED = Wish(channel="visit", words="本人到窗口书面申请撤回，签名捺印")


def withdrawn(case: Case, by: Actor | None = None, **words: object) -> None:
    given = {"demands": case.demands} | words
    withdraw(case.petition, **given, by=by or case.petitioner, at=AT)


def test_the_petitioner_may_and_a_counter_with_her_wish_and_nobody_else(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: withdrawn(case, by, wish=SIGNED))
    assert tried == {"petitioner": "done", "receptionist": "done", "screener": "done"}


@pytest.mark.parametrize("part", ["receptionist", "screener"])
def test_a_counter_has_her_wish_in_hand_or_does_nothing(district: District, part: str):
    case = make.a_petition(district, "handled")
    for wish in (None, Wish(channel="visit"), Wish(channel="visit", words="   ")):
        with after.nothing_changes(), pytest.raises(WishMissing):
            withdrawn(case, district[part], wish=wish)


@pytest.mark.parametrize("channel", ["phone", "online", "fax", "whisper"])
def test_a_wish_that_nobody_signed_is_none(district: District, channel: str):
    case = make.a_petition(district, "handled")
    wish = Wish(channel=channel, words=SIGNED.words)
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        withdrawn(case, district["receptionist"], wish=wish)


def test_the_counter_of_the_organ_that_handles_it_cannot_say_that_she_wishes_it(
    district: District,
):
    case = make.a_petition(district, "handled")
    for role in ("receptionist", "screener"):
        own = make.an_officer(district, role, district.housing)
        with after.nothing_changes(), pytest.raises(NotByTheHandler):
            withdrawn(case, own, wish=SIGNED)


def test_whoever_handles_it_cannot_in_another_post(district: District):
    case = make.a_petition(district, "handled")
    post = district["receptionist"]
    hat = Actor(role=post.role, id=district["handler"].id, organ=post.organ, area=post.area)
    with after.nothing_changes(), pytest.raises(NotByTheHandler):
        withdrawn(case, hat, wish=SIGNED)


@pytest.mark.parametrize(
    "until",
    ["lodged", "screened", "dispatched", "objected", "accepted", "handled", "extended",
     "drafted", "checked", "signed", "printed"],
)  # fmt: skip
@pytest.mark.usefixtures("db")
def test_wherever_it_stands_every_clock_stops(until: str):
    district = make.a_district(profile="xingguo")
    case = make.a_petition(district, until)
    withdrawn(case)
    demand, petition = make.demand_of(case), make.petition_of(case)
    assert (demand.state, demand.due_on, after.running(case.demand)) == ("withdrawn", None, {})
    assert (petition.state, petition.due_on, petition.closed_at) == ("withdrawn", None, AT)
    assert after.differences(case) == []


def test_it_is_kept_who_asked_and_how(district: District):
    case = make.a_petition(district, "handled", asks=2)
    withdrawn(case, demands=case.demands[:1], reason=" 路灯修好了 ")
    row = Withdrawal.objects.get(petition=case.petition)
    assert (row.positions, row.channel, row.reason, row.wish) == ([1], "online", "路灯修好了", "")
    assert (row.paper_id, row.by_id, row.at) == (None, None, AT)
    paper = Paper(name="撤回申请.txt", data="我自愿撤回".encode())
    wish = Wish(channel="letter", words=" 来信签名 ", paper=paper)
    withdrawn(case, district["receptionist"], demands=case.demands[1:], wish=wish)
    row = Withdrawal.objects.filter(petition=case.petition).latest("pk")
    assert (row.positions, row.channel, row.wish) == ([2], "letter", "来信签名")
    assert (row.by_id, row.paper.name) == (district["receptionist"].id, "撤回申请.txt")
    assert row.paper.is_from_petitioner


def test_it_leaves_one_line_without_her_words_and_one_letter(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    jobs = len(after.jobs())
    withdrawn(case, reason="不想再等了")
    row = Withdrawal.objects.get(petition=case.petition)
    assert after.new_lines(case, 5)[-1:] == [
        {
            "kind": "withdraw",
            "demands": [1, 2],
            "role": "petitioner",
            "channel": "online",
            "withdrawal": row.pk,
        }
    ]
    (job,) = after.jobs()[jobs:]
    assert (job["kind"], job["subject"]) == ("withdrawal_notice", row.pk)
    ground.do_jobs()
    letter = make.letter_of(case, "withdrawal_notice")
    assert letter.is_for_petitioner
    assert "重新提出" in str(letter.content)


def test_what_she_did_not_withdraw_goes_on(district: District):
    case = make.a_petition(district, "handled", asks=2)
    withdrawn(case, demands=case.demands[:1])
    assert [d.state for d in make.demands_of(case)] == ["withdrawn", "handling"]
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at) == ("handling", None)
    assert after.running(case.demands[1]) == {"handling": "2025-05-06"}
    assert after.differences(case) == []


def test_she_can_file_it_again(district: District):
    case = make.a_petition(district, "withdrawn")
    again = lodge(make.a_filing(district), by=STRANGER, at=AT)
    assert again.petition != case.petition


def test_what_hangs_on_it_ends_with_it(district: District):
    case = make.a_petition(district, "objected")
    withdrawn(case)
    assert Dispatch.objects.get(demand=case.demand).outcome == "ended"
    for until in ("extension_asked", "extension_approved"):
        case = make.a_petition(district, until)
        withdrawn(case)
        assert Extension.objects.get(demand=case.demand).decision == "void"
        ground.do_jobs()
        assert after.differences(case) == []


def test_an_answer_in_the_making_is_dropped(district: District):
    for until in ("drafted", "returned", "signed", "printed"):
        case = make.a_petition(district, until)
        withdrawn(case)
        assert make.opinion_of(case).stage == "dropped"


def test_a_draft_on_the_others_goes_on_without_it(district: District):
    case = make.a_petition(district, "handled", asks=2)
    by = district["handler"]
    keep_draft(case.petition, draft=make.a_draft(case), by=by, at=AT)
    withdrawn(case, demands=case.demands[:1])
    kept = Opinion.objects.get(petition=case.petition, stage="draft")
    (finding,) = kept.findings.all()
    assert finding.demand_id == case.demands[1]
    assert finding.facts.startswith("现场查看")
    opinion = draft_opinion(case.petition, draft=make.a_draft(case), by=by, at=AT)
    assert opinion.pk == kept.pk
    assert [d.state for d in make.demands_of(case)] == ["withdrawn", "opinion_review"]
    assert after.differences(case) == []


@pytest.mark.parametrize("until", ["drafted", "checked", "signed", "printed"])
def test_one_answer_to_two_demands_is_withdrawn_whole(district: District, until: str):
    case = make.a_petition(district, until, asks=2)
    with after.nothing_changes(), pytest.raises(AnsweredTogether):
        withdrawn(case, demands=case.demands[:1])
    withdrawn(case)
    assert make.petition_of(case).state == "withdrawn"


def test_at_least_one_demand_of_hers_is_chosen(district: District):
    case = make.a_petition(district, "handled")
    other = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NobodyWithdraws):
        withdrawn(case, demands=[])
    with after.nothing_changes(), pytest.raises(NotFound):
        withdrawn(case, demands=[case.demand, other.demand])


@pytest.mark.parametrize("until", ["served", "executed", "concluded", "declined", "routed_out"])
def test_what_was_answered_or_closed_is_not_withdrawn(district: District, until: str):
    result = {"result": "supported"} if until == "executed" else {}
    case = make.a_petition(district, until, **result)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        withdrawn(case)


def test_twice_is_once(district: District):
    case = make.a_petition(district, "withdrawn")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        withdrawn(case)
    assert set(MOVES[Move.WITHDRAW].ways.values()) == {"withdrawn"}
