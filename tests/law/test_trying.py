"""Trying a change on the past: dates, breaches, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yimen.law.change import ChangesNothing, NotAChange, read
from yimen.law.clock import due
from yimen.law.days import DAYS, Calendars, DaysInForce
from yimen.law.fold import Line, fold
from yimen.law.limits import LIMITS, Limits
from yimen.law.trying import Differs, Outcome, Rules, Tally, compare

CHANGE = """
title: {zh: 试一试, en: A try}
from: 2027-01-01
"""
SINCE = date(2025, 1, 1)
LODGED = {
    "receiver_organ": 1,
    "received_on": "2025-02-24",
    "at_bureau": True,
    "channel": "online",
    "headcount": 1,
}


def line(seq: int, kind: str, day: str, **facts: object) -> Line:
    return Line(seq=seq, kind=kind, day=date.fromisoformat(day), demands=(1,), facts=facts)


def due_on(limit: str, start: str) -> dict[str, dict[str, dict[str, str]]]:
    found = due(date.fromisoformat(start), LIMITS.on(limit, date.fromisoformat(start)), DAYS)
    return {"1": {limit: {"due": found.on.isoformat()}}}


def record() -> list[Line]:
    """Answered on the 45th day."""
    sent = due_on("acceptance_notice", "2025-02-25")["1"] | due_on("objection", "2025-02-25")["1"]
    served = due_on("review_request", "2025-04-17")["1"] | due_on("rating", "2025-04-17")["1"]
    screened = {"class_": "claim", "category": "x", "route": 6}
    return [
        line(1, "lodge", "2025-02-24", **LODGED, clocks=due_on("register", "2025-02-24")),
        line(2, "register", "2025-02-24", clocks=due_on("dispatch", "2025-02-24")),
        line(3, "screen", "2025-02-24", **screened),
        line(4, "forward", "2025-02-25", to_organ=2, clocks={"1": sent}),
        line(5, "accept", "2025-03-03", handler_staff=3, clocks=due_on("handling", "2025-03-03")),
        line(6, "log_contact", "2025-03-05", contact="phone"),
        line(7, "draft_opinion", "2025-03-20"),
        line(8, "issue_opinion", "2025-04-16"),
        line(9, "serve", "2025-04-17", clocks={"1": served}),
    ]


def change(words: str):
    return read(CHANGE + words, LIMITS, DAYS)


def tried(words: str, profile: str = "", on: date = date(2025, 6, 1)):
    return compare(record(), Rules.of(change(words), SINCE, profile), on)


def test_the_record_that_is_tried_is_one_that_the_law_explains():
    assert fold(record()).unexplained == []


def test_a_shorter_limit_brings_dates_nearer_and_makes_an_answer_late():
    every, differing = tried("limits: {handling: {days: 30}}")
    (one,) = differing
    assert (one.limit, one.due_before, one.due_after) == (
        "handling", date(2025, 5, 6), date(2025, 4, 2),
    )  # fmt: skip
    assert (one.late_before, one.late_after) == (False, True)
    outcome = Outcome()
    outcome.add(((c.limit, c.late_before, c.late_after) for c in every), differing)
    tally = outcome.limits["handling"]
    assert (tally.clocks, tally.nearer, tally.late_before, tally.late_after) == (1, 1, 0, 1)


def test_what_does_not_touch_the_matter_changes_nothing():
    assert tried("limits: {objection_check: {days: 2}}")[1] == []


def test_a_new_holiday_moves_the_dates_that_fall_on_it():
    words = "calendar: {rest: [{day: 2025-05-06, zh: 本地假, en: Local day}]}"
    (one,) = tried(words)[1]
    assert (one.limit, one.due_after) == ("handling", date(2025, 5, 7))


def test_a_profile_that_others_have_promised_can_be_tried_here():
    limits = {one.limit for one in tried("limits: {futian.handling: {days: 30}}", "futian")[1]}
    assert limits == {"futian.dispatch"} | limits
    assert "futian.handling" in limits


def test_a_new_profile_can_be_tried_before_it_exists():
    words = """
profiles:
  - profile: here
    title: {zh: 本区, en: Here}
    source: {zh: 本区承诺, en: Our promise}
    limits:
      handling:
        id: H1
        title: {zh: 四十天办结, en: In 40 days}
        actor: organ
        starts_on: accepted
        ends_on: {zh: 答复, en: answered}
        beside: handling
        versions:
          - from: 2027-01-01
            days: 40
            unit: calendar
            rolls: true
            mark: D
            checked_on: 2026-11-22
            law: {zh: 本区承诺, en: Our promise}
            paraphrase: {zh: 四十天, en: forty days}
            design: {zh: 试, en: a try}
"""
    (one,) = tried(words, "here")[1]
    assert (one.limit, one.due_before, one.late_after) == ("here.handling", None, True)


def test_nothing_that_counts_is_touched_by_a_trial():
    before = (LIMITS.latest("handling").days, DAYS.why(date(2025, 5, 6)))
    tried("limits: {handling: {days: 1}}\ncalendar: {rest: [{day: 2025-05-06, zh: 假, en: free}]}")
    assert (LIMITS.latest("handling").days, DAYS.why(date(2025, 5, 6))) == before
    assert fold(record()).unexplained == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("limits: {handlin: {days: 3}}", "handlin"),
        ("limits: {handling: {dayz: 3}}", "dayz"),
        ("limits: {handling: {days: -3}}", "days"),
        ("limits: {futian.handling: {days: 61}}", "stricter"),
        ("limits: [", "YAML"),
        ("calendar: {rest: [{day: soon, zh: 假, en: free}]}", "day"),
        ("routes: {nowhere: {route: 2}}", "nowhere"),
    ],
)
def test_a_change_that_cannot_be_used_says_where_and_why(words: str, says: str):
    with pytest.raises(Exception, match=says) as refused:
        change(words)
    assert isinstance(refused.value, NotAChange) or "handlin" in str(refused.value.facts)  # type: ignore[attr-defined]  # a refusal


def test_a_change_without_a_change_is_refused():
    with pytest.raises(ChangesNothing):
        change("")


def test_a_version_to_come_leaves_what_began_before_it_alone():
    later = change("limits: {handling: {days: 30}}").on_limits(LIMITS)
    assert later.on("handling", date(2026, 12, 31)).days == 60
    assert later.on("handling", date(2027, 1, 1)).days == 30


def test_a_calendar_counts_from_its_day_and_what_began_before_keeps_its_own():
    first = DAYS.known_on(date(2025, 1, 1))
    calendar = "calendar: {rest: [{day: 2027-03-01, zh: 假, en: free}]}"
    newer = change(calendar).on_days(first)
    days = DaysInForce(first)
    days.adopt(Calendars(first, ((date(2027, 1, 1), newer),)))
    assert days.known_on(date(2026, 12, 31)).is_working(date(2027, 3, 1))
    assert not days.known_on(date(2027, 1, 1)).is_working(date(2027, 3, 1))
    assert not days.is_working(date(2027, 3, 1))
    assert days.next_working(date(2027, 3, 1)) == date(2027, 3, 1) + timedelta(days=1)


def test_a_new_version_may_say_everything_anew_that_a_version_says_and_keeps_the_rest():
    words = """
limits:
  handling:
    days: 20
    unit: working
    rolls: false
    at_most: true
    hearings_excluded: true
    mark: M
    checked_on: 2026-12-01
    breach: B45-2
    law: {zh: 新条例第一条, en: "New rule, art. 1"}
    paraphrase: {zh: 二十个工作日, en: twenty working days}
    consequence: {zh: 责令改正, en: corrected}
    design: {zh: 自定, en: our own}
"""
    new = change(words).on_limits(LIMITS).latest("handling")
    assert (new.days, new.unit.value, new.rolls, new.at_most) == (20, "working", False, True)
    assert (new.hearings_excluded, new.mark.value, new.breach) == (True, "M", "B45-2")
    assert new.checked_on == date(2026, 12, 1)
    assert new.consequence is not None
    assert new.design is not None
    assert [one.zh for one in (new.law, new.paraphrase, new.consequence, new.design)] == [
        "新条例第一条", "二十个工作日", "责令改正", "自定",
    ]  # fmt: skip
    old = LIMITS.latest("handling")
    assert (new.anchor, new.actor, new.title, new.id) == (old.anchor, old.actor, old.title, old.id)
    assert new.in_force_from == date(2027, 1, 1)


def test_a_local_promise_may_be_as_long_as_the_law_and_counts_the_same_days():
    assert change("limits: {futian.handling: {days: 60}}").parts == ("limits",)
    with pytest.raises(NotAChange, match="compared"):
        change("limits: {futian.handling: {unit: working}}")


def test_figures_add_up_over_all_the_petitions_that_were_looked_at():
    outcome = Outcome()
    for words in ("limits: {handling: {days: 30}}", "limits: {handling: {days: 75}}", "") * 2:
        every, differing = tried(words) if words else tried("limits: {objection_check: {days: 2}}")
        outcome.add(((c.limit, c.late_before, c.late_after) for c in every), differing)
    tally = outcome.limits["handling"]
    assert (outcome.petitions, outcome.touched, tally.clocks) == (6, 4, 6)
    assert (tally.nearer, tally.further, tally.new, tally.gone) == (2, 2, 0, 0)
    assert (tally.late_before, tally.late_after) == (0, 2)
    every, differing = tried("limits: {futian.handling: {days: 30}}", "futian")
    outcome.add(((c.limit, c.late_before, c.late_after) for c in every), differing)
    assert outcome.limits["futian.handling"].new == 1


def clocks(found: list[Differs], limit: str) -> list[Differs]:
    return [one for one in found if one.limit == limit]


def test_every_clock_is_compared_with_its_demand_its_day_and_when_it_was_done() -> None:
    every, differing = tried("limits: {handling: {days: 30}}")
    said = [(one.demand, one.limit, one.started_on, one.due_before, one.done_on) for one in every]
    assert said == [
        (1, "register", date(2025, 2, 24), date(2025, 2, 24), date(2025, 2, 24)),
        (1, "dispatch", date(2025, 2, 24), date(2025, 3, 11), date(2025, 2, 25)),
        (1, "acceptance_notice", date(2025, 2, 25), date(2025, 3, 12), date(2025, 3, 3)),
        (1, "objection", date(2025, 2, 25), date(2025, 3, 4), date(2025, 3, 3)),
        (1, "handling", date(2025, 3, 3), date(2025, 5, 6), date(2025, 4, 17)),
        (1, "review_request", date(2025, 4, 17), date(2025, 5, 19), None),
        (1, "rating", date(2025, 4, 17), date(2025, 5, 19), None),
    ]  # fmt: skip
    assert [one.days for one in differing] == [-34]


def test_a_right_that_passed_is_no_breach_in_either_case() -> None:
    for words in ("review_request: {days: 10}", "objection: {days: 1}"):
        every, differing = tried(f"limits: {{{words}}}", on=date(2026, 1, 1))
        assert [one.limit for one in differing] == [words.partition(":")[0]]
        assert not any(one.late_before or one.late_after for one in every)


def test_what_is_not_done_yet_is_late_by_the_day_that_is_asked_about() -> None:
    assert clocks(
        compare(record()[:6], Rules(LIMITS, DAYS.now()), date(2025, 5, 6))[0], "handling"
    )[0] == Differs(
        demand=1,
        limit="handling",
        started_on=date(2025, 3, 3),
        due_before=date(2025, 5, 6),
        due_after=date(2025, 5, 6),
        done_on=None,
        late_before=False,
        late_after=False,
    )
    for asked, late in ((date(2025, 5, 6), (False, True)), (date(2025, 5, 7), (True, True))):
        rules = Rules.of(change("limits: {handling: {days: 30}}"), SINCE)
        (one,) = clocks(compare(record()[:6], rules, asked)[0], "handling")
        assert (one.late_before, one.late_after, one.done_on) == (*late, None)


def test_a_clock_that_never_ran_or_runs_no_more_has_no_date_and_is_not_late() -> None:
    every, _ = tried("limits: {futian.handling: {days: 30}}", "futian")
    new = [one for one in every if one.due_before is None]
    assert {one.limit for one in new} == {
        "futian.dispatch", "futian.acceptance_notice", "futian.handling",
    }  # fmt: skip
    assert [(one.limit, one.days, one.late_before, one.late_after, one.done_on) for one in new] == [
        ("futian.dispatch", 0, False, False, date(2025, 2, 25)),
        ("futian.acceptance_notice", 0, False, False, date(2025, 3, 3)),
        ("futian.handling", 0, False, True, date(2025, 4, 17)),
    ]
    lines = [replace(one, facts={**one.facts, "profile": "futian"}) if one.kind == "lodge" else one
             for one in record()]  # fmt: skip
    laws = [version for name in LIMITS.statutory() for version in LIMITS.versions(name)]
    without = Limits(laws, LIMITS.book().profiles.values())
    gone = [one for one in compare(lines, Rules(without, DAYS.now()), date(2025, 6, 1))[1]
            if one.due_after is None]  # fmt: skip
    assert {one.limit for one in gone} == {one.limit for one in new}
    assert [one.late_before for one in clocks(gone, "futian.handling")] == [True]
    outcome = Outcome()
    for _ in range(2):
        outcome.add([(one.limit, True, False) for one in gone], gone)
    assert list(outcome.limits.values()) == [Tally(clocks=2, gone=2, late_before=2)] * 3


def test_a_profile_is_laid_on_the_day_of_lodging_and_only_where_one_is_tried() -> None:
    lines = [replace(one, facts={**one.facts, "profile": "futian"}) if one.kind == "lodge" else one
             for one in record()]  # fmt: skip
    rules = Rules.of(change("limits: {futian.handling: {days: 20}}"), SINCE)
    assert rules.profile == ""
    (one,) = clocks(compare(lines, rules, date(2025, 6, 1))[0], "futian.handling")
    assert one.due_after == date(2025, 3, 24)


def test_a_limit_that_ran_twice_from_one_day_is_two_clocks() -> None:
    sent = {
        **due_on("acceptance_notice", "2025-02-25")["1"],
        **due_on("objection", "2025-02-25")["1"],
    }
    checked = due_on("objection_check", "2025-02-25")
    lines = [
        *record()[:3],
        line(4, "forward", "2025-02-25", to_organ=2, clocks={"1": sent}),
        line(5, "object_dispatch", "2025-02-25", checking_organ=1, clocks=checked),
        line(6, "return_dispatch", "2025-02-25", clocks=due_on("dispatch", "2025-02-24")),
        line(7, "forward", "2025-02-25", to_organ=3, clocks={"1": sent}),
    ]
    assert fold(lines).unexplained == []
    rules = Rules.of(change("limits: {dispatch: {days: 1}}"), SINCE)
    every, differing = compare(lines, rules, date(2025, 3, 1))
    for limit in ("dispatch", "acceptance_notice", "objection"):
        assert [one.started_on for one in clocks(every, limit)] == [
            date(2025, 2, 24 if limit == "dispatch" else 25)
        ] * 2
    assert [one.limit for one in differing] == ["dispatch", "dispatch"]


def test_days_moved_are_counted_by_the_limit_and_not_where_nothing_moved() -> None:
    def moved(before: int | None, after: int | None) -> Differs:
        first, then = (date(2025, 5, day) if day else None for day in (before, after))
        return Differs(
            demand=1,
            limit="handling",
            started_on=SINCE,
            due_before=first,
            due_after=then,
            done_on=None,
            late_before=True,
            late_after=False,
        )

    outcome = Outcome()
    pairs = [(5, 4), (5, 6), (5, 7), (5, 5), (None, 5), (5, None)]
    for pair in pairs:
        outcome.add([("handling", True, True)], [moved(*pair)])
    assert outcome.limits["handling"] == Tally(
        clocks=6, nearer=1, further=2, new=1, gone=1, late_before=6, late_after=6
    )
    outcome.add([], [])
    assert (outcome.petitions, outcome.touched) == (7, 6)
