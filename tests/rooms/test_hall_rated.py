"""A visit is rated by its visitor, of her own free will; the house reads sums of ten and more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from tests import make
from tests.rooms.halls import AT, DAY, Hall, a_hall, a_ticket, holder
from tests.rooms.test_hall_pages import open_daily, signed_in, takes

from yimen.access.actor import POSTS, STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.rate_visit import NotToRate, VisitRatingOver, rate_visit
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.models import Ticket, Turn, VisitRating
from yimen.rooms.hall.rated import DAYS_TO_RATE, closed_months, my_rating, quality

pytestmark = pytest.mark.django_db
ENDED = date(2025, 3, 31) + timedelta(days=DAYS_TO_RATE + 1)


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district()).open("registration", "guidance", "support")


def received(hall: Hall, ticket: Ticket, *, point: str = "registration", then: str = "") -> Ticket:
    """Be called to a window, received there for ten minutes, and finished with or sent on."""
    by = hall.people[point]
    act_as(by)
    call_next(hall.windows[point].pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    return finish(ticket.pk, outcome=Outcome(then=then), by=by, at=AT + timedelta(minutes=10))


def a_visit(hall: Hall, point: str = "registration") -> Ticket:
    return received(hall, a_ticket(hall, point), point=point)


def rates(ticket: Ticket, level: str = "satisfied", words: str = "", day: str = DAY) -> None:
    by = holder(ticket)
    act_as(by)
    rate_visit(ticket.pk, level=level, words=words, by=by, at=make.on(day, "20:00"))


def rated(hall: Hall, n: int, *, words: str = "", point: str = "registration") -> None:
    for at in range(n):
        rates(a_visit(hall, point), words=f"{words}{at}" if words else "")


def a_leader(hall: Hall) -> Actor:
    return make.an_officer(hall.district, "leader", hall.district.bureau)


def shown_to(by: Actor, hall: Hall, today: date = ENDED) -> list[Any]:
    act_as(by)
    return quality(hall.place, by=by, today=today)


def test_a_visit_is_rated_once_and_the_rating_can_be_changed(hall: Hall) -> None:
    ticket = a_visit(hall)
    rates(ticket, "dissatisfied", "  等得太久。 ")
    assert my_rating(ticket, holder(ticket)) == ("dissatisfied", "等得太久。")
    rates(ticket, "basically", day="2025-03-12")
    assert my_rating(ticket, holder(ticket)) == ("basically", "")
    act_as(SYSTEM)
    kept = VisitRating.objects.get()
    assert (kept.point, kept.month) == ("registration", date(2025, 3, 1))


def test_it_counts_for_the_point_where_she_was_received_last(hall: Hall) -> None:
    ticket = received(hall, a_ticket(hall, "guidance"), point="guidance", then="registration")
    rates(received(hall, ticket))
    act_as(SYSTEM)
    assert VisitRating.objects.get().point == "registration"


def test_nothing_is_rated_before_the_visit_is_over_or_after_its_days(hall: Hall) -> None:
    ticket = a_ticket(hall, "guidance")
    with pytest.raises(NotToRate):
        rates(ticket)
    ticket = received(hall, ticket, point="guidance", then="registration")
    with pytest.raises(NotToRate):  # she waits for the next window
        rates(ticket)
    done = received(hall, ticket)
    with pytest.raises(VisitRatingOver):
        rates(done, day="2025-03-13")


def test_a_visit_to_talk_to_somebody_is_not_rated_at_all(hall: Hall) -> None:
    alone = a_visit(hall, "support")
    before = received(hall, a_ticket(hall, "guidance"), point="guidance", then="support")
    act_as(SYSTEM)
    Ticket.objects.filter(pk=before.pk).update(state="left")
    after = received(hall, a_ticket(hall, "guidance"), point="guidance", then="support")
    act_as(SYSTEM)
    Ticket.objects.filter(pk=after.pk).update(order_at=AT - timedelta(days=1))
    after = received(hall, received(hall, after, point="support", then="registration"))
    for ticket in (alone, before, after):
        with pytest.raises(NotToRate):
            rates(ticket)
    act_as(SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitRating.objects.create(
            ticket=alone, place=hall.place, point="support", month=ENDED, level="satisfied"
        )


def test_only_whoever_holds_the_code_rates_and_only_by_the_three_words(hall: Hall) -> None:
    ticket, other = a_visit(hall), a_visit(hall)
    for by in (hall.people["registration"], holder(other), STRANGER, a_leader(hall)):
        act_as(by)
        with pytest.raises(NotFound):
            rate_visit(ticket.pk, level="satisfied", by=by, at=AT)
    with pytest.raises(NotFound):
        rates(ticket, "splendid")


def test_nobody_of_the_house_reads_a_rating(hall: Hall) -> None:
    ticket, other = a_visit(hall), a_visit(hall)
    rates(ticket, words="窗口很好")
    readers = [Actor(role=role, id=1, organ=1, area="/") for role in POSTS]
    for by in (*readers, hall.people["registration"], holder(other), STRANGER, a_leader(hall)):
        act_as(by)
        assert not VisitRating.objects.exists(), by.role
        with connection.cursor() as cursor:
            cursor.execute("update hall_visitrating set level = 'satisfied'")
            assert cursor.rowcount == 0, by.role
    act_as(holder(ticket))
    assert VisitRating.objects.count() == 1


def test_a_month_is_shown_once_nobody_can_rate_it_and_from_ten_ratings_on(hall: Hall) -> None:
    rated(hall, FEWEST_SHOWN, words="好")
    rated(hall, FEWEST_SHOWN - 1, point="guidance")
    a_visit(hall), a_visit(hall, "support")
    by = a_leader(hall)
    assert shown_to(by, hall, ENDED - timedelta(days=1)) == []
    (month,) = shown_to(by, hall)
    assert month.first == date(2025, 3, 1)
    told = {one.point: (one.received, one.rated, one.levels) for one in month.points}
    assert told == {"信息登记": (11, 10, (10, 0, 0)), "分流引导": (9, 0, ())}
    registered = next(one for one in month.points if one.levels)
    assert (registered.waited, registered.taken) == (30, 10)
    assert month.words == tuple(f"好{n}" for n in range(FEWEST_SHOWN))


def test_words_of_fewer_than_ten_are_shown_to_nobody(hall: Hall) -> None:
    rated(hall, FEWEST_SHOWN - 1, words="好")
    rated(hall, 1)
    (month,) = shown_to(a_leader(hall), hall)
    assert (month.points[0].rated, month.words) == (FEWEST_SHOWN, ())


def test_the_sums_are_for_who_directs_the_place_and_never_for_a_window(hall: Hall) -> None:
    rated(hall, FEWEST_SHOWN)
    elsewhere = Actor(role=Role.LEADER, id=1, organ=1, area="/xg/")
    for by in (hall.people["registration"], elsewhere, Actor(role=Role.LEADER, id=1, organ=1)):
        with pytest.raises(NotFound):
            shown_to(by, hall)


def test_the_sums_take_the_same_statements_however_many_rated(
    hall: Hall, django_assert_num_queries: Callable[..., Any]
) -> None:
    by = a_leader(hall)
    for n in (1, FEWEST_SHOWN):
        rated(hall, n)
        act_as(by)
        with django_assert_num_queries(5):
            assert len(quality(hall.place, by=by, today=ENDED)) == 1


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        ("2025-04-07", "2025-02-01"),  # a visit of 31 March can still be rated
        ("2025-04-08", "2025-03-01"),
        ("2025-01-08", "2024-12-01"),
        ("2025-01-07", "2024-11-01"),
    ],
)
def test_a_month_is_closed_when_its_last_visit_can_no_longer_be_rated(
    today: str, newest: str
) -> None:
    months = closed_months(date.fromisoformat(today))
    assert months[0] == date.fromisoformat(newest)
    assert months == sorted(set(months), reverse=True)


def test_on_the_phone_a_visit_is_rated_and_who_reads_it_is_said() -> None:
    hall = a_hall(make.a_district())
    open_daily(hall, "00:00", "23:59:59")
    phone, slip = takes(hall)
    assert "评价这次来访" not in slip
    assert phone.get("/hall/ticket/rate/").status_code == 302
    act_as(SYSTEM)
    ticket = Ticket.objects.get()
    Ticket.objects.filter(pk=ticket.pk).update(state="done", ended_at=now(), day=local_day(now()))
    by = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    act_as(SYSTEM)
    Turn.objects.create(
        ticket=ticket, area=ticket.area, window=hall.windows["registration"], staff_id=by.id,
        point="registration", called_at=now(), began_at=now(), ended_at=now(),
    )  # fmt: skip
    assert "评价这次来访" in phone.get("/hall/ticket/").content.decode()
    page = phone.get("/hall/ticket/rate/").content.decode()
    assert "接待您的人看不到您是否评价" in page
    assert phone.post("/hall/ticket/rate/", {"reason": "好"}).status_code == 422
    sent = {"level": "basically", "reason": "等得有点久。"}
    after = phone.post("/hall/ticket/rate/", sent, follow=True).content.decode()
    assert "您现在的评价： 基本满意" in after
    assert "等得有点久。" in phone.get("/hall/ticket/rate/").content.decode()
    act_as(SYSTEM)
    Ticket.objects.update(point="support")
    assert "评价" not in phone.get("/hall/ticket/").content.decode()
    assert phone.post("/hall/ticket/rate/", sent).status_code == 422
    assert Client().get("/hall/ticket/rate/").status_code == 404


def test_the_overview_leads_who_directs_the_hall_to_the_quality_of_its_windows() -> None:
    hall = a_hall(make.a_district())
    url = f"/desk/rooms/hall/{hall.place.pk}/"
    leader, officer = signed_in(hall, "leader"), signed_in(hall, "receptionist", name="陈曦")
    assert f"{url}quality/" in leader.get(f"{url}overview/").content.decode()
    assert f"{url}quality/" not in officer.get(f"{url}overview/").content.decode()
    page = leader.get(f"{url}quality/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "还没有可以显示的月份" in page
    assert officer.get(f"{url}quality/").status_code == 404
