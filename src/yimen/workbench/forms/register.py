"""What is asked at the counter, by telephone, of a letter or a fax: in the order of asking."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as NotValid

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.casework.choices import CHANNELS, PARTY_KINDS, REACHES
from yimen.casework.filing import Ask, Filing, Paper, Person
from yimen.casework.guards import TooManyRepresentatives
from yimen.casework.rosters import signers
from yimen.casework.showing import Shown
from yimen.casework.showing import said as why
from yimen.documents.rosters import read_roster
from yimen.law.headcounts import MOST_REPRESENTATIVES
from yimen.people.queries import living_organs
from yimen.registry.lane import Accused
from yimen.workbench.forms.asking import MOMENT, Asking, Given, long_text, moment_box
from yimen.workbench.forms.together import bad_rows

MOST_DEMANDS = 20
RESIDENT_LENGTH = 18
TRAVEL_PERMIT = re.compile(r"[HM]\d{8}(\d{2})?|\d{8}")
PASSPORT = re.compile(r"[A-Z0-9]{6,20}")
NEEDS = [
    ("interpreter", gettext_lazy("Interpreter or dialect")),
    ("sign_language", gettext_lazy("Sign language")),
    ("large_print", gettext_lazy("Large print")),
    ("wheelchair", gettext_lazy("Wheelchair access")),
    ("own_room", gettext_lazy("A room to talk alone")),
]


class ManyFiles(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, or none."""

    widget = ManyFiles

    def clean(self, data: Given, initial: Given = None) -> list[Any]:
        """Judge each file by itself."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(Files, self).clean(file, initial) for file in files]


class RegisterForm(Asking):
    """How it came, who it is from, and what else there is to say."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"),
        choices=[choice for choice in CHANNELS if choice[0] != "online"],
        widget=forms.RadioSelect,
        initial="visit",
    )
    received_at = forms.DateTimeField(
        label=gettext_lazy("Received"), widget=moment_box(), input_formats=[MOMENT]
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    id_number = forms.CharField(
        label=gettext_lazy("Identity number"), max_length=30, required=False
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=120, required=False)
    prefers = forms.ChoiceField(label=gettext_lazy("Reach by"), choices=REACHES, initial="phone")
    kind = forms.ChoiceField(
        label=gettext_lazy("Petitioner is"),
        choices=PARTY_KINDS,
        widget=forms.RadioSelect,
        initial="person",
    )
    organisation = forms.CharField(
        label=gettext_lazy("Name of the organisation"), max_length=80, required=False
    )
    on_behalf = forms.ChoiceField(
        label=gettext_lazy("Speaks"),
        choices=[
            ("self", gettext_lazy("for themselves")),
            ("agent", gettext_lazy("for somebody else")),
        ],
        widget=forms.RadioSelect,
        initial="self",
    )
    principal = forms.CharField(
        label=gettext_lazy("For whom, and on what authority"),
        help_text=gettext_lazy("The petitioner's name; after a comma, how they were authorised."),
        max_length=80,
        required=False,
    )
    headcount = forms.IntegerField(
        label=gettext_lazy("Persons"), min_value=1, max_value=9999, initial=1, required=False
    )
    cosigners = forms.CharField(
        label=gettext_lazy("Co-signers"),
        help_text=gettext_lazy("One name on each line."),
        required=False,
        widget=long_text(3),
    )
    roster = forms.FileField(
        label=gettext_lazy("Or a list of co-signers"),
        help_text=gettext_lazy("A table of the template: CSV or XLSX, one person on each row."),
        required=False,
    )
    take_good = forms.BooleanField(
        label=gettext_lazy("Take in the good rows of the list, and leave out those named here"),
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What helps"),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs_note = forms.CharField(
        label=gettext_lazy("Language or dialect, and anything else"), max_length=40, required=False
    )
    place = forms.CharField(label=gettext_lazy("Where it happened"), max_length=200, required=False)
    attachments = Files(label=gettext_lazy("Papers handed in"), required=False)
    accuses = forms.BooleanField(
        label=gettext_lazy("Reports misconduct of an office or of somebody in office"),
        help_text=gettext_lazy(
            "It is sealed at once (art. 30): you see number and query code, and nothing more of it."
        ),
        required=False,
    )
    accused_organ = forms.TypedChoiceField(
        label=gettext_lazy("Organ accused, or the organ of the person"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    accused_name = forms.CharField(
        label=gettext_lazy("Name, if a person is accused"), max_length=40, required=False
    )
    confidential = forms.BooleanField(
        label=gettext_lazy("Asks for confidentiality"), required=False
    )
    wants_publicity = forms.BooleanField(
        label=gettext_lazy("Agrees to publication of the answer"), required=False
    )

    def __init__(self, *args: Given, **kwargs: Given) -> None:
        """Begin with now and a fresh ticket; sensitive boxes are not filled in by the browser."""
        super().__init__(*args, **kwargs)
        self.fields["ticket"].initial = uuid.uuid4
        self.fields["received_at"].initial = now().replace(second=0, microsecond=0)
        for name in ("name", "phone", "id_number", "address", "organisation", "principal"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["name"].widget.attrs["autofocus"] = True
        organs = living_organs(local_day(now())).order_by("name").values_list("pk", "name")
        accused: Any = self.fields["accused_organ"]
        accused.choices = [("", _("Not known")), *organs]
        self.fields["name"].widget.attrs["accesskey"] = "m"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"

    def clean_id_number(self) -> str:
        """Check the number, so that a slip of the pen is heard at the counter."""
        number = "".join(self.cleaned_data["id_number"].upper().split())
        if number and not id_kind(number):
            raise forms.ValidationError(
                _("This number has a slip in it. Compare it with the card, digit by digit.")
            )
        return number

    def clean_received_at(self) -> datetime:
        """Nothing is received in the future."""
        received: datetime = self.cleaned_data["received_at"]
        if received > now():
            raise forms.ValidationError(_("“Received”: enter a time that has passed."))
        return received

    def clean(self) -> dict[str, Any]:
        """Ask for what the answers before make necessary."""
        said = super().clean() or {}
        if said.get("kind") == "organisation" and not said.get("organisation"):
            self.add_error("organisation", _("Enter the name of the organisation."))
        if said.get("on_behalf") == "agent" and not said.get("principal"):
            self.add_error("principal", _("Enter for whom they speak."))
        if said.get("prefers") in {"phone", "message"} and not said.get("phone"):
            self.add_error(
                "phone", _("Enter a telephone number, or choose another way to reach them.")
            )
        return said | self._roster(said)

    def _roster(self, said: dict[str, Any]) -> dict[str, Any]:
        """Read the list of co-signers; a bad row is named with its line."""
        sent = said.get("roster")
        if sent is None:
            return {}
        try:
            read = read_roster(sent.name, sent.read())
        except Refused as refusal:
            self.add_error("roster", why(refusal))
            return {}
        sent.seek(0)
        if read.left_out and not (said.get("take_good") and read.people):
            self.add_error("roster", bad_rows(read))
        return {"signers": read}


class RepresentativeForm(Asking):
    """One of those who speak for a group."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)


class DemandForm(Asking):
    """One thing asked for."""

    request = forms.CharField(
        label=gettext_lazy("What should be done"), required=False, widget=long_text(2)
    )
    facts = forms.CharField(
        label=gettext_lazy("Facts and reasons"), required=False, widget=long_text(4)
    )
    tried = forms.CharField(
        label=gettext_lazy("Tried elsewhere, and any time limit that runs there"),
        required=False,
        max_length=300,
    )


class Spokespeople(BaseFormSet[Any]):
    """Those who speak for visitors: at most five, in the words of art. 20."""

    def clean(self) -> None:
        """Refuse a sixth."""
        named = sum(bool(row.cleaned_data.get("name")) for row in self.forms if row.is_valid())
        if named > MOST_REPRESENTATIVES:
            raise forms.ValidationError(why(TooManyRepresentatives(most=MOST_REPRESENTATIVES)))


Representatives = formset_factory(
    RepresentativeForm, formset=Spokespeople, extra=1, max_num=MOST_REPRESENTATIVES, absolute_max=50
)
Demands = formset_factory(DemandForm, extra=1, max_num=MOST_DEMANDS, absolute_max=50)
Rows = BaseFormSet[Any]


def demand_rows(
    sent: QueryDict | None = None, *, initial: list[Shown] | None = None, extra: int = 1
) -> Rows:
    """Return the rows for demands; the first cannot be left empty."""
    rows: Rows = Demands(sent, prefix="demands", initial=initial)
    rows.extra = extra
    for first in rows.forms[:1]:  # none, where the count of rows was lost on the way
        first.empty_permitted = False
        first.fields["request"].required = True
    return rows


def representative_rows(
    sent: QueryDict | None = None, *, initial: list[Shown] | None = None, extra: int = 1
) -> Rows:
    """Return the rows for those who speak for a group."""
    rows: Rows = Representatives(sent, prefix="representatives", initial=initial)
    rows.extra = extra
    return rows


def id_kind(number: str) -> str:
    """Say which document a number belongs to, or nothing for one that fits none."""
    if len(number) == RESIDENT_LENGTH and number[:-1].isdigit():
        try:
            ric.validate(number)
        except NotValid:
            return "credit_code" if uscc.is_valid(number) else ""
        return "resident"
    if uscc.is_valid(number):
        return "credit_code"
    if TRAVEL_PERMIT.fullmatch(number):
        return "travel_permit"
    return "passport" if PASSPORT.fullmatch(number) and not number.isdigit() else ""


def filing_of(form: RegisterForm, demands: Rows, others: Rows, *, receiver: int) -> Filing:
    """Return what came over the counter as the act takes it."""
    said = form.cleaned_data
    with override("zh-hans"):  # what we add to a file is in its language, not in that of the page
        people = [*_petitioner(said), *_others(said, others)]
        asks = tuple(_ask(row.cleaned_data) for row in demands.forms if row.cleaned_data)
    return Filing(
        channel=said["channel"],
        receiver=receiver,
        asks=asks,
        people=tuple(people),
        place=said["place"],
        headcount=max(said["headcount"] or 1, 1) if said["channel"] == "visit" else len(people),
        wants_publicity=said["wants_publicity"],
        wants_confidentiality=said["confidential"],
        papers=tuple(Paper(name=file.name, data=file.read()) for file in said["attachments"]),
        ticket=said["ticket"],
        accuses=said["accuses"],
        accused=_accused(said),
    )


def _accused(said: dict[str, Any]) -> tuple[Accused, ...]:
    organ, name = said["accused_organ"] or 0, said["accused_name"].strip()
    named = said["accuses"] and (organ or name)
    return (Accused(organ=organ, name=name),) if named else ()


def _ask(said: dict[str, Any]) -> Ask:
    facts: str = said.get("facts") or ""
    tried = said.get("tried") or ""
    if tried:
        facts = "\n".join(filter(None, [facts, _("Tried elsewhere: {words}").format(words=tried)]))
    return Ask(request=said.get("request") or "", facts=facts)


def _petitioner(said: dict[str, Any]) -> list[Person]:
    """Return the petitioner, and whoever speaks for them."""
    labels = dict(NEEDS)
    needs = "；".join(str(labels[need]) for need in said["needs"])
    number = said["id_number"]
    speaker: dict[str, Any] = {
        "name": said["name"],
        "id_kind": id_kind(number) if number else "",
        "id_number": number,
        "phone": said["phone"],
        "address": said["address"],
        "reach": said["prefers"],
        "language": said["needs_note"],
        "needs": needs,
    }
    if said["kind"] == "organisation":
        body = {"phone": said["phone"], "address": said["address"], "reach": said["prefers"]}
        organisation = Person(kind="organisation", name=said["organisation"], **body)
        return [organisation, Person(**speaker | {"capacity": "agent"})]
    if said["on_behalf"] == "agent":
        name, _gap, authority = said["principal"].replace("，", ",").partition(",")
        principal = Person(name=name, address=said["address"], reach=said["prefers"])
        agent = Person(**speaker | {"capacity": "agent", "authority": authority})
        return [principal, agent]
    return [Person(**speaker)]


def _others(said: dict[str, Any], rows: Rows) -> list[Person]:
    """Return the representatives of a visit, or the co-signers of a letter."""
    if said["channel"] == "visit":
        return [
            Person(capacity="representative", name=one["name"], phone=one.get("phone") or "")
            for one in (row.cleaned_data for row in rows.forms)
            if one.get("name")
        ]
    if said["channel"] == "letter":
        names = (line.strip() for line in said["cosigners"].splitlines())
        typed = [Person(capacity="cosigner", name=name[:80]) for name in names if name]
        return [*typed, *(signers(said["signers"]) if said.get("signers") else ())]
    return []
