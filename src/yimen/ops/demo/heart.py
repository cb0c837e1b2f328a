"""The demo's heart room: one invented client, who agreed to it, and one task that waits.

Nobody but the counsellor of this client sees it, and the demo shows no more than that.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day
from yimen.law.days import DAYS
from yimen.people.models import Post
from yimen.people.queries import actor_of
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.open_client import open_client
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.talk import Note, talk
from yimen.rooms.heart.clients import blind_client
from yimen.rooms.heart.models import Client, Consent, Crisis, Talk

CALLED = "小禾（化名）"
#: In the client's own words, for the five headings of a note.
SAID = {
    "state": "这阵子睡得浅，心里着急。",
    "family": "和母亲同住。",
    "talking": "说慢一点，先让我讲完。",
    "support": "有一个要好的同学。",
    "matter": "想知道下一步等谁的消息。",
}


def make(at: datetime) -> None:
    """Let one client come, agree, and talk; one contact waits for the counsellor. Once."""
    act_as(SYSTEM)
    post = Post.objects.filter(role=Role.COUNSELLOR).select_related("organ", "region", "staff")
    first = post.order_by("pk").first()
    if first is None or Client.objects.exists():
        return
    by = actor_of(first)
    began = at - timedelta(hours=24 * 6)
    act_as(by)
    client, code = open_client(called=CALLED, agrees=True, by=by, at=began)
    own = Actor(role=Role.VISITOR, code=blind_client(code))
    act_as(own)
    consent(scope=Consent.Scope.FORM, gives=True, by=own, at=began)
    act_as(by)
    held = began + timedelta(hours=1)
    note = Note(
        stage=Talk.Stage.BEFORE, planned_at=began, goal="把着急的事说出来", headings=SAID, held=True
    )
    talk(client.pk, note=note, by=by, at=held)
    ahead = Note(stage=Talk.Stage.DURING, planned_at=_tomorrow(at), goal="陪同接谈")
    talk(client.pk, note=ahead, by=by, at=held)
    raise_crisis(client.pk, level=Crisis.Level.AMBER, by=by, at=at - timedelta(hours=2))


def _tomorrow(at: datetime) -> datetime:
    """Return ten in the morning of the next day on which the room is open."""
    day = DAYS.next_working(date.fromordinal(local_day(at).toordinal() + 1))
    return datetime.combine(day, time(10), tzinfo=LOCAL)
