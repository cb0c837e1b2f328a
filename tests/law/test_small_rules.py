"""The rules that fit in a line: served by notice, kept, reminded, said in two languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yimen.law.days import CALENDAR, DAYS, _expected
from yimen.law.keeping import answer_by, erase_after
from yimen.law.moves import Move, NotAllowedNow, State, step
from yimen.law.naming import read
from yimen.law.reading import BrokenFileError, Fields
from yimen.law.reminding import latest_start, reached
from yimen.law.serving import notice_ends
from yimen.law.span import Measure, Span, last_day
from yimen.law.steps import stays, to
from yimen.law.words import Words


def test_what_hung_for_thirty_days_counts_as_served() -> None:
    assert notice_ends(date(2025, 2, 27)) == date(2025, 3, 29)


def test_counselling_notes_are_kept_for_three_years_and_asked_for_within_fifteen_days() -> None:
    assert erase_after(date(2022, 3, 3)) == date(2025, 3, 3)
    assert answer_by(date(2025, 9, 26)).on == date(2025, 10, 23)  # over the holidays of October


@pytest.mark.parametrize(
    ("gone", "day"),
    [(-1, 0), (0, 0), (19, 0), (20, 20), (26, 20), (27, 27), (30, 27), (400, 27)],
)
def test_two_reminders_come_before_the_thirty_days_are_over(gone: int, day: int) -> None:
    since = date(2025, 3, 3)
    assert reached(since, date.fromordinal(since.toordinal() + gone)) == day
    assert (latest_start(date.fromordinal(since.toordinal() + gone)) >= since) is (day > 0)


def test_words_are_said_in_the_language_that_is_asked_for() -> None:
    words = Words("甲", "a")
    assert (words["zh"], words["en"]) == ("甲", "a")
    with pytest.raises(KeyError, match="fr"):
        words["fr"]
    assert [words.say(code) for code in ("zh-hans", "ZH", "en-gb", "fr")] == ["甲", "甲", "a", "a"]
    assert words.as_dict() == {"zh": "甲", "en": "a"}


def test_ways_of_a_move_lead_to_one_state_or_stay() -> None:
    assert to(State.WITHDRAWN, State.RECEIVED, State.REGISTERED) == {
        State.RECEIVED: State.WITHDRAWN, State.REGISTERED: State.WITHDRAWN,
    }  # fmt: skip
    assert stays(State.SERVED, State.SETTLED) == {
        State.SERVED: State.SERVED, State.SETTLED: State.SETTLED,
    }  # fmt: skip
    with pytest.raises(NotAllowedNow) as refused:
        step(Move.ACCEPT, State.WITHDRAWN)
    assert str(refused.value) == (
        "It cannot be done now (accept): the matter is at the stage “withdrawn”."
    )


def test_names_that_nobody_uses_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "names.yaml"
    stages, moves = ("\n".join(f"  {one}: {{zh: 甲, en: a}}" for one in kind)
                     for kind in (State, Move))  # fmt: skip
    whole = f"states:\n{stages}\nmoves:\n{moves}\n"
    file.write_text(whole, encoding="utf-8")
    words = Words("甲", "a")
    assert read(file) == (dict.fromkeys(State, words), dict.fromkeys(Move, words))
    for more, says in (
        (f"{whole}colours: {{}}\n", "nobody reads 'colours'"),
        (f"{whole}  fly: {{zh: 飞, en: fly}}\n", "\"moves\": nobody reads 'fly'"),
        (whole.replace("moves:\n", "  asleep: {zh: 睡, en: asleep}\nmoves:\n"),
         "\"states\": nobody reads 'asleep'"),
    ):  # fmt: skip
        file.write_text(more, encoding="utf-8")
        with pytest.raises(BrokenFileError, match=says):
            read(file)


def test_a_span_says_how_it_ended_and_from_where_it_ran() -> None:
    worked = last_day(date(2025, 9, 26), Span(5, Measure.WORKING_DAYS), DAYS)
    assert (worked.start, worked.nominal, worked.span.number) == (
        date(2025, 9, 26), None, 5,
    )  # fmt: skip
    assert worked.because.zh == "自2025年9月26日的次日起算5个工作日，至2025年10月10日"
    over = last_day(date(2026, 12, 30), Span(2, Measure.WORKING_DAYS), DAYS)
    assert (over.on, over.provisional) == (date(2027, 1, 1), True)
    backed = last_day(date(2026, 12, 28), Span(1, Measure.WORKING_DAYS), DAYS)
    assert not backed.provisional


def test_a_last_day_that_would_roll_into_a_year_without_calendar_stays() -> None:
    rest = {"rest": [{"day": date(2026, 12, 31), "zh": "假", "en": "free"}]}
    ours = DAYS.now().first.changed(Fields("ours", "", rest))
    found = last_day(date(2026, 12, 1), Span(30, Measure.DAYS), ours)
    assert (found.on, found.nominal) == (date(2026, 12, 31), date(2026, 12, 31))
    assert found.provisional


def test_holidays_are_to_be_expected_in_the_windows_that_the_file_names(tmp_path: Path) -> None:
    file = tmp_path / "expected.yaml"
    text = """
spring_festival: {days_before: 1, days_after: 2, new_year: [2027-02-06, 2028-01-26]}
every_year: [{from: "05-01", to: "05-02"}]
"""
    file.write_text(text, encoding="utf-8")
    assert sorted(map(str, _expected(file))) == [
        "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-05-01", "2027-05-02",
        "2028-01-25", "2028-01-26", "2028-01-27", "2028-01-28", "2028-05-01", "2028-05-02",
    ]  # fmt: skip
    file.write_text(text.replace("2028-01-26", "soon"), encoding="utf-8")
    with pytest.raises(BrokenFileError) as caught:
        _expected(file)
    assert str(caught.value) == (
        'expected.yaml: "spring_festival": new_year holds something else than dates. '
        "Write 2027-02-06."
    )
    assert DAYS.now().first.expected == _expected(CALENDAR / "expected.yaml")
