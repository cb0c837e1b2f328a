"""The hall for visitors: a number, how long it will take, a time of one's own, and the screen."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import STRANGER, Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.choices import LEVELS, word
from yimen.casework.showing import Shown, said
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.people.middleware import Request, change_actor
from yimen.portal.forms import RatingForm
from yimen.portal.hall import (
    ICONS,
    POINT_NAMES,
    PURPOSES,
    BookForm,
    TicketForm,
    called_shown,
    day_name,
    live_url,
    place_shown,
    wait_shown,
)
from yimen.portal.opening import CodeForm, Opens, by_code
from yimen.portal.pages import NOT_DONE, as_ours, door, page, part
from yimen.registry.code import grouped
from yimen.rooms.hall import queries
from yimen.rooms.hall.actions.book import Wish, blind_appointment
from yimen.rooms.hall.actions.book import book as book_time
from yimen.rooms.hall.actions.cancel import cancel as cancel_time
from yimen.rooms.hall.actions.check_in import check_in as come
from yimen.rooms.hall.actions.hold import hold
from yimen.rooms.hall.actions.rate_visit import rate_visit
from yimen.rooms.hall.actions.take_ticket import Wants, blind_ticket, take_ticket
from yimen.rooms.hall.rated import my_rating, point_rated, rated_until
from yimen.rooms.hall.received import received
from yimen.rooms.hall.visits import OVER

TICKET, CODE = "hall_ticket", "hall_code"
TIME, TIME_CODE = "hall_time", "hall_time_code"
#: One box takes the code of either.
SLIPS = (
    Opens(
        kept_as=TICKET,
        blind=blind_ticket,
        looks=queries.my_ticket,
        leads="portal:hall_ticket",
        code_as=CODE,
    ),
    Opens(
        kept_as=TIME,
        blind=blind_appointment,
        looks=queries.my_appointment,
        leads="portal:hall_time",
        code_as=TIME_CODE,
    ),
)


@require_safe
@door
def hall(request: Request) -> HttpResponseBase:
    """Show the reception places, whether they are open, and how long their lines are."""
    shown = {
        "places": [place_shown(one) for one in queries.today(queries.places(), now())],
        "has_ticket": TICKET in request.session,
        "has_time": TIME in request.session,
        "form": CodeForm(auto_id="id_%s"),
    }
    return page(request, "portal/hall/places.html", shown, place="hall")


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, place: int) -> HttpResponseBase:
    """Take a number."""
    return door(lambda asked: _take(asked, place))(request)


def _take(request: Request, place_id: int) -> HttpResponseBase:
    (found,) = queries.today([queries.place(place_id)], now())
    posted = request.POST if request.method == "POST" else None
    form = TicketForm(posted, initial={"mark": uuid4(), "people": 1})
    refusal = ""
    if posted is not None and form.is_valid():
        said_ = form.cleaned_data
        wants = Wants(
            **{
                name: said_[name]
                for name in ("point", "need", "language", "needs", "people", "companions")
            }
        )
        try:
            ticket, code = take_ticket(
                place_id, wants=wants, mark=said_["mark"], by=STRANGER, at=now()
            )
        except Refused as refused:
            refusal = said(refused)
        else:
            if code:
                request.session[TICKET], request.session[CODE] = ticket.code_blind, code
            return redirect("portal:hall_ticket")
    choices = [
        {"value": code, "label": PURPOSES[code], "icon": ICONS[code],
         "waiting": found.lines.get(code, 0)}
        for code, _name in queries.POINTS
    ]  # fmt: skip
    shown = {
        "hall_place": place_shown(found),
        "form": form,
        "refusal": refusal,
        "choices": choices,
    }
    status = NOT_DONE if posted is not None else 200
    return page(request, "portal/hall/take.html", shown, place="hall", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door
def ticket(request: Request) -> HttpResponseBase:
    """Show the visitor's own number: where it stands, how long it will take, where to go."""
    blind = request.session.get(TICKET, "")
    if request.method == "POST" or not blind:
        return by_code(request, "portal/hall/code.html", *SLIPS)
    shown = _ticket_shown(request, blind)
    if "part" in request.GET:
        return part(request, "portal/hall/ticket_now.html", shown)
    return page(request, "portal/hall/ticket.html", shown, place="hall")


def _ticket_shown(request: Request, blind: str) -> Shown:
    who = change_actor(request, Actor(role=Role.VISITOR, code=blind))
    mine = queries.my_ticket(who)
    waits = mine.state in {"waiting", "held", "missed"}
    return {
        "number": mine.number,
        "state": mine.state,
        "label": mine.get_state_display(),
        "point": POINT_NAMES[mine.point],
        "window": mine.window.name if mine.window else "",
        "place_name": mine.place.name,
        "wait": wait_shown(queries.wait_of(mine)) if mine.state == "waiting" else None,
        "code": grouped(request.session.get(CODE, "")),
        "can_leave": waits,
        "is_over": mine.state in OVER,
        "live": live_url(request, mine.place_id),
        "part_url": reverse("portal:hall_ticket") + "?part=1",
        "taken_at": mine.taken_at,
        "received": received(who, mine.pk),
        "rating": _rating_shown(who, mine),
    }


def _rating_shown(who: Actor, mine: Any) -> Shown:  # noqa: ANN401  # a ticket; doors import no models
    """Return how the visit was rated, and until when it can be, if it can."""
    point, until = point_rated(mine, who), rated_until(mine)
    level, words = my_rating(mine, who) if point else ("", "")
    return {
        "is_open": bool(point) and local_day(now()) <= until,
        "until": until,
        "point": POINT_NAMES.get(point, ""),
        "given": word(LEVELS, level) if level else "",
        "form": RatingForm(initial={"level": level, "reason": words}),
        "fewest": FEWEST_SHOWN,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@door
def rate(request: Request) -> HttpResponseBase:
    """Take the rating of a visit, or a change of mind; nobody is asked to give one."""
    blind = request.session.get(TICKET, "") or "-"
    who = change_actor(request, Actor(role=Role.VISITOR, code=blind))
    mine = queries.my_ticket(who)
    rating, refusal = _rating_shown(who, mine), ""
    if request.method == "POST":
        form = RatingForm(request.POST)
        if form.is_valid():
            level, words = form.cleaned_data["level"], form.cleaned_data["reason"]
            try:
                rate_visit(mine.pk, level=level, words=words, by=who, at=now())
            except Refused as refused:
                refusal = said(refused)
            else:
                messages.success(request, gettext("Your rating is in. Thank you."))
                return redirect("portal:hall_ticket")
        rating["form"] = form
    elif not rating["is_open"]:
        return redirect("portal:hall_ticket")
    shown = {"rating": rating, "place_name": mine.place.name, "refusal": refusal}
    status = NOT_DONE if request.method == "POST" else 200
    return page(request, "portal/hall/rate.html", shown, place="hall", status=status)


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Give the number back, or put the slip out of this browser once it is over."""
    blind = request.session.get(TICKET, "")
    who = change_actor(request, Actor(role=Role.VISITOR, code=blind))
    with suppress(NotFound):
        mine = queries.my_ticket(who)
        if mine.state not in OVER:
            hold(mine.pk, state="left", by=who, at=now())
            messages.success(request, gettext("Your number was given back. You can come again."))
    request.session.pop(TICKET, None)
    request.session.pop(CODE, None)
    return redirect("portal:hall")


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, place: int) -> HttpResponseBase:
    """Book a time of one's own."""
    return door(lambda asked: _book(asked, place))(request)


def _book(request: Request, place_id: int) -> HttpResponseBase:
    at, where = now(), queries.place(place_id)
    days = queries.book_of(where, at)
    asked = request.POST if request.method == "POST" else request.GET
    point = asked.get("point", "")
    point = point if point in POINT_NAMES else "registration"
    day = _day(asked.get("day", ""), days)
    times = queries.times_free(where, point, day, by=request.actor, at=at) if day else []
    form = BookForm(
        request.POST if request.method == "POST" else None, times=times, initial={"point": point}
    )
    refusal = ""
    if request.method == "POST" and day and "look" not in request.POST and form.is_valid():
        told = form.cleaned_data
        wish = Wish(
            point=point,
            day=day,
            starts=time.fromisoformat(told["moment"]),
            name=told["name"],
            phone=told["phone"],
            needs=told["needs"],
        )
        try:
            made, code = book_time(place_id, wish=wish, by=request.actor, at=at)
        except Refused as refused:
            refusal = said(refused)
        else:
            request.session[TIME], request.session[TIME_CODE] = made.code_blind, code
            return redirect("portal:hall_time")
    shown = {
        "form": form,
        "refusal": refusal,
        "place_name": where.name,
        "address": where.address,
        "days": [
            {"value": one.isoformat(), "label": day_name(one, at), "chosen": one == day}
            for one in days
        ],
        "day": day,
        "times": times,
    }
    status = NOT_DONE if request.method == "POST" and "look" not in request.POST else 200
    return page(request, "portal/hall/book.html", shown, place="hall", status=status)


def _day(typed: str, days: list[date]) -> date | None:
    with suppress(ValueError):
        chosen = date.fromisoformat(typed)
        if chosen in days:
            return chosen
    return days[0] if days else None


@require_safe
@door
def my_time(request: Request) -> HttpResponseBase:
    """Show the visitor's own appointment."""
    who = _my_time(request)
    mine = queries.my_appointment(who)
    shown = {
        "place_name": mine.place.name,
        "address": mine.place.address,
        "day": mine.day,
        "starts": mine.starts,
        "point": POINT_NAMES[mine.point],
        "state": mine.state,
        "label": mine.get_state_display(),
        "is_reminded": mine.state == "booked" and mine.reminded_at is not None,
        "code": grouped(request.session.get(TIME_CODE, "")),
        "is_today": mine.day == local_day(now()),
    }
    return page(request, "portal/hall/time.html", shown, place="hall")


@require_POST
@door
def time_over(request: Request) -> HttpResponseBase:
    """Check in with an appointment, or cancel it."""
    who = _my_time(request)
    mine = queries.my_appointment(who)
    if "come" in request.POST:
        given, code = come(mine.pk, by=who, at=now())
        request.session[TICKET], request.session[CODE] = given.code_blind, code
        request.session.pop(TIME, None)
        return redirect("portal:hall_ticket")
    cancel_time(mine.pk, by=who, at=now())
    request.session.pop(TIME, None)
    messages.success(request, gettext("Your time was given back. You can book another one."))
    return redirect("portal:hall")


def _my_time(request: Request) -> Actor:
    return change_actor(
        request, Actor(role=Role.VISITOR, code=request.session.get(TIME, "") or "-")
    )


@require_safe
def screen(request: HttpRequest, place: int) -> HttpResponseBase:
    """Show the hall's screen: who is called, and where to."""
    asked = as_ours(request)
    try:
        where = queries.place(place)
    except NotFound:
        raise Http404 from None
    shown = {
        "called": called_shown(queries.screen(place)),
        "place_name": where.name,
        "live": live_url(asked, place),
        "part_url": reverse("portal:hall_screen", args=[place]) + "?part=1",
    }
    name = "board" if "part" in request.GET else "screen"
    return part(asked, f"portal/hall/{name}.html", shown)
