"""What the acts about people ask for: repeats, joint handling, rosters, execution, aftercare."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.errors import Refused
from yimen.casework.choices import CARE, CHANNELS
from yimen.casework.filing import Paper, Wish
from yimen.casework.queries.matter import numbered
from yimen.casework.queries.repeats import Candidate, Standing, repeats_of
from yimen.casework.queries.together import carers, leading, waiting_execution, waiting_offer
from yimen.casework.showing import said
from yimen.casework.unclear import reachable, standing
from yimen.documents.rosters import Read, read_roster
from yimen.registry.identity import shown_address, shown_phone
from yimen.workbench.forms.asking import ActForm, long_text
from yimen.workbench.names import STATES
from yimen.workbench.presenting import day_words

HEARD = ("visit", "phone", "letter")
#: So many rows that were left out are named on the page; the rest is counted.
NAMED = 30


class AnswerRepeatForm(ActForm):
    """Which earlier demand it repeats, and why a person says so."""

    from_address: ClassVar[tuple[str, ...]] = ("other_demand",)
    other_demand = forms.TypedChoiceField(
        label=gettext_lazy("The earlier demand"), coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is the same person and the same matter"),
        help_text=gettext_lazy(
            "The petitioner reads this. Say what was compared, and that nothing new was found."
        ),
        widget=long_text(3),
    )

    def offer(self) -> None:
        """Offer the earlier demands with which it can be answered, with where each stands."""
        petition, found = repeats_of(self.actor, self.matter.petition.pk, on=self.today,
                                     permission="demand.answer_repeat")  # fmt: skip
        self.matter.petition.title = petition.title
        other: Any = self.fields["other_demand"]
        other.choices = [
            (one.demand, _standing(candidate, one))
            for candidate in found
            for one in candidate.demands
            if one.ground
        ]
        if not other.choices:
            other.help_text = _(
                "No earlier matter runs elsewhere within its limit, or was rechecked. Compare them"
                " first, and link what belongs together."
            )


def _standing(candidate: Candidate, one: Standing) -> str:
    where = _("{state}, {organ}").format(state=STATES[one.state][0], organ=one.organ)
    until = _(", due on {day}").format(day=day_words(one.due_on)) if one.due_on else ""
    return f"{candidate.number} · {one.position}. {one.request} ({where}{until})"


class ResumeRepeatForm(ActForm):
    """What is new, or why it was no repeat."""

    reason = forms.CharField(
        label=gettext_lazy("What is new, or why it is no repeat"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(3),
    )


class JoinForm(ActForm):
    """Which petition leads, and which demands are the same matter."""

    from_address: ClassVar[tuple[str, ...]] = ("number",)
    number = forms.CharField(
        label=gettext_lazy("Number of the leading petition"),
        help_text=gettext_lazy("The one that is handled first; the others are brought along."),
        max_length=32,
    )
    leader_position = forms.IntegerField(
        label=gettext_lazy("Which of its demands"), min_value=1, initial=1
    )
    positions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The same matter here"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=gettext_lazy("Why they are one matter"), widget=long_text(2))

    def offer(self) -> None:
        """Offer its own demands; a single one is chosen."""
        found = list(self.matter.petition.demands.all())
        positions: Any = self.fields["positions"]
        positions.choices = [(one.position, f"{one.position}. {one.request}") for one in found]
        positions.initial = [one.position for one in found] if len(found) == 1 else []

    def clean_number(self) -> int:
        """Find the petition by its number, in any way of writing it."""
        found = numbered(self.actor, self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(
                _("No petition with this number is yours to read. Compare it digit by digit.")
            )
        return int(found.pk)

    def given(self) -> dict[str, Any]:
        """Return what the act takes: the leading petition by its row."""
        said_ = dict(self.cleaned_data)
        return {"leader": said_.pop("number"), **said_}


class PartForm(ActForm):
    """Why it is handled by itself again."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is handled by itself again"),
        help_text=gettext_lazy("The petitioner reads this."),
        widget=long_text(2),
    )


class RosterForm(ActForm):
    """The list of those who sign too, as a table."""

    table = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("A table of the template: CSV or XLSX, one person on each row."),
    )
    headcount = forms.IntegerField(
        label=gettext_lazy("Persons in all, if more than are named"),
        min_value=1,
        max_value=99_999,
        required=False,
    )
    take_good = forms.BooleanField(
        label=gettext_lazy("Take in the good rows, and leave out those that are named here"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the list; name each bad row with its line before the good ones go in."""
        said_ = super().clean() or {}
        sent = said_.get("table")
        if sent is None:
            return said_
        data = sent.read()
        try:
            read = read_roster(sent.name, data)
        except Refused as refusal:
            self.add_error("table", said(refusal))
            return said_
        if read.left_out and not (said_.get("take_good") and read.people):
            self.add_error("table", bad_rows(read))
        return said_ | {"read": read, "paper": Paper(name=sent.name, data=data)}

    def given(self) -> dict[str, Any]:
        """Return what was read, the table itself, and how many they are."""
        said_ = self.cleaned_data
        return {
            "read": said_["read"],
            "paper": said_["paper"],
            "headcount": said_["headcount"] or 0,
        }


def bad_rows(read: Read) -> str:
    """Name the rows that cannot be taken in, each with its line and what to do."""
    rows = format_html_join(
        "",
        "<li>{} {}</li>",
        ((_("Line {n}:").format(n=one.line), said(one.because)) for one in read.left_out[:NAMED]),
    )
    more = len(read.left_out) - NAMED
    rest = _("And {n} more.").format(n=more) if more > 0 else ""
    head = _(
        "{good} rows are good, {bad} are not. Mend these, or tick below to take in the good ones:"
    ).format(good=len(read.people), bad=len(read.left_out))
    return format_html("{}<ul>{}</ul>{}", head, rows, rest)


class HeardForm(ActForm):
    """What the petitioner said, and how it was heard."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How the petitioner said it"),
        choices=[choice for choice in CHANNELS if choice[0] in HEARD],
        widget=forms.RadioSelect,
        initial="visit",
    )
    words = forms.CharField(label=gettext_lazy("The petitioner's own words"), widget=long_text(3))

    def given(self) -> dict[str, Any]:
        """Return it as one whole."""
        said_ = self.cleaned_data
        return {"wish": Wish(channel=said_["channel"], words=said_["words"])}


class AftercareForm(ActForm):
    """What help, and from whom."""

    organ = forms.TypedChoiceField(label=gettext_lazy("Who would help"), coerce=int)
    words = forms.CharField(
        label=gettext_lazy("What help is offered"),
        help_text=gettext_lazy("Plainly, and without any condition. The petitioner reads this."),
        widget=long_text(3),
    )

    def offer(self) -> None:
        """Offer the offices near where people live first."""
        organ: Any = self.fields["organ"]
        organ.widget.attrs["data-find"] = _("Part of an organ's name")
        organ.choices = [(one.pk, one.name) for one in carers(self.actor, self.today)]


class AftercareAnswerForm(ActForm):
    """What the person said to the offer."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What the person said"),
        choices=[choice for choice in CARE if choice[0] != "waiting"],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it was said"),
        choices=[choice for choice in CHANNELS if choice[0] in HEARD],
        widget=forms.RadioSelect,
        initial="phone",
    )


class UnclearForm(ActForm):
    """What cannot be made out, where anything is on file in spite of what is on file."""

    words = forms.CharField(
        label=gettext_lazy("What cannot be made out, and what was tried"),
        help_text=gettext_lazy("The petitioner reads this, and can then bring what is missing."),
        widget=long_text(3),
    )
    unusable = forms.BooleanField(
        label=gettext_lazy("What is on file cannot be used; I say above why"), required=False
    )

    def offer(self) -> None:
        """Ask whether it can be used only where both are on file."""
        if not reachable(self.matter.petition):
            del self.fields["unusable"]


class ClearForm(ActForm):
    """How it became clear."""

    words = forms.CharField(
        label=gettext_lazy("What is known now, and how it became known"),
        help_text=gettext_lazy(
            "Not the address itself: a paper that shows it is added to the file."
            " The petitioner reads this."
        ),
        widget=long_text(3),
    )


def on_file(form: ActForm) -> str:
    """Return when it may be marked, and by what the petitioner could be reached."""
    rows = (
        _("{name}; address: {address}; phone: {phone}").format(
            name=one.name or _("no name"),
            address=shown_address(one) or _("none"),
            phone=shown_phone(one) or _("none"),
        )
        for one in form.matter.petition.parties.all()[:NAMED]
    )
    return _(
        "Only where it cannot be made out to whom, or where, to write (art. 23 para. 2). On the"
        " spot you still tell whoever stands there. On file: {parties}."
    ).format(parties=" / ".join(rows))


def marked(form: ActForm) -> str:
    """Return why it was marked as unclear, and what follows once it is not."""
    mark = standing(form.matter.petition)
    if mark is None:
        return ""
    return _(
        "Marked because: “{words}” If the last day has passed, the organ tells the petitioner"
        " today: from tonight it is late."
    ).format(words=mark.words)


def reported(form: ActForm) -> str:
    """Return what the organ reports as done, in a sentence."""
    row = waiting_execution(form.matter.demand) if form.matter.demand else None
    if row is None:
        return ""
    return _("The organ reports: “{proof}”").format(proof=row.proof)


def joined_to(form: ActForm) -> str:
    """Return what a petition is handled together with."""
    number = leading(form.matter.petition)
    if not number:
        return ""
    return _(
        "It is handled together with {number}. Parted, it goes on where it stands, and no limit"
        " changes."
    ).format(number=number)


def offered(form: ActForm) -> str:
    """Return the offer that waits for an answer."""
    row = waiting_offer(form.matter.petition)
    if row is None:
        return ""
    return _("{organ} offers: “{words}”").format(organ=row.organ.name, words=row.words)
