"""What the acts of a review, a recheck and a reopening ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.time import now
from yimen.casework.choices import (
    CHANNELS,
    REVIEW_ADMITTED,
    REVIEW_GROUNDS,
    REVIEW_RESULTS,
    word,
)
from yimen.casework.filing import Paper
from yimen.casework.queries.open_reviews import (
    beside,
    open_review,
    organs_above,
    reviewers,
    waiting_news,
)
from yimen.casework.reviewed import Looked, ReviewDraft
from yimen.casework.reviewing import Plea
from yimen.workbench.forms.asking import DAY, ActForm, day_box, long_text
from yimen.workbench.presenting import day_words

AT_A_COUNTER = [choice for choice in CHANNELS if choice[0] != "online"]
CHANGE = "change"


def _paper(sent: Any) -> Paper | None:  # noqa: ANN401  # Django does not say what it is
    return Paper(name=sent.name, data=sent.read()) if sent else None


class AskForm(ActForm):
    """What the petitioner asks of the organ above, at a counter."""

    demands = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What is disputed"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    to = forms.TypedChoiceField(
        label=gettext_lazy("Organ above"),
        help_text=gettext_lazy("Where there are two, the petitioner chooses."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=AT_A_COUNTER,
        widget=forms.RadioSelect,
        initial="visit",
    )
    request = forms.CharField(
        label=gettext_lazy("What is asked for"),
        help_text=gettext_lazy("In the petitioner's own words."),
        widget=long_text(3),
    )
    facts = forms.CharField(
        label=gettext_lazy("Facts and reasons"), required=False, widget=long_text(5)
    )
    late_reason = forms.CharField(
        label=gettext_lazy("If the time has passed: why it comes late"),
        help_text=gettext_lazy("A late request is taken in all the same, and answered."),
        required=False,
        widget=long_text(2),
    )
    paper = forms.FileField(label=gettext_lazy("The signed request"), required=False)

    def offer(self) -> None:
        """Offer the demands with the same answer, and the organs above."""
        demand = self.matter.demand
        if demand is None:
            return
        found = beside(demand, self.matter.petition.demands.all())
        demands: Any = self.fields["demands"]
        demands.choices = [(one.pk, f"{one.position}. {one.request}") for one in found]
        demands.initial = [one.pk for one in found] if len(found) == 1 else [demand.pk]
        organs = organs_above(demand, at=now())
        to: Any = self.fields["to"]
        to.choices = [(organ.pk, organ.name) for organ in organs]
        to.required = bool(organs)
        if len(organs) == 1:
            to.initial = organs[0].pk

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        said = self.cleaned_data
        return {
            "demands": said["demands"],
            "to": said["to"] or 0,
            "plea": Plea(
                request=said["request"],
                facts=said["facts"],
                late_reason=said["late_reason"],
                channel=said["channel"],
                paper=_paper(said["paper"]),
            ),
        }


class AcceptForm(ActForm):
    """Who looks at it; and why a late request is accepted."""

    handler = forms.TypedChoiceField(
        label=gettext_lazy("Reviewer"),
        help_text=gettext_lazy("Nobody who had a hand in the answer is in this list."),
        coerce=int,
    )
    admitted = forms.ChoiceField(
        label=gettext_lazy("Why it is accepted although late"),
        choices=REVIEW_ADMITTED,
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=gettext_lazy("The reason in words"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Offer who has clean hands; ask about the delay only where there is one."""
        review = open_review(self.matter.demand) if self.matter.demand else None
        if review is None:
            return
        found = reviewers(review, self.matter.petition, at=now())
        handler: Any = self.fields["handler"]
        handler.choices = [(one.pk, one.name) for one in found]
        if not review.is_late:
            del self.fields["admitted"], self.fields["because"]


class DeclineForm(ActForm):
    """Why a request is not accepted, and where to go."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"), choices=REVIEW_GROUNDS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("The reason in words"),
        help_text=gettext_lazy("The petitioner reads this. Say which fact and which rule."),
        widget=long_text(3),
    )
    where_to_go = forms.CharField(
        label=gettext_lazy("Where the petitioner can go"),
        help_text=gettext_lazy("Organ, address, time limit; or what would open it again."),
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Offer the delay as a ground only where there is one."""
        review = open_review(self.matter.demand) if self.matter.demand else None
        if review is not None and not review.is_late:
            ground: Any = self.fields["ground"]
            ground.choices = [choice for choice in REVIEW_GROUNDS if choice[0] != "late"]


class DraftForm(ActForm):
    """What the review says: once on how it was examined, then on each demand."""

    examined = forms.CharField(
        label=gettext_lazy("How it was examined"),
        help_text=gettext_lazy("Files read, people heard, places seen."),
        widget=long_text(2),
    )

    def offer(self) -> None:
        """Ask the same of every demand, with what was written before."""
        review = open_review(self.matter.demand) if self.matter.demand else None
        if review is None:
            return
        self.fields["examined"].initial = review.examined
        for point in review.points.select_related("demand"):
            self._ask(point)
        self.fields["duty"] = forms.CharField(
            label=_("To be carried out by the organ that answered"),
            help_text=_("Only where the answer is changed: who does what."),
            required=False,
            widget=long_text(2),
            initial=review.duty,
        )
        self.fields["duty_by"] = forms.DateField(
            label=_("By which day"),
            required=False,
            widget=day_box(),
            input_formats=[DAY],
            initial=review.duty_by,
        )

    def _ask(self, point: Any) -> None:  # noqa: ANN401  # a door knows no tables
        demand = point.demand
        about = _("Demand {n}: {what}")
        for name, (what, rows, needed) in _POINT.items():
            self.fields[f"{name}_{demand.pk}"] = forms.CharField(
                label=about.format(n=demand.position, what=what),
                required=needed,
                widget=long_text(rows),
                initial=getattr(point, name),
            )
            if name == "reasons":
                self.fields[f"result_{demand.pk}"] = forms.ChoiceField(
                    label=about.format(n=demand.position, what=_("what becomes of the answer")),
                    choices=REVIEW_RESULTS,
                    widget=forms.RadioSelect,
                    initial=point.result,
                )

    def given(self) -> dict[str, Any]:
        """Return the draft as the act takes it."""
        said = self.cleaned_data
        return {
            "draft": ReviewDraft(
                points=tuple(self._points()),
                examined=said["examined"],
                duty=said.get("duty") or "",
                duty_by=said.get("duty_by"),
            )
        }

    def _points(self) -> Iterator[Looked]:
        for name in self.fields:
            head, _sep, number = name.partition("_")
            if head == "result" and number.isdigit():
                said = {part: self.cleaned_data[f"{part}_{number}"] for part in (*_POINT, "result")}
                yield Looked(demand=int(number), **said)


_POINT = {
    "facts": (gettext_lazy("the facts found"), 4, True),
    "reasons": (gettext_lazy("the reasons"), 4, True),
    "decision": (gettext_lazy("if changed: what the answer says from now on"), 2, False),
    "basis": (gettext_lazy("the legal basis"), 2, True),
}


class ReturnForm(ActForm):
    """Why the draft goes back."""

    reason = forms.CharField(label=gettext_lazy("What is to be mended"), widget=long_text(3))


class NewsForm(ActForm):
    """What is new, as it was told at a counter."""

    news = forms.CharField(
        label=gettext_lazy("What is new"),
        help_text=gettext_lazy("Facts, papers or reasons that were not looked at before."),
        widget=long_text(5),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=AT_A_COUNTER,
        widget=forms.RadioSelect,
        initial="visit",
    )
    paper = forms.FileField(label=gettext_lazy("A paper, if there is one"), required=False)

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        said = dict(self.cleaned_data)
        return said | {"paper": _paper(said["paper"])}


class AnswerForm(ActForm):
    """Whether it is new, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The petitioner reads this. Compare it with what was looked at."),
        widget=long_text(3),
    )


def asked(form: ActForm) -> str:
    """Return what was asked of the organ above, in a sentence."""
    review = open_review(form.matter.demand) if form.matter.demand else None
    if review is None:
        return ""
    sentence = _("The petitioner asks: “{request}”").format(request=review.request)
    if review.facts:
        sentence += " " + _("Facts and reasons: “{text}”").format(text=review.facts)
    if not review.is_late or review.ended_on is None:
        return sentence
    late = _("It came after {day}. Reason given: “{reason}”").format(
        day=day_words(review.ended_on), reason=review.late_reason or _("none")
    )
    return f"{sentence} {late}"


def to_draft(form: ActForm) -> str:
    """Return what was asked of the organ above, and why the draft came back."""
    review = open_review(form.matter.demand) if form.matter.demand else None
    if review is None or not review.remark:
        return asked(form)
    return _("Returned: “{remark}”").format(remark=review.remark) + " " + asked(form)


def told(form: ActForm) -> str:
    """Return what was handed in as new."""
    news = waiting_news(form.matter.demand) if form.matter.demand else None
    return _("Handed in: “{news}”").format(news=news.news) if news else ""


def drafted(form: ActForm) -> list[str]:
    """Return the draft, paragraph by paragraph, for whoever signs it."""
    review = open_review(form.matter.demand) if form.matter.demand else None
    if review is None:
        return []
    said = []
    if review.examined:
        said = [_("How it was examined: {text}").format(text=review.examined)]
    for point in review.points.select_related("demand"):
        said += [
            _("Demand {n}: {what}").format(n=point.demand.position, what=point.demand.request),
            _("Facts: {text}").format(text=point.facts),
            _("Reasons: {text}").format(text=point.reasons),
            _("Result: {text}").format(text=word(REVIEW_RESULTS, point.result)),
            _("The answer from now on: {text}").format(text=point.decision)
            if point.decision
            else "",
            _("Legal basis: {text}").format(text=point.basis),
        ]
    if review.duty:
        said.append(
            _("To be carried out: {text}, by {day}").format(
                text=review.duty, day=day_words(review.duty_by) if review.duty_by else "—"
            )
        )
    return [line for line in said if line]
