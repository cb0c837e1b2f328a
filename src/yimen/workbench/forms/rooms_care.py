"""What the care room asks of colleagues, and what the counsellor enters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.rooms.care.material import CHECK
from yimen.rooms.care.queries import KINDS
from yimen.workbench.forms.asking import Asking, long_text, moment_box


class BookForm(Asking):
    """What one would like to say beforehand; nothing need be."""

    words = forms.CharField(
        label=gettext_lazy("What you would like to talk about"),
        help_text=gettext_lazy("Only the counsellor reads it, and it is gone after the talk."),
        max_length=500,
        required=False,
        widget=long_text(3),
    )


class OfferForm(Asking):
    """A time for a talk."""

    starts_at = forms.DateTimeField(label=gettext_lazy("When"), widget=moment_box())
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=5, max_value=240, initial=50
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=80)


class EventForm(Asking):
    """A workshop or a training."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    about = forms.CharField(
        label=pgettext_lazy("care", "What it is about"),
        max_length=400,
        required=False,
        widget=long_text(2),
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=80)
    starts_at = forms.DateTimeField(label=pgettext_lazy("care", "Begins"), widget=moment_box())
    ends_at = forms.DateTimeField(label=pgettext_lazy("care", "Ends"), widget=moment_box())
    capacity = forms.IntegerField(
        label=gettext_lazy("How many can come"), min_value=1, max_value=500, initial=12
    )


class CheckForm(Asking):
    """The self-check: the same answers for each question."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        word: str,
        helpers: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Ask every question in the reader's language."""
        super().__init__(*args, **kwargs)
        answers = [(n, one[word]) for n, one in enumerate(CHECK.answers)]
        for place, question in enumerate(CHECK.questions):
            self.fields[f"answer_{place}"] = forms.TypedChoiceField(
                label=question[word],
                choices=answers,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Fill in “{label}”.").format(label=question[word])},
            )
        self.fields["counsellor"] = forms.TypedChoiceField(
            label=_("Show the answers to a counsellor"),
            help_text=_("Only if you wish it. Nobody else reads them, now or later."),
            choices=[(0, _("Nobody: keep them to myself")), *helpers],
            coerce=int,
            required=False,
            empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        )

    def answers(self) -> list[int]:
        """Return the answers in the order of the questions."""
        return [self.cleaned_data[f"answer_{place}"] for place in range(len(CHECK.questions))]
