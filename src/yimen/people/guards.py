"""Refusals of the acts on people and organs: the docstring is the message, and what to do."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from yimen.access.actor import POSTS, Role
from yimen.base.errors import NotFound, Refused
from yimen.law.limits import LIMITS
from yimen.law.taxonomy import TAXONOMY
from yimen.people.models import Organ, Post, Region, Staff

USERNAME = re.compile(r"[\w.-]{2,40}")
CODE = re.compile(r"[a-z0-9-]{1,20}")
#: From the widest to the narrowest: a region lies in a wider one.
WIDTHS = [kind.value for kind in Region.Kind]


class NotAUsername(Refused):
    """A user name has 2 to 40 letters, digits, dots, dashes or underscores. Choose another one."""


class UsernameTaken(Refused):
    """Somebody has the user name {username} already. Choose another one."""


class NameMissing(Refused):
    """Enter the name."""


class NotToYourself(Refused):
    """Nobody manages their own account. Ask another security administrator."""


class AccountClosed(Refused):
    """The account is closed. Open it again first."""


class AccountOpen(Refused):
    """The account is open already."""


class NoSuchRole(Refused):
    """There is no post called {role}. Choose one of the list."""


class NotBoth(Refused):
    """{name} holds the post {held} at that time, and an administrator holds no other kind of post. End it first, or choose somebody else."""  # noqa: E501  # a message is one line, so that it can be translated


class HeldAlready(Refused):
    """{name} holds this very post at that time already."""


class OutsideContract(Refused):
    """The contract with {name} runs from {since} until the day before {until}. Choose days within it."""  # noqa: E501  # as above


class NotEntrusted(Refused):
    """The post {role} is not entrusted to a contractor: it decides on petitions or on who may do what."""  # noqa: E501  # as above


class EndsBeforeItStarts(Refused):
    """A post ends after it starts. Choose a later day."""


class EndedBefore(Refused):
    """The post has ended already, on {day}."""


class LastSecurityAdministrator(Refused):
    """Nobody could manage accounts any more. Give somebody else the post of security administrator first."""  # noqa: E501  # as above


class OrganEnded(Refused):
    """{organ} no longer exists then. Choose {successor}, which took over its duties."""


class OrganEndedBefore(Refused):
    """{organ} has ended already, on {day}."""


class NotItsOwnSuccessor(Refused):
    """An organ cannot succeed itself. Choose the organ that takes over its duties."""


class NotItsOwnGuide(Refused):
    """No organ is its own superior department. Choose the one above it, or none."""


class GuideMissing(Refused):
    """Choose the superior department as well: an organ led from above alone has one."""


class MarkTaken(Refused):
    """{organ} numbers its documents with {mark} already. Choose another mark."""


class OrganNameTaken(Refused):
    """There is an organ called {name} already."""


class MarkMissing(Refused):
    """Enter the mark that opens the organ's document numbers, such as 一门信."""


class NoSuchKind(Refused):
    """There is no kind called {kind}. Choose one of the list."""


class NoSuchCompetence(Refused):
    """There is no competence called {competence}. Choose from the list."""


class NoSuchLocalProfile(Refused):
    """There is no local profile called {profile}. Choose one of the list, or none."""


class NotACode(Refused):
    """A region's code has 1 to 20 small letters, digits or dashes, such as shahe. Choose another one."""  # noqa: E501  # as above


class RegionTaken(Refused):
    """There is a region with the path {path} already. Choose another code."""


class RegionDoesNotFit(Refused):
    """A region lies in a wider one: a point in a community, a community in a street, a street in a district."""  # noqa: E501  # as above


class DistrictStandsAlone(Refused):
    """A district lies in no other region, and every other region lies in one."""


def tidy_username(typed: str) -> str:
    """Return a user name as it is kept: small letters, half-width, no gaps at its ends."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def require_text(typed: str) -> str:
    """Return a name without its edges, or refuse an empty one."""
    name = typed.strip()
    if not name:
        raise NameMissing
    return name


def require_role(role: str) -> Role:
    """Return the role of a post, or refuse what no post can make of a person."""
    if role not in POSTS:
        raise NoSuchRole(role=role)
    return Role(role)


def require_standing(organ: Organ, on: date) -> Organ:
    """Return an organ that exists on a day, or name the one that took over (art. 24)."""
    if organ.ends_on and organ.ends_on <= on:
        raise OrganEnded(organ=organ.name, successor=organ.successor)
    return organ


def require_guide(guide: int, *, of: int, is_vertical: bool, on: date) -> Organ | None:
    """Return the superior department of an organ, if it has one; led from above alone it must."""
    if not guide:
        if is_vertical:
            raise GuideMissing
        return None
    if guide == of:
        raise NotItsOwnGuide
    return require_standing(found_organ(guide), on)


def require_competences(competence: list[str]) -> list[str]:
    """Return the competences in the order of the law's list, or refuse an unknown one."""
    for one in competence:
        if one not in TAXONOMY.competences:
            raise NoSuchCompetence(competence=one)
    return [one for one in TAXONOMY.competences if one in competence]


def require_profile(profile: str) -> str:
    """Return a local profile, or none; refuse an unknown one."""
    if profile and profile not in LIMITS.profiles():
        raise NoSuchLocalProfile(profile=profile)
    return profile


def require_place(kind: str, parent: Region | None) -> None:
    """Refuse a region that lies in none, or in one that is not wider."""
    if kind not in WIDTHS:
        raise NoSuchKind(kind=kind)
    if (kind == Region.Kind.DISTRICT) is not (parent is None):
        raise DistrictStandsAlone
    if parent and WIDTHS.index(parent.kind) >= WIDTHS.index(kind):
        raise RegionDoesNotFit


def locked_staff(staff_id: int) -> Staff:
    """Fetch a person, locked: what is decided about their posts is decided by one at a time."""
    staff = Staff.objects.select_for_update().filter(pk=staff_id).first()
    if staff is None:
        raise NotFound
    return staff


def found_organ(organ_id: int) -> Organ:
    """Fetch an organ, locked."""
    organ = Organ.objects.select_for_update(of=("self",)).filter(pk=organ_id).first()
    if organ is None:
        raise NotFound
    return organ


def require_other_security_administrator(without: Staff, on: date) -> None:
    """Refuse to leave nobody who can manage accounts from that day on."""
    others = Post.objects.filter(
        role=Role.SECURITY_ADMIN, starts_on__lte=on, ends_on__isnull=True, staff__is_active=True
    ).exclude(staff=without)
    if not others.exists():
        raise LastSecurityAdministrator
