"""What a missed limit is, whose fault it is, and what she may do now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yimen.law.breaches import OFFENCES, Ground, Offence, may_now, missed, read
from yimen.law.days import DAYS, Calendars
from yimen.law.limits import LIMITS
from yimen.law.reading import BrokenFileError, Fields
from yimen.law.turning import Running
from yimen.law.words import Words

HANDLING = Running("handling", date(2025, 3, 3), date(2025, 5, 6), date(2025, 5, 2))


def test_it_is_missed_on_the_day_after_the_last_and_not_before() -> None:
    assert missed(HANDLING, date(2025, 5, 6)) is None
    found = missed(HANDLING, date(2025, 5, 7))
    assert found is not None
    assert (found.limit, found.due_on) == (LIMITS.latest("handling"), date(2025, 5, 6))
    assert (found.ground, found.is_breach, found.offence) == (
        Ground.LAW, True, OFFENCES["B45-1"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "ground"),
    [
        ("futian.handling", Ground.LOCAL),  # the place's own promise
        ("objection_check", Ground.MEASURE),  # a number of our own
        ("execution", Ground.MEASURE),
    ],
)
def test_what_no_law_calls_late_is_no_breach(limit: str, ground: Ground) -> None:
    found = missed(replace(HANDLING, limit=limit, due_on=date(2025, 4, 2)), date(2025, 6, 1))
    assert found is not None
    assert (found.ground, found.is_breach, found.offence) == (ground, False, None)
    assert (found.limit.name, found.due_on) == (limit, date(2025, 4, 2))


def test_a_day_that_somebody_set_is_the_laws_though_the_number_is_ours() -> None:
    on = date(2025, 6, 8)
    assigned = missed(Running("assigned_report", date(2025, 3, 3), on, on), date(2025, 6, 9))
    assert assigned is not None
    assert (assigned.ground, assigned.due_on) == (Ground.LAW, on)


def test_what_lapses_is_nobodys_breach() -> None:
    for limit in ("review_request", "recheck_request", "rating"):
        assert missed(replace(HANDLING, limit=limit), date(2026, 1, 1)) is None


def test_the_version_in_force_on_its_first_day_is_the_one_that_was_missed() -> None:
    old = Running("handling", date(2015, 6, 1), date(2015, 7, 31), date(2015, 7, 31))
    found = missed(old, date(2015, 8, 1))
    assert found is not None
    assert (found.limit.in_force_from, found.limit.breach) == (date(2005, 5, 1), "B05-43-1")
    # Tried on the past, a promise may count before it was made.
    early = replace(old, limit="futian.handling", due_on=date(2015, 7, 1))
    found = missed(early, date(2015, 8, 1))
    assert found is not None
    assert (found.limit, found.ground) == (LIMITS.latest("futian.handling"), Ground.LOCAL)


def test_a_provisional_date_is_counted_again_before_it_is_called_late() -> None:
    waited = Running("handling", date(2027, 3, 4), date(2027, 5, 3), date(2027, 5, 3),
                     is_provisional=True)  # fmt: skip
    found = missed(waited, date(2027, 5, 4))
    assert found is not None
    assert (found.ground, found.offence, found.due_on) == (
        Ground.PROVISIONAL, None, date(2027, 5, 3),
    )  # fmt: skip
    rest = [{"day": date(2027, 5, day), "zh": "假", "en": "free"} for day in (3, 4)]
    first = DAYS.now().first
    out = first.changed(Fields("change", "", {"published": [2027], "rest": rest}))
    with DAYS.instead(Calendars(first, ((date(2027, 4, 20), out),))):
        assert missed(waited, date(2027, 5, 5)) is None
        found = missed(waited, date(2027, 5, 6))
        assert found is not None
        assert (found.ground, found.due_on) == (Ground.LAW, date(2027, 5, 5))
        certain = replace(waited, is_provisional=False)  # said as certain, it stays what was said
        found = missed(certain, date(2027, 5, 4))
        assert found is not None
        assert found.due_on == date(2027, 5, 3)


def test_what_she_may_do_names_the_organs_and_leaves_out_the_one_that_is_not_there() -> None:
    offence = Offence(
        "B1",
        Words("法", "law"),
        Words("未答复", "no answer"),
        (
            Words("催{organ}", "ask {organ}"),
            Words("找{above}查{organ}", "tell {above} of {organ}"),
            Words("等", "wait"),
        ),
    )
    assert may_now(offence, "住建局", "区政府") == (
        Words("催住建局", "ask 住建局"),
        Words("找区政府查住建局", "tell 区政府 of 住建局"),
        Words("等", "wait"),
    )
    assert may_now(offence, "区政府", "") == (Words("催区政府", "ask 区政府"), Words("等", "wait"))


@pytest.mark.parametrize("offence", OFFENCES.values(), ids=list(OFFENCES))
def test_every_offence_can_be_told_with_and_without_an_organ_above(offence: Offence) -> None:
    for above in ("区政府", ""):
        said = may_now(offence, "住建局", above)
        assert said
        for words in said:
            assert "{" not in words.zh + words.en
            assert ("区政府" in words.zh) is ("区政府" in words.en)


def test_every_code_of_the_law_that_a_limit_names_is_an_offence_and_no_other() -> None:
    named = {limit.breach for name in LIMITS.names() for limit in LIMITS.versions(name)}
    assert {code for code in named if code.startswith("B")} == set(OFFENCES)


def test_an_offence_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "breaches.yaml"
    text = "B1:\n  law: {zh: 法, en: law}\n  duty: {zh: 未, en: not}\n  may: [{zh: 等, en: wait}]\n"
    file.write_text(text, encoding="utf-8")
    assert read(file) == {
        "B1": Offence("B1", Words("法", "law"), Words("未", "not"), (Words("等", "wait"),))
    }
    for wrong, says in (
        (text.replace("duty", "dutty"), "nobody reads 'dutty'. Use one of duty, law, may."),
        (text.replace(", en: wait", ""), "has no en. Add it."),
        (text.replace("zh: 等, ", ""), "has no zh. Add it."),
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(BrokenFileError, match=says):
            read(file)
