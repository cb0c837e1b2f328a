"""The desk: what is mine, soonest due first; its counts, and what changed meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.base.time import local_day, now
from yimen.casework.choices import CHANNELS, word
from yimen.casework.queries.desk import (
    MOST_COUNTED,
    Desk,
    Row,
    changed_since,
    desk_of,
    news_for,
    next_of,
)
from yimen.casework.queries.desk_lists import VIEWS
from yimen.casework.queries.hearing import Led, led_by
from yimen.casework.queries.missed import MissedUnderSeal, missed_under_seal
from yimen.casework.queries.sending import Asked, asked_of
from yimen.casework.queries.served import ToBring, to_bring
from yimen.casework.showing import Shown, due
from yimen.law.moves import ORDER, State
from yimen.people.middleware import Request
from yimen.rooms.heart.late import late_in
from yimen.workbench import names
from yimen.workbench.door import page
from yimen.workbench.elsewhere import flag
from yimen.workbench.forms.desk import DeskFilters, cursor
from yimen.workbench.frame import places
from yimen.workbench.presenting import in_words, limit_title, matter_url, state
from yimen.workbench.promised import at_tables
from yimen.workbench.waiting import ASSISTANCE, HEARINGS, LATE, LETTERS, MISSED, waiting


@page
def desk(request: Request) -> HttpResponse:
    """Show one list of this post's desk, page by page; a post without one goes where it works."""
    if request.actor.role not in VIEWS:
        return _elsewhere(request)
    at = now()
    today = local_day(at)
    filters = DeskFilters(request.GET)
    wanted = filters.wanted(request.GET)
    found = desk_of(request.actor, wanted, on=today)
    context = _lists(found, filters) | {
        "nav": _nav(request, found),
        "filters": filters,
        "filtered": filters.is_set(),
        "clear_url": _url(view=found.view),
        "rows": [_row(row, today) for row in found.rows],
        "older": _turn(filters, found, "after", found.older),
        "newer": _turn(filters, found, "before", found.newer),
        "news_url": _news_url(found),
        "empty_title": "",
        "empty_text": names.nothing_there(request.actor.role, found.view),
    }
    context |= _beside(request.actor, at)
    return render(request, "workbench/desk.html", context)


def _beside(actor: Actor, at: datetime) -> Shown:
    """Return what waits beside the lists; most of it is seldom there, and then not asked for."""
    today, waits = local_day(at), waiting(actor, at)
    return {
        "asked": [_asked(one, today) for one in asked_of(actor)] if ASSISTANCE in waits else [],
        "to_bring": [_to_bring(one) for one in to_bring(actor)] if LETTERS in waits else [],
        "led": [_led(one) for one in led_by(actor, today)] if HEARINGS in waits else [],
        "missed": [_missed(one) for one in missed_under_seal(actor)] if MISSED in waits else [],
        "overdue_talks": late_in(actor, at) if LATE in waits else [],
        **at_tables(actor, today, waits),
    }


def _to_bring(one: ToBring) -> Shown:
    return {
        "url": matter_url(one.petition),
        "number": one.number,
        "title": one.title,
        "people": one.people,
        "since": one.since,
    }


def _led(one: Led) -> Shown:
    return {
        "url": matter_url(one.petition),
        "number": one.number,
        "title": one.title,
        "opens_at": one.opens_at,
        "opened_at": one.opened_at,
        "closed_at": one.closed_at,
    }


def _missed(one: MissedUnderSeal) -> Shown:
    return {"number": one.number, "limit": limit_title(one.limit), "due_on": one.due_on}


@page
def news(request: Request) -> HttpResponse:
    """Say how much of a list has come or moved since it was loaded; a piece of a page."""
    view, since = request.GET.get("view", ""), _moment(request.GET.get("since", ""))
    new = changed_since(request.actor, view, at=since)
    return render(request, "workbench/parts/desk_news.html", {"new": new, "url": _url(view=view)})


@page
def onward(request: Request, petition_id: int) -> HttpResponse:
    """Lead to the matter that follows on this desk; after the last one, back to the desk."""
    after = cursor(request.GET.get("after", ""))
    if after is None:
        raise Http404
    following = next_of(request.actor, after, petition_id, on=local_day(now()))
    if following:
        return redirect("workbench:petition", following)
    messages.info(request, _("That was the last one of this list."))
    return redirect("workbench:desk")


@page
def counts(request: Request) -> HttpResponse:
    """Count anew what waits on the desk; a piece of a page for the bar of places."""
    views = VIEWS.get(request.actor.role, {})
    if not views:
        raise Http404
    total, late = news_for(request.actor, next(iter(views)), on=local_day(now()))
    context = {"nav": places(request, total, late=late)[:1]}
    return render(request, "workbench/parts/counts.html", context)


def _elsewhere(request: Request) -> HttpResponse:
    """Send an administrator to their work; say so to a post that has none here yet."""
    elsewhere = [place for place in places(request) if place["name"] != "desk"]
    if elsewhere:
        return redirect(elsewhere[0]["url"])
    return render(request, "workbench/no_desk.html")


def _asked(one: Asked, today: date) -> Shown:
    return {
        "url": matter_url(one.petition),
        "number": one.number,
        "title": one.title,
        "organ": one.by_organ,
        "question": one.question,
        "due": due(one.answer_by, today),
    }


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if moment.tzinfo is None:
        raise Http404
    return moment


def _nav(request: Request, found: Desk) -> list[Shown]:
    first = found.views[0]
    return places(request, found.tallies[first], late=found.lates[first])


def counted(number: int) -> int | str:
    """Return a figure as it is shown: where counting stopped, it says so."""
    return f"{number}+" if number >= MOST_COUNTED else number


def _lists(found: Desk, filters: DeskFilters) -> Shown:
    tabs = [
        {
            "url": _url(view=view),
            "label": names.VIEWS[view][0],
            "count": counted(found.tallies[view]),
            "late": counted(found.lates[view]) if found.lates[view] else "",
            "current": view == found.view,
        }
        for view in found.views
    ]
    kept = filters.kept_words() | {"view": found.view}
    chips: list[Shown] = [
        {
            "url": _url(**kept | {"state": "" if kept.get("state") == known else known}),
            "label": names.STATES[known][0],
            "count": counted(number),
            "current": kept.get("state") == known,
            "late": False,
        }
        for known, number in sorted(found.counts.items(), key=lambda one: ORDER[State(one[0])])
    ]
    if found.late:
        is_late = kept.get("due") == "late"
        late: Shown = {
            "url": _url(**kept | {"due": "" if is_late else "late"}),
            "label": _("Late"),
            "count": counted(found.late),
            "current": is_late,
            "late": True,
        }
        chips.insert(0, late)
    return {"tabs": tabs, "chips": chips}


def _turn(filters: DeskFilters, found: Desk, way: str, cursor: tuple[str, int] | None) -> str:
    if cursor is None:
        return ""
    return _url(**filters.kept_words() | {"view": found.view, way: f"{cursor[0]}~{cursor[1]}"})


def _news_url(found: Desk) -> str:
    asked = urlencode({"view": found.view, "since": now().isoformat()})
    return f"{reverse('workbench:news')}?{asked}"


def _url(**asked: str | int | None) -> str:
    words = urlencode({name: value for name, value in asked.items() if value not in {"", None}})
    return f"{reverse('workbench:desk')}?{words}" if words else reverse("workbench:desk")


def _row(row: Row, today: date) -> Shown:
    flags = []
    if row.breach:
        flags.append({"label": row.breach, "icon": "tabler-alert-triangle"})
    if row.answer:
        flags.append({"label": str(names.ANSWERS[row.answer]), "icon": "tabler-pencil"})
    if row.is_repeat:
        flags.append({"label": _("repeat"), "icon": "tabler-repeat"})
    if row.headcount > 1:
        flags.append({"label": _("{n} persons").format(n=row.headcount), "icon": "tabler-users"})
    if row.position > 1:
        flags.append({"label": _("Demand {n}").format(n=row.position), "icon": "tabler-list-check"})
    lapsing = flag(row.lapses_on, today)
    if lapsing:
        flags.insert(0, lapsing)
    return {
        "url": matter_url(row.petition),
        "number": row.number,
        "title": in_words(row.title if row.position == 1 else row.request),
        "petitioner": row.petitioner,
        "state": state(row.state),
        "organ": row.owner,
        "handler": row.handler,
        "due": due(row.due_on, today),
        "due_what": limit_title(row.due_limit) if row.due_limit else "",
        "channel": word(CHANNELS, row.channel),
        "received_on": row.received_at,
        "flags": flags,
    }
