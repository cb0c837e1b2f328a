"""What a counsellor enters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.rooms.heart.actions.correct import PARTS as CORRECTED
from yimen.rooms.heart.instruments import WELLBEING, Instrument
from yimen.workbench.forms.asking import Asking, long_text, moment_box

STAGES = [
    ("before", _("Before the visit")),
    ("during", _("During the visit")),
    ("after", _("After the visit")),
]
LEVELS = [
    ("green", _("Green: distress, no thoughts of harm")),
    ("amber", _("Amber: thoughts of harm, no plan")),
    ("red", _("Red: a plan, means or an attempt")),
]
GROUNDS = [
    ("danger", _("A life is in serious danger now")),
    ("abuse", _("A child, or a person who cannot protect themselves, is abused")),
    ("law", _("A law demands it, with formal papers")),
]
#: The five headings of a note.
HEADINGS = [
    ("state", _("State of mind")),
    ("family", _("Family")),
    ("talking", _("How they like to talk")),
    ("support", _("Who supports them")),
    ("matter", _("What they petition for")),
]
#: What a counsellor observes (知、情、意), and the four words for it.
SIGHTS = [
    ("orientation", _("How clearly they see things")),
    ("emotion", _("How they feel")),
    ("readiness", _("How ready they are to act")),
]
WORDS_OF_A_SIGHT = [
    ("", _("Not noted")),
    ("calm", _("calm")),
    ("strained", _("strained")),
    ("needs_a_pause", _("needs a pause")),
    ("urgent", _("urgent")),
]
#: The parts of a safety plan.
PARTS = [
    ("signs", _("What tells me that I am not well")),
    ("helps", _("What helps me")),
    ("people", _("Whom I can talk to")),
    ("place", _("Where I am safe")),
    ("contacts", _("Whom we call in an emergency, as the client chose")),
]
Others = Sequence[tuple[int, str]]


class OpenForm(Asking):
    """What a client wishes to be called, and whether to be called at all."""

    called = forms.CharField(
        label=_("What may we call you?"),
        help_text=_("Any name. No identity number, no petition number."),
        max_length=40,
        required=False,
    )
    contact = forms.CharField(
        label=_("Telephone"),
        help_text=_("Only if the client wishes to be called."),
        max_length=40,
        required=False,
    )
    trusted = forms.CharField(
        label=_("Somebody for an emergency"),
        help_text=_("Only if the client names one."),
        max_length=80,
        required=False,
    )
    is_child = forms.BooleanField(label=_("The client is under fourteen"), required=False)
    guardian = forms.CharField(
        label=_("Parent or guardian who agrees as well"),
        help_text=_("Only for a child under fourteen; they sign the paper too."),
        max_length=80,
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("The client has read the words of consent, or heard them, and signed the paper")
    )


class TalkForm(Asking):
    """A talk: planned, and then noted under five headings with one question."""

    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES, initial="during")
    planned_at = forms.DateTimeField(label=_("When"), widget=moment_box())
    goal = forms.CharField(
        label=_("Goal, in the client's words"), required=False, widget=long_text(2)
    )
    held = forms.BooleanField(label=_("It was held: keep the note below"), required=False)
    done = forms.CharField(label=_("What you did together"), required=False, widget=long_text(2))
    needs_help_now = forms.ChoiceField(
        label=_("Does this person need help to stay safe now?"),
        choices=[
            ("no", pgettext_lazy("help to stay safe", "No")),
            ("yes", _("Yes: somebody must talk to them within the hour")),
        ],
        widget=forms.RadioSelect,
        initial="no",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Add what was done, what was observed and the five headings before the one question."""
        super().__init__(*args, **kwargs)
        for name, label in HEADINGS:
            self.fields[name] = forms.CharField(label=label, required=False, widget=long_text(2))
        for name, label in SIGHTS:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=WORDS_OF_A_SIGHT, required=False
            )
        named = (name for name, _label in (*HEADINGS, *SIGHTS))
        self.order_fields(["stage", "planned_at", "goal", "held", "done", *named])

    def clean(self) -> dict[str, Any]:
        """Ask whether it was held where something is noted of it: nothing is dropped unsaid."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        noted = ("done", *(name for name, _label in (*HEADINGS, *SIGHTS)))
        is_noted = any(said.get(name) for name in noted) or said.get("needs_help_now") == "yes"
        if is_noted and not said.get("held"):
            self.add_error("held", _("Tick that it was held, or take out what is noted of it."))
        return said


class PlanForm(Asking):
    """A safety plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Ask for its parts."""
        super().__init__(*args, **kwargs)
        for name, label in PARTS:
            self.fields[name] = forms.CharField(label=label, required=False, widget=long_text(2))


class CrisisForm(Asking):
    """How near the danger is."""

    level = forms.ChoiceField(
        label=_("Level"),
        help_text=_("What the person says or shows counts; never loudness, banners or visits."),
        choices=LEVELS,
        widget=forms.RadioSelect,
    )


class DiscloseForm(Asking):
    """What is to be passed on, to whom, and which colleague is asked."""

    ground = forms.ChoiceField(label=_("Ground"), choices=GROUNDS, widget=forms.RadioSelect)
    content = forms.CharField(
        label=_("The least that helps"),
        help_text=_("At risk now, where, how to approach. Nothing of the talks."),
        widget=long_text(2),
    )
    recipient = forms.CharField(
        label=_("To whom"), help_text=_("Only somebody who can help."), max_length=80
    )
    second = forms.TypedChoiceField(label=_("Which colleague is asked to agree"), coerce=int)

    def __init__(self, *args: Any, others: Others, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the colleagues of the room."""
        super().__init__(*args, **kwargs)
        _offer(self.fields["second"], others)


class ConsentForm(Asking):
    """A consent on paper, given or taken back."""

    scope = forms.ChoiceField(label=_("To what"))
    gives = forms.ChoiceField(
        label=_("What the client said"),
        choices=[("yes", _("Agrees, and has signed")), ("no", _("Takes it back"))],
        widget=forms.RadioSelect,
    )
    supervisor = forms.TypedChoiceField(
        label=_("Supervisor"),
        help_text=_("Only for supervision."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        others: Others,
        scopes: Sequence[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401  # what a form takes
    ) -> None:
        """Offer what can be agreed to, and the colleagues."""
        super().__init__(*args, **kwargs)
        scope: Any = self.fields["scope"]
        scope.choices = scopes
        _offer(self.fields["supervisor"], others)


class WishForm(Asking):
    """What a client asks on paper about the own data."""

    kind = forms.ChoiceField(label=_("What the client asks"))
    words = forms.CharField(
        label=_("In the client's words"), required=False, max_length=2000, widget=long_text(2)
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the rights."""
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = kinds


class CorrectForm(Asking):
    """How it reads from now on, what is taken out, and what was changed in the notes."""

    called = forms.CharField(
        label=_("What the client is called from now on"), max_length=40, required=False
    )
    contact = forms.CharField(label=_("New telephone"), max_length=40, required=False)
    trusted = forms.CharField(
        label=_("Another person for an emergency"), max_length=80, required=False
    )
    removed = forms.MultipleChoiceField(
        label=_("Taken out"),
        choices=tuple(CORRECTED.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    noted = forms.CharField(
        label=_("What was changed or added in the notes"), required=False, widget=long_text(2)
    )


class HandOverForm(Asking):
    """With whom the client goes on."""

    to = forms.TypedChoiceField(label=_("Who goes on"), coerce=int)
    with_notes = forms.BooleanField(
        label=_("The client wishes the notes to go along"), required=False
    )
    agreed = forms.BooleanField(label=_("The client agrees, and has signed"))

    def __init__(self, *args: Any, others: Others, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the colleagues of the room."""
        super().__init__(*args, **kwargs)
        _offer(self.fields["to"], others)


class AnswerForm(Asking):
    """A questionnaire, filled in together."""

    def __init__(self, *args: Any, asked: Instrument, word: str, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Ask its items, none of which must be answered."""
        super().__init__(*args, **kwargs)
        for item in asked.items:
            choices = [(value, one[word]) for value, one in asked.offered(item).items()]
            name, label = str(item["id"]), str(item[word])
            if item.get("free"):
                self.fields[name] = forms.CharField(
                    label=label, required=False, max_length=500, widget=long_text(2)
                )
            elif item.get("several"):
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
            else:
                self.fields[name] = forms.ChoiceField(
                    label=label, choices=choices, required=False, widget=forms.RadioSelect
                )

    def answers(self) -> dict[str, str]:
        """Return what was answered."""
        return {
            name: ",".join(value) if isinstance(value, list) else str(value)
            for name, value in self.cleaned_data.items()
            if value
        }


def forms_offered(names: Sequence[Instrument], word: str) -> list[dict[str, str]]:
    """Return the questionnaires to choose from."""
    ordered = sorted(names, key=lambda one: (one.name != WELLBEING, one.name))
    return [{"name": one.name, "title": one.title[word]} for one in ordered]


def _offer(field: Any, others: Others) -> None:  # noqa: ANN401  # a field
    field.choices = [("", _("Choose"))] + [(number, name) for number, name in others]
