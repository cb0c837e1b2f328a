"""What the acts of the mediation room have in common: refusals, who may, and sealed words."""

from __future__ import annotations

from collections.abc import Iterable

from yimen.access.actor import Actor, Role
from yimen.access.in_hand import in_hand
from yimen.access.policy import may
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import blind
from yimen.rooms.mediation.models import Case, Committee, Mediator, Party

Stage = Case.Stage
#: Who can be a mediator's party: at least two sides talk, and a table holds so many.
FEWEST, MOST = 2, 20
SHORTEST = 5
OPEN = frozenset({Stage.ASKED, Stage.TALKING})
#: What ends it; an outcome that a petition's file may be told, and by whose leave: whoever refused
#: to be mediated has told nothing there, and keeps nothing back.
OVER = frozenset({Stage.AGREED, Stage.REFUSED, Stage.ENDED})
TOOK_PART = frozenset({Party.Consent.GIVEN, Party.Consent.WITHDRAWN})
#: How a waiver of the right to petition is worded, when somebody asks for one.
WAIVERS = (
    *("息访", "罢访", "息诉", "不再信访", "不再上访", "不再反映", "放弃信访", "放弃上访"),
    *("撤回信访", "撤销信访", "不得信访", "不得上访"),
)


class TooFewParties(Refused):
    """Mediation needs two sides: name at least {fewest} parties, and at most {most}."""


class NameMissing(Refused):
    """Give the name of every party: a mediator must know whom to invite."""


class SayWhatItIsAbout(Refused):
    """Say what the dispute is about, in a sentence or two."""


class ReadRightsFirst(Refused):
    """Read the notice of rights and duties first, and tick that you have."""


class NotAtThisStage(Refused):
    """The mediation is at the stage “{stage}”, where this cannot be done."""


class SomebodyHasNotAgreed(Refused):
    """Not everybody has agreed to mediation yet. Without that nobody is mediated (art. 17)."""


class NotOnTheRoster(Refused):
    """Choose somebody who is on the roster of this committee today."""


class HandlesThePetition(Refused):
    """Whoever handles the petition cannot mediate it. Choose another mediator."""


class NobodyProposed(Refused):
    """The mediator is not named to go on with it any more, or everybody has accepted them already. Open the page again."""  # noqa: E501  # a message is one line, so that it can be translated


class NobodyMediates(Refused):
    """Choose at least one mediator."""


class WordsChanged(Refused):
    """The agreement was changed after you opened it. Read it once more, then sign."""


class SignedAlready(Refused):
    """Your side has signed already."""


class SignaturesMissing(Refused):
    """Not every party has signed yet."""


class NotSealable(Refused):
    """Fill in {missing}: an agreement without it binds nobody (art. 29)."""


class WaivesPetition(Refused):
    """Leave out “{words}”: giving up the right to petition is no condition of an agreement, and binds nobody."""  # noqa: E501  # a message is one line, so that it can be translated


class SomebodyKeepsIt(Refused):
    """Not every party agrees that the outcome goes into the file of a petition. Without that it stays here."""  # noqa: E501  # as above


class ConfirmationLapsed(Refused):
    """The last day to apply to the court together was {due}. Either side can still sue."""


def case_of(case_id: int, by: Actor) -> Case:
    """Return, locked, a case that this actor may see.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    return in_hand(Case.objects.select_related("committee"), case_id, by)


def my_side(case: Case, by: Actor) -> Party:
    """Return the party whose code this is.

    Raises:
        NotFound: this is no party of the case.
    """
    if by.role is not Role.VISITOR or not by.code:
        raise NotFound
    party = Party.objects.filter(case=case, code_blind=by.code).first()
    if party is None:
        raise NotFound
    return party


def side_of(case: Case, party_id: int, by: Actor) -> Party:
    """Return a party for its own holder, or for a mediator of the case who writes for them."""
    if by.role is Role.VISITOR:
        return my_side(case, by)
    require_mediator(case, by)
    party = Party.objects.filter(case=case, pk=party_id).first()
    if party is None:
        raise NotFound
    return party


def somebody_keeps(case: Case) -> bool:
    """Say whether a side that took part has not agreed that the outcome goes into a file."""
    took_part = case.parties.filter(consent__in=TOOK_PART)
    return took_part.filter(tells_case=False).exists()


def require_mediator(case: Case, by: Actor) -> None:
    """Let only a mediator of this case act; before one is chosen, any of its committee's organ."""
    if by.role is Role.SYSTEM:
        return
    theirs = by.id in case.mediators or (not case.mediators and by.organ == case.organ_id)
    if not may(by, "mediation.work") or not theirs:
        raise NotFound


def require_stage(case: Case, *stages: str) -> None:
    """Refuse where the law of the room does not lead on from."""
    if case.stage not in stages:
        raise NotAtThisStage(stage=case.get_stage_display())


def require_no_waiver(*texts: str) -> None:
    """Refuse terms that make giving up the right to petition a condition."""
    found = next((words for text in texts for words in WAIVERS if words in text), "")
    if found:
        raise WaivesPetition(words=found)


def on_roster(committee: Committee, staff: Iterable[int]) -> list[int]:
    """Return the people, all of whom must be on a committee's roster.

    Raises:
        NobodyMediates, NotOnTheRoster.
    """
    wanted = sorted(set(staff))
    if not wanted:
        raise NobodyMediates
    listed = Mediator.objects.filter(committee=committee, is_active=True, staff__in=wanted)
    if listed.count() != len(wanted):
        raise NotOnTheRoster
    return wanted


def blind_party(code: str) -> str:
    """Return what a case keeps of a party's code."""
    return blind(code, "mediation party")
