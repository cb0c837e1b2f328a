"""What the acts of the heart room have in common: refusals, whose client, which consent."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from yimen.access.actor import Actor, Role
from yimen.access.in_hand import in_hand
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import blind
from yimen.base.time import local_day
from yimen.law.keeping import erase_after
from yimen.rooms.heart.models import Client, Consent, Crisis, Wish
from yimen.rooms.heart.words import VERSION


class ConsentMissing(Refused):
    """The client has not agreed to this. Offer it; a no changes nothing else."""


class AskAnew(Refused):
    """A contact after the visit needs a fresh consent: ask again after the last talk."""


class GuardianMissing(Refused):
    """A child under fourteen needs a parent or guardian who agrees as well. Enter who it is."""


class SayWhatYouWish(Refused):
    """Say what is to be corrected, and how it should read."""


class NothingCorrected(Refused):
    """Enter how it reads from now on, tick what is taken out, or say what was changed in the notes."""  # noqa: E501  # a message is one line, so that it can be translated


class GiveReasons(Refused):
    """Say what was done, or why not: who asks about their own data gets an answer with reasons."""


class TwoPeople(Refused):
    """Breaking a confidence takes a second person. Ask a colleague of the room to agree."""


class OnlyWhenRed(Refused):
    """Confidence is kept unless life is in danger now, or the law demands it."""


class SayWhatIsNeeded(Refused):
    """Say the least that helps: who is in danger, where, and how to approach them."""


class DecidedAlready(Refused):
    """Two people have decided this already. For something new, note the danger anew."""


class WordsChanged(Refused):
    """What is to be passed on was changed after you opened it. Read it once more, then decide."""


class ChooseSomebody(Refused):
    """Choose a counsellor of this room who is somebody else."""


def blind_client(code: str) -> str:
    """Return what the room keeps of a client's code."""
    return blind(code, "heart client")


def client_of(client_id: int, by: Actor) -> Client:
    """Return, locked, a client whom this actor sees.

    Raises:
        NotFound: there is none, it is somebody else's, or the consent has ended.
    """
    return in_hand(Client.objects.all(), client_id, by)


def own_client(client_id: int, by: Actor) -> Client:
    """Return a client of one's own: a supervisor reads, and does nothing."""
    client = client_of(client_id, by)
    if not may(by, "heart.work") or client.counsellor_id != by.id:
        raise NotFound
    return client


def myself(by: Actor) -> Client:
    """Return the client whose code opened the page, locked.

    Raises:
        NotFound: the code opens nothing.
    """
    found = Client.objects.filter(rows(by, WALLS["heart_client"])).first()
    if by.role is not Role.VISITOR or found is None:
        raise NotFound
    return client_of(found.pk, by)


def wish_in_hand(asked: QuerySet[Wish], by: Actor) -> tuple[Wish, Client]:
    """Return a wish that this counsellor answers or carries out, locked, and its client.

    Every act holds the client first; the client is behind the wall once the consent has ended.

    Raises:
        NotFound: there is none, it is somebody else's, or it was done a moment ago.
    """
    seen = asked.filter(rows(by, WALLS["heart_wish"]))
    number = seen.values_list("client", flat=True).first()
    if not may(by, "heart.work") or number is None:
        raise NotFound
    with behind_walls(by):
        client = Client.objects.select_for_update().get(pk=number)
        row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    return row, client


def words_of(crisis: Crisis) -> str:
    """Return a mark of what is to be passed on, why and to whom: what a colleague agrees to."""
    parts = (crisis.ground.encode(), bytes(crisis.content_sealed), bytes(crisis.recipient_sealed))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def require_consent(client: Client, scope: str) -> None:
    """Refuse what the client has not agreed to, in the words of today."""
    if not agrees(client, scope):
        raise ConsentMissing


def agrees(client: Client, scope: str) -> bool:
    """Say whether a client agrees to this now, in the words of today."""
    given = Consent.objects.filter(client=client, scope=scope, withdrawn_at=None, version=VERSION)
    return client.stopped_at is None and given.exists()


def keep(client: Client, at: datetime) -> None:
    """Count anew until when the client's notes are kept; runs behind the walls."""
    client.erase_after = erase_after(local_day(at))
    client.save(update_fields=["erase_after"])
