"""Reading advice: what waits for whom, one with its history and letters, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import Prefetch, Q, QuerySet

from yimen.access.actor import SYSTEM, Actor
from yimen.access.policy import may
from yimen.access.rls import act_as
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.leaves import leaf
from yimen.base.seal import unseal
from yimen.documents.models import OfficeLetter
from yimen.documents.papers import open_paper
from yimen.law.clock import Due
from yimen.people.models import Organ
from yimen.people.queries import ended_organs, successor
from yimen.people.superiors import levels
from yimen.registry.queries import seen_by
from yimen.supervision.advices import POINTS, at_work, due_of, goes_on, has_duty
from yimen.supervision.models import Advice, Citation, Round

State = Advice.State
KINDS = Advice.Kind.choices
ADOPTIONS = Round.Adoption.choices
#: Who has a page for advice: the bureau that gives it, and the organs that answer.
READERS = ("advice.draft", "advice.receive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One time that an answer was due, as it is read."""

    since_on: date | None
    due: Due | None
    late_at: datetime | None
    adoption: str
    adoption_label: str
    reasons: str
    measures: str
    done_by: date | None
    on_paper: bool
    answered_at: datetime | None
    answered_by: str
    is_enough: bool | None
    remark: str
    checked_at: datetime | None
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An advice on a list; `acts` are what this post can do with it now, the usual one first."""

    id: int
    number: str
    kind: str
    label: str
    state: str
    state_label: str
    title: str
    bureau: str
    organ: str
    organ_id: int
    concerned: str
    concerned_id: int
    #: Who succeeded to an organ that has ended and still owes the answer; whether it gets it.
    heir: str
    goes_on: bool
    drafted_by: str
    drafted_at: datetime
    remark: str
    signed_by: str
    signed_at: datetime | None
    received_at: datetime | None
    received_by: str
    closed_at: datetime | None
    turns: tuple[Turn, ...]
    acts: tuple[str, ...]
    waits: bool
    is_ours: bool

    @property
    def turn(self) -> Turn | None:
        """The answer that is due now, or the last one."""
        return self.turns[-1] if self.turns else None

    @property
    def due(self) -> Due | None:
        """Until when it is to be answered, while it is not."""
        return self.turn.due if self.turn and self.state == State.SENT else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """One page of what is closed, the newest first; cursors are 0 at either end."""

    rows: tuple[Shown, ...]
    older: int
    newer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One of its letters."""

    id: int
    kind: str
    number: str
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One advice with its words; `cited` are the petitions that this reader may open."""

    advice: Shown
    facts: str
    proposal: str
    cited: tuple[tuple[int, str, str], ...]
    letters: tuple[Letter, ...]
    #: To whom the letter went; a successor may answer it.
    sent_to: str


def may_read(by: Actor) -> bool:
    """Say whether this post has to do with advice at all."""
    return any(may(by, duty) for duty in READERS)


def listed(by: Actor, on: date) -> list[Shown]:
    """Return the advice that this post may read and that is not closed, newest first."""
    return list(_shown(list(_readable(by).exclude(state=State.CLOSED)), by, on))


def closed(by: Actor, on: date, *, before: int = 0, after: int = 0) -> Closed:
    """Return what is closed: the newest, or those before or after one."""
    turned = leaf(_readable(by).filter(state=State.CLOSED), before=before, after=after)
    rows = tuple(_shown(turned.rows, by, on))
    return Closed(rows=rows, older=turned.older, newer=turned.newer)


def whole(by: Actor, number: int, on: date) -> Whole:
    """Return one.

    Raises:
        NotFound: there is none, or it is not theirs to read.
    """
    row = _readable(by).filter(pk=number).first()
    if row is None:
        raise NotFound
    (shown,) = _shown([row], by, on)
    letters = list(OfficeLetter.objects.filter(subject=row.pk))
    return Whole(
        advice=shown,
        facts=unseal(row.facts_sealed),
        proposal=unseal(row.proposal_sealed),
        cited=_cited(by, row.pk) if shown.is_ours else (),
        letters=tuple(
            Letter(id=one.pk, kind=one.kind, number=one.number, issued_at=one.issued_at)
            for one in letters
        ),
        sent_to=letters[0].content["addressee"] if letters else row.organ.name,
    )


def letter_of(by: Actor, number: int, letter: int, on: date) -> tuple[str, Path]:
    """Return the number and the printed file of one of its letters.

    Raises:
        NotFound: it has no such letter, or is not theirs to read.
    """
    row = whole(by, number, on)
    for one in row.letters:
        if one.id == letter:
            kept = OfficeLetter.objects.get(pk=letter)
            return one.number, open_paper(kept.sha256)
    raise NotFound


def numbers_of(by: Actor, petitions: Sequence[int]) -> list[str]:
    """Return the numbers of petitions that this post may cite."""
    found = seen_by(by, "petition.cite").filter(pk__in=petitions, is_sealed=False)
    return list(found.values_list("number", flat=True))


def receivers(by: Actor, on: date) -> tuple[list[Organ], list[Organ]]:
    """Return the organs of the bureau's level and below, and those above that may hold them."""
    bureau = Organ.objects.select_related("region").filter(pk=by.organ).first()
    if bureau is None:
        raise NotFound
    ours, above = levels(bureau, on)
    return list(ours.exclude(pk=by.organ)), list(above)


def left_behind(on: date) -> list[int]:
    """Return the advice of which one side no longer exists and that is not closed."""
    act_as(SYSTEM)
    gone = ended_organs(on).values("pk")
    found = Advice.objects.exclude(state=State.CLOSED)
    left = found.filter(Q(bureau__in=gone) | Q(organ__in=gone, state=State.SENT))
    return list(left.order_by("pk").values_list("pk", flat=True))


def overdue(on: date) -> list[int]:
    """Return the answers whose last day has passed and which nobody has marked, by one index."""
    act_as(SYSTEM)
    open_ones = Round.objects.filter(answered_at=None, late_at=None, since_on__lt=on)
    found = ((one.pk, due_of(one)) for one in open_ones)
    return [number for number, due in found if due and due.on < on]


def _readable(by: Actor) -> QuerySet[Advice]:
    if not may_read(by):
        raise NotFound
    turns = Round.objects.select_related("answered_by", "checked_by").order_by("pk")
    names = ("bureau", "organ__successor", "concerned", "drafted_by", "signed_by", "received_by")
    found = Advice.objects.filter(rows(by, WALLS["supervision_advice"]))
    return found.select_related(*names).prefetch_related(Prefetch("rounds", turns))


def _shown(found: Sequence[Advice], by: Actor, on: date) -> Iterator[Shown]:
    here = at_work({row.organ_id for row in found}, on)
    for row in found:
        next_up = goes_on(row, on)
        acts = tuple(_acts(row, by, is_here=next_up or row.organ_id in here))
        turns = tuple(_turn(one) for one in row.rounds.all())
        yield Shown(
            id=row.pk,
            number=row.number,
            kind=row.kind,
            label=row.get_kind_display(),
            state=row.state,
            state_label=row.get_state_display(),
            title=unseal(row.title_sealed),
            bureau=row.bureau.name,
            organ=row.organ.name,
            organ_id=row.organ_id,
            concerned=row.concerned.name if row.concerned else "",
            concerned_id=row.concerned_id or 0,
            heir=_heir(row, on),
            goes_on=next_up,
            drafted_by=row.drafted_by.name,
            drafted_at=row.drafted_at,
            remark=unseal(row.remark_sealed),
            signed_by=row.signed_by.name if row.signed_by else "",
            signed_at=row.signed_at,
            received_at=row.received_at,
            received_by=row.received_by.name if row.received_by else "",
            closed_at=row.closed_at,
            turns=turns,
            acts=acts,
            waits=_waits(row, acts),
            is_ours=row.bureau_id == by.organ,
        )


def _acts(row: Advice, by: Actor, *, is_here: bool) -> Iterator[str]:
    """Name what this post can do with it now."""
    for act, point in POINTS.items():
        if row.state != point or not has_duty(act, row, by, is_here=is_here):
            continue
        own = act in {"sign", "hand_back"} and row.drafted_by_id == by.id
        handed = act in {"sign", "hand_back"} and row.remark_sealed
        done = act == "receive" and row.received_at is not None
        if not (own or handed or done):
            yield act


def _heir(row: Advice, on: date) -> str:
    heir = successor(row.organ, on) if row.state == State.SENT else None
    return heir.name if heir else ""


def _waits(row: Advice, acts: Sequence[str]) -> bool:
    """Say whether it waits for whoever can do these; a draft only where it was handed back."""
    return any(act != "draft" or row.remark_sealed for act in acts)


def _turn(row: Round) -> Turn:
    return Turn(
        since_on=row.since_on,
        due=due_of(row),
        late_at=row.late_at,
        adoption=row.adoption,
        adoption_label=row.get_adoption_display() if row.adoption else "",
        reasons=unseal(row.reasons_sealed),
        measures=unseal(row.measures_sealed),
        done_by=row.done_by,
        on_paper=row.on_paper,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        is_enough=row.is_enough,
        remark=unseal(row.check_sealed),
        checked_at=row.checked_at,
        checked_by=row.checked_by.name if row.checked_by else "",
    )


def _cited(by: Actor, advice: int) -> tuple[tuple[int, str, str], ...]:
    """Return row, number and title of the petitions that this reader may open."""
    cited = Citation.objects.filter(advice=advice).values_list("petition", flat=True)
    found = seen_by(by, "petition.cite").filter(pk__in=list(cited), is_sealed=False)
    return tuple(found.order_by("pk").values_list("pk", "number", "title"))
