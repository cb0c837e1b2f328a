"""What the pages of the norm library and of the rules ask for. Rules stay in the acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.showing import language
from yimen.law.limits import LIMITS
from yimen.norms.actions.add_version import Text
from yimen.norms.queries import kinds
from yimen.workbench.forms.asking import Asking, day_box, long_text

#: What a change to the rules looks like, for whoever writes the first one.
SAMPLE = """title: {zh: 45日办结, en: Answered within 45 days}
from: 2027-03-01
limits:
  handling: {days: 45}
calendar:
  published: [2027]
  rest:
    - {day: 2027-02-08, zh: 春节, en: Spring Festival}
  work:
    - {day: 2027-02-20, zh: 春节调休上班日, en: make-up day for the Spring Festival}
"""


class VersionForm(Asking):
    """One version: from when it is in force, its numbers, its text."""

    starts_on = forms.DateField(label=gettext_lazy("In force from"), widget=day_box())
    ends_on = forms.DateField(
        label=gettext_lazy("No longer in force from"),
        help_text=gettext_lazy("Only where the text itself says until when it is valid."),
        widget=day_box(),
        required=False,
    )
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60, required=False)
    registration = forms.CharField(
        label=gettext_lazy("Registration number"),
        help_text=gettext_lazy("Under which a normative document of the place is registered."),
        max_length=60,
        required=False,
    )
    issued_on = forms.DateField(label=gettext_lazy("Issued on"), widget=day_box(), required=False)
    source = forms.CharField(
        label=gettext_lazy("Where the text was taken from"), max_length=200, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "Paste it with every article on a line of its own; citations then lead to the article."
        ),
        widget=long_text(12),
        max_length=400_000,
        required=False,
    )

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        said = dict(self.cleaned_data)
        starts_on = said.pop("starts_on")
        names = ("number", "registration", "issued_on", "ends_on", "text", "source")
        return {"starts_on": starts_on, "text": Text(**{name: said[name] for name in names})}


class NewNormForm(VersionForm):
    """The same with the name of an instrument that the library has not."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=80)
    field_order = ["title", "kind", "issuer"]

    def __init__(self, *sent: QueryDict) -> None:
        """Offer the kinds."""
        super().__init__(*sent, initial={"kind": "local"})
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = kinds()

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return super().given() | {
            name: self.cleaned_data[name] for name in ("title", "kind", "issuer")
        }


class EndNormForm(Asking):
    """From which day a version is no longer in force, and what took its place."""

    on = forms.DateField(label=gettext_lazy("No longer in force from"), widget=day_box())
    norm = forms.TypedChoiceField(
        label=gettext_lazy("Superseded by"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *sent: QueryDict, others: list[tuple[int, str]]) -> None:
        """Offer the other instruments."""
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["norm"].choices = [("", _("Nothing: it simply ended")), *others]


class ChangeForm(Asking):
    """A change to the rules, as its file says it, and why."""

    text = forms.CharField(
        label=gettext_lazy("The change"),
        help_text=gettext_lazy(
            "Write limits, profiles, calendar or routes under the name of what changes;"
            " what you leave out stays as it is."
        ),
        widget=long_text(16),
        max_length=100_000,
    )
    reason = forms.CharField(label=gettext_lazy("Why"), widget=long_text(3), max_length=2000)


class TrialForm(Asking):
    """On which petitions a change is tried."""

    since = forms.DateField(label=gettext_lazy("Received from"), widget=day_box())
    until = forms.DateField(label=gettext_lazy("Received up to"), widget=day_box())
    profile = forms.ChoiceField(label=gettext_lazy("As if this had been promised"), required=False)

    def __init__(self, *sent: QueryDict, on: date) -> None:
        """Offer the last full year of receipts, and the local profiles."""
        super().__init__(*sent, initial={"since": on.replace(month=1, day=1), "until": on})
        fields: dict[str, Any] = self.fields
        local = [(name, LIMITS.about(name).title.say(language())) for name in LIMITS.profiles()]
        fields["profile"].choices = [("", _("What was promised then")), *local]


class RefusalForm(Asking):
    """Why a change is refused."""

    answer = forms.CharField(
        label=gettext_lazy("Why it is refused"), widget=long_text(3), max_length=2000
    )
