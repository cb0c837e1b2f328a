"""From a case file to what its petitioner sees: where it is, what comes next, what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from yimen.base.time import local_day
from yimen.casework.choices import CHANNELS, RESULTS, word
from yimen.casework.explaining import why_clock
from yimen.casework.queries.file import ClockShown
from yimen.casework.queries.mine import MyDemand, MyFile, ReadBy, Receipt
from yimen.casework.showing import Shown, due
from yimen.casework.showing import why as why_shown
from yimen.documents.names import title_of
from yimen.law.clock import calendar_of
from yimen.law.clock import due as reckon
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, UNDER_REVIEW, Move, State
from yimen.portal import ordinary, reviewing
from yimen.portal.missed import lates, remedies
from yimen.portal.words import DUTIES, READ, READY, STATES
from yimen.registry.telling import Told

#: How an organ came to have a demand.
SENDS = frozenset(
    {
        "forward",
        "assign",
        "object_dispatch",
        "return_dispatch",
        "uphold_dispatch",
        "report_up",
        "raise_dispute",
        "decide_competence",
        "transfer",
        "come_back",
        "ask_reopen",
        "ask_review",
        "ask_recheck",
        "decline_review",
        "withdraw_review",
        "serve_review",
        "serve_recheck",
        "order_redo",
    }
)
#: A duty towards the office that assigned it: shown where nothing is owed to the petitioner.
TO_OTHERS = "assigned_report"
CHECK, ANSWERS = "objection_check", frozenset({"handling_opinion", "simple_reply"})
#: The notices that end a demand here, by the state that they tell of.
NOTICES = {"non_acceptance_notice": State.NOT_ACCEPTED, "guidance_notice": State.ROUTED_OUT}
#: The letters that are the answer in a state.
REPLIES = {
    "suggestion_reply": State.SUGGESTION_TOLD,
    "accusation_reply": State.SEALED_TOLD,
    "repeat_notice": State.LINKED,
}
ISSUED, SERVED = "issued", "served"
REVIEW = "review_request"
FEW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file as its petitioner looks at it: under which number, on which day."""

    file: MyFile
    key: str
    today: date

    def url(self, name: str, *of: int) -> str:
        """Return the address of a page of this matter."""
        return reverse(f"portal:{name}", args=[self.key, *of])


def first_answer(receipt: Receipt, today: date) -> Shown:
    """Return what a new petition hears next, by when at the latest, and why by then."""
    name = "dispatch" if receipt.at_bureau else "direct_notice"
    start = local_day(receipt.received_at)
    found = reckon(start, LIMITS.on(name, start), DAYS)
    days = calendar_of(start, found.limit, DAYS)
    stricter = LIMITS.profile(receipt.profile) if receipt.profile else ()
    own = [reckon(start, limit, DAYS) for limit in stricter if limit.beside == name]
    return {
        "sentence": str(DUTIES[name]).format(organ=receipt.receiver),
        "due": due(found.on, today, provisional=found.provisional),
        "why": why_shown(found, days, today),
        "promises": [_promise(one.on, today, provisional=one.provisional) for one in own],
    }


def matter(looked: Looked, readers: Iterable[ReadBy], rates: list[Shown]) -> Shown:
    """Return all that the page of a matter shows."""
    file = looked.file
    demands = [_demand(looked, one) for one in file.demands]
    behind = next((one for one in demands if one["code"] == file.petition.state), demands[0])
    return {
        "petition": {
            "number": file.petition.number,
            "filed_at": file.petition.received_at,
            "channel": word(CHANNELS, file.petition.channel),
            "state": behind["state"],
            "summary": behind["summary"],
            "wishes": list(_wishes(file.petition.headcount, looked)),
        },
        "desk": behind["desk"],
        "next": behind["next"],
        "lates": list(
            dict.fromkeys(late for one in file.demands for late in lates(one, looked.today))
        ),
        "remedies": list(remedies(file, lambda letter: looked.url("letter", letter))),
        "demands": demands,
        "steps": list(_steps(looked)),
        "papers": list(_letters(looked)),
        "sent": _handed_in(looked),
        "choices": [
            *_to_receive(looked),
            *reviewing.to_read(looked),
            *_to_read(looked),
            *ordinary.choices(looked),
            *reviewing.choices(looked),
            *ordinary.to_add(looked),
            _to_say_needs(looked),
        ],
        "rates": rates,
        "readers": [_reader(one) for one in readers],
        "leave_url": reverse("portal:leave"),
    }


def rateable(file: MyFile) -> dict[int, str]:
    """Return the organs whose work can be rated: whoever answered, then whoever took it in."""
    rated = [one for one in file.demands if _clocks(one, "rating")]
    answered = [one.opinion.organ if one.opinion else one.demand.owner for one in rated]
    organs = {organ.pk: organ.name for organ in answered}
    return organs | {file.petition.receiver_id: file.petition.receiver.name} if organs else {}


def rating_ends(file: MyFile) -> date | None:
    """Return the last day on which this petition can be rated."""
    ends = (clock.due_on for one in file.demands for clock in _clocks(one, "rating"))
    return max(ends, default=None)


def waits_to_be_received(file: MyFile, opinion: int) -> bool:
    """Say whether this answer was issued and printed, but has not reached the petitioner yet."""
    stage = next((one.stage for one in file.opinions if one.pk == opinion), "")
    return stage == ISSUED and any(letter.opinion_id == opinion for letter in file.letters)


def review_ends(looked: Looked) -> date | None:
    """Return until when a review can be asked for, if it still can."""
    windows = (clock for one in looked.file.demands for clock in _clocks(one, REVIEW))
    ends = (one.due_on for one in windows if one.stopped_on is None)
    return max((end for end in ends if end >= looked.today), default=None)


def _demand(looked: Looked, one: MyDemand) -> Shown:
    demand = one.demand
    label, tone, summary = STATES[demand.state]
    opinion = one.opinion if one.opinion and one.opinion.stage == SERVED else None
    findings = opinion.findings.all() if opinion else ()
    result = next((found.result for found in findings if found.demand_id == demand.pk), "")
    return {
        "number": demand.position,
        "code": demand.state,
        "request": demand.request,
        "facts": demand.facts,
        "is_on_desk": demand.state != State.WITHDRAWN,
        "state": {"label": label, "tone": tone},
        "summary": str(summary).format(organ=demand.owner.name),
        "desk": {
            "organ": demand.owner.name,
            "since": _since(looked.file, demand.position),
            "phone": demand.owner.phone,
            "address": demand.owner.address,
        },
        "next": _next(one, looked.today),
        "result": word(RESULTS, result) if result else "",
        "opinion_url": _opinion_url(looked, opinion.pk) if opinion else "",
        "reviewed": reviewing.reviewed(looked, one),
    }


def _since(file: MyFile, position: int) -> date:
    """Return since when the demand has been on the desk where it is now."""
    sent = (line.at for line in file.lines if line.kind in SENDS and position in line.demands)
    return local_day(next(sent, file.petition.received_at))


def _next(one: MyDemand, today: date) -> Shown | None:
    """Return the next duty towards the petitioner: the law's, with the local promise beside it."""
    owed = [clock for clock in one.clocks if clock.is_duty and clock.stopped_on is None]
    owed = [clock for clock in owed if _duty(clock.limit) in DUTIES]
    if one.demand.state == State.OBJECTED:  # the organ's own limit is not the bureau's to keep
        owed = [clock for clock in owed if clock.limit == CHECK]
    lent = any(clock.limit == "reopen_notice" for clock in owed)
    if lent or one.demand.state in UNDER_REVIEW:  # nor is what was promised theirs who look at it
        owed = [clock for clock in owed if clock.limit != "execution"]
    ranked = sorted(owed, key=lambda c: (c.limit == TO_OTHERS, c.is_local, c.due_on))
    if not ranked:
        return None
    clock = ranked[0]
    is_ready = one.demand.state == State.OPINION_ISSUED
    sentence = READY if is_ready else DUTIES[_duty(clock.limit)]
    promised = [other for other in owed if other.is_local and _duty(other.limit) == clock.limit]
    return {
        "sentence": str(sentence).format(organ=one.demand.owner.name),
        "due": due(clock.due_on, today, provisional=clock.is_provisional),
        "why": why_clock(clock, today),
        "promises": [
            _promise(other.due_on, today, provisional=other.is_provisional) for other in promised
        ],
    }


def _promise(on: date, today: date, *, provisional: bool) -> str:
    """Say what the district itself has promised, beside the law."""
    day, late = date_format(on, "DATE_FORMAT"), (today - on).days
    if late <= 0 and provisional:
        return gettext("This district has promised to do it by {day} (provisional).").format(
            day=day
        )
    if late <= 0:
        return gettext("This district has promised to do it by {day}.").format(day=day)
    return ngettext(
        "This district had promised to do it by {day}, {n} day ago. The limit of the law runs on.",
        "This district had promised to do it by {day}, {n} days ago. The limit of the law runs on.",
        late,
    ).format(day=day, n=late)


def _duty(limit: str) -> str:
    """Return the law's limit beside which a local one runs, or the limit itself."""
    beside = LIMITS.latest(limit).beside
    return limit if limit in DUTIES else beside or limit


def _clocks(one: MyDemand, limit: str) -> list[ClockShown]:
    return [clock for clock in one.clocks if clock.limit == limit]


def _steps(looked: Looked) -> Iterable[Shown]:
    """Tell the story, newest first; the same step of several demands on one day is told once."""
    several = len(looked.file.demands) > 1
    for place, lines in enumerate(_together(looked.file.lines)):
        about = sorted({position for line in lines for position in line.demands})
        numbers = gettext(", ").join(map(str, about))
        yield {
            "at": lines[0].at,
            "sentence": lines[0].plain,
            "actor": lines[0].organ,
            "more": gettext("Demand {numbers}").format(numbers=numbers)
            if several and about
            else "",
            "tone": "" if place else "now",
        }


def _together(lines: Iterable[Told]) -> Iterable[list[Told]]:
    return (
        list(same) for _, same in groupby(lines, key=lambda one: (one.plain, local_day(one.at)))
    )


def _letters(looked: Looked) -> Iterable[Shown]:
    """Return the letters, latest first; an answer not received yet must be confirmed first."""
    hidden = reviewing.hidden_letters(looked)
    for letter in sorted(looked.file.letters, key=attrgetter("issued_at", "pk"), reverse=True):
        answer = letter.opinion_id or 0
        waits = letter.kind in ANSWERS and waits_to_be_received(looked.file, answer)
        receive = hidden.get(letter.pk) or looked.url("receive", answer)
        waits = waits or letter.pk in hidden
        yield {
            "title": title_of(letter.kind),
            "number": letter.number,
            "version": letter.version if letter.version > 1 else 0,
            "on": local_day(letter.issued_at),
            "url": receive if waits else looked.url("letter", letter.pk),
            "pdf_url": "" if waits else looked.url("letter_pdf", letter.pk),
            "waits": waits,
        }


def _opinion_url(looked: Looked, opinion: int) -> str:
    letters = (one for one in looked.file.letters if one.opinion_id == opinion)
    letter = next(letters, None)
    return looked.url("letter", letter.pk) if letter else ""


def _handed_in(looked: Looked) -> Shown | None:
    """Return what she handed in: the first few, and the rest to unfold."""
    papers = [
        {"title": one.name, "on": local_day(one.at), "url": looked.url("paper", one.pk)}
        for one in looked.file.attachments
    ]
    return {"first": papers[:FEW], "more": papers[FEW:]} if papers else None


def _to_receive(looked: Looked) -> Iterable[Shown]:
    for opinion in looked.file.opinions:
        if waits_to_be_received(looked.file, opinion.pk):
            yield {
                "title": gettext("Read your answer"),
                "text": gettext("{organ} has answered you in writing.").format(
                    organ=opinion.organ.name
                ),
                "url": looked.url("receive", opinion.pk),
                "label": gettext("Read your answer"),
                "first": True,
            }


def _to_read(looked: Looked) -> Iterable[Shown]:
    """Return the answers that she has, and the notices that say why it was not taken up."""
    opinions = {one.opinion.pk: one.opinion for one in looked.file.demands if one.opinion}
    for opinion in opinions.values():
        url = _opinion_url(looked, opinion.pk) if opinion.stage == SERVED else ""
        if url:
            found = (word(RESULTS, one.result) for one in opinion.findings.all())
            yield {
                "title": gettext("The answer of {organ}").format(organ=opinion.organ.name),
                "text": gettext(", ").join(dict.fromkeys(map(str, found))),
                "url": url,
                "label": gettext("Read the answer"),
                "first": opinion.pk not in reviewing.replaced(looked.file),
            }
    states = {one.demand.state for one in looked.file.demands}
    hidden = reviewing.hidden_letters(looked)
    for letter in looked.file.letters:
        if NOTICES.get(letter.kind) in states:
            yield {
                "title": gettext("Read why, and where you can go"),
                "text": gettext("The notice says it, with the law."),
                "url": hidden.get(letter.pk) or looked.url("letter", letter.pk),
                "label": gettext("Read the notice"),
                "first": True,
            }
        elif REPLIES.get(letter.kind) in states:
            yield {
                "title": title_of(letter.kind),
                "text": letter.number,
                "url": looked.url("letter", letter.pk),
                "label": gettext("Read the answer"),
                "first": True,
            }


def _wishes(people: int, looked: Looked) -> Iterable[str]:
    """Say back what else was asked for: together with how many, and who shall not know."""
    if people > 1:
        yield ngettext(
            "{n} person asks for it together.", "{n} people ask for it together.", people
        ).format(n=people)
    if looked.file.petition.wants_confidentiality:
        yield gettext("You asked that the organ you complain about is not told who you are.")
    if looked.file.petition.wants_publicity:
        yield gettext("You agreed that the answer may be published, without names.")


def _to_say_needs(looked: Looked) -> Shown:
    return {
        "title": gettext("How to treat you"),
        "text": gettext("Pauses, somebody beside you, no telephone calls: you alone decide it."),
        "url": looked.url("needs"),
        "label": gettext("Say what you need"),
    }


def to_withdraw(looked: Looked) -> Iterable[Shown]:
    """Offer it last, and plainly: it is a right, never advice."""
    if any(one.demand.state in MOVES[Move.WITHDRAW].ways for one in looked.file.demands):
        yield {
            "title": gettext("Withdraw it"),
            "text": gettext("Only if you want to. It can be filed again at any time."),
            "url": looked.url("withdraw"),
            "label": gettext("Read what that means"),
        }


def _reader(one: ReadBy) -> Shown:
    what = [str(word) for part, word in READ.items() if part in one.what]
    return {
        "organ": one.organ,
        "times": one.times,
        "last_on": local_day(one.last_at),
        "purpose": gettext(", ").join(what),
    }
