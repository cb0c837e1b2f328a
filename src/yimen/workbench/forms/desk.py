"""What a desk is filtered by; all of it lives in the address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.http import Http404, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yimen.casework.choices import CHANNELS
from yimen.casework.queries.desk import Wanted
from yimen.casework.showing import language
from yimen.law.taxonomy import TAXONOMY
from yimen.workbench.names import STATES


class Offered(forms.Select):
    """A list that is the same for everybody: drawn once for each choice, and remembered."""

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        super().__init__()
        self._drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the list; what nobody offers is drawn, but not remembered."""
        key = (name, value, *(attrs or {}).items())
        if key in self._drawn:
            return self._drawn[key]
        drawn = super().render(name, value, attrs, renderer)
        if not value or any(value == known for known, _label in self.choices):
            self._drawn[key] = drawn
        return drawn


class DeskFilters(forms.Form):
    """State, category, channel and due date; empty means all."""

    def __init__(self, sent: QueryDict) -> None:
        """Ask what everybody is asked who reads this language."""
        super().__init__(sent, label_suffix="")
        self.fields = _questions(language())

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
            after=cursor(sent.get("after", ""), by_moment=by_moment),
            before=cursor(sent.get("before", ""), by_moment=by_moment),
        )


@cache
def _questions(reads: str) -> dict[str, forms.Field]:
    """Make the questions of one language, each with a line for all of it; nobody changes them."""
    roots = [(node.code, node.title.say(reads)) for node in TAXONOMY.roots()]
    states = [(value, label) for value, (label, _tone) in STATES.items()]
    days = [
        ("late", _("Late")),
        ("0", _("By today")),
        ("3", _("Within 3 days")),
        ("7", _("Within 7 days")),
    ]
    return {
        "view": forms.CharField(required=False, widget=forms.HiddenInput),
        "state": _list(_("State"), _("All states"), states),
        "category": _list(_("Category"), _("All categories"), roots),
        "channel": _list(_("Channel"), _("All channels"), CHANNELS),
        "due": _list(_("Due"), _("Any day"), days),
    }


def _list(label: str, everything: str, offered: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    choices = [("", everything), *((value, str(label)) for value, label in offered)]
    return forms.ChoiceField(label=label, required=False, widget=Offered(), choices=choices)


def cursor(text: str, *, by_moment: bool = False) -> tuple[str, int] | None:
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
