"""What a demand is about: screening it, and mending its category later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.choices import CLASSES
from yimen.casework.queries.papers import may_go_apart
from yimen.casework.showing import language
from yimen.law.screening import suggest
from yimen.law.taxonomy import FALLBACK, TAXONOMY
from yimen.workbench.forms.asking import ActForm, long_text
from yimen.workbench.names import WAYS

#: The ways that no opinion answers.
AWAY = (1, 2, 3)
SUGGESTED = 3


class ScreenForm(ActForm):
    """Class, category and way of a demand, with what its words suggest."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Class"), choices=CLASSES, widget=forms.RadioSelect, initial="claim"
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"))
    route = forms.TypedChoiceField(
        label=gettext_lazy("Way under art. 31"),
        help_text=gettext_lazy("Only for claims."),
        choices=list(WAYS.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    papers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Papers that belong to what is no accusation"),
        help_text=gettext_lazy(
            "Only where a letter with an accusation is divided now (art. 30): these go along as"
            " copies into the open file. Choose none that names or hints at who is accused; under"
            " seal open each of them first."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self) -> None:
        """Show the tree, and first what the demand's own words suggest, with those words."""
        demand = self.matter.demand
        papers: Any = self.fields["papers"]
        papers.choices = may_go_apart(demand) if demand else []
        if not papers.choices:
            del self.fields["papers"]
        text = f"{demand.request} {demand.facts}" if demand else ""
        found = [one for one in suggest(text) if one.category != FALLBACK][:SUGGESTED]
        category: Any = self.fields["category"]
        category.choices = [("", _("Choose one")), *TAXONOMY.choices(language())]
        first = demand.category if demand and demand.category else ""
        if found and not first:
            first = found[0].category
        category.initial = first
        category.help_text = _because(found)
        usual = TAXONOMY.find(first).route if first else 0
        route: Any = self.fields["route"]
        route.initial = usual or None
        if usual in AWAY:
            route.help_text = _(
                "Only for claims. Such matters usually go another way: {way}."
                " If so, name the lawful way next."
            ).format(way=WAYS[usual])
        if demand and demand.kind:
            self.fields["kind"].initial = demand.kind
            route.initial = demand.route

    def clean(self) -> dict[str, Any]:
        """Ask for a way where one is needed."""
        said = super().clean() or {}
        if said.get("kind") == "claim" and not said.get("route") and "route" not in self.errors:
            self.add_error("route", _("Choose the way that a claim goes."))
        return said


def _because(found: list[Any]) -> SafeString | str:
    """Say which categories the words suggest, and by which words."""
    if not found:
        return _("Its words suggest no category.")
    lines = [
        _("{category} (because of: {words})").format(
            category=TAXONOMY.find(one.category).label(language()),
            words=_(", ").join(one.words[:SUGGESTED]),
        )
        for one in found
    ]
    return format_html("{} {}", _("Suggested:"), _("; ").join(lines))


class RecategoriseForm(ActForm):
    """The right category, and what the old one missed."""

    category = forms.ChoiceField(label=gettext_lazy("Category"))
    reason = forms.CharField(
        label=gettext_lazy("Why the category was wrong"),
        help_text=gettext_lazy("It stays in the file, inside the house."),
        widget=long_text(3),
    )

    def offer(self) -> None:
        """Show the tree where it stands now, and what the demand's own words suggest."""
        demand = self.matter.demand
        text = f"{demand.request} {demand.facts}" if demand else ""
        found = [one for one in suggest(text) if one.category != FALLBACK][:SUGGESTED]
        category: Any = self.fields["category"]
        category.choices = [("", _("Choose one")), *TAXONOMY.choices(language())]
        category.initial = demand.category if demand else ""
        category.help_text = _because(found)
