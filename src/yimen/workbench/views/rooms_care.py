"""The care room for everybody who works here: talks, events, pages to read, a self-check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yimen.access.policy import may
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, local_midnight, now
from yimen.casework.showing import Shown, said
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.people.middleware import Request
from yimen.rooms.care import queries
from yimen.rooms.care.actions.announce import Plan, announce
from yimen.rooms.care.actions.book import book as book_talk
from yimen.rooms.care.actions.call_off import call_off
from yimen.rooms.care.actions.check import check as answer
from yimen.rooms.care.actions.drop_check import drop_check
from yimen.rooms.care.actions.give_back import give_back
from yimen.rooms.care.actions.hold_talk import hold_talk
from yimen.rooms.care.actions.note_attendance import note_attendance
from yimen.rooms.care.actions.offer import offer
from yimen.rooms.care.actions.sign_up import sign_up
from yimen.rooms.care.material import CHECK, PAGES
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_care import BookForm, CheckForm, EventForm, OfferForm


def _give_back(request: Request, row: int) -> None:
    give_back(row, by=request.actor, at=now())


def _held(request: Request, row: int) -> None:
    hold_talk(row, came=True, by=request.actor, at=now())


def _missed(request: Request, row: int) -> None:
    hold_talk(row, came=False, by=request.actor, at=now())


def _come(request: Request, row: int) -> None:
    sign_up(row, by=request.actor, at=now())


def _stay(request: Request, row: int) -> None:
    sign_up(row, comes=False, by=request.actor, at=now())


def _call_off(request: Request, row: int) -> None:
    call_off(row, by=request.actor, at=now())


def _drop(request: Request, row: int) -> None:
    drop_check(row, by=request.actor)


#: The buttons of the room, each with its act.
BUTTONS: dict[str, Callable[[Request, int], None]] = {
    "give_back": _give_back,
    "held": _held,
    "missed": _missed,
    "come": _come,
    "stay": _stay,
    "call_off": _call_off,
    "drop": _drop,
}


@page
def care(request: Request) -> HttpResponse:
    """Show what is offered, what is one's own, and what can be read."""
    reason, status = "", 200
    if request.method == "POST":
        press = BUTTONS.get(request.POST.get("do", ""))
        row = row_number(request.POST.get("row", ""))
        if press is None or not row:
            raise NotFound
        try:
            press(request, row)
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
        else:
            messages.success(request, _("Done."))
            return redirect("workbench:care")
    shown = _shown(request) | {"refusal": reason}
    return render(request, "workbench/rooms/care/care.html", shown, status=status)


@page
def book(request: Request, slot_id: int) -> HttpResponse:
    """Take a time for a talk."""
    free = {one.pk: one for one in queries.free_slots(request.actor, now())}
    if slot_id not in free and request.method != "POST":
        messages.info(request, _("The talk is no longer free. Choose another time."))
        return redirect("workbench:care")
    form, reason = BookForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            book_talk(slot_id, words=form.cleaned_data["words"], by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Booked. Nobody sees it but you and the counsellor."))
            return redirect("workbench:care")
    found = free.get(slot_id)
    lead = _slot(found) if found else None
    return _asked(request, form, _("Book a talk"), reason, slot=lead)


@page
def new_offer(request: Request) -> HttpResponse:
    """Offer a time for a talk."""
    require_room(request.actor, "care.help")
    form, reason = OfferForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            offer(**form.cleaned_data, by=request.actor, at=now())
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workbench:care")
    return _asked(request, form, _("Offer a time"), reason)


@page
def new_event(request: Request) -> HttpResponse:
    """Announce a workshop or a training."""
    require_room(request.actor, "care.help")
    form, reason = EventForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            announce(Plan(**form.cleaned_data), by=request.actor, at=now())
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workbench:care")
    return _asked(request, form, _("Announce an event"), reason)


@page
def attendance(request: Request, event_id: int) -> HttpResponse:
    """Show who signed up, to the organiser until the night after, and note who came."""
    event = queries.event_of(request.actor, event_id)
    if event.organiser_id != request.actor.id:
        raise NotFound
    reason, status = "", 200
    if request.method == "POST":
        came = [found for one in request.POST.getlist("came") if (found := row_number(one))]
        try:
            note_attendance(event_id, came=came, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("workbench:care_attendance", event_id)
    names = [
        {"id": one.pk, "name": one.staff.name, "came": one.came}
        for one in queries.names_of(request.actor, event_id)
    ]
    shown = {
        "event": _event(event, set()) | {"signed": event.signed, "came": event.came},
        "names": names,
        "is_over": event.closes_at <= now(),
        "closes_at": event.closes_at,
        "refusal": reason,
    }
    return render(request, "workbench/rooms/care/attendance.html", shown, status=status)


@page
def check(request: Request) -> HttpResponse:
    """Ask the questions of the self-check."""
    helpers = queries.counsellors(request.actor, local_day(now()))
    form = CheckForm(request.POST or None, word=_word(), helpers=helpers)
    reason = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["counsellor"] or 0
        try:
            answer(form.answers(), counsellor=told, by=request.actor, at=now())
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Kept, for your eyes."))
            return redirect("workbench:care")
    lead = _("Five questions, nothing that diagnoses. The answers are yours; remove them any time.")
    return _asked(request, form, _("Self-check"), reason, lead=lead)


@page
def reading(request: Request, name: str) -> HttpResponse:
    """Show one page for helping oneself."""
    found, word = PAGES.get(name), _word()
    if found is None:
        raise NotFound
    shown = {
        "title": found.title[word],
        "lead": found.lead[word],
        "steps": [step[word] for step in found.steps],
    }
    return render(request, "workbench/rooms/care/reading.html", shown)


def _shown(request: Request) -> Shown:
    by, at, word = request.actor, now(), _word()
    going = queries.going_to(by)
    helps, leads = may(by, "care.help"), may(by, "care.groups")
    today = local_midnight(local_day(at))
    return {
        "free": [_slot(one) for one in queries.free_slots(by, at)],
        "mine": [
            _slot(one) | {"can_give_back": one.state == "booked" and one.starts_at > at}
            for one in queries.my_slots(by)
        ],
        "offered": [
            _slot(one)
            | {
                "who": one.staff.name if one.staff else "",
                "words": queries.words_of(one, by),
                "has_begun": one.starts_at <= at,
            }
            for one in (queries.offered_slots(by, today) if helps else ())
        ],
        "events": [
            _event(one, going)
            | {"is_mine": one.organiser_id == by.id, "is_open": one.starts_at > at}
            for one in queries.events(by, at)
        ],
        "pages": [{"name": one.name, "title": one.title[word]} for one in PAGES.values()],
        "checks": [_check(one, answers) for one, answers in queries.checks_of(by)],
        "shared": [
            _check(one, answers) | {"who": one.staff.name}
            for one, answers in (queries.shared_checks(by) if helps else ())
        ],
        "questions": [one[word] for one in CHECK.questions],
        "helps": helps,
        "may_see_groups": leads,
        "moods": queries.moods(by, local_day(at)) if leads else [],
        "fewest": FEWEST_SHOWN,
    }


def _asked(  # a form is shown with what it is about
    request: Request,
    form: Any,  # noqa: ANN401  # any of the room's forms
    title: str,
    reason: str,
    *,
    lead: str = "",
    slot: Shown | None = None,
) -> HttpResponse:
    shown = {"form": form, "title": title, "lead": lead, "slot": slot, "refusal": reason}
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/care/ask.html", shown, status=status)


def _slot(slot: Any) -> Shown:  # noqa: ANN401  # a slot; doors import no models
    return {
        "id": slot.pk,
        "starts_at": slot.starts_at,
        "minutes": slot.minutes,
        "place": slot.place,
        "counsellor": slot.counsellor.name,
        "state": slot.state,
        "label": slot.get_state_display(),
    }


def _event(event: Any, going: set[int]) -> Shown:  # noqa: ANN401  # an event; doors import no models
    return {
        "id": event.pk,
        "kind": event.get_kind_display(),
        "title": event.title,
        "about": event.about,
        "place": event.place,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "is_full": event.signed >= event.capacity,
        "is_going": event.pk in going,
    }


def _check(check_: Any, answers: list[int]) -> Shown:  # noqa: ANN401  # a check; doors import no models
    words = [one[_word()] for one in CHECK.answers]
    questions = [one[_word()] for one in CHECK.questions]
    said_ = [words[n] if n in CHECK.range else "—" for n in answers]
    return {
        "id": check_.pk,
        "who": "",
        "on": check_.on,
        "answers": list(zip(questions, said_, strict=False)),
        "is_shared": check_.counsellor_id is not None,
    }


def _word() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
