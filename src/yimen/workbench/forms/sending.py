"""What the acts of sorting and sending ask for: parts, papers, reports, rulings, help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.time import LOCAL, now
from yimen.casework.queries import sending
from yimen.casework.queries.matter import choosable_organs
from yimen.casework.sorting import FEWEST, Part
from yimen.casework.urgent import Urgent
from yimen.workbench.forms.asking import (
    DAY,
    MOMENT,
    ActForm,
    day_box,
    long_text,
    moment_box,
)
from yimen.workbench.presenting import day_words

PARTS = 4


class SplitForm(ActForm):
    """Each thing that is asked for, in the petitioner's words as far as they go."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is split"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Make a field for each part; the first begins with what was asked."""
        demand = self.matter.demand
        reason = self.fields.pop("reason")
        for number in range(1, PARTS + 1):
            self.fields[f"part_{number}"] = forms.CharField(
                label=_("Part {n}").format(n=number),
                label_suffix="",
                required=number <= FEWEST,
                widget=long_text(2),
                initial=demand.request if demand and number == 1 else "",
                error_messages={"required": _("Write down at least two parts.")},
            )
        self.fields["reason"] = reason

    def given(self) -> dict[str, Any]:
        """Return the parts, and why."""
        said = self.cleaned_data
        parts = [Part(request=said[f"part_{n}"]) for n in range(1, PARTS + 1)]
        return {"parts": parts, "reason": said["reason"]}


class MergeForm(ActForm):
    """Which other demands ask for the same, and why that is so."""

    others = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which demands are merged into this one"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why they are one"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Offer those that stand where this one stands."""
        demand = self.matter.demand
        others: Any = self.fields["others"]
        found = sending.mergeable(demand) if demand else []
        others.choices = [(one.pk, f"{one.position}. {one.request}") for one in found]
        if not found:
            others.help_text = _("No other demand is with this organ at this stage.")


class SupplementForm(ActForm):
    """What is missing, why, and who helps to find it."""

    wanted = forms.CharField(
        label=gettext_lazy("What is missing"),
        help_text=gettext_lazy("One thing a line, so that each can be looked for."),
        widget=long_text(4),
    )
    reason = forms.CharField(label=gettext_lazy("What it is needed for"), widget=long_text(2))
    support = forms.CharField(
        label=gettext_lazy("What help there is"),
        help_text=gettext_lazy("For example who helps to write, or where a copy is to be had."),
        required=False,
        widget=long_text(2),
    )


class UrgentForm(ActForm):
    """The event: what, when, where, whom it concerns, what was done; to whom it is reported."""

    recipients = forms.CharField(
        label=gettext_lazy("To whom it is reported"),
        help_text=gettext_lazy(
            "The Party committee and government, the departments that can act, the office of the"
            " joint meeting; the bureau also to the bureau above (art. 25)."
        ),
        widget=long_text(2),
    )
    event = forms.CharField(
        label=gettext_lazy("What happened or threatens"),
        help_text=gettext_lazy("The event alone: nothing on the person who tells of it."),
        widget=long_text(4),
    )
    happened = forms.CharField(label=gettext_lazy("When it happened"), max_length=120)
    place = forms.CharField(label=gettext_lazy("Where it happened"), max_length=200)
    affected = forms.CharField(
        label=gettext_lazy("Whom it concerns, and how many"), widget=long_text(2)
    )
    measures = forms.CharField(
        label=gettext_lazy("What has been done, and what is proposed"), widget=long_text(3)
    )
    known_at = forms.DateTimeField(
        label=gettext_lazy("When your office learnt of it"),
        widget=moment_box(),
        input_formats=[MOMENT],
    )

    def offer(self) -> None:
        """Begin with now, the place of the matter, and the government of the area."""
        demand = self.matter.demand
        self.fields["known_at"].initial = now().astimezone(LOCAL)
        self.fields["place"].initial = self.matter.petition.place
        above = sending.organs_above(demand, now()) if demand else []
        self.fields["recipients"].initial = "、".join(organ.name for organ in above)

    def given(self) -> dict[str, Any]:
        """Return the report as one whole."""
        return {"report": Urgent(**self.cleaned_data)}


class ReportUpForm(ActForm):
    """To whom it is reported up, and with which proposal."""

    to = forms.TypedChoiceField(label=gettext_lazy("Party committee or government"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Why it is put there, and what you propose"),
        help_text=gettext_lazy("What makes it grave or unclear, and who should take it up."),
        widget=long_text(4),
    )

    def offer(self) -> None:
        """Offer the governments and Party committees of the area."""
        demand = self.matter.demand
        to: Any = self.fields["to"]
        found = sending.organs_above(demand, now()) if demand else []
        to.choices = [("", _("Choose an organ")), *((organ.pk, organ.name) for organ in found)]
        to.initial = found[0].pk if len(found) == 1 else ""


class DisputeForm(ActForm):
    """Why it goes up."""

    reason = forms.CharField(
        label=gettext_lazy("What stays in dispute, and what you propose"),
        help_text=gettext_lazy("Which duty lies where, by which rule; both sides fairly."),
        widget=long_text(4),
    )


class RuleForm(ActForm):
    """Whose it is, why, and what holds from now on for such matters."""

    to = forms.TypedChoiceField(label=gettext_lazy("Organ that takes it up"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Reasons of the decision"),
        help_text=gettext_lazy("The organ reads this. Say which duty, by which rule."),
        widget=long_text(4),
    )
    document = forms.CharField(
        label=gettext_lazy("Number of the written decision"),
        help_text=gettext_lazy("Needed where it was decided on paper, or by the joint meeting."),
        required=False,
        max_length=80,
    )
    rule = forms.CharField(
        label=gettext_lazy("Rule for the book of precedents"),
        help_text=gettext_lazy(
            "One sentence for whoever screens the next such matter: no names, no case."
            " Empty: this decision makes no rule."
        ),
        required=False,
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Offer the organs in dispute first, then the others."""
        demand = self.matter.demand
        ruling = sending.open_ruling(demand) if demand else None
        among = set(ruling.between) if ruling else set()
        organs = choosable_organs(self.matter, at=now())
        named = [(organ.pk, organ.name) for organ in organs if organ.pk in among]
        rest = [(organ.pk, organ.name) for organ in organs if organ.pk not in among]
        to: Any = self.fields["to"]
        to.widget.attrs["data-find"] = _("Part of an organ's name")
        first = [(_("In dispute"), named)] if named else []
        to.choices = [("", _("Choose an organ")), *first, (_("Other organs"), rest)]


class AssistForm(ActForm):
    """Whom to ask, what, and by when."""

    organ = forms.TypedChoiceField(label=gettext_lazy("Organ that assists"), coerce=int)
    question = forms.CharField(
        label=gettext_lazy("What it is asked for"),
        help_text=gettext_lazy("Which facts, which rule, which part of the solution."),
        widget=long_text(4),
    )
    answer_by = forms.DateField(
        label=gettext_lazy("By which day"),
        help_text=gettext_lazy("Your own time does not wait for it."),
        widget=day_box(),
        input_formats=[DAY],
    )

    def offer(self) -> None:
        """Offer every other living organ."""
        organs = choosable_organs(self.matter, at=now())
        organ: Any = self.fields["organ"]
        organ.widget.attrs["data-find"] = _("Part of an organ's name")
        organ.choices = [("", _("Choose an organ")), *((one.pk, one.name) for one in organs)]


class ContributeForm(ActForm):
    """What the assisting organ can say and do."""

    answer = forms.CharField(
        label=gettext_lazy("Your organ's contribution"),
        help_text=gettext_lazy("Facts found, the rule, what your organ will do and when."),
        widget=long_text(6),
    )


def precedents(form: ActForm) -> str:
    """Return what was decided before on such matters, in sentences."""
    demand = form.matter.demand
    found = sending.precedents(demand) if demand else []
    words = _("Decided before for such matters: {organ} ({day}, {by}): {rule}")
    return " ".join(
        words.format(
            organ=page.competent,
            day=day_words(page.decided_on),
            by=page.decided_by,
            rule=page.rule,
        )
        for page in found
    )


def precedents_too(form: ActForm) -> str:
    """Return the same after the sentence that assigning always says."""
    always = _("As forwarding, and the organ owes you a closing report.")
    return f"{always} {precedents(form)}".strip()


def would_decide(form: ActForm) -> str:
    """Say who will decide, before it is put there."""
    found = sending.would_decide(form.matter.demand, now()) if form.matter.demand else None
    runs_on = _("The time to tell the petitioner runs on meanwhile.")
    if found is None:
        return runs_on
    sentence = _("{organ} decides it ({body}, art. 24).").format(organ=found[0], body=found[1])
    return f"{sentence} {runs_on}"


def in_question(form: ActForm) -> str:
    """Return what was put to whoever decides."""
    row = sending.open_ruling(form.matter.demand) if form.matter.demand else None
    if row is None:
        return ""
    above = f"{row.organ.name} · {row.get_body_display()}"
    return _("{organ} puts it to {above}: “{reason}”").format(
        organ=row.from_organ.name, above=above, reason=row.reason
    )


def asked(form: ActForm) -> str:
    """Return what the lead asks."""
    demand = form.matter.demand
    row = sending.asked_here(demand, form.actor) if demand else None
    if row is None:
        return ""
    return _("{organ} asks, by {day}: “{question}”").format(
        organ=row.from_organ.name, day=day_words(row.answer_by), question=row.question
    )
