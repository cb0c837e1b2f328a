"""Logging a contact: the matter is handled, and a promise to meet or to answer may be kept."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.guards import NoSuchChoice, NotYourMatter, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Contact

AT = make.when("contact")


def logged(
    case: Case, by: Actor | None = None, kind: str = "phone", words: str = "电话听取诉求"
) -> None:
    log_contact(case.demand, kind=kind, words=words, by=by or case.district["handler"], at=AT)


def test_only_the_handler_may_log(district: District):
    case = make.a_petition(district, "accepted")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: logged(case, by))
    assert tried == {"handler": "done", "system": "done", "second_handler": "NotYourMatter"}


def test_what_nobody_was_given_any_handler_of_the_organ_may_begin(district: District):
    case = make.a_petition(district, "dispatched")
    from yimen.casework.actions.accept import accept

    accept(case.demand, by=district["head"], at=make.when("accept"))
    logged(case, district["second_handler"])
    assert make.demand_of(case).state == "handling"


@pytest.mark.parametrize(
    ("until", "state"),
    [("accepted", "handling"), ("handled", "handling"), ("extended", "extended")],
)
def test_it_is_handled_from_now_on(district: District, until: str, state: str):
    case = make.a_petition(district, until)
    logged(case)
    assert make.demand_of(case).state == state
    row = Contact.objects.filter(demand=case.demand).last()
    assert row is not None
    assert (row.kind, row.words, row.at, row.by_id) == (
        "phone",
        "电话听取诉求",
        AT,
        district["handler"].id,
    )


def test_it_leaves_one_line_without_the_words_and_no_letter(district: District):
    case = make.a_petition(district, "accepted")
    queued = after.jobs()
    logged(case, kind="site", words="现场查看路灯")
    row = Contact.objects.get(demand=case.demand)
    assert after.new_lines(case, 5) == [
        {
            "kind": "log_contact",
            "demands": [1],
            "role": "handler",
            "contact": "site",
            "log": row.pk,
        }
    ]
    assert after.jobs() == queued
    assert after.differences(case) == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("meeting", {"xingguo.meeting", "xingguo.feedback"}),
        ("phone", {"xingguo.feedback"}),
        ("writing", {"xingguo.feedback"}),
        ("site", set()),
        ("inquiry", set()),
    ],
)
def test_a_local_promise_is_kept_by_hearing_the_person(kind: str, kept: set[str]):
    district = make.a_district(profile="xingguo")
    case = make.a_petition(district, "accepted")
    before = set(after.running(case.demand))
    logged(case, kind=kind, words="与信访人沟通情况")
    assert before - set(after.running(case.demand)) == kept
    assert after.differences(case) == []


@pytest.mark.parametrize("kind", ["execution", "gossip", ""])
def test_a_contact_is_one_of_five_kinds(district: District, kind: str):
    case = make.a_petition(district, "accepted")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        logged(case, kind=kind)


def test_it_must_say_something(district: District):
    case = make.a_petition(district, "accepted")
    with after.nothing_changes(), pytest.raises(SayWhy):
        logged(case, words="  好 ")


@pytest.mark.parametrize("until", ["dispatched", "drafted", "served", "declined"])
def test_nothing_is_logged_before_acceptance_or_after_the_draft(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises((NotAllowedNow, NotYourMatter)):
        logged(case)
