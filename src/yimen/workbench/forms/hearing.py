"""What the acts of a hearing, an investigation and a recusal ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.access.actor import Role
from yimen.base.time import now
from yimen.casework.choices import CHANNELS, CONCLUSIONS, INQUIRIES
from yimen.casework.filing import Paper
from yimen.casework.hearing import AT_A_COUNTER, Looked, Outcome, Plan, Spoken
from yimen.casework.queries.hearing import (
    companions,
    current,
    members,
    seats,
    successors,
    waiting,
)
from yimen.workbench.forms.asking import DAY, MOMENT, ActForm, day_box, long_text, moment_box
from yimen.workbench.presenting import day_words

#: Between the name of a member from outside and what makes them fit to hear.
COMMAS = (",", "，", "、")
#: Who may be meant, for a counter that writes down what the petitioner says.
PARTS = [
    ("handler", gettext_lazy("The person who handles it")),
    ("legal_checker", gettext_lazy("The person who checks the answer")),
    ("head", gettext_lazy("The head of the organ")),
    ("chair", gettext_lazy("Whoever leads the hearing")),
]


def _reason(label: Any, help_text: Any) -> forms.CharField:  # noqa: ANN401  # words, said later
    return forms.CharField(label=label, help_text=help_text, widget=long_text())


def _paper(label: Any) -> forms.FileField:  # noqa: ANN401  # words, said later
    return forms.FileField(
        label=label,
        help_text=gettext_lazy("JPEG, PNG or PDF, at most 20 MB. It can be added later as well."),
        required=False,
    )


def _sent(paper: Any) -> Paper | None:  # noqa: ANN401  # as Django hands a file over
    return Paper(name=paper.name, data=paper.read()) if paper else None


class _FromACounter(ActForm):
    """A wish that a counter writes down for the petitioner, or the organ's own."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How the petitioner asked for it"),
        choices=[one for one in CHANNELS if one[0] != "online"],
        widget=forms.RadioSelect,
        initial="visit",
    )

    def offer(self) -> None:
        """Ask how it came in at a counter alone."""
        if self.actor.role not in AT_A_COUNTER:
            del self.fields["channel"]


class AskHearingForm(_FromACounter):
    """Why the facts should be heard."""

    reason = _reason(
        gettext_lazy("Why a hearing"),
        gettext_lazy("What is grave, complex or difficult in it, and which facts it should show."),
    )


class DecideForm(ActForm):
    """What was decided, with the reason that goes into the letter."""

    reason = _reason(
        gettext_lazy("Reason"), gettext_lazy("The petitioner reads this. Say fact and rule.")
    )


class CallForm(ActForm):
    """When, where, led and heard by whom, open to whom."""

    opens_at = forms.DateTimeField(
        label=gettext_lazy("It opens"), widget=moment_box(), input_formats=[MOMENT]
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Only if it is planned for more than one day."),
        widget=day_box(),
        input_formats=[DAY],
        required=False,
    )
    place = forms.CharField(
        label=pgettext_lazy("hearing", "Place"),
        help_text=gettext_lazy("With the street and the room, so that one finds it."),
        max_length=200,
    )
    chair = forms.TypedChoiceField(
        label=gettext_lazy("Who leads it"),
        help_text=gettext_lazy("Nobody who handled the matter, looked into it or wrote about it."),
        coerce=int,
    )
    staff = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Members from your organ"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    guests = forms.CharField(
        label=gettext_lazy("Members from outside"),
        help_text=gettext_lazy(
            "One on each line: name, and what they are (lawyer, deputy, expert)."
        ),
        widget=long_text(3),
        required=False,
    )
    closed_because = forms.CharField(
        label=gettext_lazy("Why it is not public"),
        help_text=gettext_lazy(
            "Leave it empty: a hearing is public. Only a secret of the state or of trade, or"
            " somebody's privacy, keeps it closed."
        ),
        widget=long_text(2),
        required=False,
    )

    def offer(self) -> None:
        """Offer only people who have had no hand in the matter."""
        demand = self.matter.demand
        if demand is None:
            return
        found = seats(demand, self.today)
        hearing = current(demand)
        chair: Any = self.fields["chair"]
        chair.choices = [("", _("Choose a person")), *found.people]
        staff: Any = self.fields["staff"]
        staff.choices = found.people
        self.fields["opens_at"].help_text = _(
            "On {day} at the earliest, if the notice goes out today."
        ).format(day=day_words(found.earliest))
        if hearing and hearing.called_at:
            self._as_called()

    def _as_called(self) -> None:
        demand = self.matter.demand
        hearing = current(demand) if demand else None
        if demand is None or hearing is None:
            return
        seated = members(demand)
        self.initial.update(
            {
                "place": hearing.place,
                "chair": hearing.chair_id,
                "staff": [one.staff_id for one in seated if one.staff_id],
                "guests": "\n".join(f"{o.name}，{o.standing}" for o in seated if not o.staff_id),
                "closed_because": hearing.closed_because,
            }
        )

    def given(self) -> dict[str, Any]:
        """Return the plan as one whole."""
        said = dict(self.cleaned_data)
        said["staff"] = tuple(said["staff"])
        said["guests"] = tuple(_guest(line) for line in said["guests"].splitlines() if line.strip())
        said["is_public"] = not said["closed_because"].strip()
        return {"plan": Plan(**said)}


def _guest(line: str) -> tuple[str, str]:
    """Part a line into the name and what the person is."""
    place = min((line.find(sign) for sign in COMMAS if sign in line), default=len(line))
    return line[:place].strip(), line[place + 1 :].strip()


class CloseForm(ActForm):
    """The record of what was said, in its order."""

    present = _reason(
        gettext_lazy("Who was present"),
        gettext_lazy("Each with what they are; also who was called and did not come."),
    )
    statements = _reason(
        gettext_lazy("Statements"),
        gettext_lazy("What the petitioner said, and what the organ said."),
    )
    questions = forms.CharField(
        label=gettext_lazy("Questions and answers"), widget=long_text(6), required=False
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence, and what was said about it"),
        widget=long_text(4),
        required=False,
    )
    last_word = forms.CharField(
        label=gettext_lazy("Last word"),
        help_text=gettext_lazy("The petitioner speaks last."),
        widget=long_text(3),
        required=False,
    )
    signed = forms.CharField(
        label=gettext_lazy("Read back and signed"),
        help_text=gettext_lazy("By whom; who did not sign, and why; what was corrected."),
        widget=long_text(2),
    )
    paper = _paper(gettext_lazy("The signed record"))

    def given(self) -> dict[str, Any]:
        """Return what was said as one whole."""
        said = dict(self.cleaned_data)
        said["paper"] = _sent(said["paper"])
        return {"spoken": Spoken(**said)}


class ConcludeForm(ActForm):
    """What each member thinks, what the hearing brought out, and what follows."""

    facts = _reason(gettext_lazy("Facts brought out"), gettext_lazy("The petitioner reads this."))
    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusion"), choices=CONCLUSIONS, widget=forms.RadioSelect
    )
    reasons = _reason(
        gettext_lazy("Reasons of the conclusion"), gettext_lazy("The petitioner reads this.")
    )

    def offer(self) -> None:
        """Ask each member for an opinion and its reason, before the conclusion."""
        seated = members(self.matter.demand) if self.matter.demand else []
        for one in seated:
            self.fields[f"vote_{one.pk}"] = forms.ChoiceField(
                label=_("Opinion of {name}").format(name=one.name),
                choices=CONCLUSIONS,
                widget=forms.RadioSelect,
            )
            self.fields[f"why_{one.pk}"] = forms.CharField(
                label=_("Why {name} thinks so").format(name=one.name),
                help_text=_("It stays in the file."),
                widget=long_text(2),
            )
        names = [f"{part}_{one.pk}" for one in seated for part in ("vote", "why")]
        self.order_fields(["facts", *names, "conclusion", "reasons"])

    def given(self) -> dict[str, Any]:
        """Return the outcome as one whole."""
        said = self.cleaned_data
        votes = {
            int(name.removeprefix("vote_")): (vote, said[name.replace("vote_", "why_")])
            for name, vote in said.items()
            if name.startswith("vote_")
        }
        whole = {name: said[name] for name in ("facts", "conclusion", "reasons")}
        return {"outcome": Outcome(**whole, votes=votes)}


class InvestigateForm(ActForm):
    """One talk or one look at a place."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How it was looked into"),
        choices=INQUIRIES,
        widget=forms.RadioSelect,
        initial="talk",
    )
    began_at = forms.DateTimeField(
        label=gettext_lazy("When it began"), widget=moment_box(), input_formats=[MOMENT]
    )
    ended_at = forms.DateTimeField(
        label=gettext_lazy("When it ended"), widget=moment_box(), input_formats=[MOMENT]
    )
    place = forms.CharField(label=pgettext_lazy("hearing", "Place"), max_length=200)
    second = forms.TypedChoiceField(
        label=gettext_lazy("Who was with you"), coerce=int, empty_value=None, required=False
    )
    persons = forms.CharField(
        label=gettext_lazy("Who was questioned or present"),
        help_text=gettext_lazy("Each with what they are in this matter."),
        widget=long_text(2),
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Questions and answers, or what was seen"),
        help_text=gettext_lazy("Word for word: Q: … A: …; of a place, what was seen and measured."),
        widget=long_text(10),
    )
    signed = forms.CharField(
        label=gettext_lazy("Read back and signed"),
        help_text=gettext_lazy("By whom; who did not sign, and why; what was corrected."),
        widget=long_text(2),
    )
    paper = _paper(gettext_lazy("The signed original"))

    def offer(self) -> None:
        """Offer colleagues, but nobody who leads the hearing."""
        second: Any = self.fields["second"]
        found = companions(self.matter.demand, self.actor, self.today) if self.matter.demand else []
        second.choices = [("", _("Nobody")), *found]
        self.fields["ended_at"].initial = now().replace(second=0, microsecond=0)

    def given(self) -> dict[str, Any]:
        """Return what was done as one whole."""
        said = dict(self.cleaned_data)
        said["paper"], said["second"] = _sent(said["paper"]), said["second"] or 0
        return {"looked": Looked(**said)}


class AskRecusalForm(_FromACounter):
    """Who should stand aside, and because of what."""

    part = forms.ChoiceField(
        label=gettext_lazy("Who should stand aside"),
        choices=PARTS,
        widget=forms.RadioSelect,
        initial="handler",
    )
    relation = _reason(
        gettext_lazy("Which interest of their own"),
        gettext_lazy("Kinship, money, an old quarrel, a part in what is complained of: be exact."),
    )

    def offer(self) -> None:
        """Ask who is meant at a counter alone: staff declare it of themselves."""
        super().offer()
        if self.actor.role not in AT_A_COUNTER:
            del self.fields["part"]


class GrantRecusalForm(DecideForm):
    """Who goes on with it, and why they stand aside."""

    to = forms.TypedChoiceField(
        label=gettext_lazy("Who goes on with it"), coerce=int, empty_value=None, required=False
    )
    field_order = ("to", "reason")

    def offer(self) -> None:
        """Offer the other handlers, where it is the handler who stands aside."""
        demand = self.matter.demand
        recusal = waiting(demand) if demand else None
        if demand is None or recusal is None or recusal.whom_id != demand.handler_id:
            del self.fields["to"]
            return
        to: Any = self.fields["to"]
        to.required = True
        others = successors(demand, recusal.whom_id, self.today)
        to.choices = [("", _("Choose a person")), *((one.pk, one.name) for one in others)]
        if not others:
            to.help_text = _(
                "Nobody else handles matters in your organ: let the administrator give somebody"
                " that post, then decide here."
            )

    def given(self) -> dict[str, Any]:
        """Return who goes on, where somebody must, and why."""
        said = self.cleaned_data
        return {"reason": said["reason"], "to": said.get("to") or 0}


def wished(form: ActForm) -> str:
    """Return who wants a hearing, and why, for whoever decides."""
    hearing = current(form.matter.demand) if form.matter.demand else None
    if hearing is None:
        return ""
    words = {
        "petitioner": _("The petitioner asks for a hearing: “{reason}”"),
        "organ": _("The handler asks for a hearing: “{reason}”"),
    }
    return words[hearing.wish].format(reason=hearing.reason)


def related(form: ActForm) -> str:
    """Return who should stand aside, and why, for whoever decides."""
    recusal = waiting(form.matter.demand) if form.matter.demand else None
    if recusal is None:
        return ""
    words = {
        "petitioner": _("The petitioner asks that {name} stand aside: “{reason}”"),
        "organ": _("{name} declares an interest of their own: “{reason}”"),
    }
    return words[recusal.wish].format(name=recusal.whom.name, reason=recusal.relation)


def own_or_hers(form: ActForm) -> str:
    """Say of whom a recusal is entered: of oneself, or of whom the petitioner means."""
    if form.actor.role in AT_A_COUNTER:
        return _("Write down what the petitioner says, in her own words.")
    if form.actor.role is Role.HEAD:
        return _("You declare it of yourself. The head of the organ above decides.")
    return _("You declare it of yourself. The head of your organ decides.")
