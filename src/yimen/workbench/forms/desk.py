"""What a desk is filtered by; all of it lives in the address."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.choices import CHANNELS
from yimen.casework.queries.desk import Wanted
from yimen.casework.showing import language
from yimen.law.taxonomy import TAXONOMY
from yimen.workbench.names import STATES


class DeskFilters(forms.Form):
    """State, category, channel and due date; empty means all."""

    view = forms.CharField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("Due"), required=False)

    def __init__(self, sent: QueryDict) -> None:
        """Offer what there is, each with a line for all of it."""
        super().__init__(sent, label_suffix="")
        fields: dict[str, Any] = self.fields
        roots = [(node.code, node.title.say(language())) for node in TAXONOMY.roots()]
        fields["state"].choices = [("", _("All states")), *_labels(STATES)]
        fields["category"].choices = [("", _("All categories")), *roots]
        fields["channel"].choices = [("", _("All channels")), *CHANNELS]
        fields["due"].choices = [
            ("", _("Any day")),
            ("late", _("Late")),
            ("0", _("By today")),
            ("3", _("Within 3 days")),
            ("7", _("Within 7 days")),
        ]

    def kept_words(self) -> dict[str, str]:
        """Return the filters that are set, as they stand in the address."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value and name != "view"
        }

    def is_set(self) -> bool:
        """Say whether anything is filtered at all."""
        return bool(self.kept_words())

    def wanted(self, sent: QueryDict) -> Wanted:
        """Return what the desk is asked for; an address that makes no sense is not found."""
        kept = self.kept_words()
        view = str(self.cleaned_data.get("view") or "")
        by_moment = view == "answered"
        return Wanted(
            view=view,
            state=kept.get("state", ""),
            category=kept.get("category", ""),
            channel=kept.get("channel", ""),
            due=kept.get("due", ""),
            after=_cursor(sent.get("after", ""), by_moment=by_moment),
            before=_cursor(sent.get("before", ""), by_moment=by_moment),
        )


def _labels(states: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(value, label) for value, (label, _tone) in states.items()]


def _cursor(text: str, *, by_moment: bool) -> tuple[str, int] | None:
    """Read a place in a list: a day or a moment, and a row number."""
    if not text:
        return None
    key, _gap, row = text.partition("~")
    try:
        if by_moment:
            datetime.fromisoformat(key).astimezone()
        else:
            date.fromisoformat(key)
        return key, int(row)
    except ValueError as error:
        raise Http404 from error
