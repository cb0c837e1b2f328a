"""Numbers under pressure: many at once, and none twice, none left out, none lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import STRANGER, SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.accept import accept
from yimen.casework.actions.lodge import lodge
from yimen.documents import actions
from yimen.documents.actions import issue, next_serial
from yimen.documents.models import Counter, Letter
from yimen.documents.storage import path_of
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Entry, Petition

THREADS = 8
AT = make.when("lodge")


def at_once(act: Callable[[int], object]) -> list[object]:
    """Let eight threads act at the same moment, each on its own connection."""
    ready = Barrier(THREADS)

    def alone(number: int) -> object:
        try:
            ready.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(alone, range(THREADS)))


@pytest.fixture
def standing(transactional_db: None) -> District:  # noqa: ARG001  # rows that other threads can see
    """A district that every connection sees."""
    with transaction.atomic():
        act_as(SYSTEM)
        return make.a_district()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print quickly: the numbers are asked about, not the paper."""
    monkeypatch.setattr(actions, "render_pdf", lambda content, **_: content.number.encode())
    monkeypatch.setattr(actions, "seal", bytes)


@pytest.mark.usefixtures("quick")
def test_letters_issued_at_once_are_numbered_without_gaps(standing: District):
    cases = [make.a_petition(standing) for _ in range(THREADS)]

    def printed(number: int) -> str:
        with transaction.atomic():
            act_as(SYSTEM)
            return issue("receipt", petition=cases[number].petition, at=AT).number

    numbers = at_once(printed)
    assert sorted(numbers) == sorted(f"一门信〔2025〕{n}号" for n in range(1, THREADS + 1))


@pytest.mark.usefixtures("quick")
def test_one_letter_asked_for_at_once_is_issued_once(standing: District):
    case = make.a_petition(standing)

    def printed(_: int) -> int:
        with transaction.atomic():
            act_as(SYSTEM)
            return issue("receipt", petition=case.petition, at=AT).pk

    assert len(set(at_once(printed))) == 1
    assert Counter.objects.get(organ=standing.bureau).last == 1


def test_a_form_sent_at_once_by_an_impatient_hand_files_once(standing: District):
    filing = make.a_filing(standing, ticket=uuid4())
    done = at_once(lambda _: lodge(filing, by=STRANGER, at=AT))
    assert len({(one.number, one.code) for one in done}) == 1
    assert sorted(one.is_new for one in done) == [False] * (THREADS - 1) + [True]


def test_an_outer_number_taken_in_at_once_files_once(standing: District):
    def taken(number: int) -> object:
        filing = make.a_filing(
            standing, source="12345", external_number="A-7", ticket=uuid4() if number % 2 else None
        )
        return lodge(filing, by=SYSTEM, at=AT)

    assert len({one.petition for one in at_once(taken)}) == 1
    with transaction.atomic():
        act_as(SYSTEM)
        assert Petition.objects.count() == 1


def test_petitions_lodged_at_once_have_numbers_of_their_own(standing: District):
    done = at_once(lambda _: lodge(make.a_filing(standing), by=STRANGER, at=AT))
    assert len({one.number for one in done}) == THREADS
    assert len({one.code for one in done}) == THREADS


def test_of_eight_who_accept_at_once_one_does(standing: District):
    case = make.a_petition(standing, "dispatched")
    by = [standing["handler"], standing["second_handler"], standing["head"]]

    def accepted(number: int) -> str:
        try:
            accept(case.demand, by=by[number % 3], at=make.when("accept"))
        except NotAllowedNow:
            return "too late"
        return "done"

    assert sorted(map(str, at_once(accepted))) == ["done"] + ["too late"] * (THREADS - 1)
    with transaction.atomic():
        act_as(SYSTEM)
        assert Entry.objects.filter(petition=case.petition, kind="accept").count() == 1
        assert after.differences(case) == []


def test_lines_written_at_once_follow_one_another(standing: District):
    from yimen.casework.actions.attach import attach
    from yimen.casework.filing import Paper

    case = make.a_petition(standing)
    paper = Paper(name="a.txt", data=b"a")
    at_once(lambda _: attach(case.petition, paper=paper, by=case.petitioner, at=AT))
    with transaction.atomic():
        assert [line.seq for line in after.lines(case)] == list(range(1, THREADS + 2))
        assert after.differences(case) == []


@pytest.mark.django_db
def test_a_letter_that_was_rolled_back_gives_its_number_back(district: District):
    case = make.a_petition(district)
    act_as(SYSTEM)

    def failing() -> None:
        with transaction.atomic():
            assert issue("receipt", petition=case.petition, at=AT).serial == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert not Letter.objects.exists()
    assert issue("receipt", petition=case.petition, at=AT).serial == 1


@pytest.mark.django_db
def test_every_organ_counts_for_itself_and_anew_each_year(district: District):
    assert [next_serial(district.bureau.pk, 2025) for _ in range(3)] == [1, 2, 3]
    assert next_serial(district.housing.pk, 2025) == 1
    assert next_serial(district.bureau.pk, 2026) == 1
    assert next_serial(district.bureau.pk, 2025) == 4


def printed(case: Case, day: str) -> Letter:
    act_as(SYSTEM)
    return issue("receipt", petition=case.petition, at=make.on(day))


@pytest.mark.django_db
def test_issued_again_it_is_version_two_of_the_same_number(district: District):
    case = make.a_petition(district)
    first = printed(case, "2025-02-24")
    bytes_of_first = path_of(first.sha256).read_bytes()
    again = printed(case, "2025-02-24")
    second = printed(case, "2025-03-01")
    assert again.pk == first.pk
    assert (first.version, second.version) == (1, 2)
    assert (first.number, first.year, first.serial) == (second.number, second.year, second.serial)
    assert path_of(first.sha256).read_bytes() == bytes_of_first
    assert next_serial(district.bureau.pk, 2025) == 2


@pytest.mark.django_db
def test_issued_again_in_a_later_year_it_keeps_its_number(district: District):
    case = make.a_petition(district)
    first, second = printed(case, "2025-12-31"), printed(case, "2026-01-05")
    assert first.number == second.number == "一门信〔2025〕1号"
