"""Limits as they are written: every field counts, and a complaint says what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yimen.law.limit import Anchor, Bearer, Limit, Mark, Profile, Step, Unit
from yimen.law.limits import Limits, NoSuchLimit, NoSuchProfile, NotInProfile
from yimen.law.reading import BrokenFileError
from yimen.law.words import Words

FULL = """
answer:
  id: T1
  title: {zh: 答复, en: Answer}
  actor: organ
  starts_on: accepted
  ends_on: {zh: 送达, en: served}
  versions:
    - from: 2010-01-01
      days: 60
      unit: calendar
      rolls: true
      law: {zh: 旧法, en: old law}
      paraphrase: {zh: 六十天, en: sixty days}
      mark: G
      checked_on: 2026-01-02
    - from: 2020-01-01
      days: 9
      unit: working
      rolls: false
      law: {zh: 新法, en: new law}
      paraphrase: {zh: 九天, en: nine days}
      mark: D
      design: {zh: 自定, en: our own}
      consequence: {zh: 责令改正, en: put right}
      checked_on: 2026-01-03
      at_most: true
      hearings_excluded: true
      breach: B1
      steps: [{who: {zh: 市, en: city}, days: 4}, {who: {zh: 区, en: district}, days: 5}]
task:
  id: T2
  title: {zh: 交办, en: Task}
  actor: bureau
  starts_on: assigned
  ends_on: {zh: 报告, en: reported}
  versions:
    - from: 2020-01-01
      days: assigned
      unit: calendar
      rolls: true
      law: {zh: 新法, en: new law}
      paraphrase: {zh: 指定, en: as assigned}
      mark: P
      checked_on: 2026-01-03
"""
HERE = """
profile: here
title: {zh: 本区, en: Here}
source: {zh: 承诺, en: a promise}
limits:
  answer:
    id: H1
    title: {zh: 快答, en: Fast answer}
    actor: organ
    starts_on: accepted
    ends_on: {zh: 送达, en: served}
    beside: answer
    only: {dispatch: forward, first_time: true}
    versions:
      - from: 2020-01-01
        days: 9
        unit: calendar
        rolls: false
        law: {zh: 承诺, en: a promise}
        paraphrase: {zh: 快, en: fast}
        mark: S2
        checked_on: 2026-01-04
"""
#: The law, as a promise in calendar days may run beside it.
PLAIN = FULL.replace("unit: working", "unit: calendar")
OLD = Limit(
    name="answer",
    id="T1",
    title=Words("答复", "Answer"),
    actor=Bearer.ORGAN,
    anchor=Anchor.ACCEPTED,
    ends_on=Words("送达", "served"),
    in_force_from=date(2010, 1, 1),
    days=60,
    unit=Unit.CALENDAR,
    rolls=True,
    law=Words("旧法", "old law"),
    paraphrase=Words("六十天", "sixty days"),
    mark=Mark.READ,
    checked_on=date(2026, 1, 2),
    at_most=False,
    hearings_excluded=False,
    breach="",
    consequence=None,
    design=None,
    steps=(),
    profile="",
    beside="",
    only={},
)


def folder(at: Path, limits: str = FULL, **profiles: str) -> Path:
    (at / "profiles").mkdir()
    (at / "limits.yaml").write_text(limits, encoding="utf-8")
    for name, text in profiles.items():
        (at / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return at


def test_every_field_of_a_version_is_read_and_what_is_left_out_is_not_there(tmp_path: Path) -> None:
    limits = Limits.load(folder(tmp_path))
    assert limits.versions("answer") == (
        OLD,
        Limit(
            name="answer",
            id="T1",
            title=Words("答复", "Answer"),
            actor=Bearer.ORGAN,
            anchor=Anchor.ACCEPTED,
            ends_on=Words("送达", "served"),
            in_force_from=date(2020, 1, 1),
            days=9,
            unit=Unit.WORKING,
            rolls=False,
            law=Words("新法", "new law"),
            paraphrase=Words("九天", "nine days"),
            mark=Mark.DESIGN,
            checked_on=date(2026, 1, 3),
            at_most=True,
            hearings_excluded=True,
            breach="B1",
            consequence=Words("责令改正", "put right"),
            design=Words("自定", "our own"),
            steps=(Step(Words("市", "city"), 4), Step(Words("区", "district"), 5)),
        ),
    )
    assert limits.versions("T1") is limits.versions("answer")
    assert limits.latest("task").days is None
    assert limits.names() == limits.statutory() == ("answer", "task")


def test_a_promise_stands_beside_the_law_under_the_name_of_its_place(tmp_path: Path) -> None:
    limits = Limits.load(folder(tmp_path, PLAIN.partition("task:")[0], here=HERE))
    (own,) = limits.profile("here")
    assert (own.name, own.profile, own.beside) == ("here.answer", "here", "answer")
    assert own.only == {"dispatch": "forward", "first_time": True}
    assert limits.about("here") == Profile(
        "here", Words("本区", "Here"), Words("承诺", "a promise")
    )
    assert (limits.names(), limits.statutory()) == (("answer", "here.answer"), ("answer",))
    assert limits.beside("T1", "here") is limits.beside("answer", "here") is own
    for ask, refused, says in (
        (lambda: limits.beside("reply", "here"), NotInProfile,
         'The profile "here" sets no limit of its own for "reply". Leave the profile out.'),
        (lambda: limits.latest("reply"), NoSuchLimit,
         'There is no time limit called "reply". Choose one of these: answer, here.answer.'),
        (lambda: limits.profile("there"), NoSuchProfile,
         'There is no local profile called "there". Choose one of these: here.'),
    ):  # fmt: skip
        with pytest.raises(refused) as caught:
            ask()
        assert str(caught.value) == says


@pytest.mark.parametrize(
    ("what", "instead", "says"),
    [
        (
            "    - from: 2010-01-01",
            "    - from: 2020-01-01",
            'limits.yaml: "answer": its versions are not in the order of their days. Sort them.',
        ),
        (
            "days: 5}]",
            "days: 6}]",
            (
                'limits.yaml: "answer: versions 2": its steps do not add up to '
                "its days. Correct one of them."
            ),
        ),
        (
            "      design: {zh: 自定, en: our own}\n",
            "",
            (
                'limits.yaml: "answer: versions 2": '
                "is marked D and does not say why. Add design, in zh and en."
            ),
        ),
        ("id: T2", "id: T1", "limits.yaml: T1 names both answer and task. Rename one."),
        (
            "  id: T2",
            "  id: T2\n  only: {dispatch: pigeon}",
            (
                'limits.yaml: "task: only": '
                "dispatch is 'pigeon', which is unknown. Use a known fact."
            ),
        ),
        (
            "  id: T2",
            "  id: T2\n  only: {first_time: 1}",
            ('limits.yaml: "task: only": first_time is 1, which is unknown. Use a known fact.'),
        ),
        (
            "  id: T2",
            "  id: T2\n  only: {mood: good}",
            ("limits.yaml: \"task: only\": nobody reads 'mood'. Use one of dispatch, first_time."),
        ),
    ],
)
def test_a_limit_that_does_not_hold_together_is_refused(
    tmp_path: Path, what: str, instead: str, says: str
) -> None:
    assert what in FULL
    with pytest.raises(BrokenFileError) as caught:
        Limits.load(folder(tmp_path, FULL.replace(what, instead)))
    assert str(caught.value) == says


def test_a_limit_without_a_version_is_refused(tmp_path: Path) -> None:
    empty = FULL.partition("  versions:")[0] + "  versions: []\n"
    with pytest.raises(BrokenFileError) as caught:
        Limits.load(folder(tmp_path, empty))
    assert str(caught.value) == (
        'limits.yaml: "answer": has no version. Add one, with the day it came into force.'
    )


WHERE = 'here.yaml: "limits: answer": '


@pytest.mark.parametrize(
    ("what", "instead", "says"),
    [
        ("beside: answer", "beside: reply", "runs beside no limit of the law. Name one in beside."),
        ("    beside: answer\n", "", "runs beside no limit of the law. Name one in beside."),
        (
            "actor: organ",
            "actor: petitioner",
            "binds the petitioner. A profile may bind offices only.",
        ),
        ("days: 9", "days: assigned", "cannot be compared with answer. Use the same kind of days."),
        (
            "beside: answer",
            "beside: task",
            ("cannot be compared with task. Use the same kind of days."),
        ),
        (
            "unit: calendar",
            "unit: working",
            ("cannot be compared with answer. Use the same kind of days."),
        ),
        (
            "days: 9",
            "days: 10",
            ("gives 10 days where the law gives 9. A profile may only be stricter."),
        ),
    ],
)
def test_a_promise_that_is_laxer_than_any_version_of_the_law_is_refused(
    tmp_path: Path, what: str, instead: str, says: str
) -> None:
    assert what in HERE
    with pytest.raises(BrokenFileError) as caught:
        Limits.load(folder(tmp_path, PLAIN, here=HERE.replace(what, instead)))
    assert str(caught.value) == WHERE + says


def test_a_promise_does_not_run_beside_another_promise(tmp_path: Path) -> None:
    there = HERE.replace("here", "there").replace("H1", "H2").replace("answer", "here.answer")
    with pytest.raises(BrokenFileError, match="runs beside no limit of the law"):
        Limits.load(folder(tmp_path, PLAIN, here=HERE, there=there))
