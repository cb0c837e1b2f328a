"""What the acts of the legal room have in common: refusals, who may, names, numbers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from yimen.access.actor import Actor
from yimen.access.in_hand import in_hand
from yimen.access.policy import may
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import blind
from yimen.rooms.legal.models import Consultation

Stage = Consultation.Stage
NOT_OVER = (Stage.OPEN, Stage.ADVISED)
SHORTEST = 5
MOST_PEOPLE = 200


class NobodyNamed(Refused):
    """Give the client's name. It is sealed, and needed to look for a conflict of interest."""


class SayTheMatter(Refused):
    """Write down what the client says, in a sentence or two."""


class ConflictOfInterest(Refused):
    """You have a conflict of interest in this matter and cannot advise. Ask another lawyer to take it."""  # noqa: E501  # a message is one line, so that it can be translated


class HasALawyer(Refused):
    """The petition has a lawyer already: one lawyer stays with it. It can be handed over if the client agrees."""  # noqa: E501  # a message is one line, so that it can be translated


class NotAtThisStage(Refused):
    """The consultation is at the stage “{stage}”, where this cannot be done."""


class AnswerBothQuestions(Refused):
    """Answer both questions: whether it can be handled, and how."""


class NameTheWay(Refused):
    """Choose the lawful way from the list: the client must know where to go, and until when."""


class AdviseFirst(Refused):
    """Give the guidance first: it says which way it was."""


class OpinionIncomplete(Refused):
    """Write all four parts: the facts that are assumed, the law, the ways and the risks."""


class OpinionSigned(Refused):
    """The opinion is signed, and is not changed any more."""


class SignFirst(Refused):
    """Sign the opinion first."""


class NoPetition(Refused):
    """The consultation belongs to no petition. Give the opinion to the client."""


class ClientHasNotAgreed(Refused):
    """The client has not agreed. Without that the opinion goes into no file."""


class HandedAlready(Refused):
    """The opinion is in the file already."""


class AskedAlready(Refused):
    """Legal aid was asked for already."""


class LawyerIsHere(Refused):
    """Your lawyer works here and hands your matter on with you. Talk to them, or to the room."""


class NotOffered(Refused):
    """The lawyer is not proposed any more. Open the page again to see who is."""


class AnotherLawyer(Refused):
    """Choose another lawyer of the legal room."""


def matter_of(number: int, by: Actor) -> Consultation:
    """Return, locked, a consultation of this lawyer's, or of this client's.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    return in_hand(Consultation.objects.all(), number, by)


def require_lawyer(by: Actor) -> None:
    """Let only a lawyer act."""
    if not may(by, "legal.work") or not by.id:
        raise NotFound


def require_stage(matter: Consultation, *stages: str) -> None:
    """Refuse where the room does not lead on from."""
    if matter.stage not in stages:
        raise NotAtThisStage(stage=matter.get_stage_display())


def blind_name(name: str) -> str:
    """Return the index of a name: the same with spaces, in capitals or not."""
    return blind("".join(name.split()).casefold(), "legal name")


def blind_client(code: str) -> str:
    """Return what a consultation keeps of its client's code."""
    return blind(code, "legal client")


def conflicts(lawyer: int, client: str, others: Iterable[str]) -> bool:
    """Say whether a lawyer has advised one of the others, or somebody against this client.

    Runs behind the walls; it tells yes or no, and never whose name or which matter it was.
    """
    against = [blind_name(name) for name in others if name.strip()]
    me = blind_name(client)
    theirs = Consultation.objects.filter(lawyer=lawyer)
    return theirs.filter(Q(client_blind__in=against) | Q(sides__name_blind=me)).exists()
