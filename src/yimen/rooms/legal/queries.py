"""Reading in the legal room: a matter for its lawyer or its client, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor, Role
from yimen.access.policy import may
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.law.routes import ROUTES, Way
from yimen.people.bodies import body_for
from yimen.people.models import Body, Staff
from yimen.people.queries import holders, holds_post
from yimen.registry.models import Sheet
from yimen.registry.queries import seen_by
from yimen.rooms.legal.matters import NOT_OVER
from yimen.rooms.legal.models import Aid, Consultation, HandOver, Opinion, Side

RECENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A legal opinion in its four parts, and how far it has come."""

    row: Opinion
    facts: str
    law: str
    ways: str
    risks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A consultation as its lawyer or its client sees it."""

    matter: Consultation
    lawyer: str
    client: str
    phone: str
    facts: str
    others: tuple[str, ...]
    direction: str
    how: str
    expect: str
    way: Way | None
    body: Body | None
    opinion: Written | None
    aid: Aid | None
    aid_lawyer: str
    #: Who is to take it over once the client agrees.
    taker: str
    taker_id: int

    @property
    def may_go_in(self) -> bool:
        """Whether the opinion can be put into the file now."""
        opinion = self.opinion
        return bool(opinion and opinion.row.consent and not opinion.row.handed_at)


def matters_of(by: Actor, *, closed: bool = False) -> list[tuple[Consultation, str]]:
    """Return a lawyer's matters with the client's name: the open, or the last that are closed."""
    seen = Consultation.objects.filter(rows(by, WALLS["legal_consultation"]))
    if not may(by, "legal.work"):
        return []
    found = seen.exclude(stage__in=NOT_OVER) if closed else seen.filter(stage__in=NOT_OVER)
    return [(one, unseal(one.client_sealed)) for one in found.select_related("petition")[:RECENT]]


def whole(by: Actor, number: int | None = None) -> Whole:
    """Return a matter for its lawyer, or, without a number, for the client whose code opened it.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    seen = Consultation.objects.filter(rows(by, WALLS["legal_consultation"]))
    seen = seen.select_related("organ", "lawyer")
    if number is None and by.role is not Role.VISITOR:
        raise NotFound
    matter = seen.filter(pk=number).first() if number else seen.first()
    if matter is None:
        raise NotFound
    opinion = Opinion.objects.filter(consultation=matter).first()
    aid = Aid.objects.filter(consultation=matter).first()
    waiting = HandOver.objects.filter(consultation=matter, consented_at=None).first()
    way = ROUTES.find(matter.way) if matter.way in ROUTES else None
    return Whole(
        matter=matter,
        lawyer=matter.lawyer.name,
        client=unseal(matter.client_sealed),
        phone=unseal(matter.phone_sealed),
        facts=unseal(matter.facts_sealed),
        others=tuple(unseal(s.name_sealed) for s in Side.objects.filter(consultation=matter)),
        direction=unseal(matter.direction_sealed),
        how=unseal(matter.how_sealed),
        expect=unseal(matter.expect_sealed),
        way=way,
        body=body_for(way.body, matter.area) if way and way.body not in ROUTES.varies else None,
        opinion=_written(opinion) if opinion else None,
        aid=aid,
        aid_lawyer=unseal(aid.lawyer_sealed) if aid else "",
        taker=Staff.objects.get(pk=waiting.taker_id).name if waiting else "",
        taker_id=waiting.taker_id if waiting else 0,
    )


def colleagues(by: Actor, organ: int, on: date) -> list[tuple[int, str]]:
    """Return the other lawyers of a legal room."""
    return [(one.pk, one.name) for one in holders(Role.LAWYER, organ, on) if one.pk != by.id]


def who_goes_on(seen: Whole, on: date) -> list[tuple[int, str]]:
    """Return whom the client may choose, where their lawyer does not work here any more."""
    matter = seen.matter
    if matter.stage not in NOT_OVER or holds_post(
        matter.lawyer_id, Role.LAWYER, matter.organ_id, on
    ):
        return []
    return [(one.pk, one.name) for one in holders(Role.LAWYER, matter.organ_id, on)]


def sheets_of(by: Actor, matter: Consultation) -> list[Sheet]:
    """Return the screening sheets of the petition that was referred, newest first."""
    if not matter.petition_id or not seen_by(by).filter(pk=matter.petition_id).exists():
        return []
    return list(Sheet.objects.filter(petition=matter.petition_id).order_by("-pk"))


def referred(by: Actor) -> list[tuple[int, str]]:
    """Return the petitions that were referred to the legal room, newest first."""
    found = seen_by(by).order_by("-pk").values_list("pk", "number", "title")[:RECENT]
    return [(pk, f"{number} {title}") for pk, number, title in found]


def _written(opinion: Opinion) -> Written:
    return Written(
        row=opinion,
        facts=unseal(opinion.facts_sealed),
        law=unseal(opinion.law_sealed),
        ways=unseal(opinion.ways_sealed),
        risks=unseal(opinion.cautions_sealed),
    )
