"""A paper is put under seal while somebody else hands in the same one: theirs stays."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from tests import make
from tests.rooms.test_at_once import in_the_same_second

from yimen.access.actor import STRANGER, SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Paper
from yimen.documents.storage import path_of
from yimen.registry.models import Attachment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT = make.when("screen")


def test_who_hands_in_the_same_paper_in_the_second_of_sealing_keeps_it() -> None:
    paper = Paper(name="公告.txt", data=f"贴在墙上的公告{uuid4()}".encode())
    with transaction.atomic():
        district = make.a_district()
        filing = make.a_filing(district, papers=(paper,))
        case = make.a_petition(district, "registered", filing=filing)
    said = {"kind": "accusation", "category": make.CATEGORY, "route": None}
    in_the_same_second(
        STRANGER,
        lambda: lodge(filing, by=STRANGER, at=AT),
        lambda: screen(case.demand, **said, by=district["screener"], at=AT),
        other=district["screener"],
    )
    with transaction.atomic():
        act_as(SYSTEM)
        sealed, theirs = Attachment.objects.order_by("petition")
        assert [sealed.petition.is_sealed, theirs.petition.is_sealed] == [True, False]
        assert sealed.sha256 == theirs.sha256
    assert path_of(theirs.sha256).is_file()


def test_a_paper_that_nobody_else_has_is_gone_once_it_is_sealed() -> None:
    with transaction.atomic():
        district = make.a_district()
        paper = Paper(name="名单.txt", data=f"只在这一件里的名单{uuid4()}".encode())
        filing = make.a_filing(district, papers=(paper,))
        case = make.a_petition(district, "registered", filing=filing)
    with transaction.atomic():
        act_as(SYSTEM)
        kept = Attachment.objects.get(petition=case.petition).sha256
    assert path_of(kept).is_file()
    screen(case.demand, kind="accusation", category=make.CATEGORY, route=None,
           by=district["screener"], at=AT)  # fmt: skip
    assert not path_of(kept).exists()
