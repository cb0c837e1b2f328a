"""From facts to what a page shows: words for codes, dates with their distance and their reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from yimen.base.errors import Refused
from yimen.law.clock import Day, DayKind, Due
from yimen.law.limits import LIMITS, Bearer
from yimen.workbench.names import ACTS, STATES

Shown = dict[str, Any]

#: How few days left are shown as few.
FEW = 5
WEEK = 7
_UNITS = ("B", "KB", "MB", "GB")
_THOUSAND = 1024


def language() -> str:
    """Return the language of whoever reads this page."""
    return get_language() or settings.LANGUAGE_CODE


def said(refusal: Refused) -> str:
    """Return why something could not be done, and what to do, with words for its codes."""
    facts = {name: _fact(name, value) for name, value in refusal.facts.items()}
    return gettext(refusal.message).format(**facts)


def _fact(name: str, value: object) -> str:
    text = str(value)
    if name == "move":
        return str(ACTS.get(text, text))
    if name == "state":
        return str(STATES[text][0]) if text in STATES else text
    return text


def state(value: str) -> Shown:
    """Return what a state is called, and how it looks."""
    label, tone = STATES[value]
    return {"label": label, "tone": tone}


def due(on: date | None, today: date, *, provisional: bool = False) -> Shown | None:
    """Return a day that lies ahead or has passed, and how far away it is."""
    if on is None:
        return None
    left = (on - today).days
    tone = "late" if left < 0 else "soon" if left <= FEW else "calm"
    return {
        "on": on,
        "days_left": max(left, 0),
        "days_late": max(-left, 0),
        "tone": tone,
        "provisional": provisional,
    }


def met(on: date) -> Shown:
    """Return a duty that was done on a day."""
    return {"tone": "done", "met_on": on}


def why(reason: Due | None, days: list[Day], today: date) -> Shown | None:
    """Return why a day is due: the sentence, the law, and the days as a calendar."""
    if reason is None:
        return None
    return {
        "because": reason.because.say(language()),
        "law": reason.limit.law.say(language()),
        "mark": "",
        "provisional": reason.provisional,
        "weeks": weeks(days, reason.nominal, today),
    }


def why_set(on: date) -> Shown:
    """Return the reason of a day that a person has set, not the law."""
    day = date_format(on, "DATE_FORMAT")
    return {"because": gettext("Somebody has set this day: {day}.").format(day=day)}


def weeks(days: list[Day], nominal: date | None, today: date) -> list[list[Shown]]:
    """Lay days out in weeks from Monday to Sunday; cells before and after stay empty."""
    if not days:
        return []
    cells: list[Shown] = [{} for _ in range(days[0].on.weekday())]
    cells += [_cell(day, nominal, today) for day in days]
    cells += [{} for _ in range(-len(cells) % WEEK)]
    return [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)]


_KINDS = {
    DayKind.START: "start",
    DayKind.COUNTED: "counted",
    DayKind.MAKE_UP: "counted",
    DayKind.WEEKEND: "skipped",
    DayKind.HOLIDAY: "skipped",
    DayKind.EXCLUDED: "skipped",
    DayKind.DUE: "due",
}


def _cell(day: Day, nominal: date | None, today: date) -> Shown:
    is_moved = day.on == nominal and day.kind is not DayKind.DUE and day.kind is not DayKind.START
    named = day.kind in {DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.EXCLUDED}
    return {
        "day": day.on,
        "count": day.number or "",
        "kind": "nominal" if is_moved else _KINDS[day.kind],
        "today": day.on == today,
        "note": day.name.say(language()) if named else "",
    }


def limit_title(name: str) -> str:
    """Return what a limit is called."""
    return LIMITS.latest(name).title.say(language())


def is_petitioners(name: str) -> bool:
    """Say whether a limit is the petitioner's own time, not an organ's duty."""
    return LIMITS.latest(name).actor is Bearer.PETITIONER


def size(number: int) -> str:
    """Return how large a file is, in words."""
    amount, unit = float(number), 0
    while amount >= _THOUSAND and unit < len(_UNITS) - 1:
        amount, unit = amount / _THOUSAND, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"


def articles(numbers: str) -> str:
    """Return articles of the Regulations as they are cited: 22(2), 32 or 第22条第2项、第32条."""
    if not language().startswith("zh"):
        return gettext("Regulations on Petition Work, art. {article}").format(article=numbers)
    cited = []
    for number in numbers.split(", "):
        article, _gap, item = number.rstrip(")").partition("(")
        cited.append(f"第{article}条" + (f"第{item}项" if item else ""))
    return f"《信访工作条例》{'、'.join(cited)}"


def day_words(on: date) -> str:
    """Return a day as people read it."""
    return date_format(on, "DATE_FORMAT")
