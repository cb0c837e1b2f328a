"""The whole sentence beneath a date, in both languages, for every turn that a count can take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yimen.law.clock import Span, due
from yimen.law.days import DAYS, Days
from yimen.law.limit import Limit
from yimen.law.limits import LIMITS
from yimen.law.reading import Fields

HANDLING, OBJECTION = LIMITS.latest("handling"), LIMITS.latest("objection")
EXTENSION, REVIEW_REQUEST = LIMITS.latest("extension"), LIMITS.latest("review_request")
RECHECK = LIMITS.latest("recheck_opinion")
#: Two days off for a typhoon, one of them made up for, and a day of the place after the holidays.
OURS = DAYS.now().first.changed(
    Fields.of_text(
        """
rest:
  - {day: 2025-08-27, zh: 台风停工日, en: a day off for a typhoon}
  - {day: 2025-08-28, zh: 台风停工日, en: a day off for a typhoon}
  - {day: 2025-10-09, zh: 区庆, en: District Day}
work:
  - {day: 2025-08-30, zh: 补班, en: make-up}
""",
        "ours.yaml",
    )
)
NO_PAUSE: tuple[Span, ...] = ()


def said(
    limit: Limit, start: str, days: Days = DAYS, extra: int = 0, out: tuple[Span, ...] = NO_PAUSE
) -> tuple[str, str]:
    words = due(date.fromisoformat(start), limit, days, extra=extra, excluded=out).because
    return words.zh, words.en


@pytest.mark.parametrize(
    ("limit", "start", "zh", "en"),
    [
        (
            OBJECTION,
            "2025-03-03",
            "自2025年3月3日收到转送（交办）次日起算5个工作日，至2025年3月10日届满，其间跳过周末",
            (
                "5 working days, counted from the day after 3 March 2025, when the organ itself "
                "received the matter, end on 10 March 2025, leaving out weekends"
            ),
        ),
        (
            replace(OBJECTION, days=2),
            "2025-03-03",
            "自2025年3月3日收到转送（交办）次日起算2个工作日，至2025年3月5日届满",
            (
                "2 working days, counted from the day after 3 March 2025, when the organ itself "
                "received the matter, end on 5 March 2025"
            ),
        ),
        (
            replace(OBJECTION, days=1),
            "2025-09-26",
            (
                "自2025年9月26日收到转送（交办）次日起算1个工作日，至2025年9月28日届满，其间跳过周末，"
                "9月28日（星期日）为调休上班日，照常计算"
            ),
            (
                "1 working day, counted from the day after 26 September 2025, when the organ "
                "itself received the matter, end on 28 September 2025, leaving out weekends; "
                "Sunday 28 September counts as a make-up working day"
            ),
        ),
        (
            OBJECTION,
            "2025-04-26",
            (
                "自2025年4月26日收到转送（交办）次日起算5个工作日，至2025年5月6日届满，"
                "其间跳过劳动节假期，"
                "4月27日（星期日）为调休上班日，照常计算"
            ),
            (
                "5 working days, counted from the day after 26 April 2025, when the organ itself "
                "received the matter, end on 6 May 2025, leaving out the Labour Day holiday; "
                "Sunday "
                "27 April counts as a make-up working day"
            ),
        ),
        (
            replace(OBJECTION, days=12),
            "2025-01-24",
            (
                "自2025年1月24日收到转送（交办）次日起算12个工作日，至2025年2月17日届满，"
                "其间跳过周末和"
                "春节假期，1月26日（星期日）、2月8日（星期六）为调休上班日，照常计算"
            ),
            (
                "12 working days, counted from the day after 24 January 2025, when the organ "
                "itself "
                "received the matter, end on 17 February 2025, leaving out weekends and the Spring "
                "Festival holiday; Sunday 26 January and Saturday 8 February count as make-up "
                "working "
                "days"
            ),
        ),
        (
            EXTENSION,
            "2025-03-03",
            "自2025年3月3日办理期限届满次日起算最多30日，至2025年4月2日届满",
            (
                "At most 30 days, counted from the day after 3 March 2025, when the ordinary "
                "handling "
                "limit ended, end on 2 April 2025"
            ),
        ),
        (
            HANDLING,
            "2023-12-12",
            (
                "自2023年12月12日受理次日起算60日，至2024年2月10日；该日为春节假期，"
                "顺延至节后第一个工作日"
                "2024年2月18日（调休上班日）"
            ),
            (
                "60 days, counted from the day after 12 December 2023, when the matter was "
                "accepted, "
                "end on 10 February 2024; that day falls in the Spring Festival holiday, so the "
                "limit "
                "runs on to the next working day, 18 February 2024 (a make-up working day)"
            ),
        ),
        (
            HANDLING,
            "2025-07-30",
            (
                "自2025年7月30日受理次日起算60日，至2025年9月28日届满；该日虽为星期日，"
                "但属调休上班日，"
                "不顺延"
            ),
            (
                "60 days, counted from the day after 30 July 2025, when the matter was accepted, "
                "end on 28 September 2025; though a Sunday, that is a make-up working day, so "
                "it does "
                "not move"
            ),
        ),
        (
            replace(HANDLING, rolls=False),
            "2025-07-30",
            "自2025年7月30日受理次日起算60日，至2025年9月28日届满",
            (
                "60 days, counted from the day after 30 July 2025, when the matter was accepted, "
                "end on 28 September 2025"
            ),
        ),
    ],
)
def test_a_date_says_how_it_was_counted(limit: Limit, start: str, zh: str, en: str) -> None:
    assert said(limit, start) == (
        f"{zh}（{limit.law.zh}）。",
        f"{en} ({limit.law.en}).",
    )


@pytest.mark.parametrize(
    ("limit", "start", "zh", "en"),
    [
        (
            HANDLING,
            "2025-06-28",
            "至2025年8月27日；该日为台风停工日，顺延至下一个工作日2025年8月29日",
            (
                "end on 27 August 2025; that day falls in a day off for a typhoon, so the limit "
                "runs on "
                "to the next working day, 29 August 2025"
            ),
        ),
        (
            HANDLING,
            "2025-08-04",
            (
                "至2025年10月3日；该日为国庆节、中秋节假期和区庆，顺延至节后第一个"
                "工作日2025年10月10日"
            ),
            (
                "end on 3 October 2025; that day falls in the National Day and Mid-autumn Festival "
                "holiday and District Day, so the limit runs on to the next working day, 10 "
                "October 2025"
            ),
        ),
        (
            OBJECTION,
            "2025-08-25",
            "至2025年9月2日届满，其间跳过周末和台风停工日",
            "end on 2 September 2025, leaving out weekends and a day off for a typhoon",
        ),
    ],
)
def test_the_days_of_the_place_are_named_each_once(
    limit: Limit, start: str, zh: str, en: str
) -> None:
    found = said(limit, start, OURS)
    assert f"{zh}（" in found[0]
    assert f"{en} (" in found[1]


def test_what_was_added_and_what_was_left_out_is_counted_in_words() -> None:
    thirty = replace(HANDLING, days=30)
    zh, en = said(thirty, "2025-03-10", extra=30)  # as much again is not "at once"
    assert zh.startswith(
        "自2025年3月10日受理次日起算30日，经批准延长30日，共60日，至2025年5月9日届满（"
    )
    assert en.startswith("30 days and 30 more by extension, 60 in all, counted from the day after")
    both = replace(RECHECK, days=30)
    out = ((date(2025, 6, 12), date(2025, 6, 12)),)
    zh, en = said(both, "2025-06-10", extra=2, out=out)
    assert "起算30日，经批准延长2日，共32日（听证1日不计入），至2025年7月13日；" in zh
    assert en.startswith("30 days and 2 more by extension, 32 in all (1 hearing day not counted), ")


@pytest.mark.parametrize(
    ("first", "last", "zh"),
    [
        (10, 11, "（听证1日不计入）"),  # the day of the start is not counted anyway
        (10, 10, "起算30日，"),
        (12, 14, "（听证3日不计入）"),
    ],
)
def test_only_hearing_days_within_the_time_are_named(first: int, last: int, zh: str) -> None:
    out = ((date(2025, 6, first), date(2025, 6, last)),)
    assert zh in said(RECHECK, "2025-06-10", out=out)[0]


def test_hearing_days_are_left_out_of_working_days_too() -> None:
    limit = replace(OBJECTION, hearings_excluded=True)
    out = ((date(2025, 6, 12), date(2025, 6, 12)),)
    zh, en = said(limit, "2025-06-10", out=out)
    assert "起算5个工作日（听证1日不计入），至2025年6月18日届满" in zh
    assert en.startswith("5 working days (1 hearing day not counted), counted from")


@pytest.mark.parametrize(
    ("limit", "start", "zh", "en"),
    [
        (
            HANDLING,
            "2026-12-01",
            (
                "至2027年1月30日；该日为星期六，顺延至下一个工作日2027年2月1日"
                "（《信访工作条例》第三十四条）。"
                "2027年的放假安排尚未公布，本日期为暂定，公布后重新计算。"
            ),
            (
                "end on 30 January 2027; that day is a Saturday, so the limit runs on to the next "
                "working day, 1 February 2027 (Regulations on Petition Work, art. 34). The "
                "holidays of "
                "2027 are not published yet: this date is provisional and will be reckoned again."
            ),
        ),
        (
            REVIEW_REQUEST,
            "2027-04-03",
            (
                "至2027年5月3日；该日前后可能放假，顺延至下一个工作日2027年5月6日（《信访工作条例》"
                "第三十五条）。2027年的放假安排尚未公布，本日期为暂定，"
                "已按有利于信访人的方式从宽计算，"
                "公布后重新计算。"
            ),
            (
                "end on 3 May 2027; holidays are to be expected around that day, so the limit "
                "runs on "
                "to the next working day, 6 May 2027 (Regulations on Petition Work, art. 35). The "
                "holidays of 2027 are not published yet: this date is provisional, reckoned in the "
                "petitioner's favour, and will be reckoned again."
            ),
        ),
    ],
)
def test_a_date_that_hangs_on_a_calendar_to_come_says_so(
    limit: Limit, start: str, zh: str, en: str
) -> None:
    found = said(limit, start)
    assert found[0].endswith(zh)
    assert found[1].endswith(en)
