"""What the page of a withdrawal asks: which demands, and that it is one's own wish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.casework.queries.mine import MyFile
from yimen.law.moves import Move
from yimen.portal.choosing import offer, open_to
from yimen.portal.fields import Words
from yimen.portal.forms import Asked

REASON_MOST = 500


class WithdrawForm(Asked):
    """Which demands, if there are several; a reason, if one likes; and that nobody pressed."""

    demands = forms.TypedMultipleChoiceField(
        label=_("What do you want to withdraw?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what you want to withdraw."),
            "invalid_choice": _("This was withdrawn or answered meanwhile. Look at your matter."),
        },
    )
    reason = Words(
        label=_("Why?"),
        help_text=_("You need not say."),
        most=REASON_MOST,
        rows=3,
        required=False,
    )
    own_wish = forms.BooleanField(
        label=_("I withdraw it of my own free will; nobody has pressed me."),
        error_messages={
            "required": _(
                "Tick this if it is so. If somebody presses you, do not withdraw, and tell us."
            )
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, found: Mapping[int, str]) -> None:
        """Offer what can be withdrawn; a single demand is no choice, but named all the same."""
        super().__init__(data)
        offer(self, "demands", found)


def withdrawable(file: MyFile) -> dict[int, str]:
    """Return the demands that can still be withdrawn, with what they ask for."""
    return open_to(file, Move.WITHDRAW)
