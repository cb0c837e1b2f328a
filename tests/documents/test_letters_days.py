"""No number of days stands in a letter's wording: it is the law's, of the day of the letter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.documents import letter_samples as sample

from yimen.documents.content_hearing import Heard, HearingDecision
from yimen.documents.kinds import Kind
from yimen.documents.wording import LETTERS, InForce, write
from yimen.law.limits import LIMITS

#: A number, then days, weeks or months; 一 alone says which, not how many (最后一日, 哪一天).
DAYS = re.compile(r"(?:[0-9]+|[二三四五六七八九十百两]+)\s*个?(?:工作)?(?:日|天|周|月)")


@pytest.mark.parametrize("path", sorted(LETTERS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_wording_says_how_many_days(path: Path):
    said = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()[:1] != "#"
    ]
    assert [line for line in said if DAYS.search(line)] == []


@pytest.mark.parametrize(
    ("kind", "limit", "words"),
    [
        (Kind.REPEAT_NOTICE, "review_request", "可以自收到之日起{n}日内请求复查"),
        (Kind.HEARING_DECISION, "hearing_notice", "至少提前{n}日另行书面通知您"),
        (Kind.GUIDANCE_NOTICE, "follow_up", "我单位每{n}日询问一次"),
        (Kind.GUIDANCE_NOTICE, "legal_aid_decision", "自收到申请之日起{n}日内审查决定"),
    ],
)
def test_a_letter_says_the_days_of_the_law_in_force(kind: Kind, limit: str, words: str):
    letter = sample.SAMPLES[kind]
    if isinstance(letter, HearingDecision):
        letter = replace(letter, decision=Heard.GRANTED, hold_by=letter.answer_by)
    days = LIMITS.on(limit, letter.issued_on).days
    assert words.format(n=days) in "".join(write(letter).texts())


def test_an_order_to_do_it_anew_says_the_days_of_handling():
    letter = replace(sample.SAMPLES[Kind.REVIEW_OPINION], redo="一门区住房和建设局")
    assert "重新计算60日的办理期限" in "".join(write(letter).texts())
    assert "复核" in "".join(write(letter).texts())
    # Where nothing is settled yet there is nothing to recheck: the remedy is in the new answer.
    whole = "".join(write(replace(letter, redo_all=letter.redo)).texts())
    assert "复核" not in whole
    assert "可以再次请求复查" in whole


def test_days_are_those_of_the_day_and_before_the_law_those_of_its_first_version():
    assert InForce(date(2026, 11, 21))["handling"] == LIMITS.on("handling", date(2026, 11, 21)).days
    assert InForce(date(1990, 1, 1))["handling"] == LIMITS.latest("handling").days
