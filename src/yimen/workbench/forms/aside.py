"""What the acts off the straight road ask for: objection, another lawful way, withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.time import now
from yimen.casework.choices import CHANNELS
from yimen.casework.filing import Elsewhere, Paper, Wish
from yimen.casework.queries.matter import (
    choosable_organs,
    last_guidance,
    waiting_objection,
    withdrawable,
)
from yimen.casework.queries.ways import direction, kept_sheet
from yimen.casework.showing import language
from yimen.law.routes import ROUTES
from yimen.law.taxonomy import TAXONOMY
from yimen.workbench.forms.asking import ActForm, day_box, long_text
from yimen.workbench.names import WAYS

if TYPE_CHECKING:
    from yimen.registry.models import Sheet

WAYS_OUT = range(1, 6)
#: How a signed wish reaches a counter.
SIGNED = ("visit", "letter")


class ObjectForm(ActForm):
    """Why the matter is another's, and whose."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is not within your organ's field"),
        help_text=gettext_lazy("In detail: which duty, and by which rule it lies elsewhere."),
        widget=long_text(6),
    )
    proper = forms.TypedChoiceField(
        label=gettext_lazy("Which organ you hold competent"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def offer(self) -> None:
        """Offer every other organ but the one that sent it."""
        sent = self.matter.demand.dispatches.last() if self.matter.demand else None
        organs = choosable_organs(self.matter, at=now())
        proper: Any = self.fields["proper"]
        proper.widget.attrs["data-find"] = _("Part of an organ's name")
        proper.choices = [
            ("", _("I do not know")),
            *((o.pk, o.name) for o in organs if sent is None or o.pk != sent.from_organ_id),
        ]

    def given(self) -> dict[str, Any]:
        """Return the reason, and the organ if one is known."""
        said = self.cleaned_data
        return {"reason": said["reason"], "proper": said["proper"] or 0}


class AnswerForm(ActForm):
    """What the check found, for the organ that objected."""

    reason = forms.CharField(
        label=gettext_lazy("What the check found"),
        help_text=gettext_lazy("The organ reads this. Say which duty lies where, by which rule."),
        widget=long_text(),
    )


class RouteOutForm(ActForm):
    """Which other lawful way, and everything that the petitioner needs to go it."""

    sheet: Sheet | None = None

    route = forms.TypedChoiceField(
        label=gettext_lazy("Way under art. 31"),
        choices=[(number, WAYS[number]) for number in WAYS_OUT],
        coerce=int,
        widget=forms.RadioSelect,
    )
    since = forms.DateField(
        label=gettext_lazy("From which day her time there runs"),
        help_text=gettext_lazy("As the screening sheet has it; the last day is counted from it."),
        required=False,
        widget=day_box(),
    )
    last_day = forms.DateField(
        label=gettext_lazy("The last day there, if the sheet cannot count it"),
        required=False,
        widget=day_box(),
    )
    limit = forms.CharField(
        label=gettext_lazy("The petitioner's time limit there"),
        help_text=gettext_lazy("How long, and from which day. The worst is that it lapses."),
        widget=long_text(2),
    )
    organ = forms.CharField(label=gettext_lazy("Organ there"), max_length=120)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    papers = forms.CharField(
        label=gettext_lazy("Papers to bring"),
        help_text=gettext_lazy("Where none is asked for, say so."),
        widget=long_text(2),
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        help_text=gettext_lazy("The law and the article that name this way and its limit."),
        widget=long_text(2),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this way"),
        help_text=gettext_lazy("The petitioner reads this. Say which fact and which rule."),
        widget=long_text(3),
    )

    def offer(self) -> None:
        """Begin with the way that the screening chose, or that such matters usually go."""
        demand = self.matter.demand
        if demand is None:
            return
        usual = TAXONOMY.find(demand.category).route if demand.category else 0
        found = [way for way in (demand.route, usual) if way in WAYS_OUT]
        self.fields["route"].initial = found[0] if found else None
        self.sheet = kept_sheet(demand)
        if self.sheet and self.sheet.way:
            for name, value in direction(self.matter.petition, self.sheet).items():
                self.fields[name].initial = value

    def given(self) -> dict[str, Any]:
        """Return the direction as one whole, and the reason."""
        said = dict(self.cleaned_data)
        reason = said.pop("reason")
        if self.sheet:
            said |= {"way": self.sheet.way, "begins": self.sheet.begins}
        return {"elsewhere": Elsewhere(**said), "reason": reason}


class ComeBackForm(ActForm):
    """What was said there."""

    reason = forms.CharField(
        label=gettext_lazy("What they said there"),
        help_text=gettext_lazy("Who said it, when, and why. Add a written refusal as a paper."),
        widget=long_text(3),
    )


class WithdrawForm(ActForm):
    """What the petitioner wishes to withdraw, and how a counter knows it."""

    demands = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What is withdrawn"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How the signed wish came"),
        choices=[choice for choice in CHANNELS if choice[0] in SIGNED],
        widget=forms.RadioSelect,
        initial="visit",
    )
    words = forms.CharField(
        label=gettext_lazy("The petitioner's own words, and how they were signed"),
        help_text=gettext_lazy("Enough alone, or beside the paper."),
        required=False,
        widget=long_text(3),
    )
    paper = forms.FileField(
        label=gettext_lazy("The signed paper"),
        help_text=gettext_lazy("A photograph or scan."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, if one was given"),
        help_text=gettext_lazy("Nobody has to give one."),
        required=False,
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Offer what is open; where it is only one, it is chosen."""
        found = withdrawable(self.matter.petition)
        demands: Any = self.fields["demands"]
        demands.choices = [(one.pk, f"{one.position}. {one.request}") for one in found]
        demands.initial = [one.pk for one in found] if len(found) == 1 else []

    def given(self) -> dict[str, Any]:
        """Return what the act takes: the demands, the wish, the reason."""
        said = self.cleaned_data
        sent = said["paper"]
        paper = Paper(name=sent.name, data=sent.read()) if sent else None
        wish = Wish(channel=said["channel"], words=said["words"], paper=paper)
        return {"demands": said["demands"], "wish": wish, "reason": said["reason"]}


def objected(form: ActForm) -> str:
    """Return what an objection that waits says, in a sentence."""
    row = waiting_objection(form.matter.demand) if form.matter.demand else None
    if row is None:
        return ""
    sentence = _("{organ} objects: “{reason}”").format(
        organ=row.dispatch.to_organ.name, reason=row.reason
    )
    if row.proper is None:
        return sentence
    held = _("It holds {organ} competent.").format(organ=row.proper.name)
    return f"{sentence} {held}"


def weighed(form: ActForm) -> str:
    """Say from which screening sheet the answers are filled in, or that there is none."""
    row = kept_sheet(form.matter.demand) if form.matter.demand else None
    if row is None or not row.way:
        return _(
            "First see whether the time there is still long enough. The screening sheet counts it"
            " and fills in this page."
        )
    return _("Filled in from the screening sheet: {way}. Look at every line once more.").format(
        way=ROUTES.find(row.way).title.say(language())
    )


def guided(form: ActForm) -> str:
    """Return where a demand was guided to, in a sentence."""
    row = last_guidance(form.matter.demand) if form.matter.demand else None
    if row is None:
        return ""
    return _(
        "It was guided to {organ}. It keeps its first date; the time to send it runs anew."
    ).format(organ=row.organ_there)
