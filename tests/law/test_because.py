"""Every date says why: the event, the days, what moved it, the article, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limit import Bearer
from yimen.law.limits import LIMITS

TODAY = date(2025, 1, 1)
HANDLING = LIMITS.on("handling", TODAY)
COUNTED = [name for name in LIMITS.names() if LIMITS.latest(name).days is not None]


def test_a_whole_sentence_in_both_languages():
    because = due(date(2025, 3, 3), HANDLING, DAYS).because
    assert because.zh == (
        "自2025年3月3日受理次日起算60日，至2025年5月2日；该日为劳动节假期，"
        "顺延至节后第一个工作日2025年5月6日（《信访工作条例》第三十四条）。"
    )
    assert because.en == (
        "60 days, counted from the day after 3 March 2025, when the matter was accepted, "
        "end on 2 May 2025; that day falls in the Labour Day holiday, so the limit runs on to the "
        "next working day, 6 May 2025 (Regulations on Petition Work, art. 34)."
    )


@pytest.mark.parametrize(
    ("start", "zh", "en"),
    [
        ("2025-03-10", "至2025年5月9日届满", "end on 9 May 2025"),  # a plain Friday
        ("2025-03-19", "该日为星期日，顺延至下一个工作日", "is a Sunday"),  # 18 May
        (
            "2025-08-02",
            "该日为国庆节、中秋节假期",
            "National Day and Mid-autumn Festival",
        ),  # 1 October
        (
            "2025-07-30",
            "该日虽为星期日，但属调休上班日，不顺延",
            "make-up working day",
        ),  # 28 September
        ("2015-07-05", "该日为抗战胜利纪念日假期", "Victory Day"),  # 3 September 2015
        (
            "2014-04-02",
            "该日为星期日，其后为端午节假期",
            "a Sunday before the Dragon",
        ),  # 1 June 2014
    ],
)
def test_it_says_what_moved_the_date_or_did_not(start: str, zh: str, en: str):
    because = due(date.fromisoformat(start), HANDLING, DAYS).because
    assert zh in because.zh
    assert en in because.en


def test_an_extension_says_how_many_days_it_adds():
    because = due(date(2025, 3, 3), HANDLING, DAYS, extra=30).because
    assert "60日，经批准延长30日，共90日" in because.zh
    assert "60 days and 30 more by extension, 90 in all" in because.en


@pytest.mark.parametrize(
    ("last", "zh", "en"),
    [
        ("2025-06-20", "（听证1日不计入）", "(1 hearing day not counted)"),
        ("2025-06-29", "（听证10日不计入）", "(10 hearing days not counted)"),
    ],
)
def test_hearing_days_are_named(last: str, zh: str, en: str):
    recheck = replace(HANDLING, days=30, hearings_excluded=True)
    hearing = (date(2025, 6, 20), date.fromisoformat(last))
    because = due(date(2025, 6, 10), recheck, DAYS, excluded=[hearing]).because
    assert zh in because.zh
    assert en in because.en


def test_working_days_name_what_was_skipped_and_what_counted():
    because = due(date(2025, 9, 26), LIMITS.on("objection", TODAY), DAYS).because
    assert "跳过周末和国庆节、中秋节假期，9月28日（星期日）为调休上班日，照常计算" in because.zh
    assert "Sunday 28 September counts as a make-up working day" in because.en


def test_several_make_up_days_are_all_named():
    limit = replace(LIMITS.on("objection", TODAY), days=12)
    because = due(date(2025, 1, 24), limit, DAYS).because
    assert "1月26日（星期日）、2月8日（星期六）为调休上班日" in because.zh
    assert "count as make-up working days" in because.en


def test_working_days_within_one_week_skip_nothing():
    limit = replace(LIMITS.on("objection", TODAY), days=2)
    because = due(date(2025, 3, 3), limit, DAYS).because
    assert "跳过" not in because.zh
    assert "leaving out" not in because.en


def test_at_once_is_said_plainly():
    because = due(date(2025, 3, 7), LIMITS.on("on_the_spot_notice", TODAY), DAYS).because
    assert because.zh == "应在收到的当日（2025年3月7日）完成（《信访工作条例》第二十三条第二款）。"
    assert because.en.startswith("This is due at once, on 7 March 2025")


def test_at_once_on_a_rest_day_says_when_the_office_opens():
    because = due(date(2025, 3, 8), LIMITS.on("register", TODAY), DAYS).because
    assert "该日为星期六，顺延至下一个工作日2025年3月10日" in because.zh


def test_a_provisional_date_says_so():
    because = due(date(2026, 12, 1), HANDLING, DAYS).because
    assert "2027年的放假安排尚未公布，本日期为暂定" in because.zh
    assert "The holidays of 2027 are not published yet" in because.en


def test_a_provisional_date_of_the_petitioner_says_that_it_is_generous():
    found = due(date(2027, 4, 3), LIMITS.on("review_request", date(2027, 4, 3)), DAYS)
    assert found.on == date(2027, 5, 6)  # 3 May: May holidays are to be expected
    assert "有利于信访人" in found.because.zh
    assert "holidays are to be expected" in found.because.en


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("handling", "第三十四条）。", "art. 34)."),  # the law itself: no note
        ("objection_check", "条文未定天数，按本系统设定", "this system's own"),
        ("rating", "天数尚待核对原文", "still to be checked"),
        ("futian.handling", "地方承诺，法定期限照常计算", "a local promise"),
    ],
)
def test_a_number_that_is_not_the_laws_own_is_never_shown_as_law(name: str, zh: str, en: str):
    because = due(date(2025, 3, 3), LIMITS.latest(name), DAYS).because
    assert zh in because.zh
    assert en in because.en


@given(
    st.sampled_from(COUNTED),
    st.dates(date(2005, 5, 1), date(2034, 12, 31)),
    st.sampled_from(list(Bearer)),
)
def test_every_sentence_names_the_start_the_end_and_the_rule(name: str, start: date, actor: Bearer):
    limit = replace(LIMITS.latest(name), actor=actor)
    found = due(start, limit, DAYS)
    for words in (found.because.zh, found.because.en):
        assert str(start.year) in words
        assert str(found.on.day) in words
    assert limit.law.zh in found.because.zh
    assert limit.law.en in found.because.en
    assert ("暂定" in found.because.zh) is found.provisional
    assert found.because.zh.endswith("。")
    assert found.because.en.endswith(".")
