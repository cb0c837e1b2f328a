"""What the pages of organs and regions ask for. Rules stay in the acts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.showing import language
from yimen.law.limits import LIMITS
from yimen.law.taxonomy import TAXONOMY
from yimen.people.directory import Shown, organ_kinds, region_kinds
from yimen.people.queries import living_organs, regions
from yimen.people.shapes import Entry
from yimen.workbench.forms.asking import Asking, day_box


class EntryForm(Asking):
    """What an organ tells citizens and other organs of itself."""

    address = forms.CharField(label=gettext_lazy("Address"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    hours = forms.CharField(
        label=gettext_lazy("Opening hours"),
        help_text=gettext_lazy("As citizens read them, like “Monday to Friday, 9:00 to 17:30”."),
        max_length=120,
        required=False,
    )
    has_reception = forms.BooleanField(
        label=gettext_lazy("Citizens may lodge petitions with it directly"), required=False
    )
    guide = forms.TypedChoiceField(
        label=gettext_lazy("Superior department"),
        help_text=gettext_lazy(
            "The department in the same field one level up, such as the city's housing bureau for"
            " the district's. A review of a department's opinion may be asked of its government or"
            " of this department, as the petitioner chooses."
        ),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
    )
    is_vertical = forms.BooleanField(
        label=gettext_lazy("Led by its superior department alone"),
        help_text=gettext_lazy(
            "As taxation is. A review is then asked of the superior department only, not of the"
            " local government."
        ),
        required=False,
    )
    competence = forms.MultipleChoiceField(
        label=gettext_lazy("Competent for"),
        help_text=gettext_lazy("Screening suggests an organ by this."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    profile = forms.ChoiceField(
        label=gettext_lazy("Stricter limits it has promised"), required=False
    )

    def __init__(self, *sent: QueryDict, found: Shown | None = None, on: date) -> None:
        """Offer the organs above, and the competences and profiles that the law's files name."""
        super().__init__(*sent, initial=asdict(found.entry) if found else None)
        fields: dict[str, Any] = self.fields
        above = {organ.pk: organ.name for organ in living_organs(on).order_by("name")}
        if found:
            above.pop(found.id, None)
            if found.entry.guide:  # one that has ended stays: its successor answers in its place
                above.setdefault(found.entry.guide, found.guide)
        fields["guide"].choices = [("", _("None in this system")), *above.items()]
        fields["competence"].choices = [
            (key, words.say(language())) for key, words in TAXONOMY.competences.items()
        ]
        local = [(name, LIMITS.about(name).title.say(language())) for name in LIMITS.profiles()]
        fields["profile"].choices = [("", _("None: the limits of the law")), *local]

    def entry(self) -> Entry:
        """Return what was filled in."""
        said = self.cleaned_data
        return Entry(
            competence=said["competence"],
            address=said["address"],
            phone=said["phone"],
            hours=said["hours"],
            profile=said["profile"],
            has_reception=said["has_reception"],
            guide=said["guide"],
            is_vertical=said["is_vertical"],
        )


class NewOrganForm(EntryForm):
    """The same for a new organ, with its name, kind, place, and the organ above it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    mark = forms.CharField(
        label=gettext_lazy("Mark of its document numbers"),
        help_text=gettext_lazy("The characters before the year, such as 一门信."),
        max_length=12,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    region = forms.TypedChoiceField(label=gettext_lazy("Region"), coerce=int)
    parent = forms.TypedChoiceField(
        label=gettext_lazy("Organ above it"),
        help_text=gettext_lazy(
            "Who leads it: of a department its government, of a local office its department."
            " A review of its opinions is asked for there."
        ),
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = ["name", "mark", "kind", "region", "parent", "guide", "is_vertical"]

    def __init__(self, *sent: QueryDict, on: date) -> None:
        """Offer kinds, regions, and the organs that exist."""
        super().__init__(*sent, on=on)
        fields: dict[str, Any] = self.fields
        choose = ("", _("Choose one"))
        fields["kind"].choices = [choose, *organ_kinds()]
        fields["region"].choices = [choose, *((r.pk, r.name) for r in regions())]
        above = [(organ.pk, organ.name) for organ in living_organs(on).order_by("name")]
        fields["parent"].choices = [("", _("None in this system")), *above]

    def given(self) -> dict[str, Any]:
        """Return what the act takes of a new organ, its entry apart."""
        named = {name: self.cleaned_data[name] for name in ("name", "mark", "kind", "region")}
        return named | {"parent": self.cleaned_data["parent"] or 0}


class EndForm(Asking):
    """From which day an organ no longer exists, and who answers in its place."""

    successor = forms.TypedChoiceField(label=gettext_lazy("Taken over by"), coerce=int)
    on = forms.DateField(label=gettext_lazy("No longer exists from"), widget=day_box())

    def __init__(self, *sent: QueryDict, organ: int, on: date) -> None:
        """Offer the other organs that exist."""
        super().__init__(*sent, initial={"on": on})
        fields: dict[str, Any] = self.fields
        others = living_organs(on).exclude(pk=organ).order_by("name")
        choices = [(other.pk, other.name) for other in others]
        fields["successor"].choices = [("", _("Choose one")), *choices]


class RegionForm(Asking):
    """A region and the one it lies in."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    parent = forms.TypedChoiceField(
        label=gettext_lazy("Lies in"), coerce=int, empty_value=None, required=False
    )
    code = forms.CharField(
        label=gettext_lazy("Code in the path"),
        help_text=gettext_lazy("Small letters, digits or dashes, such as shahe."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *sent: QueryDict) -> None:
        """Offer the kinds and the regions there are."""
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", _("Choose one")), *region_kinds()]
        wider = [(region.pk, region.name) for region in regions()]
        fields["parent"].choices = [("", _("None: it is a district")), *wider]

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return self.cleaned_data | {"parent": self.cleaned_data["parent"] or 0}
