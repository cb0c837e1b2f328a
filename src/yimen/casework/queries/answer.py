"""The opinion of an organ, as it is written, checked and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.answering import answered_by, draft_of
from yimen.casework.guards import NothingToAnswer
from yimen.casework.queries.open_acts import OpenAct, acts_on_opinion
from yimen.documents.composing import relief_of
from yimen.people.models import Organ
from yimen.registry import readings
from yimen.registry.models import Demand, Finding, Opinion, Petition
from yimen.registry.queries import read_petition

OUT = frozenset({Opinion.Stage.ISSUED, Opinion.Stage.SERVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One organ's opinion on one petition, written or still to be written.

    `relief` is what the petitioner can do next, as it will be printed; or why it cannot be.
    """

    petition: Petition
    organ: Organ
    opinion: Opinion | None
    demands: tuple[Demand, ...]
    findings: dict[int, Finding]
    relief: tuple[str, ...]
    no_relief: Refused | None
    acts: tuple[OpenAct, ...]
    is_printed: bool


def answer_to_write(actor: Actor, petition_id: int, *, at: datetime) -> Answer:
    """Return what an organ's opinion has to answer, and what is written of it so far.

    Raises:
        NotFound: there is no such petition, it is not theirs, or drafting is not their work.
    """
    petition = _opened(actor, "opinion.draft", petition_id, at)
    mine = tuple(d for d in petition.demands.all() if d.owner_id == actor.organ)
    if not mine:
        raise NotFound
    opinion = draft_of(petition, actor.organ)
    ready = _ready(petition, actor.organ)
    return _answer(actor, petition, mine[0].owner, opinion, ready, at)


def answer_to_read(actor: Actor, petition_id: int, opinion_id: int, *, at: datetime) -> Answer:
    """Return an opinion: to its own organ at every stage, to others once it has been issued."""
    petition = _opened(actor, "petition.read", petition_id, at)
    found = petition.opinions.select_related(
        "organ__parent", "drafted_by", "checked_by", "signed_by"
    )
    opinion = found.prefetch_related("findings").filter(pk=opinion_id).first()
    if opinion is None or not may_see(actor, opinion):
        raise NotFound
    answered = {finding.demand_id for finding in opinion.findings.all()}
    demands = tuple(d for d in petition.demands.all() if d.pk in answered)
    return _answer(actor, petition, opinion.organ, opinion, demands, at)


def may_see(actor: Actor, opinion: Opinion) -> bool:
    """Say whether an opinion is out, or of the actor's own organ."""
    return opinion.organ_id == actor.organ or opinion.stage in OUT


def _ready(petition: Petition, organ: int) -> tuple[Demand, ...]:
    try:
        return tuple(answered_by(petition, organ))
    except NothingToAnswer:
        return ()


def _opened(actor: Actor, permission: str, petition_id: int, at: datetime) -> Petition:
    petition = read_petition(actor, permission, petition_id)
    prefetch_related_objects(list(petition.demands.all()), "clocks")
    readings.note(petition.pk, "file", by=actor, at=at)
    return petition


def _answer(
    actor: Actor,
    petition: Petition,
    organ: Organ,
    opinion: Opinion | None,
    demands: tuple[Demand, ...],
    at: datetime,
) -> Answer:
    relief, no_relief = _relief(organ, demands, local_day(at))
    if opinion:
        opinion.petition = petition
    return Answer(
        petition=petition,
        organ=organ,
        opinion=opinion,
        demands=demands,
        findings={f.demand_id: f for f in opinion.findings.all()} if opinion else {},
        relief=relief,
        no_relief=no_relief,
        acts=tuple(acts_on_opinion(actor, opinion)) if opinion else (),
        is_printed=opinion.letters.exists() if opinion and opinion.stage in OUT else False,
    )


def _relief(
    organ: Organ, demands: tuple[Demand, ...], on: date
) -> tuple[tuple[str, ...], Refused | None]:
    if not demands:
        return (), None
    try:
        return relief_of(organ, list(demands), on).sentences, None
    except Refused as refusal:
        return (), refusal
