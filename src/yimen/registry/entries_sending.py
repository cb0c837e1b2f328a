"""Lines on how demands are put in order and sent: split, merged, reported up, disputed, helped."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSplit(Said):
    """One demand became several: the first keeps its number, the others follow the last."""

    kind = "split_demand"
    sentence = _("Demand {whole} split; its parts have the same limits. Reason in the file.")
    plain = _("Demand {whole} asked for several things. Each is now answered; no day is lost.")
    whole: int
    sorting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandsMerged(Said):
    """Demands that ask the same became one, with the soonest day of each limit."""

    kind = "merge_demands"
    sentence = _("Merged into demand {kept}, with the soonest day of each limit.")
    plain = _(
        "You asked for the same more than once: demand {kept} answers it, at the soonest day."
    )
    kept: int
    sorting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementAsked(Said):
    """The petitioner is asked for papers or facts; no limit waits for them."""

    kind = "ask_supplement"
    sentence = _("The petitioner was asked for further papers; every limit runs on.")
    plain = _("{by_organ} asks you for further papers. You need not wait for it: time runs on.")
    supplement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentFlagged(Said):
    """An event is urgent: it must be reported at once."""

    kind = "flag_urgent"
    sentence = _("Marked as urgent: to be reported at once.")
    plain = _("{by_organ} found what you report urgent, and reports it at once.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentReported(Said):
    """The event was reported, to whom the report says."""

    kind = "report_urgent"
    sentence = _("Reported as grave and urgent.")
    plain = _("What you report was passed on as urgent to those who can act at once.")
    report: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedUp(Said):
    """Grave or unclear: a higher organ decides who takes it up."""

    kind = "report_up"
    sentence = _("Reported up: {to_organ} decides who takes it up.")
    plain = _("It was put to {to_organ}, which decides who must take it up.")
    to_organ: int
    ruling: int
    chain_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRaised(Said):
    """Two organs do not agree whose it is."""

    kind = "raise_dispute"
    sentence = _("Dispute of competence: {to_organ} decides. The time for the notice runs on.")
    plain = _("It is disputed whose task it is. {to_organ} decides; your time is not held up.")
    to_organ: int
    ruling: int
    chain_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceDecided(Said):
    """It is decided whose it is; that is not objected to."""

    kind = "decide_competence"
    sentence = _("Decided: {to_organ} is competent and takes it up.")
    plain = _("It is decided: {to_organ} must take it up, and tell you so in writing.")
    to_organ: int
    ruling: int
    dispatch: int
    moved: bool
    from_organ: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn(Said):
    """The organ no longer exists: its successor goes on, with what was left of each limit."""

    kind = "transfer"
    sentence = _("{from_organ} no longer exists: {to_organ} takes over; every limit runs on.")
    plain = _("{from_organ} no longer exists. {to_organ} takes over; every date stays.")
    to_organ: int
    from_organ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceAsked(Said):
    """Another organ is asked to contribute; the one that asks goes on answering for it."""

    kind = "ask_assistance"
    sentence = _("{to_organ} was asked to assist, by {answer_by}.")
    plain = _("{by_organ} also asked {to_organ}. You get one answer, from {by_organ}.")
    to_organ: int
    assistance: int
    answer_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed(Said):
    """The assisting organ said what it can say."""

    kind = "contribute"
    sentence = _("{by_organ} gave its contribution.")
    plain = _("{by_organ} has given its contribution to your answer.")
    assistance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleProposed(Said):
    """It looks simple; whoever takes it up decides."""

    kind = "propose_simple"
    sentence = _("Simplified procedure proposed.")
    since_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleDropped(Said):
    """It is not handled as simple; the ordinary limits run as they did."""

    kind = "drop_simple"
    sentence = _("Simplified procedure dropped; the ordinary limits run as before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedSimple(Said):
    """Accepted in the simplified procedure; the ordinary time is counted beside it."""

    kind = "accept_simple"
    sentence = _("Accepted in the simplified procedure; handler {handler_staff}.")
    plain = _("{by_organ} accepted it and answers it in the simplified procedure, sooner.")
    handler_staff: int = 0
    since_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleAnswered(Said):
    """The short reply was given, in the way the petitioner likes to be reached."""

    kind = "answer_simple"
    sentence = _("Answered in the simplified procedure ({told_by}).")
    plain = _("{by_organ} answered you ({told_by}). You can ask for the ordinary procedure.")
    told_by: str
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted(Said):
    """It goes on in the ordinary procedure, its time counted from the first acceptance."""

    kind = "convert_to_ordinary"
    sentence = _("Goes on in the ordinary procedure, counted from {since_on}.")
    plain = _("It goes on in the ordinary procedure; the time counts from {since_on}, as before.")
    since_on: str
    because: str


SENDING: tuple[type[Said], ...] = (
    AcceptedSimple,
    AssistanceAsked,
    CompetenceDecided,
    Contributed,
    Converted,
    DemandSplit,
    DemandsMerged,
    DisputeRaised,
    PassedOn,
    ReportedUp,
    SimpleAnswered,
    SimpleDropped,
    SimpleProposed,
    SupplementAsked,
    UrgentFlagged,
    UrgentReported,
)
