"""The rating form on paper (满意度评价表): offered with the answer, filled in unwatched."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.documents.paper import Paper
from yimen.documents.plain import form, heading, items, own_paper
from yimen.documents.speaking import day_words
from yimen.people.models import Organ
from yimen.registry.models import Clock, Demand, Opinion, Petition
from yimen.registry.queries import seen_by
from yimen.registry.readings import note

LIMIT = "rating"
LEVELS = "　".join(f"□{word}" for word in ("满意", "基本满意", "不满意"))


def rating_paper(by: Actor, petition_id: int, *, at: datetime) -> Paper:
    """Return the form of an answered petition, empty: how it was handled, organ by organ.

    Raises:
        NotFound: there is no such petition, nothing is answered yet, or its last day has passed.
    """
    found = seen_by(by, "petition.read").select_related("receiver").filter(pk=petition_id).first()
    last = last_day(found) if found else None
    if found is None or last is None or last < local_day(at):
        raise NotFound
    if by.role is not Role.PETITIONER:
        note(found.pk, "letter", by=by, at=at)
    return own_paper("满意度评价表", on=local_day(at), blocks=[
        form({"登记编号": found.number, "最迟评价日期": day_words(last)}),
        *(form({"评价对象": organ.name, "总体评价": LEVELS, "理由（可以不写）": ""})
          for organ in rated(found)),
        heading("说明"),
        items((
            "评价由您自己决定，请在没有工作人员在场时填写。任何人不得要求您评价、给出好评或者更改评价。",
            "可以不评价。没有评价的，记为“未评价”，不算满意。",
            f"评价以网上录入为准：扫登记回执上的二维码，或者打开{settings.YIMEN_URL}，录入后期限内可以更改。",
            "不会上网的，可以请您信任的人代为录入；承办单位的工作人员不得代填、代录。",
            "被评价的工作人员看不到您的评价。",
            "评价不影响请求复查、复核的权利和期限。",
        )),
    ])  # fmt: skip


def last_day(petition: Petition) -> date | None:
    """Return the last day on which a petition can be rated, if its answer has reached her."""
    days = Clock.objects.filter(petition=petition, limit=LIMIT).values_list("due_on", flat=True)
    return max(days, default=None)


def rated(petition: Petition) -> list[Organ]:
    """Return whose work is rated: whoever answered, then whoever took it in."""
    clocks = Clock.objects.filter(petition=petition, limit=LIMIT).select_related("demand__owner")
    organs = [answered_by(one.demand) for one in clocks.order_by("pk")]
    return list({organ.pk: organ for organ in (*organs, petition.receiver)}.values())


def answered_by(demand: Demand) -> Organ:
    """Return the organ whose answer a demand has; under review another has the matter."""
    served = Opinion.objects.filter(findings__demand=demand, served_at__isnull=False)
    last = served.select_related("organ").order_by("pk").last()
    return last.organ if last else demand.owner
