"""The demo's mediation committee and its roster."""

from __future__ import annotations

from yimen.access.actor import SYSTEM, Role
from yimen.access.rls import act_as
from yimen.people.models import Organ, Post
from yimen.rooms.mediation.models import Committee, Mediator

NAME = "一门区人民来访接待厅人民调解委员会"


def make() -> None:
    """Set up the committee with every mediator of the district, once."""
    act_as(SYSTEM)
    bureau = Organ.objects.select_related("region").filter(kind=Organ.Kind.BUREAU).first()
    if bureau is None or Committee.objects.filter(name=NAME).exists():
        return
    posts = Post.objects.filter(role=Role.MEDIATOR).select_related("organ", "staff")
    first = posts.first()
    organ = first.organ if first else bureau
    committee = Committee.objects.create(
        name=NAME, mark="一门", organ=organ, region=bureau.region, address=bureau.address
    )
    for post in posts:
        Mediator.objects.create(
            committee=committee,
            staff=post.staff,
            fields="邻里、物业、劳动报酬",
            languages="普通话、粤语",
        )
