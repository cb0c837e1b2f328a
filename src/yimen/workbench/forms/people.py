"""What the pages of staff ask for. Rules stay in the acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.access.actor import POSTS
from yimen.base.numbers import row_number
from yimen.people.directory import Wanted
from yimen.people.queries import living_organs, regions
from yimen.people.vendors import current as vendors
from yimen.registry.telling import role_name
from yimen.workbench.forms.asking import Asking, day_box

OPEN, CLOSED = "open", "closed"


class StaffFilters(Asking):
    """Words, organ, post, and whether the account is open; all of it lives in the address."""

    text = forms.CharField(
        label=gettext_lazy("Name, account or number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    organ = forms.TypedChoiceField(
        label=gettext_lazy("Organ"), required=False, coerce=int, empty_value=None
    )
    role = forms.ChoiceField(label=pgettext_lazy("office", "Post"), required=False)
    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False)

    def __init__(self, sent: QueryDict, *, on: date) -> None:
        """Offer what there is, each with a line for all of it."""
        super().__init__(sent)
        fields: dict[str, Any] = self.fields
        fields["organ"].choices = [("", _("All organs")), *_organs(on)]
        fields["role"].choices = [("", _("All posts")), *_roles()]
        fields["account"].choices = [
            ("", _("Open and closed")),
            (OPEN, _("Open accounts")),
            (CLOSED, _("Closed accounts")),
        ]

    def wanted(self, sent: QueryDict) -> Wanted:
        """Return which staff the list shows; what makes no sense filters nothing."""
        self.is_valid()
        kept = self.cleaned_data
        return Wanted(
            text=kept.get("text", ""),
            organ=kept.get("organ") or 0,
            role=kept.get("role", ""),
            is_active={OPEN: True, CLOSED: False}.get(kept.get("account", "")),
            after=row_number(sent.get("after", "")),
            before=row_number(sent.get("before", "")),
        )


class PersonForm(Asking):
    """The name of a person, and the number that letters may show instead."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    number = forms.CharField(
        label=gettext_lazy("Staff number"),
        help_text=gettext_lazy("Printed on receipts instead of the name, where there is one."),
        max_length=20,
        required=False,
    )


class NewPersonForm(PersonForm):
    """The same for a new account, with its user name."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        help_text=gettext_lazy(
            "2 to 40 letters, digits, dots, dashes or underscores; it cannot be changed later."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ["name", "username", "number"]


class PostForm(Asking):
    """Which post, in which organ and region, from when to when."""

    role = forms.ChoiceField(label=pgettext_lazy("office", "Post"))
    organ = forms.TypedChoiceField(label=gettext_lazy("Organ"), coerce=int)
    region = forms.TypedChoiceField(
        label=gettext_lazy("Region"),
        help_text=gettext_lazy("For posts that serve only a part of the organ's region."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    vendor = forms.TypedChoiceField(
        label=gettext_lazy("Under the contract of"),
        help_text=gettext_lazy("For a contractor's people: the post ends with the contract."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_on = forms.DateField(label=gettext_lazy("Held from"), widget=day_box())
    ends_on = forms.DateField(
        label=gettext_lazy("No longer held from"),
        help_text=gettext_lazy("The first day after the post, if it is known."),
        widget=day_box(),
        required=False,
    )

    def __init__(self, *sent: QueryDict, on: date) -> None:
        """Offer every post, the organs that exist, and every region."""
        super().__init__(*sent, initial={"starts_on": on})
        fields: dict[str, Any] = self.fields
        fields["role"].choices = [("", _("Choose one")), *_roles()]
        fields["organ"].choices = [("", _("Choose one")), *_organs(on)]
        hired = [(vendor.pk, vendor.name) for vendor in vendors(on)]
        fields["vendor"].choices = [("", _("Nobody: employed here")), *hired]
        if not hired:
            del fields["vendor"]
        whole = ("", _("The organ's own region"))
        fields["region"].choices = [whole, *((r.pk, r.name) for r in regions())]

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        told = self.cleaned_data
        return told | {"region": told["region"] or 0, "vendor": told.get("vendor") or 0}


def _roles() -> list[tuple[str, str]]:
    return [(role.value, role_name(role)) for role in POSTS]


def _organs(on: date) -> list[tuple[int, str]]:
    return [(organ.pk, organ.name) for organ in living_organs(on).order_by("name")]
