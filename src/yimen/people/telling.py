"""Read what administrators did as sentences, in the language of whoever reads them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.words import ROLES
from yimen.base.leaves import leaf
from yimen.people.models import AdminEntry, Region, Vendor
from yimen.people.queries import names_of_organs, names_of_staff

SENTENCES: dict[str, str] = {
    AdminEntry.Kind.SIGNED_IN: gettext_noop("Signed in."),
    AdminEntry.Kind.PASSWORD_CHANGED: gettext_noop("Chose a new password."),
    AdminEntry.Kind.STAFF_ADDED: gettext_noop("Opened an account for {staff}."),
    AdminEntry.Kind.STAFF_CHANGED: gettext_noop("Changed the name or number of {staff}."),
    AdminEntry.Kind.STAFF_DEACTIVATED: gettext_noop("Closed the account of {staff}."),
    AdminEntry.Kind.STAFF_READMITTED: gettext_noop("Opened the account of {staff} again."),
    AdminEntry.Kind.PASSWORD_RESET: gettext_noop("Gave {staff} a new one-time password."),
    AdminEntry.Kind.POST_GIVEN: gettext_noop("Gave {staff} the post “{role}” in {organ}."),
    AdminEntry.Kind.POST_ENDED: gettext_noop(
        "Ended the post “{role}” of {staff} in {organ}, from {on} on."
    ),
    AdminEntry.Kind.VENDOR_SET: gettext_noop(
        "Set the contract with contractor {vendor} to end on {on}; its posts end with it."
    ),
    AdminEntry.Kind.REGION_ADDED: gettext_noop("Added the region {region}."),
    AdminEntry.Kind.ORGAN_ADDED: gettext_noop("Added the organ {organ}."),
    AdminEntry.Kind.ORGAN_CHANGED: gettext_noop("Changed the entry of {organ}."),
    AdminEntry.Kind.ORGAN_ENDED: gettext_noop(
        "Ended {organ} from {on} on; {successor} answers in its place."
    ),
    AdminEntry.Kind.PLACE_SET: gettext_noop(
        "Set up a reception place, meeting room or mediation committee of {organ}."
    ),
    AdminEntry.Kind.NORM_ADDED: gettext_noop("Added version {version} of norm {norm}."),
    AdminEntry.Kind.NORM_ENDED: gettext_noop("Ended version {version} of norm {norm}."),
    AdminEntry.Kind.LAW_PROPOSED: gettext_noop("Proposed change {change} to the rules."),
    AdminEntry.Kind.LAW_PUBLISHED: gettext_noop("Published change {change} to the rules."),
    AdminEntry.Kind.LAW_REFUSED: gettext_noop("Refused change {change} to the rules."),
    AdminEntry.Kind.BODY_KEPT: gettext_noop("Entered where another lawful way begins in {region}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line as a person reads it."""

    id: int
    at: datetime
    who: str
    role: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of lines, the newest first; cursors are 0 at either end."""

    lines: tuple[Told, ...]
    older: int
    newer: int


def administration(
    actor: Actor, *, kind: str = "", staff: int = 0, before: int = 0, after: int = 0
) -> Page:
    """Return what administrators did: the newest, or those before or after a line.

    `kind` and `staff` (who did it) choose among them.
    """
    require(actor, "administration.audit")
    found = AdminEntry.objects.all()
    found = found.filter(kind=kind) if kind else found
    found = found.filter(staff_id=staff) if staff else found
    turned = leaf(found, before=before, after=after)
    return Page(lines=tuple(_told(turned.rows)), older=turned.older, newer=turned.newer)


def kinds() -> list[tuple[str, str]]:
    """Return what can be done, with what it is called."""
    return [(kind, str(label)) for kind, label in AdminEntry.Kind.choices]


def _told(entries: list[AdminEntry]) -> Iterable[Told]:
    staff = names_of_staff(_ids(entries, "staff") | {entry.staff_id for entry in entries})
    organs = names_of_organs(_ids(entries, "organ") | _ids(entries, "successor"))
    regions = dict(Region.objects.filter(pk__in=_ids(entries, "region")).values_list("pk", "name"))
    vendors = dict(Vendor.objects.filter(pk__in=_ids(entries, "vendor")).values_list("pk", "name"))
    for entry in entries:
        facts = entry.facts
        words = facts | {
            "staff": staff.get(facts.get("staff"), ""),
            "organ": organs.get(facts.get("organ"), ""),
            "successor": organs.get(facts.get("successor"), ""),
            "region": regions.get(facts.get("region"), ""),
            "vendor": vendors.get(facts.get("vendor"), ""),
            "role": gettext(ROLES.get(facts.get("role"), "")) if facts.get("role") else "",
            "on": _day(facts.get("on", "")),
        }
        yield Told(
            id=entry.pk,
            at=entry.at,
            who=staff.get(entry.staff_id, ""),
            role=gettext(ROLES[entry.role]) if entry.role in ROLES else entry.role,
            sentence=gettext(SENTENCES[entry.kind]).format(**words),
        )


def _ids(entries: Iterable[AdminEntry], fact: str) -> set[int]:
    return {entry.facts[fact] for entry in entries if entry.facts.get(fact)}


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""
