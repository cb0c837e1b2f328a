"""What the pages of support ask: a code, the wellbeing form, three words for a petition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yimen.portal.fields import Words
from yimen.portal.forms import Asked
from yimen.rooms.heart.instruments import Instrument

#: What a client can fill in without a counsellor.
ALONE = ("wellbeing", "phq4")
#: The parts of a safety plan, as the client wrote them.
PARTS = (
    ("signs", _("What tells me that I am not well")),
    ("helps", _("What helps me")),
    ("people", _("Whom I can talk to")),
    ("place", _("Where I am safe")),
    ("contacts", _("Whom to call in an emergency")),
)


class FillForm(Asked):
    """A form to fill in alone: every answer is optional, and kept only with consent."""

    def __init__(self, *args: Any, asked: Instrument, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own arguments
        """Ask its items; last, whether the answers may be kept."""
        super().__init__(*args, **kwargs)
        word = in_words()
        for item in asked.items:
            choices = [(value, one[word]) for value, one in asked.offered(item).items()]
            name, label = str(item["id"]), str(item[word])
            if item.get("free"):
                self.fields[name] = Words(label=label, most=500, rows=2, required=False)
            elif item.get("several"):
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
            else:
                self.fields[name] = forms.ChoiceField(
                    label=label, choices=choices, required=False, widget=forms.RadioSelect
                )
        self.fields["agrees"] = forms.BooleanField(
            label=_("I agree that my counsellor keeps these answers. I can take it back any time."),
            error_messages={
                "required": _("Tick this to keep them. Without it nothing is kept; that is fine.")
            },
        )

    def answers(self) -> dict[str, str]:
        """Return what was answered."""
        return {
            name: ",".join(value) if isinstance(value, list) else str(value)
            for name, value in self.cleaned_data.items()
            if value and name != "agrees"
        }


class ChangeForm(Asked):
    """With whom to go on."""

    to = forms.TypedChoiceField(
        label=_("With whom would you like to go on?"),
        coerce=int,
        error_messages={"required": _("Choose a counsellor.")},
    )
    with_notes = forms.BooleanField(
        label=_("The notes of my talks go along"),
        help_text=_("Without this, nobody reads them any more."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # Django's own arguments
        others: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401  # what a form takes
    ) -> None:
        """Offer the other counsellors of the room."""
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", _("Choose")), *others]


class NeedsForm(Asked):
    """Three words, and not one more."""

    needs_pause = forms.BooleanField(label=_("I need pauses when we talk."), required=False)
    needs_companion_or_interpreter = forms.BooleanField(
        label=_("I need somebody beside me, or an interpreter."), required=False
    )
    do_not_contact_by_phone = forms.BooleanField(
        label=_("Please do not telephone me."), required=False
    )


def in_words() -> str:
    """Return which of the two languages of a questionnaire is spoken."""
    return "en" if (get_language() or "").startswith("en") else "zh"
