"""An agreement of a mediation, for a file: as its parties hand it over."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.settle import settle
from yimen.casework.filing import Paper
from yimen.casework.settling import Agreed
from yimen.registry.models import Settlement

if TYPE_CHECKING:
    from tests.make import Case

DAYS = {"file_agreement": "03-10 09:00", "settle": "03-10 10:00"}
AGREED = Agreed(
    number="（2025）一人调字第1号",
    committee="一门区人民来访接待厅人民调解委员会",
    in_force_on=date(2025, 3, 7),
    keep_by=date(2025, 4, 30),
    confirm_by=date(2025, 4, 7),
    paper=Paper(name="调解协议书.txt", data="调解协议书".encode()),
)

ENDED = Paper(name="终止调解告知书（2025）一人调字第1号.txt", data="终止调解告知书".encode())


def file_it(case: Case, at: datetime, agreed: Agreed = AGREED) -> None:
    """Put the agreement into the file, as the petitioner."""
    file_agreement(case.petition, agreed=agreed, by=case.petitioner, at=at)


@transaction.atomic
def row_of(case: Case) -> Settlement:
    """Return the agreement in the file, as it stands now."""
    act_as(SYSTEM)
    return Settlement.objects.filter(petition=case.petition).latest("pk")


def filed(case: Case, at: datetime) -> int:
    """Return the agreement of the file, which is put in if it is not there."""
    act_as(SYSTEM)
    row = Settlement.objects.filter(petition=case.petition).last()
    if row is None:
        file_it(case, at)
        row = Settlement.objects.get(petition=case.petition)
    return row.pk


def settle_it(case: Case, at: datetime) -> None:
    """Say that it settles everything, as the petitioner."""
    number = row_of(case).pk
    settle(case.petition, settlement=number, demands=case.demands, by=case.petitioner, at=at)
