"""Boxes to fill in: what they take, what they tidy, and what they say when it does not fit."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc

from yimen.documents.media import SUFFIXES
from yimen.registry.identity import tidy_id, tidy_phone

Label = str | Promise
#: With this list a telephone hands over its HEIC pictures as JPEG, which everybody can open.
ACCEPTED = ",".join([*SUFFIXES, *(end for ends in SUFFIXES.values() for end in ends)])
#: What a text may hold besides what can be seen.
_UNSEEN = re.compile(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_PHONE = re.compile(r"[+0-9][0-9 ()/.\-–—#转+]*")
_SHORTEST_PHONE, _LONGEST_PHONE = 7, 20
#: A mobile number of this country; what begins like one is one, with or without the country.
_MOBILE = re.compile(r"(?:(?:\+|00)86)?1[3-9]")
_MOBILE_DIGITS = 11
#: What people write around a number of people.
_AROUND_A_NUMBER = re.compile(r"^(?:大约|约|about )|(?:人|位|名|户|个人|people)(?:左右)?$")
_DOCUMENT = re.compile(r"[A-Z0-9]{5,20}")
_CHECKED = {"resident": ric.is_valid, "credit_code": uscc.is_valid}


class Words(forms.CharField):
    """A text of some length: counted as people count, kept whole when it is too long."""

    widget: type[forms.Widget] | forms.Widget = forms.Textarea

    def __init__(self, *, most: int, rows: int = 0, missing: Label = "", **told: Any) -> None:  # noqa: ANN401  # Django's own arguments
        """Take the longest length allowed, and what to say where nothing is written."""
        self.most = most
        attrs = told.pop("attrs", {})
        if rows:
            told["widget"] = forms.Textarea({"rows": rows, **attrs})
        elif attrs:
            told.setdefault("widget", forms.TextInput(attrs))
        if missing:
            told["error_messages"] = {"required": missing}
        super().__init__(**told)

    def to_python(self, value: object) -> str:
        """Return the text with plain line breaks and nothing that cannot be seen."""
        return str(super().to_python(tidy(str(value or ""))))

    def validate(self, value: str) -> None:
        """Refuse a text that is too long, and say by how much."""
        super().validate(value)
        over = len(value) - self.most
        if over > 0:
            message = ngettext(
                "This is {over} character too long: at most {most} fit. Shorten it, or add the"
                " rest as a file.",
                "This is {over} characters too long: at most {most} fit. Shorten it, or add the"
                " rest as a file.",
                over,
            )
            raise ValidationError(message.format(over=over, most=self.most))


class Line(Words):
    """A text of one line."""

    widget = forms.TextInput

    def to_python(self, value: object) -> str:
        """Return the text without line breaks."""
        return " ".join(super().to_python(value).split())


class Phone(Line):
    """A telephone number, of any country, with or without an extension."""

    def __init__(self, **told: Any) -> None:  # noqa: ANN401  # Django's own arguments
        """Ask the telephone's keyboard for digits."""
        attrs = {"type": "tel", "autocomplete": "tel"} | told.pop("attrs", {})
        super().__init__(most=40, attrs=attrs, **told)

    def to_python(self, value: object) -> str:
        """Return the number with half-width digits."""
        return unicodedata.normalize("NFKC", super().to_python(value))

    def validate(self, value: str) -> None:
        """Refuse what nobody can call."""
        super().validate(value)
        digits = len(tidy_phone(value))
        fits = _PHONE.fullmatch(value) and _SHORTEST_PHONE <= digits <= _LONGEST_PHONE
        if value and not fits:
            raise ValidationError(
                gettext("Enter a telephone number, like 138 0013 8000 or 0755-8888 6666.")
            )
        found = _mobile_digits(value)
        if found and found != _MOBILE_DIGITS:
            raise ValidationError(
                ngettext(
                    "A mobile number has {most} digits; this one has {found}. Compare it again.",
                    "A mobile number has {most} digits; this one has {found}. Compare it again.",
                    found,
                ).format(most=_MOBILE_DIGITS, found=found)
            )


class People(forms.IntegerField):
    """A number of people, as one writes it: 12, １２, 12人, 约30人."""

    widget = forms.TextInput({"inputmode": "numeric"})

    def to_python(self, value: object) -> int | None:
        """Return the number without what stands around it."""
        plain = unicodedata.normalize("NFKC", str(value or "")).strip().lower()
        return super().to_python(_AROUND_A_NUMBER.sub("", plain).strip())


class FilesInput(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files; they are looked over and laid down before the form itself is."""

    widget = FilesInput

    def clean(self, data: object, initial: object = None) -> list[str]:  # noqa: ARG002  # as it is asked
        """Take whatever came: the view has looked at it already."""
        return []


def uploading(kept_in: str) -> dict[str, str]:
    """Return what makes a file box send its files as soon as they are chosen."""
    return {
        "accept": ACCEPTED,
        "hx-post": "",
        "hx-trigger": "change",
        "hx-target": kept_in,
        "hx-select": kept_in,
        "hx-swap": "outerHTML",
        "hx-encoding": "multipart/form-data",
        "hx-vals": '{"upload": "1"}',
        "hx-indicator": kept_in,
    }


def _mobile_digits(value: str) -> int:
    """Return how many digits a number has that begins like a mobile one; 0 for any other."""
    plain = re.sub(r"[ ()/.\-–—]", "", re.split(r"[#转]", value)[0])
    begun = _MOBILE.match(plain)
    return len(plain) - begun.end() + 2 if begun else 0


def tidy(text: str) -> str:
    """Return a text with plain line breaks, plain spaces, and no signs that do something unseen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(" ", lines)


def wrong_in_document(kind: str, number: str) -> str:
    """Return what cannot be right in the number of a document and what to do, or nothing."""
    tidy_number = tidy_id(number)
    if not kind:
        return gettext("Choose the kind of document above.")
    if kind in _CHECKED:
        if _CHECKED[kind](tidy_number):
            return ""
        return gettext(
            "This number cannot be right. Compare it with the document, or leave it empty."
        )
    if not _DOCUMENT.fullmatch(tidy_number.replace("-", "")):
        return gettext("A document has 5 to 20 letters and digits. Correct it, or leave it empty.")
    return ""


def kind_of_document(number: str) -> str:
    """Return the kind of document that a number tells by itself, or nothing."""
    tidy_number = tidy_id(number)
    return next((kind for kind, fits in _CHECKED.items() if fits(tidy_number)), "")


NEEDS: list[tuple[str, Label]] = [
    ("large_print", _("Letters in large print")),
    ("dialect", _("Someone who speaks my dialect or language")),
    ("sign", _("Sign language")),
    ("call", _("Somebody to read letters to me by telephone")),
    ("step_free", _("A place without steps")),
]


class Shared(dict[str, forms.Field]):
    """The questions of a form, which every sending of it shares: answering changes none of them.

    Django copies each question with all its choices for every form, a tenth of a filing's time.
    Whoever changes a question of one form copies it first.
    """

    def __deepcopy__(self, _: dict[int, object]) -> dict[str, forms.Field]:
        """Return the same questions in a dictionary of the form's own."""
        return dict(self)
