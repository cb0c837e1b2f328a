"""What the hall's pages ask a visitor, and how they show a place, a ticket, an appointment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from yimen.base.time import local_day
from yimen.casework.showing import Shown
from yimen.portal.fields import Line, Phone
from yimen.portal.forms import Asked
from yimen.rooms.hall.queries import NEEDS, POINTS, Called, Today, Wait

MOST_PEOPLE = 50
POINT_NAMES = dict(POINTS)
#: What a visitor can come for, in words that need no knowledge of the house.
PURPOSES = {
    "registration": _("I want to hand in a petition"),
    "screening": _("I want to know whether and how this can be handled"),
    "guidance": _("I do not know where to go; show me"),
    "legal_aid": _("I want to ask a lawyer"),
    "support": _("I want to talk to somebody; it weighs on me"),
    "mediation": _("I want help to settle a dispute with somebody"),
    "handling": _("I come about a matter that is being handled"),
}
ICONS = {
    "registration": "tabler-file-plus",
    "screening": "tabler-list-search",
    "guidance": "tabler-help",
    "legal_aid": "tabler-scale",
    "support": "tabler-heart",
    "mediation": "tabler-heart-handshake",
    "handling": "tabler-folder",
}
PLACES = [(code, PURPOSES[code]) for code, _name in POINTS]


class TicketForm(Asked):
    """What somebody who comes in says."""

    mark = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    point = forms.ChoiceField(
        label=_("What brings you here?"),
        choices=PLACES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest; we will take you further.")},
    )
    need = forms.ChoiceField(
        label=_("Should you be called a little sooner?"),
        help_text=_("Only need counts: nobody is called sooner for who they are."),
        choices=NEEDS,
        required=False,
        widget=forms.RadioSelect,
    )
    language = Line(label=_("Language or dialect you would like to speak"), most=40, required=False)
    needs = Line(
        label=_("What would help you"),
        help_text=_(
            "A wheelchair, large print, an interpreter, somebody beside you, a quiet place."
        ),
        most=200,
        required=False,
    )
    people = forms.IntegerField(
        label=_("How many of you came?"),
        initial=1,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "required": _("Enter how many of you came; alone is 1."),
            "invalid": _("Enter a whole number; alone is 1."),
            "min_value": _("Enter how many of you came; alone is 1."),
            "max_value": _("For more than fifty people, speak to the guide."),
        },
    )
    companions = forms.IntegerField(
        label=_("How many of you only come along?"),
        help_text=_("Family, an interpreter, whoever supports you."),
        initial=0,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
    )

    def clean_companions(self) -> int:
        """Take an empty box for none."""
        return self.cleaned_data["companions"] or 0


class BookForm(Asked):
    """Which time, and whom to expect."""

    point = forms.ChoiceField(label=_("What for?"), choices=PLACES, widget=forms.RadioSelect)
    moment = forms.ChoiceField(
        label=_("When?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("This time was taken meanwhile. Choose another one."),
        },
    )
    name = Line(
        label=_("What may we call you?"),
        most=40,
        missing=_("Say what we may call you; a surname is enough."),
    )
    phone = Phone(
        label=_("Telephone"),
        help_text=_("Only if you wish to be reminded, or told when something changes."),
        required=False,
    )
    needs = Line(label=_("What would help you"), most=200, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        times: Sequence[time],
        **more: Any,  # noqa: ANN401  # Django's own arguments
    ) -> None:
        """Offer the times that are free."""
        super().__init__(data, **more)
        moment: Any = self.fields["moment"]
        moment.choices = [(one.strftime("%H:%M"), one.strftime("%H:%M")) for one in times]


def place_shown(one: Today) -> Shown:
    """Return a place for a list: open or not, its hours, and how long its lines are."""
    hours = gettext(", ").join(f"{a:%H:%M}–{b:%H:%M}" for a, b in one.hours)
    return {
        "name": one.place.name,
        "kind": one.place.get_kind_display(),
        "address": one.place.address,
        "phone": one.place.phone,
        "is_open": one.why_closed is None,
        "why": one.why_closed or "",
        "hours": hours or pgettext("hall", "closed"),
        "waiting": ngettext("{n} person waits", "{n} people wait", sum(one.lines.values())).format(
            n=sum(one.lines.values())
        ),
        "take_url": reverse("portal:hall_take", args=[one.place.pk]),
        "book_url": reverse("portal:hall_book", args=[one.place.pk]),
        "screen_url": reverse("portal:hall_screen", args=[one.place.pk]),
    }


def wait_shown(wait: Wait) -> Shown:
    """Return a wait in words: how many before, about how long, and what makes it uncertain."""
    ahead = (
        ngettext("{n} person is before you.", "{n} people are before you.", wait.ahead)
        if wait.ahead
        else gettext("You are next.")
    )
    about = ngettext("About {n} minute", "About {n} minutes", wait.minutes)
    return {
        "ahead": ahead.format(n=wait.ahead),
        "about": about.format(n=wait.minutes),
        "windows": ngettext("{n} window is open.", "{n} windows are open.", wait.windows).format(
            n=wait.windows
        )
        if wait.windows
        else gettext("The window is not open at the moment. The guide will help you."),
    }


def called_shown(lines: Iterable[Called]) -> list[Shown]:
    """Return the lines of the screen; `key` changes when a number is called anew."""
    return [
        {
            "number": one.number,
            "window": one.window,
            "point": one.point,
            "key": f"{one.number}-{one.window}-{one.times}",
        }
        for one in lines
    ]


def live_url(request: HttpRequest, place: int) -> str:
    """Return where the news of a place can be heard: beside the pages, or where it was chosen."""
    chosen: str = settings.YIMEN_LIVE
    path = f"/live/{place}/"
    if chosen.startswith(":"):
        host = request.get_host().rsplit(":", 1)[0]
        return f"{request.scheme}://{host}{chosen}{path}"
    return f"{chosen.rstrip('/')}{path}"


def day_name(day: date, at: datetime) -> str:
    """Return a day as people say it."""
    if day == local_day(at):
        return gettext("today")
    return date_format(day, "MONTH_DAY_FORMAT") + " " + date_format(day, "D")
