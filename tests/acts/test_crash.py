"""Whatever fails, wherever it fails: an act is done whole, or nothing of it is there."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests import make
from tests.acts import after, deeds
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework import actions
from yimen.documents import actions as letters

pytestmark = pytest.mark.slow
MOST = 200


class Crashed(Exception):
    """The lights went out."""


class Failing:
    """Fails after the statement with a certain number; then lets go, so that all can be undone."""

    def __init__(self, after_statement: int) -> None:
        self.left = after_statement
        self.has_failed = False

    def __call__(self, execute: Callable[..., object], *question: object) -> object:
        answer = execute(*question)
        self.left -= 1
        if self.left == 0:
            self.has_failed = True
            raise Crashed
        return answer


class Cut(Failing):
    """Cuts the connection after the statement, without a word to the server."""

    def __call__(self, execute: Callable[..., object], *question: object) -> object:
        try:
            return super().__call__(execute, *question)
        except Crashed:
            with socket.socket(fileno=os.dup(connection.connection.fileno())) as wire:
                wire.shutdown(socket.SHUT_RDWR)
            raise


def tries(act: Callable[[], object]) -> Iterator[Failing]:
    """Let an act fail after its first statement, its second, and so on, until none is left."""
    for number in range(1, MOST):
        failing = Failing(number)
        with (
            contextlib.suppress(Crashed),
            transaction.atomic(),
            connection.execute_wrapper(failing),
        ):
            act()
            if not failing.has_failed:
                transaction.set_rollback(True)
        yield failing
        if not failing.has_failed:
            return
    pytest.fail(f"more than {MOST} statements")


@pytest.mark.django_db
@pytest.mark.parametrize("act", sorted(deeds.DEEDS))
def test_an_act_that_fails_after_any_statement_leaves_nothing(district: District, act: str):
    case = deeds.begun(district, act)
    deed, at = deeds.DEEDS[act], deeds.moment(act)
    subject, words, by = deed.subject(case), deed.words(case), deeds.who(case, deed.by)
    before, statements = after.traces(), 0
    for failing in tries(lambda: deed.act(subject, **words, by=by, at=at)):
        assert after.traces() == before
        statements += failing.has_failed
    assert statements > 3
    assert after.differences(case) == []


@pytest.mark.django_db
def test_a_letter_that_fails_after_any_statement_leaves_no_row_and_no_number(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(letters, "render_pdf", lambda content, **_: content.number.encode())
    monkeypatch.setattr(letters, "seal", bytes)
    case = make.a_petition(district)
    act_as(SYSTEM)
    before = after.traces()

    def printed() -> None:
        act_as(SYSTEM)
        letters.issue("receipt", petition=case.petition, at=make.when("lodge"))

    for _ in tries(printed):
        assert after.traces() == before


def test_every_act_is_tried():
    acts = {path.stem for path in Path(actions.__path__[0]).glob("[a-z]*.py")}
    assert acts == set(deeds.DEEDS)


@pytest.mark.parametrize("act", ["lodge", "accept", "serve"])
def test_a_process_that_dies_in_an_act_leaves_nothing(
    transactional_db: None,  # noqa: ARG001  # committed, as in office
    act: str,
):
    """The connection is cut after each statement in turn: the server itself takes all back."""
    with transaction.atomic():
        act_as(SYSTEM)
        district = make.a_district()
    with transaction.atomic():
        case = deeds.begun(district, act)
        deed, at = deeds.DEEDS[act], deeds.moment(act)
        subject, words, by = deed.subject(case), deed.words(case), deeds.who(case, deed.by)
    with transaction.atomic():
        before = after.traces()
    for number in range(1, MOST):
        died = _dies_after(number, lambda: deed.act(subject, **words, by=by, at=at))
        if not died:
            break
        with transaction.atomic():
            assert after.traces() == before
    else:
        pytest.fail(f"more than {MOST} statements")


def _dies_after(number: int, act: Callable[[], object]) -> bool:
    """Do an act on a connection that is cut after a statement; say whether it came to that."""
    cut = Cut(number)
    try:
        with connection.execute_wrapper(cut):
            act()
    except Exception:  # noqa: BLE001  # whatever a dead connection leads to
        assert cut.has_failed
    finally:
        connection.close()
    return cut.has_failed
