"""How the staff's forms ask: labels in the law's words, errors that say what to do."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.casework.queries.matter import Matter

#: What Django hands from form to form without saying what it is.
Given = Any

DAY = "%Y-%m-%d"
MOMENT = "%Y-%m-%dT%H:%M"
_DAYS = (forms.DateField, forms.DateTimeField)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def _in_our_time(day: date) -> None:
    """Refuse a mistyped year: no calendar counts that far."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        said = "invalid"  # in the words of each field
        raise ValidationError(said, code=said)


class Asking(forms.Form):
    """A form whose errors name the field and what to do."""

    def __init__(self, *args: Given, **kwargs: Given) -> None:
        """Give every field its own words for what is missing or does not fit."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._name_fields()

    def full_clean(self) -> None:
        """Name also the fields that came after the form was made."""
        self._name_fields()
        super().full_clean()

    def _name_fields(self) -> None:
        for field in self.fields.values():
            said, is_day = field.error_messages, isinstance(field, _DAYS)
            if is_day and _in_our_time not in field.validators:
                field.validators.append(_in_our_time)
            if said["required"] is not forms.Field.default_error_messages["required"]:
                continue  # it has its own words
            label = str(field.label or "")
            said["required"] = _("Fill in “{label}”.").format(label=label)
            said["invalid_choice"] = _("“{label}”: choose one from the list.").format(label=label)
            if is_day:
                said["invalid"] = _("“{label}”: enter a day like 2026-03-27.").format(label=label)
            elif isinstance(field, forms.IntegerField):
                said["invalid"] = _("“{label}”: enter a whole number.").format(label=label)

    def kept(self) -> dict[str, Any]:
        """Return what was typed, judged or not: to show it again in a fresh form."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if not isinstance(field, forms.FileField)
        }

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return dict(self.cleaned_data)


class ActForm(Asking):
    """What an act asks for: its fields are named as the act names what it takes."""

    #: Which of its fields an address may fill in beforehand: numbers of rows, never a name.
    from_address: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *args: Given, matter: Matter, actor: Actor, today: date, **kwargs: Given
    ) -> None:
        """Keep what the form is about; then offer what fits it."""
        super().__init__(*args, **kwargs)
        self.matter, self.actor, self.today = matter, actor, today
        self.offer()

    def offer(self) -> None:
        """Fill lists and defaults from the matter; most forms have none."""


def long_text(rows: int = 4) -> forms.Textarea:
    """Make a box for several sentences."""
    return forms.Textarea(attrs={"rows": rows, "cols": 60})


def day_box() -> forms.DateInput:
    """Make a box for a day."""
    return forms.DateInput(attrs={"type": "date"}, format=DAY)


def moment_box() -> forms.DateTimeInput:
    """Make a box for a day and a time."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
