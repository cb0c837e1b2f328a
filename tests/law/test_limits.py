"""The limits: what each must cite, which version counts on which day, what does not load."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from yimen.law.limit import Anchor, Bearer, Limit, Unit
from yimen.law.limits import (
    HERE,
    LIMITS,
    Limits,
    NoLimitThen,
    NoSuchLimit,
    NoSuchProfile,
    NotInProfile,
)
from yimen.law.reading import BrokenFileError

EVERY = [version for name in LIMITS.names() for version in LIMITS.versions(name)]
IDS = [f"{limit.name} {limit.in_force_from}" for limit in EVERY]
OLD = date(2015, 6, 1)
NEW = date(2025, 6, 1)


@pytest.mark.parametrize("limit", EVERY, ids=IDS)
def test_every_limit_cites_its_law_its_mark_and_when_it_was_checked(limit: Limit):
    assert re.search(r"条|国信(办)?发〔\d{4}〕\d+号|要求", limit.law.zh)
    assert re.search(r"art\.|arts\.|Guoxin(ban)?fa \[\d{4}\] No\. \d+|rule", limit.law.en)
    assert limit.mark
    assert limit.checked_on >= date(2026, 1, 1)
    assert limit.paraphrase.zh
    assert limit.paraphrase.en


@pytest.mark.parametrize("limit", EVERY, ids=IDS)
def test_what_the_law_does_not_say_is_explained(limit: Limit):
    assert limit.is_law or limit.design


#: The rule book's clocks, written down a second time; ours beside them say so by their mark.
CLOCKS = [
    ("register", "C01", 0, Unit.CALENDAR, Anchor.RECEIVED, Bearer.RECEIVER),
    ("dispatch", "C02", 15, Unit.CALENDAR, Anchor.RECEIVED, Bearer.BUREAU),
    ("on_the_spot_notice", "C03", 0, Unit.CALENDAR, Anchor.RECEIVED, Bearer.ORGAN),
    ("direct_notice", "C04", 15, Unit.CALENDAR, Anchor.RECEIVED, Bearer.ORGAN),
    ("acceptance_notice", "C05", 15, Unit.CALENDAR, Anchor.DISPATCHED, Bearer.ORGAN),
    ("objection", "C06", 5, Unit.WORKING, Anchor.DISPATCHED, Bearer.ORGAN),
    ("objection_check", "C07", 3, Unit.WORKING, Anchor.OBJECTED, Bearer.BUREAU),
    ("assigned_report", "C08", None, Unit.CALENDAR, Anchor.ASSIGNED, Bearer.ORGAN),
    ("handling", "C09", 60, Unit.CALENDAR, Anchor.ACCEPTED, Bearer.ORGAN),
    ("extension", "C10", 30, Unit.CALENDAR, Anchor.HANDLING_ENDS, Bearer.HEAD),
    ("execution", "C11", 30, Unit.CALENDAR, Anchor.SERVED, Bearer.ORGAN),
    ("review_request", "C12", 30, Unit.CALENDAR, Anchor.SERVED, Bearer.PETITIONER),
    ("review_opinion", "C13", 30, Unit.CALENDAR, Anchor.REVIEW_ASKED, Bearer.ORGAN),
    ("recheck_request", "C14", 30, Unit.CALENDAR, Anchor.SERVED, Bearer.PETITIONER),
    ("recheck_opinion", "C15", 30, Unit.CALENDAR, Anchor.REVIEW_ASKED, Bearer.ORGAN),
    ("reopen_notice", "C18", 15, Unit.CALENDAR, Anchor.REOPEN_ASKED, Bearer.RECEIVER),
    ("forwarding_chain", "C35", 15, Unit.CALENDAR, Anchor.REGISTERED, Bearer.BUREAU),
    ("rating", "C36", 30, Unit.CALENDAR, Anchor.SERVED, Bearer.PETITIONER),
    ("futian.dispatch", "F1", 3, Unit.CALENDAR, Anchor.RECEIVED, Bearer.BUREAU),
    ("futian.acceptance_notice", "F2", 5, Unit.CALENDAR, Anchor.DISPATCHED, Bearer.ORGAN),
    ("futian.handling", "F3", 30, Unit.CALENDAR, Anchor.ACCEPTED, Bearer.ORGAN),
    ("xingguo.meeting", "X1", 3, Unit.CALENDAR, Anchor.RECEIVED, Bearer.ORGAN),
    ("xingguo.feedback", "X2", 7, Unit.CALENDAR, Anchor.RECEIVED, Bearer.ORGAN),
    ("xingguo.handling", "X3", 21, Unit.CALENDAR, Anchor.RECEIVED, Bearer.ORGAN),
    ("execution_answer", "C11-1", 15, Unit.CALENDAR, Anchor.EXECUTED, Bearer.PETITIONER),
    ("hearing", "C16", 30, Unit.CALENDAR, Anchor.HEARING_ASKED, Bearer.ORGAN),
    ("hearing_decision", "C16A", 7, Unit.WORKING, Anchor.HEARING_ASKED, Bearer.ORGAN),
    ("hearing_notice", "C16B", 7, Unit.CALENDAR, Anchor.HEARING_CALLED, Bearer.ORGAN),
    ("urgent_report", "C19", 0, Unit.CALENDAR, Anchor.KNOWN, Bearer.RECEIVER),
    ("simple_dispatch", "C30", 3, Unit.WORKING, Anchor.RECEIVED, Bearer.BUREAU),
    ("simple_acceptance", "C31", 3, Unit.WORKING, Anchor.DISPATCHED, Bearer.ORGAN),
    ("simple_handling", "C32", 10, Unit.WORKING, Anchor.ACCEPTED, Bearer.ORGAN),
    ("competence_decision", "D24", 5, Unit.WORKING, Anchor.REFERRED_UP, Bearer.ORGAN),
    ("recusal_decision", "D28", 3, Unit.WORKING, Anchor.RECUSAL_ASKED, Bearer.HEAD),
    ("suggestion_reply", "D29", 60, Unit.CALENDAR, Anchor.TAKEN, Bearer.ORGAN),
    ("accusation_answer", "D30", 60, Unit.CALENDAR, Anchor.TAKEN, Bearer.ORGAN),
    ("legal_aid_decision", "L1", 7, Unit.CALENDAR, Anchor.AID_ASKED, Bearer.AID_CENTRE),
    ("legal_aid_assignment", "L1-1", 3, Unit.CALENDAR, Anchor.AID_GRANTED, Bearer.AID_CENTRE),
    ("elsewhere", "L2", None, Unit.CALENDAR, Anchor.GUIDED, Bearer.PETITIONER),
    ("follow_up", "L3", 30, Unit.CALENDAR, Anchor.GUIDED, Bearer.RECEIVER),
    ("mediation", "M1", 30, Unit.CALENDAR, Anchor.ACCEPTED, Bearer.COMMITTEE),
    ("judicial_confirmation", "M2", 30, Unit.CALENDAR, Anchor.AGREED, Bearer.PARTIES),
    ("performance", "M5", 7, Unit.CALENDAR, Anchor.PROMISED, Bearer.COMMITTEE),
    ("settlement_answer", "M5-1", 7, Unit.CALENDAR, Anchor.SETTLED, Bearer.PETITIONER),
    ("advice_answer", "C20", 30, Unit.CALENDAR, Anchor.ADVISED, Bearer.ORGAN),
]


@pytest.mark.parametrize(("name", "code", "days", "unit", "anchor", "actor"), CLOCKS)
def test_the_table_of_clocks_is_the_rule_books(
    name: str, code: str, days: int | None, unit: Unit, anchor: Anchor, actor: Bearer
):
    limit = LIMITS.latest(name)
    assert LIMITS.latest(code) is limit
    assert (limit.days, limit.unit, limit.anchor, limit.actor) == (days, unit, anchor, actor)


def test_the_table_above_is_whole():
    assert [row[0] for row in sorted(CLOCKS)] == sorted(LIMITS.names())


def test_working_days_are_counted_only_where_the_rule_says_so_or_the_number_is_our_own():
    counted = {name for name in LIMITS.statutory() if LIMITS.latest(name).unit is Unit.WORKING}
    assert counted == {
        "objection",  # art. 23 para. 3
        *("simple_dispatch", "simple_acceptance", "simple_handling"),  # the simplified procedure
        # What one office owes another, or decides beside the matter: numbers of our own.
        *("objection_check", "competence_decision", "hearing_decision", "recusal_decision"),
    }
    for name in ("objection_check", "competence_decision", "hearing_decision", "recusal_decision"):
        assert not LIMITS.latest(name).is_law


def test_nothing_that_runs_today_has_a_pause():
    assert {limit.name for limit in EVERY if limit.hearings_excluded} == {"recheck_opinion"}


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("dispatch", "第二十一条", "第二十二条"),
        ("direct_notice", "第二十二条第二款", "第二十三条第二款"),
        ("acceptance_notice", "第二十一条第二款", "第二十三条第三款"),
        ("handling", "第三十三条", "第三十四条"),
        ("extension", "第三十三条", "第三十四条"),
        ("review_request", "第三十四条", "第三十五条"),
        ("rating", "国信发〔2014〕16号", "国信发〔2022〕11号"),
    ],
)
def test_an_older_matter_is_counted_under_the_rule_of_its_day(name: str, then: str, now: str):
    assert LIMITS.on(name, OLD).law.zh.endswith(then)
    assert LIMITS.on(name, NEW).law.zh.endswith(now)


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        ("2005-05-01", "《信访条例》"),  # the day the older one came into force
        ("2022-04-30", "《信访条例》"),  # its last day
        ("2022-05-01", "《信访工作条例》"),  # the first day of the newer one
    ],
)
def test_the_regulations_change_on_their_day(day: str, regulation: str):
    assert LIMITS.on("handling", date.fromisoformat(day)).law.zh.startswith(regulation)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("handling", "2005-04-30"),  # before the regulation of 2005
        ("objection", "2015-06-01"),  # the regulation of 2005 knew none
        ("execution", "2015-06-01"),  # a number of our own is not laid upon the past
        ("rating", "2014-12-31"),  # the first rule on rating is of 2015
        ("futian.handling", "2015-06-01"),  # Futian promised later
    ],
)
def test_a_limit_does_not_run_before_it_existed(name: str, day: str):
    then = date.fromisoformat(day)
    assert not LIMITS.runs_on(name, then)
    assert LIMITS.in_force(name, then) is None
    with pytest.raises(NoLimitThen) as refused:
        LIMITS.on(name, then)
    assert str(refused.value) == (
        f'limits.yaml: "{name}": no version in force on {day}. Add one, or check the date.'
    )


def test_one_may_ask_what_a_later_promise_would_have_meant():
    assert LIMITS.latest("futian.handling").days == 30  # though a matter of 2015 asks


@pytest.mark.parametrize("profile", LIMITS.profiles())
def test_a_profile_is_stricter_than_the_law_and_never_binds_the_petitioner(profile: str):
    for limit in LIMITS.profile(profile):
        statute = LIMITS.latest(limit.beside)
        assert limit.days is not None
        assert statute.days is not None
        assert limit.days < statute.days
        assert limit.actor is not Bearer.PETITIONER
        assert limit.mark.startswith("S")


def test_a_profile_is_meant_for_some_matters_only():
    futian, xingguo = LIMITS.latest("futian.handling"), LIMITS.latest("xingguo.meeting")
    assert futian.fits(dispatch="forward", first_time=False)
    assert not futian.fits(dispatch="assign", first_time=True)
    assert xingguo.fits(first_time=True)
    assert not xingguo.fits(first_time=False)
    assert LIMITS.latest("handling").fits()


def test_the_limit_of_a_place_is_found_by_the_name_of_the_law_it_runs_beside():
    assert LIMITS.beside("handling", "futian").id == "F3"
    assert LIMITS.beside("C09", "xingguo").id == "X3"
    assert LIMITS.beside("meeting", "xingguo").id == "X1"  # a promise the law does not know
    with pytest.raises(NotInProfile):
        LIMITS.beside("review_request", "futian")


def test_profiles_name_their_place_and_source():
    assert LIMITS.profiles() == ("futian", "xingguo")
    assert "深圳市福田区" in LIMITS.about("futian").title.zh
    assert LIMITS.about("xingguo").source.en


@pytest.mark.parametrize("profile", LIMITS.profiles())
def test_a_promise_that_another_district_makes_is_not_called_by_the_place_it_was_first_made(
    profile: str,
):
    made_by = {"futian": ("福田", "Futian"), "xingguo": ("兴国", "Xingguo")}[profile]
    for limit in LIMITS.profile(profile):
        assert not any(place in limit.title.zh + limit.title.en for place in made_by)


def test_unknown_names_are_refused_with_the_known_ones():
    with pytest.raises(NoSuchLimit, match="handling"):
        LIMITS.on("handeling", NEW)
    with pytest.raises(NoSuchProfile, match="futian, xingguo"):
        LIMITS.profile("atlantis")


def test_the_chain_of_forwarding_adds_up():
    steps = LIMITS.latest("forwarding_chain").steps
    assert [step.days for step in steps] == [5, 3, 3, 4]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(HERE / "limits.yaml", tmp_path)
    shutil.copytree(HERE / "profiles", tmp_path / "profiles")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "pattern", "instead", "complaint"),
    [
        (
            "limits.yaml",
            r"      law: .*\n",
            "",
            'limits.yaml: "register: versions 1": has no law. Add it.',
        ),
        ("limits.yaml", r"      mark: .*\n", "", "has no mark. Add it."),
        (
            "limits.yaml",
            r"      mark: \w+",
            "      mark: Z",
            "mark is 'Z', which is unknown. Use one of G",
        ),
        ("limits.yaml", r"      checked_on: .*\n", "", "has no checked_on. Add it."),
        (
            "limits.yaml",
            r"      checked_on: .*",
            "      checked_on: lately",
            "checked_on is not a date",
        ),
        (
            "limits.yaml",
            r"starts_on: \w+",
            "starts_on: dawn",
            "starts_on is 'dawn', which is unknown",
        ),
        ("limits.yaml", r"actor: \w+", "actor: nobody", "actor is 'nobody', which is unknown"),
        ("limits.yaml", r"      design:\n.*\n.*\n", "", "is marked D and does not say why"),
        ("limits.yaml", r"      days: 0", "      days: soon", "days is not a whole number"),
        ("limits.yaml", r"      days: 0", "      days: -1", "days is not a whole number"),
        (
            "limits.yaml",
            r"      rolls: true",
            "      rolls: perhaps",
            "rolls is neither true nor false",
        ),
        ("limits.yaml", r"      rolls: true", "      rols: true", "nobody reads 'rols'"),
        ("limits.yaml", r"title: .*", "title: {zh: 登记}", "has no en. Add it."),
        ("limits.yaml", r"title: .*", "title: 登记", "is not a list of fields"),
        (
            "limits.yaml",
            r"    - from: 2005-05-01",
            "    - from: 2030-05-01",
            "not in the order of their days",
        ),
        ("limits.yaml", r"versions:\n(    .*\n)+", "versions: []\n", "has no version"),
        ("limits.yaml", r"id: C02", "id: C01", "C01 names both register and dispatch"),
        ("limits.yaml", r"dispatch:", "register:", '"register": is there twice'),
        (
            "limits.yaml",
            r"steps: &levels\n.*\n",
            "steps: &levels\n",
            "its steps do not add up to its days",
        ),
        ("limits.yaml", r"register:", "register: [", "is not YAML"),
        (
            "profiles/futian.yaml",
            r"days: 3\n",
            "days: 16\n",
            "gives 16 days where the law gives 15",
        ),
        (
            "profiles/futian.yaml",
            r"unit: calendar",
            "unit: working",
            "cannot be compared with dispatch",
        ),
        (
            "profiles/futian.yaml",
            r"beside: dispatch\n",
            "beside: nothing\n",
            "runs beside no limit of the law",
        ),
        ("profiles/futian.yaml", r"actor: bureau", "actor: petitioner", "binds the petitioner"),
        (
            "profiles/futian.yaml",
            r"only: \{dispatch: forward\}",
            "only: {dispatch: pigeon}",
            "is 'pigeon'",
        ),
        (
            "profiles/futian.yaml",
            r"only: \{dispatch: forward\}",
            "only: {mood: good}",
            "nobody reads 'mood'",
        ),
        ("profiles/futian.yaml", r"source:\n.*\n.*\n", "", "futian.yaml: has no source. Add it."),
    ],
)
def test_a_file_that_is_not_whole_does_not_load_and_says_why(
    folder: Path, file: str, pattern: str, instead: str, complaint: str
):
    path = folder / file
    text, changed = re.subn(pattern, instead, path.read_text(encoding="utf-8"), count=1)
    assert changed
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFileError) as caught:
        Limits.load(folder)
    assert complaint in str(caught.value)
