"""What the acts of a hearing, an investigation and a recusal have in common: shapes, rules, words.

Nobody judges what they looked into: who handled, questioned or drafted does not hear, and whoever
has an interest of their own stands aside (art. 28).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework.filing import Paper
from yimen.casework.guards import require_handler, require_owner
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, UNDER_REVIEW, Move
from yimen.people.queries import holders
from yimen.registry.models import (
    Contact,
    Demand,
    Hearing,
    Investigation,
    Member,
    Opinion,
    Recusal,
    Review,
)

#: With the chair they are three at least, so that there can be a majority.
FEWEST_MEMBERS = 2
#: Who may lead a hearing of their organ.
HEARS = (Role.HEAD, Role.LEGAL_CHECKER, Role.HANDLER)
#: Whose wish it is when they enter it; a handler enters the organ's own.
AT_A_COUNTER = frozenset({Role.RECEPTIONIST, Role.SCREENER})


class AskedBefore(Refused):
    """A hearing on this demand was asked for already, and is not over yet."""


class NoHearingAsked(Refused):
    """No hearing waits for a decision here."""


class NoHearingGranted(Refused):
    """There is no hearing to call here: one must be asked for and granted first."""


class HearingUnderWay(Refused):
    """The hearing is open, or has been held. It is brought to its conclusion now."""


class TooShortNotice(Refused):
    """The notice must reach the petitioner before. With a notice of today it can open on {earliest} at the earliest."""  # noqa: E501  # a message is one line, so that it can be translated


class HearingEndsBefore(Refused):
    """Its last day lies before its first. Enter a later one, or leave it empty."""


class HasAHand(Refused):
    """{name} has looked into this matter or written about it, and cannot hear it. Choose somebody else."""  # noqa: E501  # as above


class NotOfThisOrgan(Refused):
    """Choose somebody who holds a post in {organ} today."""


class TooFewMembers(Refused):
    """Name at least {least} members beside the chair, so that there can be a majority."""


class SayWhyClosed(Refused):
    """A hearing is public. Say which secret or whose privacy keeps it closed."""


class HearingNotCalled(Refused):
    """Send the notice with time and place first."""


class HearingNotYet(Refused):
    """The hearing was called for {day}. It cannot open before."""


class HearingNotOpen(Refused):
    """No hearing is open here."""


class NotTheHearingsWork(Refused):
    """Only whoever leads the hearing or handles the matter does this."""


class OnlyTheChair(Refused):
    """The conclusion is given by whoever leads the hearing."""


class HearingNotClosed(Refused):
    """Close the hearing with its record first."""


class NothingSaid(Refused):
    """Write down at least who was present and what they stated."""


class VoteMissing(Refused):
    """Every member says what they think, and why: {name} is missing."""


class HearingNotOver(Refused):
    """A hearing on demand {position} is not over. Decide on it, hold it or call it off first."""


class HearsIt(Refused):
    """{name} leads the hearing on this demand, and so cannot handle it."""


class EndsBeforeItBegan(Refused):
    """It cannot have ended before it began, or lie ahead. Check both times."""


class NobodyQuestioned(Refused):
    """Say who was questioned, and what they are in this matter."""


class NotSaidHowSigned(Refused):
    """Say who signed it, or who refused to and why."""


class NobodyThere(Refused):
    """Nobody has this part in the matter now. Choose another, or write it in the reason."""


class RecusalOpen(Refused):
    """A recusal in this matter waits to be decided already. Another can be asked for after that."""


class AsideAlready(Refused):
    """Whoever has this part in the matter stands aside already."""


class SignedAlready(Refused):
    """The answer has been signed. Say it when you ask for a review of the answer."""


class NobodyAbove(Refused):
    """{organ} has no organ above it here. Ask the system administrator to enter it."""


class NoRecusalAsked(Refused):
    """No recusal waits for a decision here."""


class ChooseSuccessor(Refused):
    """Choose who goes on with it: another handler of {organ}."""


class RecusalWaits(Refused):
    """It was asked that somebody stand aside. That is decided before anybody signs."""


class WrittenByRecused(Refused):
    """Somebody who stands aside wrote or checked it. Return it; another person writes it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where a hearing is held, led and heard by whom, and whether anybody may come."""

    opens_at: datetime
    place: str
    chair: int
    staff: tuple[int, ...] = ()
    #: Members from outside: each a name, and what makes them fit to hear.
    guests: tuple[tuple[str, str], ...] = ()
    ends_on: date | None = None
    is_public: bool = True
    closed_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What was said at a hearing, in its order, and how the record was signed."""

    present: str
    statements: str
    questions: str = ""
    evidence: str = ""
    last_word: str = ""
    signed: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a hearing; `votes` gives each member's, by row number, with the reason."""

    facts: str
    conclusion: str
    reasons: str
    votes: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One talk or one look at a place: when, where, with whom, said or seen what, signed how."""

    kind: str
    began_at: datetime
    ended_at: datetime
    place: str
    words: str
    signed: str
    persons: str = ""
    second: int = 0
    paper: Paper | None = None


def hearing_of(demand: Demand) -> Hearing | None:
    """Return the hearing on a demand that is asked for or granted and not over yet."""
    every = list(demand.hearings.all())
    return next((one for one in reversed(every) if not is_over(one)), None)


def seated(hearing: Hearing) -> list[Member]:
    """Return who hears with the chair, as it was last called."""
    return [one for one in hearing.members.all() if one.is_seated]


def is_over(hearing: Hearing) -> bool:
    """Say whether nothing more happens to a hearing."""
    return hearing.decision == Hearing.Decision.REFUSED or hearing.concluded_at is not None


def granted_hearing(demand: Demand) -> Hearing:
    """Return the hearing that was granted and is not over.

    Raises:
        NoHearingGranted: there is none.
    """
    hearing = hearing_of(demand)
    if hearing is None or hearing.decision != Hearing.Decision.GRANTED:
        raise NoHearingGranted
    return hearing


def waiting_recusal(demand: Demand) -> Recusal | None:
    """Return the recusal on a demand that waits for a decision."""
    waiting = Recusal.Decision.WAITING
    return next((one for one in demand.recusals.all() if one.decision == waiting), None)


def had_a_hand(demand: Demand) -> set[int]:
    """Return who handled a demand, looked into it, or wrote or checked an answer to it."""
    of_demand = {"demand": demand.pk}
    hands = {demand.handler_id}
    hands |= set(Contact.objects.filter(**of_demand).values_list("by", flat=True))
    for pair in Investigation.objects.filter(**of_demand).values_list("by", "second"):
        hands |= set(pair)
    written = Opinion.objects.filter(findings__demand=demand.pk)
    for three in written.values_list("drafted_by", "checked_by", "signed_by"):
        hands |= set(three)
    return {hand for hand in hands if hand}


def hearers(organ: int, on: date) -> dict[int, str]:
    """Return who of an organ may lead or hear: its heads, legal checkers and handlers."""
    found = (one for role in HEARS for one in holders(role, organ, on))
    return {one.pk: one.name for one in found}


def require_hearers(demand: Demand, chosen: Iterable[int], on: date) -> dict[int, str]:
    """Return the names of those chosen; refuse strangers, and who had a hand in the matter."""
    fit, hands = hearers(demand.owner_id, on), had_a_hand(demand)
    for one in chosen:
        if one not in fit:
            raise NotOfThisOrgan(organ=demand.owner)
        if one in hands or one in demand.petition.recused:
            raise HasAHand(name=fit[one])
    return fit


def earliest(day: date) -> date:
    """Return the first day on which a hearing may open whose notice goes out on a day."""
    return due(day, LIMITS.on("hearing_notice", day), DAYS).on


def require_hearing_work(demand: Demand, hearing: Hearing, by: Actor) -> None:
    """Let only who leads the hearing, keeps its record or handles the matter go on with it."""
    require_owner(demand, by)
    if by.id not in {hearing.chair_id, hearing.clerk_id, demand.handler_id}:
        raise NotTheHearingsWork


def require_no_hearing(demands: Iterable[Demand]) -> None:
    """Refuse to answer what is still being heard: its outcome is a ground of the answer."""
    for demand in demands:
        if hearing_of(demand):
            raise HearingNotOver(position=demand.position)


def require_not_aside(demand: Demand, staff: int, on: date) -> None:
    """Refuse somebody who stands aside in this matter."""
    if staff in demand.petition.recused:
        raise AsideAlready(name=hearers(demand.owner_id, on).get(staff, "—"))


def require_may_handle(demand: Demand, staff: int, on: date) -> None:
    """Refuse a handler who stands aside, or who leads the hearing."""
    require_not_aside(demand, staff, on)
    hearing = hearing_of(demand)
    if hearing and hearing.chair_id == staff:
        raise HearsIt(name=hearing.chair)


def require_unbiased(demands: Iterable[Demand], *hands: int | None) -> None:
    """Refuse to sign while a recusal waits, or what somebody wrote who stands aside."""
    for demand in demands:
        if waiting_recusal(demand):
            raise RecusalWaits
        if {*hands} & {*demand.petition.recused}:
            raise WrittenByRecused


def require_unsigned(demand: Demand) -> None:
    """Refuse what comes when the answer, or the review of it, is signed already."""
    answers = Opinion.objects.filter(findings__demand=demand.pk, stage=Opinion.Stage.SIGNED)
    reviews = demand.petition.reviews.filter(
        positions__contains=[demand.position], stage=Review.Stage.SIGNED
    )
    is_late = reviews if demand.state in UNDER_REVIEW else answers
    if is_late.exists():
        raise SignedAlready


def require_investigator(demand: Demand, by: Actor, on: date) -> None:
    """Let only the handler look into a matter, and never whoever leads its hearing."""
    require_handler(demand, by)
    if by.id and demand.handler_id != by.id:
        require_may_handle(demand, by.id, on)


def may_be_in(move: Move, demand: Demand) -> bool:
    """Say whether the law has this move from where a demand stands."""
    return demand.state in MOVES[move].ways
