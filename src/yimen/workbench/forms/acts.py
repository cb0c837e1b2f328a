"""What each act asks for. Fields are named as the act names them; rules stay in the act."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.access.actor import Role
from yimen.base.time import now
from yimen.casework.choices import CONTACTS, LINKS, ORGAN_KINDS, word
from yimen.casework.filing import Paper
from yimen.casework.queries.matter import asked_extension, numbered, organs_in_reach
from yimen.casework.queries.sending import handed_back
from yimen.casework.showing import language
from yimen.law.limits import LIMITS
from yimen.law.screening import suggest_office
from yimen.law.taxonomy import TAXONOMY
from yimen.people.queries import holders
from yimen.workbench.forms.asking import (
    DAY,
    ActForm,
    day_box,
    long_text,
)
from yimen.workbench.names import ROOMS

SUGGESTED = 3


class Nothing(ActForm):
    """An act that needs no more than to be done."""


class SendForm(ActForm):
    """The organ that a demand goes to, suggested by its competence."""

    to = forms.TypedChoiceField(label=gettext_lazy("Organ"), coerce=int)
    note = forms.CharField(
        label=gettext_lazy("Note to the organ"), required=False, widget=long_text(3)
    )

    def offer(self) -> None:
        """Offer the organs by kind, those first that are competent for such matters."""
        organs = organs_in_reach(self.matter, at=now())
        competent, reason = self._competent()
        back = handed_back(self.matter.demand) if self.matter.demand else []
        gone = {one.dispatch.to_organ_id for one in back}
        fitting = [
            organ
            for organ in organs
            if set(organ.competence) & set(competent) and organ.pk not in gone
        ]
        fitting.sort(key=lambda organ: min(
            competent.index(key) for key in organ.competence if key in competent
        ))  # fmt: skip
        proper = {one.proper_id for one in back[:1]} - gone
        named = [organ for organ in organs if organ.pk in proper]
        if named:
            fitting = [*named, *(organ for organ in fitting if organ not in named)]
            reason = _("{organ} objected and named {proper}.").format(
                organ=back[0].dispatch.to_organ.name, proper=named[0].name
            )
        fitting = fitting[:SUGGESTED]
        to: Any = self.fields["to"]
        to.widget.attrs["data-find"] = _("Part of an organ's name")
        to.choices = [("", _("Choose an organ")), *_by_kind(organs, fitting)]
        to.initial = fitting[0].pk if fitting else ""
        if fitting:
            names = _(", ").join(organ.name for organ in fitting)
            to.help_text = format_html(
                "{} {}", _("Suggested: {organs}.").format(organs=names), reason
            )
        elif self.matter.demand and self.matter.demand.kind == "accusation":
            to.help_text = _(
                "An accusation goes to a discipline or supervisory organ only (art. 22)."
            )

    def _competent(self) -> tuple[list[str], str]:
        """Return the kinds of office that usually answer for it, likeliest first, and why."""
        demand = self.matter.demand
        if demand is None:
            return [], ""
        offices, reason = [], ""
        if demand.category:
            node = TAXONOMY.find(demand.category)
            offices.append(node.competence)
            reason = _("Matters of “{category}” are usually theirs.").format(
                category=node.label(language())
            )
        read = [one for one in suggest_office(f"{demand.request} {demand.facts}") if one.words]
        offices += [one.competence for one in read[:SUGGESTED]]
        if read and not reason:
            reason = _("Because of the words: {words}.").format(
                words=_(", ").join(read[0].words[:SUGGESTED])
            )
        return list(dict.fromkeys(offices)), reason


def _by_kind(organs: list[Any], fitting: list[Any]) -> list[Any]:
    """Group organs for a list: the fitting ones, then each kind."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for organ in organs:
        groups.setdefault(word(ORGAN_KINDS, organ.kind), []).append((organ.pk, organ.name))
    first = [(_("Suggested"), [(organ.pk, organ.name) for organ in fitting])] if fitting else []
    shown = {organ.pk for organ in fitting}
    rest = [(kind, [one for one in row if one[0] not in shown]) for kind, row in groups.items()]
    return [*first, *(group for group in rest if group[1])]


class AssignForm(SendForm):
    """As forwarding, and a day for the closing report."""

    report_by = forms.DateField(
        label=gettext_lazy("Closing report due by"), widget=day_box(), input_formats=[DAY]
    )
    field_order = ("to", "report_by", "note")


class AcceptForm(ActForm):
    """Who will handle it."""

    handler = forms.TypedChoiceField(label=gettext_lazy("Handler"), coerce=int)

    def offer(self) -> None:
        """Offer the handlers of the organ, oneself first."""
        _offer_handlers(self, "handler", without=0)


class HandOverForm(ActForm):
    """Who will handle it from now on."""

    to = forms.TypedChoiceField(label=gettext_lazy("New handler"), coerce=int)

    def offer(self) -> None:
        """Offer the other handlers of the organ."""
        handled_by = self.matter.demand.handler_id if self.matter.demand else 0
        _offer_handlers(self, "to", without=handled_by or 0)


def _offer_handlers(form: ActForm, name: str, *, without: int) -> None:
    demand, me = form.matter.demand, form.actor
    found = holders(Role.HANDLER, demand.owner_id, form.today) if demand else []
    choices = [
        (one.pk, _("{name} (myself)").format(name=one.name) if one.pk == me.id else one.name)
        for one in sorted(found, key=lambda one: one.pk != me.id)
        if one.pk != without
    ]
    field: Any = form.fields[name]
    field.choices = [("", _("Choose a person")), *choices]
    field.initial = me.id if me.role is Role.HANDLER and me.id != without else ""


class DeclineForm(ActForm):
    """Why not, and where to go instead."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is not accepted"),
        help_text=gettext_lazy("The petitioner reads this. Say which fact and which rule."),
        widget=long_text(),
    )
    article = forms.CharField(
        label=gettext_lazy("Article"),
        help_text=gettext_lazy("For example: Regulations on Petition Work, art. 31(2)."),
        required=False,
        max_length=80,
    )
    where_to_go = forms.CharField(
        label=gettext_lazy("Where the petitioner can go"),
        help_text=gettext_lazy("The organ, its address and telephone number."),
        widget=long_text(3),
    )
    limits_there = forms.CharField(
        label=gettext_lazy("Time limit there"),
        help_text=gettext_lazy("The worst that can happen is that it lapses meanwhile."),
        required=False,
        widget=long_text(2),
    )


class ContactForm(ActForm):
    """What was heard or seen."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[choice for choice in CONTACTS if choice[0] not in {"execution", "category"}],
        widget=forms.RadioSelect,
        initial="phone",
    )
    words = forms.CharField(
        label=gettext_lazy("What was heard or seen"),
        help_text=gettext_lazy("Facts about the matter, never about the person."),
        widget=long_text(5),
    )


class ExtensionForm(ActForm):
    """How many days more, and why."""

    days = forms.IntegerField(label=gettext_lazy("Days more"), min_value=1)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The petitioner reads this in the notice."),
        widget=long_text(),
    )

    def offer(self) -> None:
        """Offer what the law allows at most."""
        most = LIMITS.on("extension", self.today).days or 0
        days: Any = self.fields["days"]
        days.initial = most
        days.help_text = _("At most {most} (art. 34).").format(most=most)


class RefuseExtensionForm(ActForm):
    """Why no more time is given."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The handler reads this."),
        widget=long_text(3),
    )


class ExecuteForm(ActForm):
    """What was done, and what shows it."""

    proof = forms.CharField(
        label=gettext_lazy("What was done, and what proves it"),
        help_text=gettext_lazy("Add photos or papers to the file as well."),
        widget=long_text(),
    )


class ReportForm(ActForm):
    """The closing report."""

    report = forms.CharField(
        label=gettext_lazy("Closing report"),
        help_text=gettext_lazy("How it was handled, with what result, and how it was served."),
        widget=long_text(8),
    )


class AttachForm(ActForm):
    """A paper to add."""

    paper = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JPEG, PNG, PDF, DOCX, XLSX, TXT, MP3 or MP4, at most 20 MB."),
    )

    brought = forms.BooleanField(
        label=gettext_lazy("The petitioner brought or sent it"),
        help_text=gettext_lazy("It counts as hers then, and she sees it with her query code."),
        required=False,
    )

    def offer(self) -> None:
        """Take what is entered at a counter for the petitioner's own, unless it is unticked."""
        self.fields["brought"].initial = self.actor.role is Role.RECEPTIONIST

    def given(self) -> dict[str, Any]:
        """Return the paper with its bytes, and whose it is."""
        sent = self.cleaned_data["paper"]
        paper = Paper(name=sent.name, data=sent.read())
        return {"paper": paper, "brought": self.cleaned_data["brought"]}


class LinkForm(ActForm):
    """The other petition, and how the two belong together."""

    from_address: ClassVar[tuple[str, ...]] = ("number",)

    number = forms.CharField(
        label=gettext_lazy("Number of the other matter"),
        help_text=gettext_lazy("As printed, or year and serial: 2026-123."),
        max_length=40,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How they belong together"),
        choices=LINKS,
        widget=forms.RadioSelect,
        initial="repeat",
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=200)

    def clean_number(self) -> str:
        """Find the matter, if this person may read it."""
        typed: str = self.cleaned_data["number"]
        self.other = numbered(self.actor, typed)
        if self.other is None:
            raise forms.ValidationError(
                _("No matter with this number. Check it and enter it again.")
            )
        return typed

    def given(self) -> dict[str, Any]:
        """Return what the act takes: the row, not the number."""
        said = self.cleaned_data
        other = self.other.pk if self.other else 0
        return {"other": other, "kind": said["kind"], "reason": said["reason"]}


class ReferForm(ActForm):
    """The room that may help."""

    room = forms.ChoiceField(
        label=gettext_lazy("Room"), choices=ROOMS, widget=forms.RadioSelect, initial="lawyer"
    )
    reason = forms.CharField(
        label=gettext_lazy("What it can help with"), required=False, max_length=200
    )


def asked(form: ActForm) -> str:
    """Return what an extension that waits asks for, in a sentence."""
    extension = asked_extension(form.matter.demand) if form.matter.demand else None
    if extension is None:
        return ""
    who = extension.asked_by.name if extension.asked_by else "—"
    return _("{who} asks for {days} more days: “{reason}”").format(
        who=who, days=extension.days, reason=extension.reason
    )
