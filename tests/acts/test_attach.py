"""Adding a paper: whose it is, kept by its hash, said in the record without its name."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.attach import attach
from yimen.casework.filing import Paper
from yimen.casework.guards import TooManyPapers
from yimen.documents.refusing import PaperRefused
from yimen.documents.storage import path_of
from yimen.registry.models import Attachment

AT = make.on("2025-03-06")
PAPER = Paper(name="照片说明.txt", data="东门一段，七盏不亮。".encode())


def attached(case: Case, by: Actor | None = None, paper: Paper = PAPER) -> Attachment:
    return attach(case.petition, paper=paper, by=by or case.petitioner, at=AT)


def test_the_petitioner_and_who_works_on_it_may_add_a_paper(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: attached(case, by))
    assert set(tried) == {
        "petitioner", "receptionist", "screener", "handler", "second_handler", "system",
    }  # fmt: skip
    assert set(tried.values()) == {"done"}


@pytest.mark.parametrize("until", ["lodged", "served", "declined", "concluded"])
def test_it_is_taken_at_any_time_and_no_state_or_clock_notices(district: District, until: str):
    case = make.a_petition(district, until)
    state, clocks, queued = make.demand_of(case).state, after.clocks(case.demand), after.jobs()
    since = len(after.lines(case))
    row = attached(case)
    assert (make.demand_of(case).state, after.clocks(case.demand)) == (state, clocks)
    assert after.new_lines(case, since) == [
        {"kind": "attach", "demands": [], "role": "petitioner", "attachment": row.pk}
    ]
    assert after.jobs() == queued
    assert after.differences(case) == []


def test_it_is_kept_and_says_whose_it_is(district: District):
    case = make.a_petition(district, "handled")
    row = attached(case)
    assert path_of(row.sha256).read_bytes() == PAPER.data
    assert (row.name, row.size, row.is_from_petitioner, row.by_id) == (
        "照片说明.txt",
        len(PAPER.data),
        True,
        None,
    )
    ours = attached(case, district["handler"])
    assert (ours.is_from_petitioner, ours.by_id) == (False, district["handler"].id)
    assert ours.sha256 == row.sha256


def test_a_file_holds_so_many_papers_and_no_more(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("yimen.casework.actions.attach.MOST_PAPERS", 1)
    case = make.a_petition(district, "handled")
    attached(case)
    with after.nothing_changes(), pytest.raises(TooManyPapers):
        attached(case)


@pytest.mark.parametrize("paper", [Paper(name="a.txt", data=b""), Paper(name="a.exe", data=b"MZ")])
def test_a_paper_that_cannot_be_kept_leaves_nothing(district: District, paper: Paper):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(PaperRefused):
        attached(case, paper=paper)
