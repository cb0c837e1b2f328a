"""What this door asks: shape and words of the questions. The rules are in the acts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.choices import ID_KINDS, LEVELS, PARTY_KINDS, REACHES
from yimen.portal.accusing import Accusing
from yimen.portal.fields import (
    NEEDS,
    Files,
    FilesInput,
    Line,
    People,
    Phone,
    Shared,
    Words,
    kind_of_document,
    tidy,
    uploading,
    wrong_in_document,
)
from yimen.portal.together import Together
from yimen.registry.code import is_code, tidy_code, tidy_number

REQUEST_MOST = 500
FACTS_MOST = 10_000
MOST_DEMANDS = 10
NAME_MOST = 80
MOST_PEOPLE = 100_000

Choices = list[tuple[str, str | Promise]]
NOT_A_NUMBER = _("Enter a whole number, like 12.")
SELF, AGENT, OTHER = "self", "agent", "other"
#: Asked only of those whom they concern, and then not optional.
NEEDED_WHERE_SHOWN = ("principal", "authority", "organisation")
#: Ways of hearing from us that need a telephone, and the one that needs an address.
BY_PHONE = frozenset({"phone", "message"})


class Asked(forms.Form):
    """A form whose mistakes are told by the server, in words that say what to do."""

    use_required_attribute = False

    def missing(self, name: str, message: str) -> None:
        """Say that an answer is needed after all, unless something is wrong with it already."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class DemandForm(Asked):
    """One thing that is asked for."""

    request = Words(
        label=_("What should be done?"),
        help_text=_("One or two sentences: what you ask for, or what you want to report."),
        missing=_("Write down what should be done, in a sentence or two."),
        most=REQUEST_MOST,
        rows=3,
    )
    facts = Words(
        label=_("What has happened?"),
        help_text=_(
            "When, where, who, how much; what you have tried. Say also if it is before a court,"
            " an arbitrator or another office."
        ),
        missing=_("Tell what has happened and why you ask; it can be short."),
        most=FACTS_MOST,
        rows=7,
    )


class Demands(forms.BaseFormSet[DemandForm]):
    """All that one petition asks for; boxes after the first may stay empty."""

    def initial_form_count(self) -> int:
        """Treat every box alike, filled or not."""
        return 0

    def total_form_count(self) -> int:
        """Show the boxes that were filled, and at least one."""
        if self.is_bound:
            return int(super().total_form_count())
        return max(len(self.initial or ()), 1)


DemandFormSet = forms.formset_factory(
    DemandForm,
    formset=Demands,
    min_num=1,
    max_num=MOST_DEMANDS,
    absolute_max=MOST_DEMANDS * 2,
    validate_max=True,
)


class FilingForm(Accusing, Together, Asked):
    """Who files, how we reach them, and what else they wish."""

    on_behalf = forms.ChoiceField(
        label=_("For whom do you file?"),
        choices=[(SELF, _("For myself")), (AGENT, _("For somebody else"))],
        widget=forms.RadioSelect,
        initial=SELF,
    )
    principal = Line(label=_("Whose matter is it? Their full name"), most=NAME_MOST, required=False)
    authority = Line(
        label=_("What lets you act for them, and how far?"),
        help_text=_("For example: her son, with a letter of authority to file and to get answers."),
        most=200,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Whose matter is it?"),
        choices=PARTY_KINDS,
        widget=forms.RadioSelect,
        initial="person",
    )
    organisation = Line(label=_("Full name of the organisation"), most=NAME_MOST, required=False)
    name = Line(
        label=_("Your name"),
        missing=_("Enter your name, as it should stand on the answer."),
        most=NAME_MOST,
        attrs={"autocomplete": "name"},
    )
    address = Line(
        label=_("Your address"),
        help_text=_("Where letters reach you. Without a fixed address, say where you stay."),
        missing=_("Enter your address, or say where you stay."),
        most=200,
        attrs={"autocomplete": "street-address"},
    )
    prefers = forms.ChoiceField(
        label=_("How do you want to hear from us?"),
        choices=REACHES,
        widget=forms.RadioSelect,
        initial="online",
    )
    phone = Phone(label=_("Your telephone number"), required=False)
    contact = forms.ChoiceField(
        label=_("Whom shall we contact?"),
        choices=[
            (SELF, _("Me, as above")),
            (OTHER, _("Somebody else, or the person for whom I file")),
        ],
        widget=forms.RadioSelect,
        initial=SELF,
    )
    contact_name = Line(
        label=_("Name of the contact"),
        help_text=_("Leave it empty if it is the person for whom you file."),
        most=NAME_MOST,
        required=False,
    )
    contact_phone = Phone(
        label=_("Telephone of the contact"), attrs={"autocomplete": "off"}, required=False
    )
    contact_address = Line(label=_("Address of the contact"), most=200, required=False)
    id_kind = forms.ChoiceField(label=_("Kind of document"), choices=ID_KINDS, required=False)
    id_number = Line(
        label=_("Number of the document"),
        help_text=_("Of the person or organisation whose matter it is. It is kept sealed."),
        most=40,
        required=False,
        attrs={"autocomplete": "off"},
    )
    nationality = Line(label=_("Nationality, if not Chinese"), most=40, required=False)
    needs = forms.MultipleChoiceField(
        label=_("What would help you?"),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs_note = Line(label=_("Something else that would help"), most=100, required=False)
    headcount = People(
        label=_("How many people are concerned, about?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_NUMBER),
    )
    place = Line(
        label=_("Where is it?"),
        help_text=_("Street, building, number, or a landmark nearby."),
        most=200,
        required=False,
    )
    region = forms.ChoiceField(label=_("In which part of the district is it?"), required=False)
    receiver = forms.ChoiceField(
        label=_("Which office shall take it in?"),
        help_text=_("You need not choose: the petition bureau sends it to the right organ."),
        required=False,
    )
    authorisation = Files(
        label=_("Letter of authority"),
        help_text=_("A photograph is fine. You can also bring or send it later."),
        required=False,
        widget=FilesInput(uploading("#papers")),
    )
    attachments = Files(
        label=_("Add files"), required=False, widget=FilesInput(uploading("#papers"))
    )
    confidential = forms.BooleanField(
        label=_("Do not tell the organ that I complain about who I am."), required=False
    )
    wants_publicity = forms.BooleanField(
        label=_("The answer may be published, without names."), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Take what was typed; what can be chosen is offered when somebody looks, or has chosen."""
        super().__init__(data, initial=dict(initial or {}))

    def offer(self, offices: Choices, regions: Choices, organs: Choices) -> None:
        """Offer the offices and regions that can be chosen now; a single one is no choice."""
        nowhere = ("", _("I do not know, or it does not matter"))
        _offer(self, "receiver", offices)
        _offer(self, "region", [nowhere, *regions] if regions else [])
        _offer(self, "accused_organ", [nowhere, *organs] if organs else [])

    def clean(self) -> dict[str, Any]:
        """Look at what depends on another answer."""
        given = super().clean() or self.cleaned_data
        self._clean_agent(given)
        self._clean_reach(given)
        self._clean_document(given)
        return given

    def _clean_agent(self, given: dict[str, Any]) -> None:
        is_organisation = given.get("kind") == "organisation"
        if is_organisation:
            self.missing("organisation", gettext("Enter the full name of the organisation."))
        if given.get("on_behalf") != AGENT:
            return
        if not is_organisation:
            self.missing("principal", gettext("Enter the name of the person for whom you file."))
        self.missing(
            "authority", gettext("Say what lets you act for them: family, friend, letter, post.")
        )

    def _clean_reach(self, given: dict[str, Any]) -> None:
        is_other = given.get("contact") == OTHER
        if is_other and given.get("on_behalf") != AGENT:
            self.missing("contact_name", gettext("Enter the name of the contact."))
        if is_other and not given.get("contact_address"):
            message = gettext("Enter a telephone number or an address of the contact.")
            self.missing("contact_phone", message)
        if given.get("prefers") in BY_PHONE and not is_other:
            message = gettext("Enter a telephone number, or choose another way to hear from us.")
            self.missing("phone", message)

    def _clean_document(self, given: dict[str, Any]) -> None:
        number = given.get("id_number", "")
        kind = given.get("id_kind") or kind_of_document(number)
        given["id_kind"] = kind if number else ""
        wrong = wrong_in_document(kind, number) if number else ""
        if wrong:
            self.add_error("id_number", wrong)


class TrackForm(Asked):
    """The two keys of a matter."""

    number = Line(
        label=_("Number"),
        help_text=_("Year and number are enough, like 2026-123."),
        missing=_("Enter the number of your receipt."),
        most=40,
        attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"},
    )
    query_code = Line(
        label=_("Query code"),
        help_text=_("Twelve digits. Spaces do not matter."),
        missing=_("Enter the query code of your receipt."),
        most=40,
        attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
    )

    def clean_number(self) -> str:
        """Return year and number alone."""
        tidy_one = tidy_number(self.cleaned_data["number"])
        year, _dash, serial = tidy_one.partition("-")
        if not (year.isdecimal() and serial.isdecimal()):
            message = gettext("Enter year and number as they are on the receipt, like 2026-123.")
            raise ValidationError(message)
        return tidy_one

    def clean_query_code(self) -> str:
        """Return the digits, unless one of them must be wrong."""
        code = tidy_code(self.cleaned_data["query_code"])
        if not is_code(code):
            message = gettext(
                "A query code has twelve digits that fit together; this one has a slip. Compare it"
                " with your receipt, digit by digit."
            )
            raise ValidationError(message)
        return code


class RatingForm(Asked):
    """What the petitioner thinks of one organ's work."""

    level = forms.ChoiceField(
        label=_("Your rating"),
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    reason = Words(
        label=_("Why? What was good, what was missing?"), most=2000, rows=3, required=False
    )


class PapersForm(Asked):
    """What is added to a matter later."""

    note = Words(
        label=_("What do you want to add?"),
        help_text=_("New facts, a correction, or what the papers show."),
        most=FACTS_MOST,
        rows=5,
        required=False,
    )
    attachments = Files(
        label=_("Add files"), required=False, widget=FilesInput(uploading("#papers"))
    )


def answers_of(posted: QueryDict) -> dict[str, list[str]]:
    """Return what was typed into the filing form, by question, as it was typed."""
    names = [name for name in FilingForm.base_fields if name in posted]
    return {name: [tidy(value) for value in posted.getlist(name)] for name in names}


def initial_of(answers: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return typed answers as what a fresh form begins with."""
    return {
        name: values if name == "needs" else values[-1]
        for name, values in answers.items()
        if name in FilingForm.base_fields and values
    }


for _name in NEEDED_WHERE_SHOWN:
    FilingForm.base_fields[_name].is_needed_here = True  # type: ignore[attr-defined]  # the page asks
for _form in (FilingForm, DemandForm):
    _form.base_fields = Shared(_form.base_fields)


def _offer(form: FilingForm, name: str, offered: Choices) -> None:
    """Offer a choice, or leave the question out where there is nothing to choose."""
    field = form.fields.get(name)
    if len(offered) > 1 and isinstance(field, forms.ChoiceField):
        own = form.fields[name] = deepcopy(field)
        own.choices = offered
    else:
        form.fields.pop(name, None)
