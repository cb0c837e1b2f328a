"""What the acts on suggestions and accusations ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.time import local_day, now
from yimen.casework.choices import ADOPTIONS, OFFICE_LEVELS
from yimen.casework.queries.lanes import (
    decided_of,
    named_of,
    receiver_of,
    receivers,
    sheet_text,
)
from yimen.casework.suggesting import Decided
from yimen.people.queries import living_organs
from yimen.registry.lane import Accused
from yimen.workbench.forms.acts import AcceptForm
from yimen.workbench.forms.asking import ActForm, long_text

#: So many whom one accusation names fit on the page.
MOST = 3


class TakeForm(AcceptForm):
    """Who will study or handle it."""


class DecideForm(ActForm):
    """What becomes of a suggestion, and why."""

    result = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), choices=ADOPTIONS, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(4),
    )
    measures = forms.CharField(
        label=gettext_lazy("What will be done, and by when"),
        help_text=gettext_lazy("Needed where it is adopted, wholly or in part."),
        required=False,
        widget=long_text(3),
    )
    reward = forms.CharField(
        label=gettext_lazy("Proposed reward, if any"),
        help_text=gettext_lazy("Whether it is given is decided elsewhere, and told her then."),
        required=False,
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Show what was written before."""
        demand = self.matter.demand
        before = decided_of(demand) if demand else None
        for name, text in (before or {}).items():
            if name in self.fields:
                self.fields[name].initial = text

    def given(self) -> dict[str, Any]:
        """Return the decision."""
        said = self.cleaned_data
        names = ("result", "reasons", "measures", "reward")
        return {"decided": Decided(**{name: said[name] for name in names})}


class StudyForm(DecideForm):
    """What the study came to, and what is proposed."""

    study = forms.CharField(
        label=gettext_lazy("What was looked into"),
        help_text=gettext_lazy("Whom you asked, what you saw, what it would cost and bring."),
        widget=long_text(6),
    )
    field_order = ("study", "result", "reasons", "measures", "reward")

    def given(self) -> dict[str, Any]:
        """Return the study and what is proposed."""
        return {"study": self.cleaned_data["study"]} | super().given()


class NameForm(ActForm):
    """Whom an accusation names: organs, and people with their organ."""

    level = forms.ChoiceField(label=gettext_lazy("At whose level they hold office"), required=False)
    to = forms.TypedChoiceField(
        label=gettext_lazy("If it accuses this office: who takes the whole letter"),
        help_text=gettext_lazy("Your office will not see it any more."),
        coerce=int,
        required=False,
    )

    def offer(self) -> None:
        """Ask for an organ, a name and an office, so many times; show what was entered before."""
        demand = self.matter.demand
        before = named_of(demand) if demand else ()
        level: Any = self.fields["level"]
        level.choices = [("", _("Not known")), *OFFICE_LEVELS.items()]
        found = living_organs(local_day(now())).order_by("name")
        organs = list(found.values_list("pk", "name"))  # anybody can be accused
        asked: dict[str, Any] = {}
        for place in range(1, MOST + 1):
            known = before[place - 1] if place <= len(before) else Accused()
            asked |= self._one(place, organs, known, is_needed=place == 1)
        to: Any = self.fields["to"]
        to.choices = [("", _("It does not")), *((o.pk, o.name) for o in receivers(demand))]
        self.fields = {**asked, **self.fields}

    def _one(
        self, place: int, organs: list[tuple[int, str]], known: Accused, *, is_needed: bool
    ) -> dict[str, Any]:
        said = {"n": place}
        organ = forms.TypedChoiceField(
            label=_("{n}. Organ accused, or the organ of the person").format(**said),
            choices=[("", _("Choose an organ")), *organs],
            coerce=int,
            required=is_needed,
            initial=known.organ or "",
            widget=forms.Select(attrs={"data-find": _("Part of an organ's name")}),
        )
        if is_needed:
            organ.error_messages["required"] = _("Enter whom it accuses: at least their organ.")
        name = forms.CharField(
            label=_("{n}. Name, if a person is accused").format(**said),
            max_length=40,
            required=False,
            initial=known.name,
        )
        office = forms.CharField(
            label=_("{n}. Their office").format(**said),
            max_length=60,
            required=False,
            initial=known.office,
        )
        return {f"organ{place}": organ, f"name{place}": name, f"office{place}": office}

    def given(self) -> dict[str, Any]:
        """Return them, and who takes the letter if it cannot stay."""
        said = self.cleaned_data
        accused = tuple(
            Accused(
                organ=said[f"organ{place}"] or 0,
                name=said[f"name{place}"].strip(),
                office=said[f"office{place}"].strip(),
            )
            for place in range(1, MOST + 1)
            if said[f"organ{place}"]
        )
        return {"accused": accused, "level": said["level"], "to": said["to"] or 0}


class SheetForm(ActForm):
    """The issue sheet, and who receives it."""

    sheet = forms.CharField(
        label=gettext_lazy("Issue sheet"),
        help_text=gettext_lazy(
            "What is reported, when and where, in your own words. No name, number or address of"
            " whoever reports it, and nothing that only she can know."
        ),
        widget=long_text(10),
    )
    to = forms.TypedChoiceField(label=gettext_lazy("Goes to"), coerce=int)

    def offer(self) -> None:
        """Offer the organs that may receive it, and the sheet as it was."""
        demand = self.matter.demand
        to: Any = self.fields["to"]
        to.choices = [("", _("Choose an organ")), *((o.pk, o.name) for o in receivers(demand))]
        if len(to.choices) == 1:
            to.help_text = _(
                "No organ here may receive it: all are accused or below the accused. Hand it on"
                " paper to the discipline organ above, and log that."
            )
        self.fields["sheet"].initial = sheet_text(demand) if demand else ""


class AnswerForm(ActForm):
    """What the petitioner is told."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("She reads it with her query code. It names nobody else."),
        widget=long_text(6),
    )


def to_release(form: ActForm) -> str:
    """Show the sheet to whoever checks it: this, and nothing else, goes out."""
    demand = form.matter.demand
    if demand is None:
        return ""
    return _("This goes to {organ}, and nothing else: “{sheet}”").format(
        organ=receiver_of(demand), sheet=sheet_text(demand)
    )
