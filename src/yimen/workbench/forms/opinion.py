"""The opinion as its handler writes it: one answer for each demand, and what must be done."""

from __future__ import annotations

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.numbers import row_number
from yimen.casework.answering import Draft, Found
from yimen.casework.choices import RESULTS
from yimen.casework.queries.answer import Answer
from yimen.casework.showing import Shown
from yimen.workbench.forms.asking import DAY, Asking, Given, day_box, long_text

NEEDED = ("facts_found", "reasons", "result", "basis")
SUPPORTED = "supported"


class FindingForm(Asking):
    """What the opinion says on one demand; nothing is needed to keep a draft."""

    demand: Shown

    about = forms.IntegerField(widget=forms.HiddenInput)
    facts_found = forms.CharField(
        label=gettext_lazy("Facts found"),
        help_text=gettext_lazy("What was found out, how, when and where."),
        required=False,
        widget=long_text(5),
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("Papers, pictures, records of talks: what each shows."),
        required=False,
        widget=long_text(2),
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("How the rule applies to these facts."),
        required=False,
        widget=long_text(4),
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=RESULTS, required=False, widget=forms.RadioSelect
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        help_text=gettext_lazy("The instrument and its article, in full."),
        required=False,
        widget=long_text(2),
    )

    def found(self) -> Found:
        """Return the answer as the act takes it."""
        said = self.cleaned_data
        return Found(
            demand=said["about"],
            facts=said["facts_found"],
            evidence=said["evidence"],
            reasons=said["reasons"],
            result=said["result"],
            basis=said["basis"],
        )


class DutyForm(Asking):
    """What must be done where a demand is supported."""

    duty = forms.CharField(
        label=gettext_lazy("To be carried out"),
        help_text=gettext_lazy("Needed where a demand is supported: who does what."),
        required=False,
        widget=long_text(2),
    )
    duty_by = forms.DateField(
        label=gettext_lazy("By which day"),
        required=False,
        widget=day_box(),
        input_formats=[DAY],
    )

    def require(self) -> bool:
        """Mark a missing duty, or a missing day for it; say whether both are there."""
        for name in ("duty", "duty_by"):
            if not self.cleaned_data.get(name):
                label = str(self.fields[name].label)
                self.add_error(name, _("Fill in “{label}”.").format(label=label))
        return not self.errors


Findings = formset_factory(FindingForm, extra=0)
FindingSet = BaseFormSet[FindingForm]


def findings_form(answer: Answer, sent: Given = None, *, is_draft: bool = False) -> FindingSet:
    """Return one form for each demand that is to be answered, with what is written so far.

    Of a draft nothing is asked that is not there yet.
    """
    initial = [written_of(answer, demand.pk) for demand in answer.demands]
    findings: FindingSet = Findings(sent, prefix="findings", initial=initial)
    demands = {demand.pk: demand for demand in answer.demands}
    for form, demand in zip(findings.forms, answer.demands, strict=False):
        for name in NEEDED:
            form.fields[name].required = not is_draft
        typed = str(form["about"].value() or "")
        shown = demands.get(row_number(typed))
        shown = shown or demand
        form.demand = {
            "number": shown.position,
            "request": shown.request,
            "facts": shown.facts,
        }
    return findings


def duty_form(answer: Answer, sent: Given = None) -> DutyForm:
    """Return the form of what must be done."""
    opinion = answer.opinion
    initial = {"duty": opinion.duty, "duty_by": opinion.duty_by} if opinion else {}
    return DutyForm(sent, prefix="duty", initial=initial)


def draft_of(findings: FindingSet, duty: DutyForm) -> Draft:
    """Return the draft as the act takes it."""
    return Draft(
        findings=tuple(form.found() for form in findings.forms),
        duty=duty.cleaned_data.get("duty") or "",
        duty_by=duty.cleaned_data.get("duty_by"),
    )


def says_duty(findings: FindingSet, duty: DutyForm) -> bool:
    """Say whether a supported demand comes with what must be done, and mark what is not there."""
    supported = any(form.cleaned_data.get("result") == SUPPORTED for form in findings.forms)
    return duty.require() if supported else True


def typed_in(findings: FindingSet, duty: DutyForm) -> tuple[list[Shown], Shown]:
    """Return what stands in the fields, sent or not: of each demand, and of what must be done."""
    every = [{name: form[name].value() for name in NEEDED} for form in findings.forms]
    return every, {name: duty[name].value() for name in duty.fields}


def written_of(answer: Answer, demand: int) -> Shown:
    """Return what is written on a demand so far."""
    finding = answer.findings.get(demand)
    if finding is None:
        return {"about": demand}
    return {
        "about": demand,
        "facts_found": finding.facts,
        "evidence": finding.evidence,
        "reasons": finding.reasons,
        "result": finding.result,
        "basis": finding.basis,
    }
