"""What the acts of the sealed lane have in common: whom it keeps out, and what goes out (art. 30).

The docstring of a refusal is its message: what stands in the way, and what to do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from yimen.access.actor import Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.guards import Several, require_living
from yimen.people.models import Organ, Post
from yimen.registry import lane
from yimen.registry.lane import Accused, Content
from yimen.registry.models import Accusation, Demand, Petition

#: Whoever holds one of these posts leads the organ, and with it those below.
LEADING = (Role.HEAD, Role.LEADER)
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 6
#: An issue sheet says at least so much.
LEAST = 15


class NoAccusation(Refused):
    """It is no accusation. Only an accusation goes through the sealed lane (art. 30)."""


class ReleasedByTwo(Refused):
    """An accusation is not forwarded: name whom it accuses, write the issue sheet, and let a second person release it."""  # noqa: E501  # a message is one line, so that it can be translated


class NobodyAccused(Refused):
    """Enter whom it accuses: the organ, or the person together with their organ."""


class AccusesThisOffice(Refused):
    """It accuses {organ}, or somebody who leads it. Choose the organ that takes the whole letter; your office will not see it any more."""  # noqa: E501  # as above


class GoesToTheAccused(Refused):
    """{organ} is accused, belongs to the accused, or is led by them. It can never receive this."""


class NotForThisOrgan(Refused):
    """{organ} is no discipline or supervisory organ. Choose one that is (arts. 22, 30)."""


class SheetNamesHer(Refused):
    """The issue sheet still says {what}. Take it out: nothing may point to who reported it."""


class SheetTooShort(Refused):
    """Write what is reported, when and where, in at least {least} characters."""


class NotProposed(Refused):
    """There is no issue sheet to release yet. Write it first."""


class StaysSealed(Refused):
    """It has gone out under seal, so its class cannot change any more."""


class SealedStays(Refused):
    """An accusation is not opened to rooms or linked from other files (art. 30)."""


class SealedAlone(Refused):
    """What lies under seal is handled by itself: it is not split or merged, and no names are added to it (art. 30)."""  # noqa: E501  # as above


@dataclass(frozen=True, slots=True)
class KeptOut:
    """The row numbers of the organs and the people who must not know."""

    organs: frozenset[int]
    staff: frozenset[int]


def require_unsealed(petition: Petition) -> None:
    """Refuse what would write the words or names of a sealed file into the clear tables."""
    if petition.is_sealed:
        raise SealedAlone


def accusation_of(demand: Demand) -> Accusation:
    """Return what the lane knows of an accusation, begun now if need be.

    Raises:
        NoAccusation: it is none.
    """
    if demand.kind != Demand.Class.ACCUSATION:
        raise NoAccusation
    found = Accusation.objects.filter(demand=demand).first()
    return found or Accusation(petition=demand.petition, demand=demand)


def kept_out(accused: Iterable[Accused], on: date) -> KeptOut:
    """Return who must not know: the accused, all below them, and whatever an accused person leads.

    A person is known by name, in the organ that was given and in those below; without an organ,
    everybody in office of that name is kept out: rather one too many than one too few.
    """
    organs: set[int] = set()
    staff: set[int] = set()
    tree = _Tree()
    for one in accused:
        below = tree.with_all_below({one.organ}) if one.organ else set()
        organs |= below
        staff |= _people(one.name, below)
    led = Post.objects.filter(staff__in=staff, role__in=LEADING).filter(_held(on))
    organs |= tree.with_all_below(set(led.values_list("organ_id", flat=True)))
    return KeptOut(frozenset(organs), frozenset(staff))


def require_outside(petition: Petition, to: int, at: datetime) -> Organ:
    """Return an organ that may receive an accusation, or refuse it.

    Raises:
        GoesToTheAccused, NotForThisOrgan, OrganHasEnded: not there.
        NotFound: there is no such organ.
    """
    organ = Organ.objects.filter(pk=to).select_related("successor").first()
    if organ is None:
        raise NotFound
    if organ.pk in petition.barred:
        raise GoesToTheAccused(organ=organ.name)
    if organ.kind != Organ.Kind.SUPERVISORY:
        raise NotForThisOrgan(organ=organ.name)
    return require_living(organ, local_day(at))


def require_faceless(text: str, petition: Petition, content: Content | None) -> str:
    """Return the text of an issue sheet, or refuse one by which its author could be recognised.

    Raises:
        SheetTooShort, SheetNamesHer: it says too little, or too much.
    """
    said = text.strip()
    if len(said) < LEAST:
        raise SheetTooShort(least=LEAST)
    flat = _flat(said)
    found = [word for word, secret in _secrets(petition, content) if secret and secret in flat]
    if found:
        raise SheetNamesHer(what=Several(list(dict.fromkeys(found))))
    return said


def _secrets(petition: Petition, content: Content | None) -> Iterable[tuple[object, str]]:
    yield gettext_lazy("the case number"), _flat(petition.number)
    for one in content.people if content else ():
        if len(one.name) >= SHORTEST_NAME:
            yield gettext_lazy("a name"), _flat(one.name)
        yield gettext_lazy("an identity number"), _flat(one.id_number)
        yield gettext_lazy("a phone number"), _flat(one.phone)
        address = _flat(one.address)
        if len(address) >= SHORTEST_ADDRESS:
            yield gettext_lazy("an address"), address
            yield gettext_lazy("an address"), address[-SHORTEST_ADDRESS:]


def _flat(text: str) -> str:
    """Return a text as it is compared: half-width, small, without gaps and hyphens."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if not char.isspace() and char not in "-‐–—·")


def _people(name: str, organs: set[int]) -> set[int]:
    """Return the people in office of this name, in these organs if any are given."""
    if not name.strip():
        return set()
    found = Post.objects.filter(staff__name=name.strip())
    if organs:
        found = found.filter(organ__in=organs)
    return set(found.values_list("staff_id", flat=True))


def _held(on: date) -> Q:
    """Return the condition for posts that somebody holds on a day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


class _Tree:
    """Which organ is below which, and which took over from which, read once."""

    def __init__(self) -> None:
        """Read the few hundred organs of a district."""
        self._next: dict[int, set[int]] = {}
        for organ, parent, successor in Organ.objects.values_list("pk", "parent_id", "successor"):
            if parent:
                self._next.setdefault(parent, set()).add(organ)
            if successor:
                self._next.setdefault(organ, set()).add(successor)

    def with_all_below(self, organs: set[int]) -> set[int]:
        """Return these organs, all that are below them, and whoever took over their duties."""
        found, wait = set(organs), list(organs)
        while wait:
            new = self._next.get(wait.pop(), set()) - found
            found |= new
            wait += new
        return found


def named_by_her(petition: Petition) -> tuple[Accused, ...]:
    """Return whom the petitioner named as she filed it; they stay named, whoever else is."""
    said = lane.content_of(petition.pk)
    return said.accused if said else ()


def bar(petition: Petition, on: date) -> KeptOut:
    """Note on the petition who is kept out of it, by all that its accusations name."""
    rows = Accusation.objects.filter(petition=petition)
    named = [one for row in rows for one in lane.accused_of(row)]
    out = kept_out([*named, *named_by_her(petition)], on)
    petition.barred, petition.barred_staff = sorted(out.organs), sorted(out.staff)
    return out
