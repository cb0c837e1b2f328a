"""Who of several people has the answer: the proof for one, or for all who signed on one day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yimen.casework.queries.open_people import waiting_replies
from yimen.workbench.forms.serving import MissForm, ServeForm


class ServeReplyForm(ServeForm):
    """Whom the answer reached, how, and what proves it."""

    replies = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who received it"),
        help_text=gettext_lazy(
            "Tick everybody who signed for it in person on this day; one signed list is enough. By"
            " post or by notice: one person at a time."
        ),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("replies", "method", "at", "paper")

    def offer(self) -> None:
        """Offer everybody who is not proved to have it; who received it is they themselves."""
        super().offer()
        replies: Any = self.fields["replies"]
        replies.choices = _people(self)
        recipient: Any = self.fields["recipient"]
        recipient.label = gettext_lazy("Who took it for them")
        recipient.help_text = gettext_lazy("Empty where they received it themselves.")
        recipient.is_needed_here = False

    def clean(self) -> dict[str, Any]:
        """Ask for nobody else's name: it is to each of those who are ticked."""
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {"replies": self.cleaned_data["replies"], **super().given()}


class MissReplyForm(MissForm):
    """Whom it was brought to, how, and why it did not reach them."""

    reply = forms.TypedChoiceField(
        label=gettext_lazy("To whom it was brought"), coerce=int, widget=forms.RadioSelect
    )

    field_order = ("reply", "method", "outcome", "at")

    def offer(self) -> None:
        """Offer everybody who is not proved to have it."""
        super().offer()
        reply: Any = self.fields["reply"]
        reply.choices = _people(self)


def _people(form: ServeReplyForm | MissReplyForm) -> list[tuple[int, str]]:
    found = waiting_replies(form.actor, form.matter.petition)
    return [(reply.pk, reply.party.name) for reply in found]
