"""Reading in the mediation room: the roster, a case for its mediator or a party, what is due."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor, Role
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.rooms.mediation.cases import OVER, TOOK_PART
from yimen.rooms.mediation.models import Agreement, Case, Committee, Duty, Mediator, Party, Talk

#: What disputes are about, as a committee counts them.
KINDS = (
    ("neighbours", _("Between neighbours")),
    ("property", _("Property management")),
    ("wages", _("Wages and labour")),
    ("family", _("Marriage and family")),
    ("debt", _("Loans and contracts")),
    ("damage", _("Damage and compensation")),
    ("consumer", _("Purchases and services")),
    ("land", _("Land and housing")),
    ("other", _("Something else")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party as its case shows it; only its mediator reads address and telephone."""

    id: int
    position: int
    is_mine: bool
    name: str
    phone: str
    address: str
    agent: str
    consent: str
    consent_label: str
    wishes_mediator: str
    wants_longer: bool
    has_signed: bool
    wishes_confirmation: bool
    tells_case: bool
    #: Accepts whoever is named to go on.
    accepts: bool

    @property
    def took_part(self) -> bool:
        """Whether this side agreed to be mediated, whoever ended it."""
        return self.consent in TOOK_PART


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One promise of the agreement."""

    id: int
    who: str
    is_mine: bool
    what: str
    due_on: date
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One talk, planned or held."""

    id: int
    kind: str
    label: str
    planned_at: datetime
    place: str
    held_at: datetime | None
    present: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an agreement says, and the hash under which it is signed."""

    form: str
    facts: str
    points: str
    terms: str
    hash: str
    in_force_on: date | None
    confirm_by: date | None
    applied_on: date | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A case as its mediator or one of its parties sees it."""

    case: Case
    dispute: str
    wishes: str
    sides: tuple[Side, ...]
    mediators: tuple[str, ...]
    talks: tuple[Held, ...]
    agreement: Words | None
    promises: tuple[Promised, ...]
    #: Who is named to go on with it.
    proposed: str = ""

    @property
    def mine(self) -> Side | None:
        """The side of whoever looks, if it is a party."""
        return next((side for side in self.sides if side.is_mine), None)

    @property
    def all_agree(self) -> bool:
        """Whether everybody wishes to be mediated."""
        return all(side.consent == Party.Consent.GIVEN for side in self.sides)

    @property
    def all_signed(self) -> bool:
        """Whether every side has signed."""
        return all(side.has_signed for side in self.sides)

    @property
    def all_tell(self) -> bool:
        """Whether every side that took part agrees that the outcome goes into a petition's file."""
        return all(side.tells_case for side in self.sides if side.took_part)

    @property
    def is_over(self) -> bool:
        """Whether there is an outcome: an agreement in force, or none."""
        return self.case.stage in OVER

    @property
    def keep_by(self) -> date | None:
        """The last day on which somebody has promised something."""
        return max((one.due_on for one in self.promises), default=None)

    @property
    def may_confirm(self) -> bool:
        """Whether both sides wish a court to confirm the agreement."""
        return all(side.wishes_confirmation for side in self.sides)


def committees() -> list[Committee]:
    """Return the committees at which mediation can be asked for."""
    return list(Committee.objects.filter(is_active=True).select_related("organ"))


def roster(committee: int) -> list[Mediator]:
    """Return the mediators of a committee, from whom parties choose."""
    found = Mediator.objects.filter(committee=committee, is_active=True)
    return list(found.select_related("staff"))


def every_committee() -> list[Committee]:
    """Return every committee, ended ones too, for who keeps them."""
    return list(Committee.objects.select_related("organ").order_by("-is_active", "pk"))


def a_committee(number: int) -> Committee:
    """Return one committee.

    Raises:
        NotFound: there is none.
    """
    found = Committee.objects.select_related("organ").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def whole_roster(committee: int) -> list[Mediator]:
    """Return everybody who is or was on a roster, for who keeps it."""
    found = Mediator.objects.filter(committee=committee).select_related("staff")
    return list(found.order_by("-is_active", "pk"))


def cases_of(by: Actor, *, closed: bool = False) -> list[Case]:
    """Return the open cases of a mediator, soonest due first; or the closed, newest first."""
    seen = Case.objects.filter(rows(by, WALLS["mediation_case"])).select_related("committee")
    if closed:
        over = seen.exclude(stage__in=[Case.Stage.ASKED, Case.Stage.TALKING])
        return list(over.order_by("-ended_at")[:100])
    return list(
        seen.filter(stage__in=[Case.Stage.ASKED, Case.Stage.TALKING]).order_by("due_on", "pk")[:200]
    )


def whole(by: Actor, case_id: int | None = None) -> Whole:
    """Return a case for its mediator, or, without a number, for the party whose code opened it.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    seen = Case.objects.filter(rows(by, WALLS["mediation_case"])).select_related("committee")
    case = seen.filter(pk=case_id).first() if case_id else _by_code(by, seen)
    if case is None:
        raise NotFound
    parties = list(case.parties.all())
    agreement = Agreement.objects.filter(case=case).first()
    signed = set(agreement.signatures.values_list("party", flat=True)) if agreement else set()
    listed = Mediator.objects.filter(committee=case.committee_id).select_related("staff")
    people = {one.staff_id: one.staff.name for one in listed}
    names = {party.pk: unseal(party.name_sealed) for party in parties}
    mine = by.code if by.role is Role.VISITOR else ""
    sides = tuple(
        _side(party, mine, people, signed, agreement.wishes_confirmation if agreement else ())
        for party in parties
    )
    my_number = next((side.id for side in sides if side.is_mine), 0)
    return Whole(
        case=case,
        dispute=unseal(case.dispute_sealed),
        wishes=unseal(case.wishes_sealed),
        sides=sides,
        mediators=tuple(people[one] for one in case.mediators if one in people),
        talks=tuple(_held(one) for one in Talk.objects.filter(case=case)),
        agreement=_words(agreement) if agreement else None,
        promises=tuple(
            _promised(one, names, my_number) for one in Duty.objects.filter(agreement=agreement)
        )
        if agreement
        else (),
        proposed=people.get(case.next_mediator, ""),
    )


def words_of(agreement: Agreement) -> str:
    """Return the hash of an agreement's words and promises: what a signature signs."""
    parts = [
        agreement.form,
        *(unseal(part) for part in (agreement.facts_sealed, agreement.points_sealed)),
        unseal(agreement.terms_sealed),
        *(
            f"{duty.party_id}|{unseal(duty.what_sealed)}|{duty.due_on.isoformat()}"
            for duty in Duty.objects.filter(agreement=agreement).order_by("pk")
        ),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _by_code(by: Actor, seen: object) -> Case | None:
    if by.role is not Role.VISITOR:
        return None
    found: Case | None = seen.order_by("-pk").first()  # type: ignore[attr-defined]  # a set of cases
    return found


def _side(
    party: Party, mine: str, people: dict[int, str], signed: set[int], wish: Iterable[int]
) -> Side:
    is_mine, full = bool(mine) and party.code_blind == mine, not mine
    return Side(
        id=party.pk,
        position=party.position,
        is_mine=is_mine,
        name=unseal(party.name_sealed),
        phone=unseal(party.phone_sealed) if full or is_mine else "",
        address=unseal(party.address_sealed) if full or is_mine else "",
        agent=unseal(party.agent_sealed),
        consent=party.consent,
        consent_label=party.get_consent_display(),
        wishes_mediator=people.get(party.wishes_mediator, ""),
        wants_longer=party.wants_longer,
        has_signed=party.pk in signed,
        wishes_confirmation=party.pk in set(wish),
        tells_case=party.tells_case,
        accepts=party.accepts_mediator == party.case.next_mediator,
    )


def _held(talk: Talk) -> Held:
    return Held(
        id=talk.pk,
        kind=talk.kind,
        label=talk.get_kind_display(),
        planned_at=talk.planned_at,
        place=talk.place,
        held_at=talk.held_at,
        present=unseal(talk.present_sealed),
        record=unseal(talk.record_sealed),
    )


def _words(agreement: Agreement) -> Words:
    return Words(
        form=agreement.form,
        facts=unseal(agreement.facts_sealed),
        points=unseal(agreement.points_sealed),
        terms=unseal(agreement.terms_sealed),
        hash=words_of(agreement),
        in_force_on=agreement.in_force_on,
        confirm_by=agreement.confirm_by,
        applied_on=agreement.applied_on,
        decision=agreement.decision,
    )


def _promised(duty: Duty, names: dict[int, str], mine: int) -> Promised:
    return Promised(
        id=duty.pk,
        who=names.get(duty.party_id, ""),
        is_mine=duty.party_id == mine,
        what=unseal(duty.what_sealed),
        due_on=duty.due_on,
        state=duty.state,
        label=duty.get_state_display(),
    )
