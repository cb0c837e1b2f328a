"""The petitioner's time on another lawful way, as the staff's pages show it and warn of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.casework.lapsing import Lapse, lapse, why_way
from yimen.casework.queries.ways import LIMIT, newest
from yimen.casework.showing import Shown, language
from yimen.law.routes import ROUTES, Urgency
from yimen.workbench.presenting import day_words

if TYPE_CHECKING:
    from yimen.casework.queries.file import ClockShown, DemandShown
    from yimen.registry.models import Guidance, Sheet


def elsewhere(actor: Actor, shown: DemandShown, today: date) -> Shown | None:
    """Return where a demand was pointed to, until when she has there, and what was heard."""
    demand = shown.demand
    row = newest(list(demand.sheets.all()), list(demand.guidances.all()))
    if row is None:
        return None
    running = any(clock.limit == LIMIT and not clock.stopped_on for clock in shown.clocks)
    near = lapse(row.lapses_on, today) if running else None
    way = ROUTES.find(row.way) if row.way in ROUTES else None
    return {
        "warning": warned(near) if near else "",
        "is_last_week": bool(near and near.urgency is not Urgency.SOON),
        "way": way.title.say(language()) if way else "",
        "where": _where(row),
        "last_day": row.lapses_on,
        "why": why_way(way, row.begins, row.since, row.lapses_on, today),
        "sheet_url": reverse("workbench:weigh", args=[demand.petition_id, demand.pk])
        if ever(actor, "sheet.read")
        else "",
        "heard": [
            {
                "at": heard.at,
                "how": heard.get_outcome_display(),
                "words": _("; ").join(filter(None, [heard.words, heard.number_there])),
                "by": heard.by.name if heard.by else "",
            }
            for heard in demand.follow_ups.all()
        ],
    }


def on_clock(clock: ClockShown, there: Shown | None) -> Shown:
    """Return what the limit elsewhere shows otherwise than others: why that day, and in red."""
    if clock.limit != LIMIT or there is None or clock.due_on != there["last_day"]:
        return {}
    tone = {"tone": "late"} if there["warning"] and not clock.stopped_on else {}
    return {"why": there["why"]} | tone


def warned(near: Lapse) -> str:
    """Say when her time ends elsewhere, and what to do now."""
    day = day_words(near.on)
    if near.urgency is Urgency.PAST:
        return _(
            "By our count her time on the other way ended on {day}. Let her ask there at once:"
            " it may have begun anew, and the body there decides."
        ).format(day=day)
    sentence = ngettext(
        "Her own time on the other way ends on {day}: {n} day left.",
        "Her own time on the other way ends on {day}: {n} days left.",
        near.left,
    ).format(day=day, n=near.left)
    if near.urgency is Urgency.NOW:
        help_now = _("Tell her today; legal aid can be given before its check.")
        return f"{sentence} {help_now}"
    return sentence


def flag(lapses_on: date | None, today: date) -> Shown | None:
    """Return the mark for a list: a word on how many days are left elsewhere, in red."""
    near = lapse(lapses_on, today)
    if near is None:
        return None
    label = _("time elsewhere has ended")
    if near.urgency is not Urgency.PAST:
        label = ngettext("elsewhere: {n} day left", "elsewhere: {n} days left", near.left).format(
            n=near.left
        )
    return {"label": label, "icon": "tabler-alert-triangle", "is_bad": True}


def _where(row: Sheet | Guidance) -> str:
    there = getattr(row, "organ_there", "")
    return " · ".join(filter(None, [there, getattr(row, "address_there", "")]))
