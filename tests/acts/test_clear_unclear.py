"""Name and address are clear after all: the notice is owed again, and its day has not moved."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_flag_unclear import AT, LATE, a_letter, accepted, cleared, flagged, night
from tests.make import District

from yimen.casework.actions.clear_unclear import clear_unclear
from yimen.casework.guards import SayWhy
from yimen.casework.unclear import NotMarked
from yimen.registry import verifying


def test_any_counter_hears_that_it_is_clear(district: District) -> None:
    case = a_letter(district)
    flagged(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: cleared(case, make.on("2025-03-03"), by))
    assert {"receptionist", "screener", "handler", "head"} <= set(tried)
    assert set(tried.values()) == {"done"}
    assert not {"petitioner", "stranger", "legal_checker", "system"} & set(tried)


def test_cleared_in_time_the_old_day_counts(district: District) -> None:
    case = a_letter(district)
    flagged(case)
    cleared(case, make.on("2025-03-03"))
    found = night(case, LATE)
    assert found is not None
    assert found.due_on.isoformat() == "2025-03-11"
    assert list(verifying.verify()) == []


def test_cleared_later_it_is_late_from_the_night_after_and_not_on_that_day(
    district: District,
) -> None:
    told, untold = a_letter(district), a_letter(district)
    for case in (told, untold):
        flagged(case)
        cleared(case, make.on("2025-03-20"))
        assert night(case, make.on("2025-03-20", "23:50")) is None
    accepted(told, make.on("2025-03-20", "17:00"))
    assert night(told, make.on("2025-03-21", "00:01")) is None
    found = night(untold, make.on("2025-03-21", "00:01"))
    assert found is not None
    assert found.code == "B44-3"
    assert list(verifying.verify()) == []


def test_told_late_while_nobody_could_be_told_is_not_late_once_it_clears(
    district: District,
) -> None:
    case = a_letter(district)
    flagged(case)
    accepted(case, make.on("2025-03-17"))
    cleared(case, make.on("2025-03-20"))
    assert night(case, make.on("2025-03-21", "00:01")) is None
    assert list(verifying.verify()) == []


def test_only_what_is_marked_is_cleared_and_with_a_word(district: District) -> None:
    case = a_letter(district)
    with after.nothing_changes(), pytest.raises(NotMarked):
        cleared(case, AT)
    flagged(case)
    with after.nothing_changes(), pytest.raises(SayWhy):
        clear_unclear(case.petition, words="好", by=district["receptionist"], at=AT)
