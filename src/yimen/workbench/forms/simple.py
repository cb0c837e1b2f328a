"""What the acts of the simplified procedure ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.access.actor import Role
from yimen.casework.choices import RESULTS
from yimen.casework.queries import sending
from yimen.casework.simple import ANSWERS, Reply
from yimen.workbench.forms.acts import AcceptForm
from yimen.workbench.forms.asking import ActForm, long_text


class ProposeForm(ActForm):
    """Why it is simple."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Why it is simple"),
        choices=sending.GROUNDS,
        widget=forms.RadioSelect,
    )


class DropForm(ActForm):
    """Why it is not simple after all."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is not simple"), required=False, widget=long_text(2)
    )


class AcceptSimpleForm(AcceptForm):
    """Why it is simple, who handles it, and how the petitioner is told."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Why it is simple"),
        choices=sending.GROUNDS,
        widget=forms.RadioSelect,
    )
    told_by = forms.ChoiceField(
        label=gettext_lazy("How the petitioner is told"),
        help_text=gettext_lazy(
            "The notice stands on her page besides, and goes on paper if asked."
        ),
        choices=sending.TOLD,
        widget=forms.RadioSelect,
    )
    field_order = ("ground", "handler", "told_by")

    def offer(self) -> None:
        """Begin with the ground that was proposed, and whoever handles it already."""
        super().offer()
        demand = self.matter.demand
        simple = sending.simple_of(demand) if demand else None
        self.fields["ground"].initial = simple.ground if simple else ""
        if demand and demand.handler_id:
            self.fields["handler"].initial = demand.handler_id


class ReplyForm(ActForm):
    """The short reply, whole: what was found, the answer, the rule, and how it was told."""

    result = forms.ChoiceField(
        label=gettext_lazy("Result"),
        help_text=gettext_lazy("What may not be supported goes to the ordinary procedure."),
        choices=[choice for choice in RESULTS if choice[0] in ANSWERS],
        widget=forms.RadioSelect,
    )
    facts = forms.CharField(label=gettext_lazy("Facts found"), widget=long_text(3))
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("What was done or will be done, and when, in plain words."),
        widget=long_text(4),
    )
    basis = forms.CharField(label=gettext_lazy("Legal basis"), widget=long_text(2))
    told_by = forms.ChoiceField(
        label=gettext_lazy("How the petitioner was told"),
        choices=sending.TOLD,
        widget=forms.RadioSelect,
    )
    proof = forms.CharField(
        label=gettext_lazy("Who was told, when and how"),
        help_text=gettext_lazy("For example: by phone at 10:20, the petitioner herself."),
        max_length=200,
    )

    def given(self) -> dict[str, Any]:
        """Return the reply as one whole."""
        return {"reply": Reply(**self.cleaned_data)}


class ConvertForm(ActForm):
    """Why it goes on in the ordinary procedure."""

    because = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[one for one in sending.BECAUSE if one[0] != "time"],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("The petitioner reads this. Her own wish needs no reason."),
        required=False,
        widget=long_text(2),
    )

    def offer(self) -> None:
        """At a counter it is the petitioner's wish, and nothing else."""
        if self.actor.role in {Role.HANDLER, Role.HEAD}:
            return
        because: Any = self.fields["because"]
        because.choices = [one for one in because.choices if one[0] == "asked"]
        because.initial = "asked"


def fits(form: ActForm) -> str:
    """Say what speaks against the simplified procedure, before anybody fills in a form."""
    reasons = sending.why_not_simple(form.matter.demand) if form.matter.demand else []
    if not reasons:
        return _("The short limit counts from acceptance; the ordinary one runs beside it.")
    against = _("; ").join(reasons)
    return _("It does not fit: {because}. Use the ordinary procedure.").format(because=against)
