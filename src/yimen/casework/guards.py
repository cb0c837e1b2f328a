"""Refusals of the acts that no table of states can express: who, how often, what is missing.

The docstring is the message: what stands in the way, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.people.models import Organ
from yimen.registry.models import Demand, Opinion

SHORTEST_REASON = 5


class Several:
    """Several words as one fact of a refusal, said when somebody reads it."""

    def __init__(self, words: Sequence[object]) -> None:
        """Keep the words."""
        self._words = words

    def __str__(self) -> str:
        """List them in the reader's language."""
        return gettext(", ").join(map(str, self._words))


#: The ways of art. 31 on which no opinion is given: the courts, arbitration, appeals in the Party.
ELSEWHERE = frozenset({1, 2, 3})
WAYS = range(1, 7)


class NotScreened(Refused):
    """Screen it first: its class, category and way decide where it can go."""


class OrganHasEnded(Refused):
    """{organ} no longer exists. Send it to {successor}, which took over its duties."""


class AlreadyThere(Refused):
    """It is with {organ} already. Choose the organ that is competent for it."""


class AccusationGoesElsewhere(Refused):
    """An accusation may only be handed to a discipline or supervisory organ (art. 22)."""


class WayMissing(Refused):
    """Choose the way of art. 31 that a claim goes, from 1 to 6."""


class HasItsOwnWay(Refused):
    """Matters under art. 31({route}) have a procedure of their own, and no opinion answers them. Name the lawful way instead."""  # noqa: E501  # a message is one line, so that it can be translated


class StudiedInstead(Refused):
    """A suggestion is not accepted but taken up for study, and answered (art. 29)."""


class NoSuchChoice(Refused):
    """There is no choice called “{value}”. Choose one of the list."""


class HoldsAccusation(Refused):
    """It holds an accusation too, not for them to read. Register the rest as another petition."""


class TooManyPapers(Refused):
    """There are {most} papers in this file already. Hand in further ones at the counter."""


class NotYourMatter(Refused):
    """Somebody else handles this matter. Ask the head of your organ to hand it over to you."""


class SameCategory(Refused):
    """It is in this category already. Choose another one."""


class AnotherOrgansTurn(Refused):
    """{organ} has this matter now. Your organ can read it, and does nothing to it."""


class NotAHandlerHere(Refused):
    """Choose somebody who holds a handler's post in {organ} today."""


class ObjectedBefore(Refused):
    """Your organ has objected to this dispatch once; that was checked, and the dispatch stands."""


class ObjectionLapsed(Refused):
    """The last day to object was {due} (art. 23). The matter stays, and your organ handles it."""


class NoObjectionThen(Refused):
    """The rule under which this was sent knows no objection. Accept it, or say why not."""


class NotProper(Refused):
    """{organ} is one of the two organs in question. Choose the one that you hold competent."""


class NotAnotherWay(Refused):
    """Choose a way of art. 31 from 1 to 5; what goes the sixth way is handled here."""


class OnlyClaims(Refused):
    """Only a claim goes another way of art. 31. Send a suggestion or accusation to its organ."""


class SayWhere(Refused):
    """Fill in {missing}: without it the petitioner stands before a closed door."""


class NobodyWithdraws(Refused):
    """Choose at least one demand that is to be withdrawn."""


class AnsweredTogether(Refused):
    """One written answer to demands {positions} is being made. Withdraw these together, or wait for it: it binds you to nothing."""  # noqa: E501  # as above


class WishMissing(Refused):
    """Enter the petitioner's signed wish: add the paper, or write down her words and her signature."""  # noqa: E501  # as above


class NotByTheHandler(Refused):
    """Your organ handles this matter, so it cannot enter a withdrawal. The petitioner does it with the query code, or at another counter."""  # noqa: E501  # as above


class SayWhy(Refused):
    """Write it out, in at least {least} characters."""


class SayWhereToGo(Refused):
    """Say where the petitioner can go instead: the organ, its address, and the limit there."""


class SamePerson(Refused):
    """Somebody else must do this: whoever handled, checked or asked cannot also decide."""


class TooManyDays(Refused):
    """An extension is at most {most} days (art. 34). Enter a number from 1 to {most}."""


class NoLaterDay(Refused):
    """With {days} more days the last day is still {due}, because of the days off. Ask for more."""


class ExtendedBefore(Refused):
    """It has been extended once already; the law allows no second extension (art. 34)."""


class NoExtensionAsked(Refused):
    """No extension is waiting for a decision here."""


class TooLateToExtend(Refused):
    """The last day to handle it was {due}. An extension must be decided and told before that."""


class FindingIncomplete(Refused):
    """Demand {position}: fill in {missing}. Without them no opinion can be issued (art. 32)."""


class NothingToAnswer(Refused):
    """Your organ has no demand in this petition that is ready for an opinion."""


class WrongStage(Refused):
    """It is not at this stage any more. Load the page again to see who has it now."""


class AnotherDraft(Refused):
    """{organ} is writing another opinion on this petition already. That one must be submitted first."""  # noqa: E501  # a message is one line, so that it can be translated


class NotPrintedYet(Refused):
    """The opinion is still being printed. Wait a moment, then serve it."""


class ServedBeforeIssued(Refused):
    """The day of service must lie between {first} and {last}."""


class NotReadByThem(Refused):
    """The platform notes by itself when the petitioner reads the answer. Enter the way in which you served it."""  # noqa: E501  # as above


class WindowOpen(Refused):
    """The petitioner may ask for a review until {due}; it can be concluded after that."""


class StillExecuting(Refused):
    """The opinion has not been carried out yet; the matter stays open until it has."""


class NotAssigned(Refused):
    """It was forwarded, not assigned: nobody waits for a closing report."""


class NotServedYet(Refused):
    """It can be rated once the written answer has reached you."""


class RatingClosed(Refused):
    """The rating period ended on {due}."""


class RatesAnother(Refused):
    """Only an organ that received or handled this petition can be rated here."""


class TooManyRepresentatives(Refused):
    """Several people who visit about one matter choose representatives, at most {most} of them (art. 20). Enter everyone else in the headcount."""  # noqa: E501  # as above


class NothingAsked(Refused):
    """Write down at least one demand, in a sentence that says what should be done."""


class NobodyAsks(Refused):
    """Say who files the petition: a name, or the name of the organisation."""


class NotYourCounter(Refused):
    """You take in petitions for your own organ or area only. Choose an organ there."""


class FiledElsewhere(Refused):
    """{source} number {external_number} was filed before, and is not open to you. Ask whoever gave you that number."""  # noqa: E501  # as above


class DueInThePast(Refused):
    """The day must lie after {day}. Choose a later one."""


class SameFile(Refused):
    """A petition cannot be linked to itself. Enter the number of the earlier one."""


class LinkedAlready(Refused):
    """These two petitions are linked already."""


class ReferredAlready(Refused):
    """It was referred to this room already, and the room can still read it."""


def require_choice(value: str, choices: Iterable[str]) -> str:
    """Return one of the choices, or refuse what is none of them."""
    if value not in set(choices):
        raise NoSuchChoice(value=value)
    return value


def require_way(route: int | None) -> int:
    """Return the number of a way in art. 31, or refuse a claim that has none."""
    if route is None or route not in WAYS:
        raise WayMissing
    return route


def require_reason(text: str) -> str:
    """Return a reason without its edges, or refuse one that says nothing."""
    reason = text.strip()
    if len(reason) < SHORTEST_REASON:
        raise SayWhy(least=SHORTEST_REASON)
    return reason


def require_handler(demand: Demand, by: Actor) -> None:
    """Let only the person who handles a matter handle it; machines act for nobody."""
    if by.role is Role.HANDLER and demand.handler_id and demand.handler_id != by.id:
        raise NotYourMatter
    require_owner(demand, by)


def require_owner(demand: Demand, by: Actor) -> None:
    """Let only the organ whose turn it is act; an organ that merely may read does not."""
    if by.role is not Role.SYSTEM and demand.owner_id != by.organ:
        raise AnotherOrgansTurn(organ=demand.owner)


def require_sorter(demand: Demand, by: Actor) -> None:
    """Let mend the category only whoever received and screened it, or whoever handles it."""
    if by.role is not Role.SCREENER:
        require_handler(demand, by)
    elif by.organ not in {demand.owner_id, demand.petition.receiver_id}:
        raise AnotherOrgansTurn(organ=demand.owner)


def require_answerable(demand: Demand) -> None:
    """Refuse to accept what nobody screened, accusations, and what has a way of its own."""
    if demand.screened_at is None:
        raise NotScreened
    require_competent(demand)
    if demand.kind == Demand.Class.SUGGESTION:
        raise StudiedInstead
    if demand.route in ELSEWHERE:
        raise HasItsOwnWay(route=demand.route)


def require_competent(demand: Demand) -> None:
    """Let only a discipline or supervisory organ say yes or no to an accusation."""
    if demand.kind == Demand.Class.ACCUSATION and demand.owner.kind != Organ.Kind.SUPERVISORY:
        raise AccusationGoesElsewhere


def require_opinion(opinion: Opinion, by: Actor, *stages: Opinion.Stage) -> None:
    """Let only the opinion's own organ act on it, or its reader, and only at the right stage."""
    if by.role not in {Role.SYSTEM, Role.PETITIONER} and opinion.organ_id != by.organ:
        raise AnotherOrgansTurn(organ=opinion.organ)
    if opinion.stage not in stages:
        raise WrongStage


def require_other(by: Actor, *others: int | None) -> None:
    """Two people where one must not be both; the worker and imports are nobody."""
    if by.id and by.id in others:
        raise SamePerson


def require_living(organ: Organ, on: date) -> Organ:
    """Return the organ, or name the one that answers in its place (art. 24)."""
    if organ.ends_on and organ.ends_on <= on:
        raise OrganHasEnded(organ=organ.name, successor=organ.successor)
    return organ


def require_later(day: date, at: datetime) -> date:
    """Return a date that lies ahead, or refuse it."""
    if day <= local_day(at):
        raise DueInThePast(day=local_day(at))
    return day
