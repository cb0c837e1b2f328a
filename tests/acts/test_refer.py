"""Referring: the room's staff can read the file; no clock notices."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.refer import refer
from yimen.casework.guards import NoSuchChoice, ReferredAlready
from yimen.registry.models import Referral
from yimen.registry.queries import seen_by

AT = make.on("2025-03-06")


def referred(case: Case, by: Actor | None = None, room: str = "lawyer") -> None:
    by = by or case.district["receptionist"]
    refer(case.petition, room=room, reason=" 想了解工伤认定 ", by=by, at=AT)


def test_who_receives_and_who_handles_may_refer(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: referred(case, by))
    assert tried == dict.fromkeys(["receptionist", "screener", "handler", "second_handler"], "done")


@pytest.mark.parametrize("room", ["lawyer", "mediator"])
def test_the_room_can_read_it_and_only_this_room(district: District, room: str):
    case = make.a_petition(district, "handled")
    rooms = {"lawyer", "mediator", "counsellor"}
    assert not any(seen_by(district[part]).filter(pk=case.petition).exists() for part in rooms)
    clocks, queued = after.clocks(case.demand), after.jobs()
    referred(case, room=room)
    sees = {part for part in rooms if seen_by(district[part]).filter(pk=case.petition).exists()}
    assert sees == {room}
    row = Referral.objects.get(petition=case.petition)
    assert (row.room, row.reason, row.closed_at) == (room, "想了解工伤认定", None)
    assert after.new_lines(case, 6) == [
        {
            "kind": "refer",
            "demands": [],
            "role": "receptionist",
            "room": room,
            "referral": row.pk,
        }
    ]
    assert (after.clocks(case.demand), after.jobs()) == (clocks, queued)
    assert after.differences(case) == []


def test_it_is_referred_once(district: District):
    case = make.a_petition(district, "handled")
    referred(case)
    with after.nothing_changes(), pytest.raises(ReferredAlready):
        referred(case)
    referred(case, room="mediator")


@pytest.mark.parametrize("room", ["counsellor", "screener", "police", ""])
def test_there_are_two_rooms_that_read_files(district: District, room: str):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        referred(case, room=room)
