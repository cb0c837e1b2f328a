"""What a petitioner is asked about an agreement in her file: what it settles, was it kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.choices import AGAIN
from yimen.casework.showing import Shown
from yimen.law.moves import Move, State
from yimen.portal.choosing import open_to
from yimen.portal.fields import Words
from yimen.portal.forms import Asked, TrackForm

if TYPE_CHECKING:
    from yimen.portal.presenting import Looked
    from yimen.registry.models import Settlement

MOST = 2000
KEPT, AGAIN_PLEASE = "kept", "again"


class FileForm(TrackForm):
    """Into which file an agreement is put, and that one wishes it."""

    own_wish = forms.BooleanField(
        label=_("I wish the agreement and its outcome to be put into the file of this petition."),
        error_messages={"required": _("Tick this if you wish it. Nothing is passed on otherwise.")},
    )


class EndingForm(FileForm):
    """Into which file it goes that there was no agreement, and that one wishes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form is made
        """Say what is passed on: that alone."""
        super().__init__(*args, **kwargs)
        self.fields["own_wish"].label = _(
            "I wish that the file of this petition is told that there was no agreement."
        )


class SettleForm(Asked):
    """Which demands an agreement settles, and that it is one's own wish."""

    demands = forms.TypedMultipleChoiceField(
        label=_("What does the agreement settle?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what it settles, or go back: then everything is handled on."),
            "invalid_choice": _("This was answered or withdrawn meanwhile. Look at your matter."),
        },
    )
    own_wish = forms.BooleanField(
        label=_("I say so of my own free will; nobody has made it a condition."),
        error_messages={
            "required": _(
                "Tick this if it is so. If somebody presses you, leave it, and tell us: nobody may."
            )
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, found: Mapping[int, str]) -> None:
        """Offer what can be settled; nothing is ticked beforehand."""
        super().__init__(data)
        demands: Any = self.fields["demands"]
        demands.choices = list(found.items())


class KeptForm(Asked):
    """Whether the agreement was kept; if not, why it is taken up again."""

    answer = forms.ChoiceField(
        label=_("Was the agreement kept?"),
        choices=[
            (KEPT, _("Yes, it was kept. Nothing more is to be done.")),
            (AGAIN_PLEASE, _("No. I want my petition to be handled again.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    because = forms.ChoiceField(
        label=_("Why is it to be handled again?"),
        choices=[("", _("Only if it is to be handled again")), *AGAIN],
        required=False,
    )
    words = Words(
        label=_("Do you want to say more?"),
        help_text=_("You need not. You need not prove anything either."),
        most=MOST,
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Ask why of whoever wants it handled again."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == AGAIN_PLEASE:
            self.missing("because", gettext("Choose one of the reasons."))
        return given


def found(looked: Looked, number: int) -> Settlement | None:
    """Return an agreement of this file."""
    rows = looked.file.petition.settlements.all()
    return next((row for row in rows if row.pk == number), None)


def can_settle(looked: Looked) -> dict[int, str]:
    """Return the demands that an agreement can settle now, with what they ask for."""
    return open_to(looked.file, Move.SETTLE)


def waits(looked: Looked) -> bool:
    """Say whether an organ has yet to accept something of it, before an agreement can settle it."""
    return any(open_to(looked.file, move) for move in (Move.FORWARD, Move.ACCEPT))


def stands(looked: Looked, row: Settlement) -> bool:
    """Say whether this agreement settles something now."""
    return row.outcome == "settled" and any(
        one.demand.state == State.SETTLED and one.demand.position in row.positions
        for one in looked.file.demands
    )


def choices(looked: Looked) -> Iterable[Shown]:
    """Return what she can say now of the agreements in her file."""
    for row in looked.file.petition.settlements.all():
        if stands(looked, row):
            clocks = (c for one in looked.file.demands for c in one.clocks)
            window = (c for c in clocks if c.limit == "settlement_answer" and not c.stopped_on)
            yield {
                "title": gettext("Was the agreement kept?"),
                "text": gettext(
                    "If it was not kept, or no longer holds, your petition is handled again."
                ),
                "url": looked.url("settled", row.pk),
                "label": gettext("Say whether it was kept"),
                "until": max((clock.due_on for clock in window), default=None),
                "first": True,
            }
        elif row.outcome in {"filed", "settled"} and can_settle(looked):
            yield {
                "title": gettext("Does the agreement settle it?"),
                "text": gettext(
                    "The agreement of {day} is in your file. Your petition is handled on, unless"
                    " you say that it settles something."
                ).format(day=date_format(row.in_force_on, "DATE_FORMAT")),
                "url": looked.url("settle", row.pk),
                "label": gettext("Read what happens then"),
            }
