"""The roads that invented petitions have gone, counted by the law's own function.

A road from one day is the same for every petition but for its numbers, so it is counted once and
kept as a pattern: the rows of every table, with gaps for numbers, texts and hashes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache

from yimen.base.time import LOCAL
from yimen.law.moves import Move, State
from yimen.law.turning import Event, Facts, Running, turn
from yimen.registry import entries
from yimen.registry.clocks import dates_of
from yimen.registry.said import Said

#: Stand for the numbers of one petition while its lines are written; none is ever a real one.
ROW, ORGAN, HANDLER, CHECKER, HEAD, LODGER, COUNTER, DONE_LOG = (
    7_000_000_000_000_001 + n for n in range(8)
)
NUMBERS = {
    ROW: "row",
    ORGAN: "organ",
    HANDLER: "handler",
    CHECKER: "checker",
    HEAD: "head",
    LODGER: "lodger",
    COUNTER: "counter",
    DONE_LOG: "done_log",
}
#: And for its words.
WORDS = {"PREVIOUS": "previous", "CATEGORY": "category", "CHANNEL": "channel", "LODGING": "lodging"}
_EXTRA = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One deed on a road: how many days after the one before, at which hour, by whom."""

    deed: str
    after: int
    hour: int
    by: str


_IN = (Step("lodge", 0, 9, "petitioner"), Step("register", 1, 10, "screener"))
_SENT = (*_IN, Step("screen", 0, 11, "screener"), Step("forward", 0, 15, "screener"))
_HANDLED = (*_SENT, Step("accept", 3, 10, "handler"), Step("log_contact", 6, 14, "handler"))
_DRAFTED = (*_HANDLED, Step("draft_opinion", 14, 16, "handler"))
_ISSUED = (
    *_DRAFTED,
    Step("check_opinion", 2, 10, "checker"),
    Step("sign_opinion", 1, 11, "head"),
    Step("issue_opinion", 0, 15, "handler"),
)
_SERVED = (*_ISSUED, Step("serve", 2, 10, "handler"))
_LONGER = (
    Step("ask_extension", 8, 10, "handler"),
    Step("extend", 1, 11, "head"),
    Step("tell_extension", 0, 12, "system"),
)
#: Every road with how many of a thousand petitions go it; one that began late breaks off today.
ROADS: dict[str, tuple[int, tuple[Step, ...]]] = {
    "concluded": (400, (*_SERVED, Step("conclude", 47, 1, "system"))),
    "supported": (
        90,
        (
            *_SERVED,
            Step("urge_execution", 0, 10, "handler"),
            Step("execute", 20, 10, "handler"),
            Step("conclude", 40, 1, "system"),
        ),
    ),
    "declined": (60, (*_SENT, Step("decline", 4, 10, "head"))),
    "referred": (30, (*_SENT[:2], Step("refer", 0, 10, "screener"), *_SENT[2:])),
    "received": (30, _IN[:1]),
    "registered": (50, _IN),
    "dispatched": (150, _SENT),
    "accepted": (40, _HANDLED[:-1]),
    "handling": (60, _HANDLED),
    "extended": (30, (*_HANDLED, *_LONGER)),
    "in_review": (30, _DRAFTED),
    "issued": (10, _ISSUED),
    "served": (20, _SERVED),
}


@dataclass(slots=True)
class Stopwatch:
    """A clock of the road: what it is due by, and when it stopped, if it did."""

    running: Running
    stopped_on: date | None = None


@dataclass(slots=True, eq=False)
class Line:
    """A line of the record, with numbers that stand for those of the petition.

    Roads that began alike share their lines; a line is equal to nothing but itself.
    """

    seq: int
    kind: str
    demands: list[int]
    facts: dict[str, object]
    at: datetime
    role: str
    staff_id: int
    organ_id: int
    written_at: datetime
    petition_id: int = ROW
    previous: str = "PREVIOUS"


@dataclass(slots=True)
class Walked:
    """Where a road has led to: the lines, the clocks, and when each deed was done."""

    day: date
    is_over: bool = False
    state: State | None = None
    entered_at: datetime | None = None
    lines: list[Line] = field(default_factory=list)
    clocks: list[Stopwatch] = field(default_factory=list)
    done: dict[str, datetime] = field(default_factory=dict)

    def further(self) -> Walked:
        """Return the same for another who goes on from here."""
        return replace(
            self,
            lines=[*self.lines],
            clocks=[replace(clock) for clock in self.clocks],
            done={**self.done},
        )

    @property
    def running(self) -> dict[str, Running]:
        """The clocks that run, by their limits."""
        return {c.running.limit: c.running for c in self.clocks if c.stopped_on is None}


@dataclass(frozen=True, slots=True)
class Bureau:
    """The numbers of the bureau that are the same on every road."""

    organ: int
    profile: str
    screener: int


def walk(name: str, start: date, until: date, bureau: Bureau) -> Walked:
    """Go a road from a day on, as far as it leads until another day."""
    return _walk(ROADS[name][1], start, until, bureau)


@lru_cache(maxsize=512)  # most roads begin alike
def _walk(steps: tuple[Step, ...], start: date, until: date, bureau: Bureau) -> Walked:
    if not steps:
        return Walked(start)
    before, step = _walk(steps[:-1], start, until, bureau), steps[-1]
    day = date.fromordinal(before.day.toordinal() + step.after)
    if before.is_over or day >= until:
        return replace(before, is_over=True)
    walked = before.further()
    walked.day = day
    at = datetime.combine(day, time(step.hour, day.toordinal() % 60), tzinfo=LOCAL)
    sent = "forward" if "forward" in walked.done or step.deed == "forward" else ""
    facts = Facts(received_on=start, profile=bureau.profile, at_bureau=True, dispatch=sent)
    _take(walked, step, at, facts, bureau)
    return walked


def _take(walked: Walked, step: Step, at: datetime, facts: Facts, bureau: Bureau) -> None:
    said = _said(step.deed, facts, bureau)
    line = said.facts()
    demands = []
    if step.deed in set(Move):
        demands = [1]
        event = Event(
            move=Move(step.deed),
            day=at.date(),
            heard="meeting" if step.deed == "log_contact" else "",
            extra=_EXTRA if step.deed == "tell_extension" else 0,
        )
        turned = turn(walked.state, walked.running, facts, event)
        clocks = dates_of({1: turned})
        if clocks:
            line["clocks"] = clocks
        for clock in walked.clocks:
            if clock.stopped_on is None and clock.running.limit in turned.stops:
                clock.stopped_on = at.date()
            if turned.extended and clock.running.limit == turned.extended.limit:
                clock.running = turned.extended
        walked.clocks += [Stopwatch(running) for running in turned.starts]
        if walked.state != turned.state:
            walked.state, walked.entered_at = turned.state, at
    role, staff, organ = _who(step.by, bureau)
    seq = len(walked.lines) + 1
    walked.lines.append(Line(seq, said.kind, demands, line, at, role, staff, organ, at))
    walked.done[step.deed] = at


def _who(by: str, bureau: Bureau) -> tuple[str, int, int]:
    """Return role, person and organ of whoever does a step."""
    return {
        "petitioner": ("LODGING", LODGER, COUNTER),
        "screener": ("screener", bureau.screener, bureau.organ),
        "handler": ("handler", HANDLER, ORGAN),
        "checker": ("legal_checker", CHECKER, ORGAN),
        "head": ("head", HEAD, ORGAN),
        "system": ("system", 0, 0),
    }[by]


def _said(deed: str, facts: Facts, bureau: Bureau) -> Said:
    """Return what the line of a deed says."""
    if deed == "lodge":
        return entries.Lodged(
            receiver_organ=bureau.organ,
            received_on=facts.received_on.isoformat(),
            at_bureau=True,
            channel="CHANNEL",
            profile=bureau.profile,
        )
    plain: dict[str, Said] = {
        "register": entries.Registered(),
        "screen": entries.Screened(class_="claim", category="CATEGORY", route=6),
        "forward": entries.Forwarded(to_organ=ORGAN, dispatch=ROW),
        "refer": entries.Referred(room="lawyer", referral=ROW),
        "accept": entries.Accepted(handler_staff=HANDLER),
        "decline": entries.Declined(decline=ROW),
        "log_contact": entries.ContactLogged(contact="meeting", log=ROW),
        "ask_extension": entries.ExtensionAsked(days=_EXTRA, extension=ROW),
        "extend": entries.Extended(days=_EXTRA, extension=ROW),
        "tell_extension": entries.ExtensionTold(days=_EXTRA, extension=ROW),
        "draft_opinion": entries.OpinionDrafted(opinion=ROW),
        "check_opinion": entries.OpinionChecked(opinion=ROW),
        "sign_opinion": entries.OpinionSigned(opinion=ROW),
        "issue_opinion": entries.OpinionIssued(opinion=ROW),
        "serve": entries.Served(opinion=ROW, service=ROW, method="in_person"),
        "urge_execution": entries.ExecutionUrged(opinion=ROW),
        "execute": entries.Executed(contact="execution", log=DONE_LOG, execution=ROW),
        "conclude": entries.Concluded(),
    }
    return plain[deed]
