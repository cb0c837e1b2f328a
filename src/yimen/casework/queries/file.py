"""One case file as a page shows it: everything at once, in three statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache

from yimen.access.actor import Actor, Role
from yimen.access.policy import asking, ever, where
from yimen.base.errors import NotFound
from yimen.base.rows import Rows
from yimen.base.seal import unseal
from yimen.casework.queries import open_people, open_reviews, open_settling
from yimen.casework.queries.hearing import PARTS
from yimen.casework.queries.open_acts import (
    OpenAct,
    acts_on_demand,
    acts_on_opinion,
    acts_on_petition,
)
from yimen.casework.unclear import spans
from yimen.documents.models import Letter
from yimen.law.breaches import missed
from yimen.law.clock import Due
from yimen.law.limits import LIMITS
from yimen.law.turning import Running, explain, reckoned
from yimen.registry import readings
from yimen.registry.clocks import as_running, began_with, is_duty
from yimen.registry.code import grouped
from yimen.registry.gathering import Gathered, Gathering, Part
from yimen.registry.identity import shown_address, shown_id, shown_name, shown_phone
from yimen.registry.models import (
    Assistance,
    Attachment,
    Breach,
    Clock,
    Contact,
    Demand,
    Dispatch,
    Entry,
    Extension,
    Finding,
    FollowUp,
    Guidance,
    Joining,
    Link,
    Opinion,
    Party,
    Petition,
    Rating,
    Reading,
    Ruling,
    Service,
    Sheet,
    Simple,
    Sorting,
    Suggestion,
    Supplement,
)
from yimen.registry.queries import seen_by
from yimen.registry.telling import Told, organs_in, staff_in, tell

LAST_READERS = 8
#: So many parties and newest lines are read for a page, unless everything is asked for.
PARTIES, LINES = 100, 60
#: The long texts of an opinion have a page of their own.
_LONG = ("request", "facts", "evidence", "reasons", "basis")
#: Of another petition, the link says what it is; the rest stays where it is.
_NAMED = {"id", "number", "title", "state", "received_at"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShown:
    """A clock with its reason: the limit, the dates, whether it runs and is late on `on`.

    `due` explains itself; it is empty for a date that somebody set, as for an assignment.
    """

    limit: str
    title_zh: str
    title_en: str
    started_on: date
    due_on: date
    stopped_on: date | None
    is_provisional: bool
    is_duty: bool
    is_local: bool
    days_left: int
    days_late: int
    due: Due | None
    #: Whether the law itself calls it late: no promise, no measure of ours, no guess.
    is_breach: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShown:
    """A party with what may be shown without a reason; the rest is masked."""

    party: int
    capacity: str
    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str
    address: str
    reach: str
    language: str
    needs: str
    authority: str
    nationality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandShown:
    """A demand with its clocks, its opinion, its log, and what can be done to it."""

    demand: Demand
    clocks: tuple[ClockShown, ...]
    opinion: Opinion | None
    contacts: tuple[Contact, ...]
    extensions: tuple[Extension, ...]
    acts: tuple[OpenAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything that one page shows of a petition, newest lines first."""

    petition: Petition
    demands: tuple[DemandShown, ...]
    parties: tuple[PartyShown, ...]
    lines: tuple[Told, ...]
    letters: tuple[Letter, ...]
    attachments: tuple[Attachment, ...]
    opinions: tuple[Opinion, ...]
    services: tuple[Service, ...]
    links: tuple[Link, ...]
    suggestions: tuple[Suggestion, ...]
    readers: tuple[Reading, ...]
    breaches: tuple[Breach, ...]
    sortings: tuple[Sorting, ...]
    joined: tuple[Joining, ...]
    led: tuple[Joining, ...]
    namesakes: tuple[Petition, ...]
    may_see_readers: bool
    may_unmask: bool
    may_see_code: bool
    acts: tuple[OpenAct, ...]
    petition_acts: tuple[OpenAct, ...]
    #: What the door asked for beside it.
    found: Gathered


def file_of(
    actor: Actor,
    petition_id: int,
    *,
    at: datetime,
    on: date,
    whole: bool = True,
    beside: tuple[tuple[str, Part], ...] = (),
) -> CaseFile:
    """Return a file for whoever may read it, and write down that it was read.

    Not `whole`, it ends with the line after the last that a page shows; `beside` names rows of the
    rooms above that come with it, as far as their walls let this actor see them.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    if not readings.note_if_seen(petition_id, "file", by=actor, at=at):
        raise NotFound
    wanted = _wanted(readers=ever(actor, "petition.see_readers"), whole=whole, beside=beside)
    return _file(actor, wanted.open(actor, petition_id), on)


def code_of(actor: Actor, petition_id: int) -> str:
    """Return the query code for printing a receipt again: for those who receive people."""
    petition = seen_by(actor, "petition.see_code").filter(pk=petition_id).first()
    if petition is None:
        raise NotFound
    return grouped(unseal(petition.code_sealed))


def ratings_of(actor: Actor, petition_id: int) -> list[Rating]:
    """Return the ratings of a petition to those from whom they are not sealed."""
    asked = _rated(where(actor, "rating.read"))
    return asked.all({**asking(actor), "petition": petition_id})


@cache
def _rated(rule: str) -> Rows[Rating]:
    file = f"select p.id from registry_petition p where p.id = %(petition)s::bigint and ({rule})"  # noqa: S608  # the policy's own words
    return Rows(Rating, "organ", where=f"t.petition_id in ({file})", order="t.id")


@cache
def _wanted(*, readers: bool, whole: bool, beside: tuple[tuple[str, Part], ...]) -> Gathering:
    """Return which rows of a petition its page shows."""
    parts = {
        "demands": Part(model=Demand, into=("petition",), order="x.position"),
        "clocks": Part(model=Clock, into=("demand",)),
        "contacts": Part(model=Contact, into=("demand",)),
        "breaches": Part(model=Breach),
        **PARTS,
        **open_people.PARTS,
        **open_reviews.PARTS,
        **open_settling.PARTS,
        "extensions": Part(model=Extension, into=("demand",)),
        "sheets": Part(model=Sheet, into=("demand",)),
        "guidances": Part(model=Guidance, into=("demand",)),
        "follow_ups": Part(model=FollowUp, into=("demand",)),
        "assistances": Part(model=Assistance, into=("demand",)),
        "dispatches": Part(model=Dispatch, into=("demand",)),
        "rulings": Part(model=Ruling, into=("demand",)),
        "simples": Part(model=Simple, into=("demand",)),
        "supplements": Part(model=Supplement, into=("demand",)),
        "sortings": Part(model=Sorting),
        "opinions": Part(model=Opinion),
        "findings": Part(model=Finding, into=("opinion",), without=_LONG),
        "services": Part(model=Service, into=("review",)),
        "parties": Part(model=Party, most=0 if whole else PARTIES),
        "attachments": Part(model=Attachment),
        "letters": Part(model=Letter, order="x.id desc", without=("content",)),
        "entries": Part(model=Entry, order="x.seq desc", most=0 if whole else LINES + 1),
        "links": Part(model=Link),
        "suggestions": Part(model=Suggestion),
        "others": Part(
            model=Petition,
            of="x.id in (select other_id from registry_link l where l.petition_id = p.id)",
            without=tuple(f.name for f in Petition._meta.concrete_fields if f.name not in _NAMED),
        ),
    }
    if readers:
        others = f"x.role <> '{Role.PETITIONER}'"
        parts["readers"] = Part(model=Reading, where=others, order="x.id desc", most=LAST_READERS)
    return Gathering({**parts, **dict(beside)}, may=("petition.see_code",))


def _file(actor: Actor, found: Gathered, on: date) -> CaseFile:
    petition, lines = found.petition, found.rows("entries", Entry)
    names = found.introduce(organs_in(lines), staff_in(lines))
    opinions = tuple(found.rows("opinions", Opinion))
    sees_readers = ever(actor, "petition.see_readers")
    letters = found.rows("letters", Letter)
    if actor.role is Role.PETITIONER:
        letters = [letter for letter in letters if letter.is_for_petitioner]
    seen = {other.pk for other in found.rows("others", Petition)}
    return CaseFile(
        petition=petition,
        demands=_demands(actor, found.rows("demands", Demand), opinions, on),
        parties=tuple(_party(actor, party) for party in found.rows("parties", Party)),
        lines=tuple(tell(lines, names)),
        letters=tuple(letters),
        attachments=tuple(found.rows("attachments", Attachment)),
        opinions=opinions,
        services=tuple(found.rows("services", Service)),
        links=tuple(link for link in found.rows("links", Link) if link.other_id in seen),
        suggestions=tuple(found.rows("suggestions", Suggestion)),
        readers=tuple(found.rows("readers", Reading)) if sees_readers else (),
        breaches=tuple(found.rows("breaches", Breach)),
        sortings=tuple(found.rows("sortings", Sorting)),
        joined=tuple(_beside(found, "joinings", "leader_id")),
        led=tuple(_beside(found, "led", "petition_id")),
        namesakes=tuple(found.rows("namesakes", Petition)),
        may_see_readers=sees_readers,
        may_unmask=ever(actor, "petition.unmask"),
        may_see_code=found.may["petition.see_code"],
        acts=tuple(act for opinion in opinions for act in acts_on_opinion(actor, opinion)),
        petition_acts=tuple(acts_on_petition(actor, petition)),
        found=found,
    )


def _beside(found: Gathered, name: str, other: str) -> Iterator[Joining]:
    """Yield the joinings whose other petition may be read too."""
    seen = {one.pk for one in found.rows("beside", Petition)}
    return (one for one in found.rows(name, Joining) if getattr(one, other) in seen)


def _demands(
    actor: Actor, demands: list[Demand], opinions: tuple[Opinion, ...], on: date
) -> tuple[DemandShown, ...]:
    answers = {f.demand_id: opinion for opinion in opinions for f in opinion.findings.all()}
    return tuple(_demand(actor, demand, answers.get(demand.pk), on) for demand in demands)


def _demand(actor: Actor, demand: Demand, opinion: Opinion | None, on: date) -> DemandShown:
    extensions = tuple(demand.extensions.all())
    asked = any(e.decision in {"asked", "approved"} for e in extensions)
    waiting = any(e.decision == "asked" for e in extensions)
    decides = ever(actor, "demand.extend")
    return DemandShown(
        demand=demand,
        clocks=tuple(clock_shown(clock, on) for clock in demand.clocks.all()),
        opinion=opinion,
        contacts=() if actor.role is Role.PETITIONER else tuple(demand.contacts.all()),
        extensions=extensions,
        acts=tuple(
            acts_on_demand(actor, demand, extension_asked=waiting if decides else asked, on=on)
        ),
    )


def clock_shown(clock: Clock, on: date) -> ClockShown:
    """Return a clock with its reason, as it stands on a day."""
    limit = LIMITS.latest(clock.limit)
    counted = limit.days is not None and clock.nominal_on != clock.due_on
    until = clock.stopped_on or on
    due = None
    if limit.days is not None:
        run = as_running(clock)
        due = replace(_explained(run), event=began_with(clock))
    return ClockShown(
        limit=clock.limit,
        title_zh=limit.title.zh,
        title_en=limit.title.en,
        started_on=clock.started_on,
        due_on=clock.due_on,
        stopped_on=clock.stopped_on,
        is_provisional=clock.is_provisional,
        is_duty=is_duty(clock.limit),
        is_local=bool(limit.profile),
        days_left=(clock.due_on - on).days,
        days_late=max((until - clock.due_on).days, 0),
        due=due if counted or (due and due.on == clock.due_on) else None,
        is_breach=_is_breach(clock, until),
    )


def _is_breach(clock: Clock, until: date) -> bool:
    if until <= clock.due_on or not is_duty(clock.limit):
        return False
    found = missed(as_running(clock), until, clock.demand.kind, spans(clock))
    return found is not None and found.is_breach


@lru_cache(maxsize=20_000)
def _explained(clock: Running) -> Due:
    """Count a clock again; the same days give the same answer, whosever clock it is."""
    return reckoned(clock) or explain(clock)


def _party(actor: Actor, party: Party) -> PartyShown:
    sees_names = ever(actor, "petition.search_names") or actor.role is Role.PETITIONER
    return PartyShown(
        party=party.pk,
        capacity=party.capacity,
        kind=party.kind,
        name=party.name if sees_names else shown_name(party),
        id_kind=party.id_kind,
        id_number=shown_id(party),
        phone=shown_phone(party),
        address=shown_address(party),
        reach=party.reach,
        language=party.language,
        needs=party.needs,
        authority=party.authority,
        nationality=party.nationality,
    )
