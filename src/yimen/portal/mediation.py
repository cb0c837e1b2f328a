"""What the mediation pages ask the parties, and the notice of rights that each reads first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.law.limits import LIMITS
from yimen.portal.fields import Line, Phone, Words
from yimen.portal.forms import Asked
from yimen.rooms.mediation.queries import KINDS, committees, roster

#: What arts. 3, 4, 23, 24 and 31 to 33 of the People's Mediation Law mean for a party.
RIGHTS = (
    _("Mediation is free of charge, and nobody can be made to take part in it."),
    _("You may choose a mediator, or not accept one; and say whether it is held in public."),
    _("You may end it at any moment, without giving a reason."),
    _("Whatever you agree on, you agree on of your own free will."),
    _("It takes no other way from you: courts, arbitration and authorities stay open, and their"
      " time limits run on."),
    _("If you have filed a petition, mediation does not stop any of its limits."),
)  # fmt: skip
DUTIES = (
    _("Tell truthfully what happened."),
    _("Keep order, and treat the other side and the mediator with respect."),
    _("Do what you have agreed to do."),
)
EFFECTS = (
    _("A written agreement binds both sides once all have signed and the committee has sealed it."),
    _("Within {n} days of that, both sides may together ask a court to confirm it; a confirmed"
      " agreement can be enforced."),
    _("If the agreement is not kept, either side can sue."),
)  # fmt: skip


def effects(on: date) -> list[str]:
    """Return what an agreement does, with the days of the law in force."""
    days = LIMITS.on("judicial_confirmation", on).days
    return [str(one).format(n=days) for one in EFFECTS]


class ApplyForm(Asked):
    """What the dispute is, and who the other side is."""

    committee = forms.TypedChoiceField(label=_("Committee"), coerce=int)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=KINDS)
    dispute = Words(
        label=_("What happened?"),
        help_text=_("When, where, who, how much. The other side and the mediator read this."),
        most=4000,
        rows=6,
        missing=_("Say what the dispute is about, in a sentence or two."),
    )
    wishes = Words(label=_("What do you wish?"), most=2000, rows=3, required=False)
    name = Line(
        label=_("Your name"), most=40, missing=_("Give your name: the other side must know it.")
    )
    phone = Phone(label=_("Your telephone"), required=False)
    other_name = Line(
        label=_("Name of the other side"),
        most=80,
        missing=_("Give the name of the person or firm you are in dispute with."),
    )
    other_phone = Phone(
        label=_("Telephone of the other side"),
        help_text=_("So that the mediator can ask whether they wish to talk."),
        required=False,
    )
    other_address = Line(label=_("Address of the other side"), most=200, required=False)
    has_read = forms.BooleanField(
        label=_("I have read the notice of rights and duties, and wish to be mediated."),
        error_messages={"required": _("Read the notice below, and tick this if you agree.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own arguments
        """Offer the committees; a single one is no choice."""
        super().__init__(*args, **kwargs)
        found = committees()
        committee: Any = self.fields["committee"]
        committee.choices = [(one.pk, one.name) for one in found]
        if len(found) == 1:
            committee.widget = forms.HiddenInput()
            committee.initial = found[0].pk


class ConsentForm(Asked):
    """Whether one wishes to talk, and with whom in the middle."""

    wishes = forms.ChoiceField(
        label=_("Do you wish to be mediated?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or no. Neither counts against you.")},
    )
    mediator = forms.TypedChoiceField(
        label=_("Whom would you like as mediator?"),
        help_text=_("If you choose nobody, the committee does."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    has_read = forms.BooleanField(
        label=_("I have read the notice of rights and duties."), required=False
    )

    def __init__(self, *args: Any, committee: int, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own arguments
        """Offer the roster."""
        super().__init__(*args, **kwargs)
        mediator: Any = self.fields["mediator"]
        people = [
            (one.staff_id, f"{one.staff.name}（{one.fields}）" if one.fields else one.staff.name)
            for one in roster(committee)
        ]
        mediator.choices = [("", _("The committee may choose")), *people]

    def clean(self) -> dict[str, Any]:
        """Nobody agrees without having read what it means."""
        said = super().clean() or {}
        if said.get("wishes") == "yes" and not said.get("has_read"):
            self.add_error("has_read", _("Read the notice first, and tick that you have."))
        return said
