"""A little of the care room, of what is done outside the house, and of the ways on the posters."""

from __future__ import annotations

from datetime import date, datetime, time

from yimen.access.actor import SYSTEM, Role
from yimen.access.rls import act_as
from yimen.base.seal import seal
from yimen.base.time import LOCAL, local_day
from yimen.people.models import Post, Staff
from yimen.rooms.care.caring import night_after
from yimen.rooms.care.material import CHECK
from yimen.rooms.care.models import Check, Event, SignUp, Slot
from yimen.rooms.hall.models import Channel, Outing

CHANNELS = (
    ("country", "国家网上信访平台", "https://guojia.example/", "手机应用同名"),
    ("province", "省网上信访大厅", "https://sheng.example/", ""),
    ("city", "市网上信访大厅", "https://shi.example/", ""),
    ("city", "市信访电话", "", "0000-12345，工作日9:00至17:30"),
    ("district", "区长信箱", "https://qu.example/", ""),
)
PEOPLE = 12


def make(at: datetime) -> None:
    """Set them up, once; talks and events lie ahead of `at`, one hour outside lies behind it."""
    act_as(SYSTEM)
    if not Channel.objects.exists():
        Channel.objects.bulk_create(
            Channel(level=level, name=name, url=url, words=words, position=place)
            for place, (level, name, url, words) in enumerate(CHANNELS)
        )
    post = Post.objects.filter(role=Role.COUNSELLOR).select_related("region", "staff").first()
    if post is None or Event.objects.exists():
        return
    today = local_day(at)
    for ahead in (1, 2, 3):
        Slot.objects.create(
            counsellor=post.staff, starts_at=_moment(today, ahead, 15), place="三楼静室"
        )
    starts, ends = _moment(today, 4, 14), _moment(today, 4, 16)
    Event.objects.create(
        kind=Event.Kind.WORKSHOP, title="听与被听：接待之后怎样缓一缓", place="一号会议室",
        about="两个小时，轻松地聊一聊。", starts_at=starts, ends_at=ends,
        closes_at=night_after(ends), capacity=12, organiser=post.staff,
    )  # fmt: skip
    _last_season(today, post.staff)
    Outing.objects.create(
        kind=Outing.Kind.POLICY, ground=Outing.Ground.PARK, title="劳动报酬权益宣讲",
        place="东区工业园职工之家", area=post.region.path, starts_at=_moment(today, -3, 10),
        people=64, by=post.staff,
    )  # fmt: skip


def _last_season(today: date, counsellor: Staff) -> None:
    """Let a dozen colleagues have come to a training and answered the self-check.

    So there are figures to look at, of ten and more; three talks stay below and show nothing.
    """
    month = today.year * 12 + today.month - 2  # the last month that is over
    over = date(month // 12, month % 12 + 1, 14)
    season = today.year * 4 + (today.month - 1) // 3 - 1
    asked = date(season // 4, season % 4 * 3 + 2, 10)
    people = [*Staff.objects.exclude(pk=counsellor.pk).order_by("pk")[:PEOPLE]]
    starts, ends = _moment(over, 0, 15), _moment(over, 0, 17)
    held = Event.objects.create(
        kind=Event.Kind.TRAINING, title="情绪激动的来访人：先听，再说", place="一号会议室",
        starts_at=starts, ends_at=ends, closes_at=night_after(ends), capacity=20,
        organiser=counsellor, signed=len(people), came=len(people),
    )  # fmt: skip
    for one in people:
        SignUp.objects.create(
            event=held, staff=one, organiser=counsellor, closes_at=held.closes_at, came=True,
            at=starts,
        )  # fmt: skip
        answers = [(one.pk + n) % len(CHECK.answers) for n in range(len(CHECK.questions))]
        Check.objects.create(
            staff=one, version=CHECK.version, on=asked, at=_moment(asked, 0, 12),
            answers_sealed=seal("".join(map(str, answers))),
        )  # fmt: skip
    for day, one in enumerate(people[:3]):
        Slot.objects.create(
            counsellor=counsellor, staff=one, state=Slot.State.HELD, place="三楼静室",
            starts_at=_moment(over, day + 1, 16),
        )  # fmt: skip


def _moment(day: date, ahead: int, hour: int) -> datetime:
    return datetime.combine(date.fromordinal(day.toordinal() + ahead), time(hour), tzinfo=LOCAL)
