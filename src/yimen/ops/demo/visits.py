"""A day of visits: numbers taken, called and served at several windows, each at its minute.

Where the hall is open just now it is today, and people still wait; else it is its latest day, and
a service point that is always open has the evening's visitors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random

from django.db import transaction

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day
from yimen.ops.demo.hall import EVENING, HALL
from yimen.people.queries import first_actor, staff_called
from yimen.rooms.hall.actions.book import Wish, book
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.check_in import check_in
from yimen.rooms.hall.actions.close_window import close_window
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.hold import hold
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.rate_visit import rate_visit
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.models import Place, Point, Ticket, Window
from yimen.rooms.hall.openings import opening
from yimen.rooms.hall.queries import book_of, free_times
from yimen.rooms.hall.rated import closed_months

#: Who sits where; each at a window of their own work.
SEATS = {
    "导访台": "baixue",
    "1号窗口": "chennuan",
    "2号窗口": "mubai",
    "3号窗口": "dongqing",
    "法律工作室": "qiaozheng",
    "人民调解室": "zhanghe",
}
IN_THE_EVENING = {"1号窗口": "baixue"}
#: What people come for, as often as it stands here; and how long that takes, in minutes.
COMES_FOR = (
    *(Point.REGISTRATION,) * 4, Point.GUIDANCE, Point.GUIDANCE, Point.LEGAL_AID, Point.SCREENING,
    Point.MEDIATION,
)  # fmt: skip
TAKES = {
    Point.REGISTRATION: (9, 22), Point.GUIDANCE: (3, 8), Point.SCREENING: (10, 20),
    Point.LEGAL_AID: (15, 35), Point.MEDIATION: (25, 45),
}  # fmt: skip
#: Where the guide sends people on the same ticket, and what helps some of them.
NEXT = (Point.REGISTRATION, Point.LEGAL_AID, "")
NEEDS = ("", "", "", "", Ticket.Need.AGE, "", "", Ticket.Need.CHILDREN, "", Ticket.Need.DISTANCE)
SPOKEN = ("", "", "", "粤语", "", "", "客家话")
SAID = {
    Point.REGISTRATION: "听取诉求，已经登记，告知编号和下一步。",
    Point.GUIDANCE: "说明办理途径，引导到相应窗口。",
    Point.SCREENING: "核对材料，说明由哪个单位办理。",
    Point.LEGAL_AID: "解答法律问题，说明时效和申请法律援助的办法。",
    Point.MEDIATION: "介绍人民调解，双方愿意的可以申请。",
}
#: A guest of the day's appointments: when, for what, who.
BOOKED = (
    (time(9, 30), Point.REGISTRATION, "欧女士"),
    (time(10, 30), Point.LEGAL_AID, "范先生"),
    (time(15), Point.REGISTRATION, "洪先生"),
    (time(16), Point.LEGAL_AID, "祝女士"),
    (time(16, 30), Point.MEDIATION, "左女士"),
)
MINUTE = timedelta(minutes=1)
#: Somebody comes every so many minutes, oftener on the day that is looked at just now; and nobody
#: in the last ones of an opening.
EVERY, OFTENER, LAST_COME = (6, 14), (2, 6), timedelta(minutes=40)
EVENING_LASTS = timedelta(minutes=75)
#: How many of those who are called do not come, how many who came rate the visit, and say why.
MISSED, RATED, SAY_WHY = 0.05, 0.5, 0.4
#: So many days of an ended month are lived as well, so that its ratings can be shown.
EARLIER_DAYS = 3
#: How people rate, as often as it stands here; and what those say who say why.
LEVELS = ("satisfied",) * 5 + ("basically",) * 2 + ("dissatisfied",)
WORDS = (
    "接待耐心，听我把话说完了。", "告诉我去哪里办，没有白跑。", "等的时间有点长。",
    "说得清楚，还给了回执。", "希望中午也有人接待。", "指引牌不太好找。", "帮我把材料理顺了。",
    "大厅里有热水，有座位。", "希望能说得再慢一点。", "一次就讲明白了要带什么。",
    "窗口少，人多的时候排队久。", "讲法律讲得懂。", "第一次来，不知道先去哪个窗口。",
    "没有推来推去。", "能不能把流程印一张给我们。",
)  # fmt: skip


@dataclass(slots=True)
class Seat:
    """A window of the day: who sits there, with whom, and until when."""

    window: int
    point: str
    by: Actor
    ticket: int = 0
    until: datetime | None = None


@dataclass(slots=True)
class Day:
    """One day at one place as it is lived, minute by minute."""

    place: Place
    dice: Random
    seats: list[Seat]
    guests: dict[time, int] = field(default_factory=dict)
    needs: cycle[str] = field(default_factory=lambda: cycle(NEEDS))
    spoken: cycle[str] = field(default_factory=lambda: cycle(SPOKEN))
    onward: cycle[str] = field(default_factory=lambda: cycle(NEXT))
    words: cycle[str] = field(default_factory=lambda: cycle(WORDS))
    waiting: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def make(at: datetime) -> None:
    """Live it, once a day."""
    act_as(SYSTEM)
    hall = Place.objects.filter(name=HALL).first()
    evening = Place.objects.filter(name=EVENING).first()
    if hall is None or evening is None:
        return
    day = _latest(hall, at)
    if Ticket.objects.filter(place=hall, day=day).exists():
        return
    hours = [(_on(day, since), _on(day, until)) for since, until in opening(hall, day)]
    words = cycle(WORDS)
    for earlier in _earlier(hall, at):
        dice = Random(earlier.toordinal())  # noqa: S311  # as below
        past = Day(place=hall, dice=dice, seats=[], words=words)
        for opens, closes in opening(hall, earlier):
            _live(past, _on(earlier, opens), _on(earlier, closes), SEATS, stays=False)
    is_open = any(since <= at < until for since, until in hours)
    dice = Random(day.toordinal())  # noqa: S311  # no secrets: the same day each time
    lived = Day(place=hall, dice=dice, seats=[], guests=_booked(hall, day, hours[0][0]))
    for ahead in book_of(hall, at)[:2]:
        if ahead > day:
            _booked(hall, ahead, at)
    for since, until in hours:
        if since < at:
            _live(lived, since, min(until, at), SEATS, stays=since <= at < until)
    if not is_open:
        since = max(_on(local_day(at), time.min), at - EVENING_LASTS)
        night = Day(place=evening, dice=dice, seats=[])
        _live(night, since, at, IN_THE_EVENING, stays=True)


def _latest(place: Place, at: datetime) -> date:
    """Return today if the place has opened, or the last day on which it did."""
    day = local_day(at)
    while not any(_on(day, since) < at for since, _ in opening(place, day)):
        day = date.fromordinal(day.toordinal() - 1)
    return day


def _earlier(place: Place, at: datetime) -> list[date]:
    """Return the first open days of the latest month whose visits nobody can rate any more."""
    first = closed_months(local_day(at))[0].toordinal()
    days = (date.fromordinal(first + n) for n in range(28))
    return [day for day in days if opening(place, day)][:EARLIER_DAYS]


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=LOCAL)


def _booked(place: Place, day: date, before: datetime) -> dict[time, int]:
    """Let some people have booked times of a day; return which is whose."""
    found, at = {}, before - timedelta(hours=20)
    for starts, point, name in BOOKED:
        act_as(STRANGER)
        if starts in free_times(place, point, day, at=at):
            wish = Wish(point=point, day=day, starts=starts, name=name)
            found[starts] = book(place.pk, wish=wish, by=STRANGER, at=at)[0].pk
    return found


def _live(
    lived: Day, since: datetime, until: datetime, seats: dict[str, str], *, stays: bool
) -> None:
    """Let people come, be called and be helped; where it `stays`, those of this minute remain."""
    _sit_down(lived, seats, since)
    clock, comes = since, since + MINUTE
    often = OFTENER if stays and len(seats) > 1 else EVERY
    while clock < until or (not stays and _goes_on(lived)):
        if comes <= clock < until and (stays or until - clock > LAST_COME):
            _come(lived, clock)
            comes = clock + lived.dice.randint(*often) * MINUTE
        _guests(lived, clock, until)
        for seat in lived.seats:
            _serve(lived, seat, clock, lasts=not stays or until - clock > MINUTE)
        clock += MINUTE
    if not stays:
        for seat in lived.seats:
            act_as(seat.by)
            close_window(seat.window, by=seat.by, at=clock)


def _goes_on(lived: Day) -> bool:
    return any(lived.waiting.values()) or any(seat.ticket for seat in lived.seats)


def _sit_down(lived: Day, seats: dict[str, str], at: datetime) -> None:
    lived.seats = []
    for name, username in seats.items():
        act_as(SYSTEM)
        window = Window.objects.get(place=lived.place, name=name)
        by = first_actor(staff_called(username), at)
        act_as(by)
        open_window(window.pk, by=by, at=at)
        lived.seats.append(Seat(window=window.pk, point=window.point, by=by))


def _come(lived: Day, at: datetime) -> None:
    served = {seat.point for seat in lived.seats}
    point = lived.dice.choice([one for one in COMES_FOR if one in served])
    wants = Wants(point=point, need=next(lived.needs), language=next(lived.spoken))
    act_as(STRANGER)
    take_ticket(lived.place.pk, wants=wants, by=STRANGER, at=at)
    lived.waiting[point] = lived.waiting.get(point, 0) + 1


def _guests(lived: Day, clock: datetime, until: datetime) -> None:
    """Check in whoever has an appointment now; one of them never comes."""
    for starts, made in list(lived.guests.items()):
        if clock < _on(local_day(clock), starts) <= clock + 5 * MINUTE and clock < until:
            del lived.guests[starts]
            if starts == BOOKED[-1][0]:
                continue
            by = lived.seats[0].by
            act_as(by)
            ticket, _ = check_in(made, by=by, at=clock)
            lived.waiting[ticket.point] = lived.waiting.get(ticket.point, 0) + 1


def _serve(lived: Day, seat: Seat, clock: datetime, *, lasts: bool) -> None:
    """Let one window go on: finish with who is there, call the next; the last call stands."""
    act_as(seat.by)
    if seat.ticket and seat.until and seat.until <= clock:
        then = next(lived.onward) if seat.point == Point.GUIDANCE else ""
        then = then if then in {one.point for one in lived.seats} else ""
        outcome = Outcome(said=SAID[Point(seat.point)], then=then)
        finish(seat.ticket, outcome=outcome, by=seat.by, at=clock)
        if then:
            lived.waiting[then] = lived.waiting.get(then, 0) + 1
        elif lived.dice.random() < RATED:
            _rate(lived, seat.ticket, clock)
            act_as(seat.by)
        seat.ticket = 0
    if not seat.ticket and lived.waiting.get(seat.point):
        ticket = call_next(seat.window, by=seat.by, at=clock)
        lived.waiting[seat.point] -= 1
        if not lasts:
            return
        if lived.dice.random() < MISSED:
            hold(ticket.pk, state=Ticket.State.MISSED, by=seat.by, at=clock)
            return
        receive(ticket.pk, by=seat.by, at=clock)
        seat.ticket = ticket.pk
        seat.until = clock + lived.dice.randint(*TAKES[Point(seat.point)]) * MINUTE


def _rate(lived: Day, ticket: int, at: datetime) -> None:
    """Let whoever was received rate the visit on her phone."""
    act_as(SYSTEM)
    code = Ticket.objects.values_list("code_blind", flat=True).get(pk=ticket)
    visitor = Actor(role=Role.VISITOR, code=code)
    act_as(visitor)
    level = lived.dice.choice(LEVELS)
    words = next(lived.words) if lived.dice.random() < SAY_WHY else ""
    rate_visit(ticket, level=level, words=words, by=visitor, at=at)
