"""Another lawful way as its petitioner sees it: until when she has there, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.lapsing import lapse, why_of
from yimen.casework.queries.mine import MyDemand, MyFile
from yimen.casework.queries.ways import LIMIT
from yimen.casework.showing import Shown
from yimen.law.moves import Move
from yimen.law.routes import Urgency
from yimen.portal.choosing import OfOneDemand, open_to
from yimen.portal.fields import Line, Words
from yimen.portal.presenting import Looked

WORDS_MOST, NUMBER_MOST = 500, 60
TAKEN_UP, REFUSED = "accepted", "refused"


class ThereForm(OfOneDemand):
    """What they said there: taken up or not, in which words, under which number."""

    answer = forms.ChoiceField(
        label=_("What did they say there?"),
        choices=[
            (TAKEN_UP, _("They took it up.")),
            (REFUSED, _("They did not take it up.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they said there.")},
    )
    words = Words(
        label=_("Who said it, when, and why?"),
        help_text=_("If they did not take it up, write down what they said. Papers can be added."),
        most=WORDS_MOST,
        rows=3,
        required=False,
    )
    number_there = Line(
        label=_("Its number there, if you have one"), most=NUMBER_MOST, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a refusal: whoever goes on here must know them."""
        said = super().clean() or {}
        if said.get("answer") == REFUSED:
            self.missing("words", gettext("Write down what they said, in a sentence."))
        return said


def waiting(file: MyFile) -> dict[int, str]:
    """Return the demands of which nobody knows yet what became of them elsewhere."""
    return open_to(file, Move.ACCEPTED_THERE)


def lapses(looked: Looked) -> list[Shown]:
    """Say, in the order of urgency, when her own time elsewhere ends, and why then."""
    several = len(looked.file.demands) > 1
    found = [
        (near.on, _said(one, near.left, near.urgency, several=several), one.demand)
        for one in looked.file.demands
        if (near := lapse(_ends(one), looked.today))
    ]
    return [
        {
            "sentence": sentence.format(day=date_format(on, "DATE_FORMAT")),
            "why": why_of(demand, on, looked.today),
        }
        for on, sentence, demand in sorted(found, key=lambda one: one[:2])
    ]


def to_tell(looked: Looked) -> Iterable[Shown]:
    """Offer to say what they said there, as long as nobody knows."""
    if waiting(looked.file):
        yield {
            "title": gettext("Tell us what they said there"),
            "text": gettext(
                "If they did not take it up, it goes on here, and your first date stands."
            ),
            "url": looked.url("there"),
            "label": gettext("Tell us"),
            "first": True,
        }


def _ends(one: MyDemand) -> Any:  # noqa: ANN401 - a date or nothing
    running = (c.due_on for c in one.clocks if c.limit == LIMIT and c.stopped_on is None)
    return min(running, default=None)


def _said(one: MyDemand, left: int, near: Urgency, *, several: bool) -> str:
    if near is Urgency.PAST:
        sentence = gettext(
            "By our count your time on the other way ended on {day}. Ask there at once all the"
            " same: it may have begun anew, and the body there decides."
        )
    else:
        sentence = ngettext(
            "Your own time on the other way ends on {day}: {n} day left. Go there now; do not wait"
            " for us.",
            "Your own time on the other way ends on {day}: {n} days left. Go there now; do not wait"
            " for us.",
            left,
        ).replace("{n}", str(left))
    if near is Urgency.NOW:
        sentence += " " + gettext("Legal aid can be given before its check: say it is urgent.")
    if several:
        sentence = gettext("Demand {n}").format(n=one.demand.position) + ": " + sentence
    return sentence
