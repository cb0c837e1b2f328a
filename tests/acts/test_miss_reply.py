"""Noting that one of several people was not reached: nothing begins by it, for nobody."""

from __future__ import annotations

import pytest
from tests import folk, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework import proving
from yimen.casework.actions.miss_reply import miss_reply
from yimen.casework.guards import ServedBeforeIssued
from yimen.registry.models import Reply, ServiceAttempt

AT = make.on("2025-04-02")


def missed(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {
        "reply": folk.replies(case)[0],
        "method": "post",
        "outcome": "returned",
        "parcel": "EMS 1",
        "at": AT,
    }
    miss_reply(case.petition, by=by or case.district["handler"], **(given | change))


def test_only_whoever_brings_it_notes_it(district: District):
    case = make.a_petition(district, "replies_printed")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: missed(case, by))
    done = {who for who, what in tried.items() if what == "done"}
    assert done == {"handler", "second_handler", "head"}


def test_it_leaves_a_line_and_no_time_begins(district: District):
    case = make.a_petition(district, "replies_printed")
    since, before = len(after.lines(case)), after.running(case.demand)
    missed(case)
    act_as(SYSTEM)
    row = ServiceAttempt.objects.get(petition=case.petition)
    assert (row.reply_id, row.outcome, row.parcel) == (folk.replies(case)[0], "returned", "EMS 1")
    assert not Reply.objects.filter(petition=case.petition).exclude(served_at=None).exists()
    (line,) = after.new_lines(case, since)
    assert (line["kind"], line["reply"], line["attempt"]) == ("miss_reply", row.reply_id, row.pk)
    assert after.running(case.demand) == before
    assert after.differences(case) == []


def test_it_is_refused_what_cannot_have_been(district: District):
    case = make.a_petition(district, "replies_printed")
    with after.nothing_changes(), pytest.raises(proving.ParcelCameBack):
        missed(case, parcel=" ")
    with after.nothing_changes(), pytest.raises(ServedBeforeIssued):
        missed(case, at=make.on("2025-02-27"))
    with after.nothing_changes(), pytest.raises(NotFound):
        missed(case, reply=0)
