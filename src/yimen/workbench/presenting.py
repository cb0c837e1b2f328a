"""From facts to what a page shows: words for codes; dates are in casework/showing.py."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from yimen.casework.showing import Shown, language
from yimen.law.limits import LIMITS, Bearer
from yimen.registry import lane
from yimen.workbench.names import STATES

if TYPE_CHECKING:
    from yimen.registry.models import Demand, Petition

_UNITS = ("B", "KB", "MB", "GB")
_THOUSAND = 1024
#: What the register says where sealed words were: ours to say in the reader's language.
_SEALED = {
    lane.TITLE: gettext_noop("Accusation (sealed)"),
    lane.REQUEST: gettext_noop("Accusation (its words are sealed)"),
}


def state(value: str) -> Shown:
    """Return what a state is called, and how it looks."""
    return _state(value, language())


@cache
def _state(value: str, _language: str) -> Shown:
    label, tone = STATES[value]
    return {"label": str(label), "tone": tone}


def in_words(words: str) -> str:
    """Return a title or a request as the petitioner put it, or that it is sealed."""
    return gettext(_SEALED[words]) if words in _SEALED else words


def limit_title(name: str) -> str:
    """Return what a limit is called."""
    return LIMITS.latest(name).title.say(language())


def matter_url(petition: int) -> str:
    """Return the address of a petition's page; a list of thirty asks for it thirty times."""
    return _matters().replace("0", str(petition))


def onward_url(petition: Petition, demand: Demand | None = None) -> str:
    """Return the address that leads to what follows on the desk, or nothing where it has no day."""
    stands = demand or min(petition.demands.all(), key=lambda one: one.pk, default=None)
    if stands is None or stands.due_on is None:
        return ""
    asked = urlencode({"after": f"{stands.due_on.isoformat()}~{stands.pk}"})
    return f"{reverse('workbench:onward', args=[petition.pk])}?{asked}"


@cache
def _matters() -> str:
    return reverse("workbench:petition", args=[0])


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
