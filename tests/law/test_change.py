"""A change of the rules counts from its day, keeps what it leaves out, and is never laxer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yimen.law.change import Change, NotAChange, read
from yimen.law.days import DAYS, Calendars
from yimen.law.limits import LIMITS
from yimen.law.reading import Fields
from yimen.law.routes import ROUTES
from yimen.law.words import Words

DAY = date(2027, 1, 1)
HEAD = "title: {zh: 试, en: A try}\nfrom: 2027-01-01\n"
#: A promise of a place that had none.
HERE = """
profiles:
  - profile: here
    title: {zh: 本区, en: Here}
    source: {zh: 本区承诺, en: Our promise}
    limits:
      answer:
        id: H1
        title: {zh: 四十天办结, en: In 40 days}
        actor: organ
        starts_on: accepted
        ends_on: {zh: 答复, en: answered}
        beside: handling
        versions:
          - from: 2020-01-01
            days: 40
            unit: calendar
            rolls: true
            mark: S0
            checked_on: 2026-11-22
            law: {zh: 本区承诺, en: Our promise}
            paraphrase: {zh: 四十天, en: forty days}
"""
ANSWER = 'CHANGE.yaml: "profiles 1: limits: answer": '
REST = "calendar: {rest: [{day: 2025-05-07, zh: 假, en: free}]}"


def change(words: str) -> Change:
    return read(HEAD + words, LIMITS, DAYS)


def test_a_change_says_its_title_its_day_and_which_parts_of_the_rules_it_changes() -> None:
    whole = change(f"limits: {{handling: {{days: 30}}}}\n{REST}\nroutes: {{crime: {{aid: true}}}}"
                   f"{HERE}")  # fmt: skip
    assert (whole.title, whole.starts_on) == (Words("试", "A try"), DAY)
    assert whole.parts == ("limits", "profiles", "calendar", "routes")
    assert change(REST).parts == ("calendar",)
    assert change("routes: {crime: {aid: true}}").parts == ("routes",)


def test_a_new_promise_counts_from_the_day_of_the_change_and_no_sooner() -> None:
    with_limits = change(f"limits: {{handling: {{days: 50}}}}{HERE}")
    later = with_limits.on_limits(LIMITS)
    assert later.in_force("here.answer", date(2026, 12, 31)) is None
    assert later.on("here.answer", DAY).days == 40
    assert later.on("handling", DAY).days == 50
    assert later.about("here").title == Words("本区", "Here")
    assert later.profiles() == ("futian", "here", "xingguo")


def test_a_promise_may_run_beside_a_limit_that_has_one_version_only() -> None:
    assert len(LIMITS.versions("suggestion_reply")) == 1
    promised = change(HERE.replace("beside: handling", "beside: suggestion_reply"))
    assert promised.parts == ("limits", "profiles")


def test_a_version_that_is_written_anew_has_no_chain_of_steps() -> None:
    (limit,) = change("limits: {forwarding_chain: {days: 10}}").limits
    assert (limit.steps, limit.days, limit.in_force_from) == ((), 10, DAY)
    assert LIMITS.latest("forwarding_chain").steps


@pytest.mark.parametrize(
    ("since", "before", "after"),
    [
        ("2022-05-01", "2022-04-30", "2022-05-01"),  # in place of the version of that very day
        ("2025-01-01", "2024-12-31", "2025-01-01"),
        ("2015-01-01", "2014-12-31", "2024-01-01"),  # of a later version there is nothing left
    ],
)
def test_tried_on_the_past_it_counts_from_that_day_on(since: str, before: str, after: str) -> None:
    past = change("limits: {handling: {days: 30}}").on_limits(LIMITS, date.fromisoformat(since))
    assert past.on("handling", date.fromisoformat(before)).days == 60
    assert past.on("handling", date.fromisoformat(after)).days == 30
    versions = past.versions("handling")
    assert [one.days for one in versions].count(30) == 1
    assert len({one.in_force_from for one in versions}) == len(versions)
    assert past.versions("dispatch") == LIMITS.versions("dispatch")
    assert past.profiles() == LIMITS.profiles()


def test_days_of_rest_are_added_to_every_calendar_that_was_ever_known() -> None:
    first = DAYS.now().first
    second = first.changed(Fields("a change", "", {"published": [2027]}))
    known = Calendars(first, ((date(2026, 12, 1), second),))
    both = change(REST).on_calendars(known)
    assert [since for since, _ in both.later] == [date(2026, 12, 1)]
    for days, was in ((both.first, first), (both.newest, second)):
        assert (days.why(date(2025, 5, 7)), was.why(date(2025, 5, 7))) == ("local_rest", "work")
        assert days.years == was.years
    untouched = change("limits: {handling: {days: 30}}").on_calendars(known)
    assert (untouched.first, untouched.newest) == (first, second)


def test_ways_elsewhere_are_those_that_count_with_the_rows_of_the_change() -> None:
    words = "routes: {crime: {words: [某某]}}"
    ways = change(words).on_routes()
    assert ways is not None
    assert ways.find("crime") == replace(ROUTES.find("crime"), words=("某某",))
    assert change(REST).on_routes() is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("limits: [", "CHANGE.yaml: is not YAML ("),
        (
            "colour: red",
            (
                "CHANGE.yaml: nobody reads 'colour'. Use one of calendar, from, limits, "
                "profiles, routes, title"
            ),
        ),
        (
            "limits: {handling: {from: 2026-01-01}}",
            (
                'CHANGE.yaml: "limits: handling": nobody reads '
                "'from'. Use one of at_most, breach, checked_on, consequence, days, design, "
                "hearings_excluded, law, mark, paraphrase, rolls, unit"
            ),
        ),
        (
            "limits: {handling: {mark: D}}",
            (
                'CHANGE.yaml: "limits: handling": is marked D and does '
                "not say why. Add design, in zh and en"
            ),
        ),
        (
            "limits: {futian.handling: {days: 61}}",
            (
                'CHANGE.yaml: "limits: futian.handling": gives '
                "61 days where the law gives 60. A profile may only be stricter"
            ),
        ),
        (
            "limits: {futian.handling: {unit: working}}",
            (
                'CHANGE.yaml: "limits: futian.handling": '
                "cannot be compared with handling. Use the same kind of days"
            ),
        ),
        (
            HERE.replace("days: 40", "days: 61"),
            ANSWER + "gives 61 days where the law gives 60. A profile may only be stricter",
        ),
        (
            HERE.replace("days: 40", "days: assigned"),
            ANSWER + "cannot be compared with handling. Use the same kind of days",
        ),
        (
            HERE.replace("actor: organ", "actor: petitioner"),
            ANSWER + "binds the petitioner. A profile may bind offices only",
        ),
        (
            HERE.replace("id: H1", "id: C09"),
            'CHANGE.yaml: "profiles 1": C09 names handling already. Choose another id',
        ),
        *(
            (
                HERE.replace("beside: handling", beside),
                ANSWER + "runs beside no limit of the law. Name one in beside",
            )
            for beside in ("beside: handeling", "beside: C09", "beside: futian.handling", "")
        ),
        (
            "calendar: {rests: []}",
            ("calendar: nobody reads 'rests'. Use one of published, rest, work"),
        ),
        (
            "calendar: {published: [soon]}",
            ("calendar: published holds something else than years. Write 2027"),
        ),
        (
            "routes: {crime: {body: moon}}",
            (
                "routes.yaml: \"ways: crime\": its body is 'moon', which "
                "has no name. Add it to bodies"
            ),
        ),
        (
            "limits: {handling: {checked_on: 2026-02-30}}",
            ("CHANGE.yaml: is not YAML (day is out of range for month). Mend the line it names"),
        ),
        ("? [handling]\n: {days: 30}", "CHANGE.yaml: is not YAML ("),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(words: str, says: str) -> None:
    with pytest.raises(NotAChange) as refused:
        change(words)
    told = str(refused.value)
    if says.endswith("("):
        assert told.startswith(f"The change cannot be used: {says}")
        assert told.endswith("). Mend the line it names.")
    else:
        assert told == f"The change cannot be used: {says}."


@pytest.mark.parametrize(
    "lie",
    [
        "limits: {handling: {days: !!int ''}}",
        "limits: {handling: {checked_on: !!timestamp 'x'}}",
        "limits: {handling: {rolls: !!bool 'x'}}",
        f"limits: {{handling: {{days: {'9' * 5000}}}}}",
        "limits: {handling: {days: 999999999}}",
        "limits: {handling: {days: 45, checked_on: 2026-13-45}}",
        f"limits: {'[' * 3000}{']' * 3000}",
        "a: &a {b: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a, *a]}}\n" for n in range(30)),
        "limits: {handling: {days: 45}}\n? [1, 2]\n: 3",
        "limits: {handling: {days: 45}}\n\x00",
        HERE.replace("id: H1", "id: C09"),
    ],
)
def test_a_file_that_lies_or_swells_is_refused_and_breaks_nothing(lie: str) -> None:
    with pytest.raises(NotAChange):
        change(lie)
