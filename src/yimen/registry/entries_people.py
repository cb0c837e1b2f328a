"""Lines about people: repeats, joint handling, rosters, what became of an execution, aftercare.

A petitioner's sentence never names the number of another person's petition.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatAnswered(Said):
    """The same was asked before: answered with where that stands."""

    kind = "answer_repeat"
    sentence = _("Answered as a repeat of {other_number} ({repeat_ground}).")
    plain = _("You asked for the same before. The notice says how far that is, and what counts.")
    other_petition: int
    repeat_ground: str
    repeat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatResumed(Said):
    """There is something new in it after all, or it was no repeat."""

    kind = "resume_repeat"
    sentence = _("Not, or no longer, a repeat: it goes on as a matter of its own.")
    plain = _("It is taken up again. The time to send it on begins anew.")
    repeat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Said):
    """It is handled together with another petition; its limits and its answer stay its own."""

    kind = "join"
    sentence = _("Handled together with {other_number}; its limits and its answer stay its own.")
    plain = _("Others ask for the same, so it is looked into together. You get your own answer.")
    other_petition: int
    joining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedBy(Said):
    """Another petition is handled together with this one, which leads."""

    kind = "joined_by"
    sentence = _("{other_number} is handled together with this petition.")
    other_petition: int
    joining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted(Said):
    """It is handled by itself again."""

    kind = "part"
    sentence = _("Parted from {other_number}: handled by itself again, where it stands.")
    plain = _("It is looked into by itself again. Nothing is lost, and no limit changes.")
    other_petition: int
    joining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartedFrom(Said):
    """Another petition is no longer handled together with this one."""

    kind = "parted_from"
    sentence = _("{other_number} is no longer handled together with this petition.")
    other_petition: int
    joining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtAlong(Said):
    """What was done here was done for the joined petitions too; each has its own lines."""

    kind = "bring_along"
    sentence = _("Done for the joined petitions too: {steps} steps.")
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterAdded(Said):
    """More people sign the same petition."""

    kind = "add_roster"
    sentence = _("A roster was added; {headcount} persons in all.")
    plain = _("The list of those who ask with you was added: {headcount} persons in all.")
    roster: int
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionConfirmed(Said):
    """The petitioner says that it was done; the channel says how we know."""

    kind = "confirm_execution"
    sentence = _("The petitioner confirms that it was carried out ({channel}).")
    plain = _("You confirmed that it was done ({channel}).")
    channel: str
    execution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionDisputed(Said):
    """The petitioner says that it was not done, or not in full: it is owed as before."""

    kind = "dispute_execution"
    sentence = _("The petitioner says that it was not carried out ({channel}): owed as before.")
    plain = _("You said that it was not done ({channel}). {by_organ} must see to it again.")
    channel: str
    execution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareOffered(Said):
    """Help is offered where the person lives; nobody has to take it."""

    kind = "offer_aftercare"
    sentence = _("Aftercare by {care_organ} offered; it is voluntary.")
    plain = _("{care_organ} offers you help. You are free to take it or leave it.")
    care_organ: int
    aftercare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareAnswered(Said):
    """The person takes it up or leaves it."""

    kind = "answer_aftercare"
    sentence = _("The offer of aftercare: {care} ({channel}).")
    plain = _("You answered the offer of help: {care}.")
    care: str
    channel: str
    aftercare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedUnclear(Said):
    """Name or address cannot be made out: the written notice is not owed until they can."""

    kind = "flag_unclear"
    sentence = _("Name or address unclear: no written notice is owed meanwhile; the clock runs on.")
    plain = _("{by_organ} cannot make out your name or address, so it cannot write to you.")
    unclear: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedUnclear(Said):
    """They are known now: the notice is owed as before."""

    kind = "clear_unclear"
    sentence = _("Name and address are clear now: the written notice is owed, and its day stays.")
    plain = _("Your name and address are clear now: the organ that has it must write to you.")
    unclear: int


PEOPLE: tuple[type[Said], ...] = (
    RepeatAnswered, RepeatResumed, Joined, JoinedBy, Parted, PartedFrom, BroughtAlong, RosterAdded,
    ExecutionConfirmed, ExecutionDisputed, AftercareOffered, AftercareAnswered,
    FlaggedUnclear, ClearedUnclear,
)  # fmt: skip
