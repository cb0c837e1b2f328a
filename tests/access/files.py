"""Petitions with a row in every table that belongs to one, for both locks to guard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from django.apps import apps
from django.db import connection, models

from yimen.access.actor import SYSTEM
from yimen.access.rls import CHILDREN, RATINGS, act_as
from yimen.documents.models import Letter
from yimen.people.models import Organ, Region
from yimen.registry import words
from yimen.registry.models import (
    Accusation,
    Attachment,
    Clock,
    Contact,
    Decline,
    Demand,
    Dispatch,
    Entry,
    Extension,
    Finding,
    Link,
    Opinion,
    Party,
    Petition,
    Rating,
    Referral,
    Sealed,
    Service,
    Suggestion,
)
from yimen.registry.readings import note

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 2)
_serial = count(1)


def model_of(table: str) -> type[models.Model]:
    """Return the model whose rows lie in a table."""
    return next(model for model in apps.get_models() if model._meta.db_table == table)


#: Every table of the case file, the petition's own apart.
TABLES = {table: model_of(table) for table in [*CHILDREN, RATINGS]}


def a_region(path: str) -> Region:
    found, _ = Region.objects.get_or_create(path=path, defaults={"name": path, "kind": "district"})
    return found


def an_organ(name: str = "", region: str = "/ym/", kind: str = "bureau") -> Organ:
    return Organ.objects.create(
        name=name or f"organ {next(_serial)}",
        mark=f"门{next(_serial)}",
        kind=kind,
        region=a_region(region),
    )


def a_file(  # noqa: PLR0913  # a file is what it is
    *,
    area: str = "/ym/",
    organs: list[int] | None = None,
    rooms: list[str] | None = None,
    code: str = "",
    receiver: Organ | None = None,
    sealed: bool = False,
    keeper: int = 0,
    barred: list[int] | None = None,
    barred_staff: list[int] | None = None,
) -> Petition:
    """Write a petition with one row in each of its tables, as the system."""
    act_as(SYSTEM)
    number = next(_serial)
    receiver = receiver or an_organ(region="/ym/")
    petition = Petition.objects.create(
        number=f"test-{number}",
        code_blind=code or f"code-{number}",
        channel="online",
        title="积水",
        received_at=AT,
        receiver=receiver,
        region=receiver.region,
        area=area,
        organs=[keeper or receiver.pk, *(organs or [])],  # the keeper first, as lodging has it
        is_sealed=sealed,
        barred=barred or [],
        barred_staff=barred_staff or [],
        rooms=rooms or [],
    )
    _children(petition, receiver)
    with connection.cursor() as cursor:
        kept = [petition.pk, words.vector("路灯不亮"), words.vector("张三")]
        cursor.execute("select keep_words(%s, %s::tsvector, %s::tsvector)", kept)
    return petition


def _children(petition: Petition, organ: Organ) -> None:
    own = {"petition": petition}
    demand = Demand.objects.create(
        **own, position=1, request="修好路灯", entered_at=AT, owner=organ
    )
    of_demand = {**own, "demand": demand}
    Party.objects.create(**own, capacity="petitioner", name="张三")
    Dispatch.objects.create(
        **of_demand, kind="forward", from_organ=organ, to_organ=organ, sent_at=AT
    )
    Decline.objects.create(**of_demand, reason="不属于", where_to_go="法院", at=AT)
    Clock.objects.create(**of_demand, limit="register", started_on=DAY, due_on=DAY)
    Extension.objects.create(**of_demand, days=30, reason="复杂", asked_at=AT)
    Contact.objects.create(**of_demand, kind="phone", words="谈过", at=AT)
    opinion = Opinion.objects.create(**own, organ=organ, drafted_at=AT)
    Finding.objects.create(**of_demand, opinion=opinion)
    Service.objects.create(**own, opinion=opinion, method="in_person", at=AT)
    Rating.objects.create(**own, organ=organ, level="satisfied", at=AT)
    Attachment.objects.create(**own, name="a.txt", sha256="0" * 64, size=1, at=AT)
    Link.objects.create(**own, other=petition, kind="related", at=AT)
    Referral.objects.create(**own, room="lawyer", at=AT)
    Suggestion.objects.create(**of_demand, organ=organ, taken_at=AT)
    Accusation.objects.create(**of_demand)
    Sealed.objects.create(**own, what="content", data=b"x", at=AT)
    Entry.objects.create(**own, seq=1, kind="lodged", at=AT, written_at=AT, role="system", hash="")
    _letter(petition, organ)


def _letter(petition: Petition, organ: Organ) -> None:
    Letter.objects.create(
        petition=petition,
        kind="receipt",
        organ=organ,
        year=2026,
        serial=next(_serial),
        number="1",
        is_for_petitioner=True,
        content={},
        issued_at=AT,
        sha256="0" * 64,
        size=1,
    )


def a_reading(petition: Petition) -> None:
    """Write down that the system read it."""
    note(petition.pk, "file", by=SYSTEM, at=AT)
