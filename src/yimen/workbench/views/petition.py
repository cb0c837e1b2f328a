"""One matter: its demands with their limits, its people, papers, record, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever
from yimen.base.time import local_day, now
from yimen.casework.choices import (
    CHANNELS,
    CLASSES,
    LINKS,
    METHODS,
    RESULTS,
    STAGES,
    word,
)
from yimen.casework.explaining import why_clock
from yimen.casework.queries import file as files
from yimen.casework.queries.answer import may_see
from yimen.casework.queries.open_acts import OpenAct
from yimen.casework.queries.served import services_of
from yimen.casework.queries.unprinted import unprinted
from yimen.casework.showing import Shown, due, ended, language, said
from yimen.documents.names import title_of
from yimen.law.taxonomy import TAXONOMY
from yimen.people.middleware import Request
from yimen.registry.telling import Told, role_name
from yimen.rooms.heart.beside import PARTS as NEEDS
from yimen.rooms.joint.beside import PARTS as SESSIONS
from yimen.workbench import missed, needing
from yimen.workbench.advising import advice_url
from yimen.workbench.door import page
from yimen.workbench.elsewhere import elsewhere, on_clock
from yimen.workbench.heard import bundle_url, heard, rating_url
from yimen.workbench.names import ACTS, WAYS, read_words
from yimen.workbench.outstanding import DANGER, is_beside
from yimen.workbench.party import party_shown
from yimen.workbench.presenting import (
    day_words,
    in_words,
    is_petitioners,
    limit_title,
    matter_url,
    onward_url,
    size,
    state,
)
from yimen.workbench.promised import of_file
from yimen.workbench.reviewing import reviews
from yimen.workbench.sending import RARE, here_url, sending
from yimen.workbench.shutting import shut, suggested
from yimen.workbench.together import people

if TYPE_CHECKING:
    from yimen.registry.models import Demand, Opinion, Service

LINES = files.LINES
#: What of the rooms comes with the file.
ASIDE = (*NEEDS, *SESSIONS)
#: So many parties, letters and papers stand open, and so many characters of facts.
OPEN_PARTIES, OPEN_PAPERS, OPEN_FACTS = 4, 8, 200
#: From so many demands on, a list of them stands at the top.
MANY_DEMANDS = 3
#: The one letter that holds the query code: only for whoever receives the petitioner.
RECEIPT = "receipt"
KEYS = 9


@page
def petition(request: Request, petition_id: int) -> HttpResponse:
    """Show a file to whoever may read it; that it was read is written down."""
    actor, today = request.actor, local_day(now())
    everything = "all" in request.GET
    file = files.file_of(actor, petition_id, at=now(), on=today, whole=everything, beside=ASIDE)
    context = _cover(actor, file, today) | _aside(file) | _folded(_papers(actor, file))
    context |= _parties(file, "" if everything else f"{request.path}?all=1#parties")
    context["onward_url"] = onward_url(file.petition, file.demands[0].demand)
    keys = iter(range(1, KEYS + 1))
    context["demands"] = [_demand(actor, file, shown, today, keys) for shown in file.demands]
    if len(file.demands) >= MANY_DEMANDS:
        context["places"] = [_place(demand) for demand in context["demands"]]
    whole = [*file.acts, *file.petition_acts]
    context["acts"], context["not_now"] = _acts(file, whole, keys, first=not _any_open(file))
    context["people"] = people(actor, file, today)
    context["bundle_url"] = bundle_url(actor, file)
    context["rating_url"] = rating_url(file, today)
    context["advice_url"] = advice_url(actor, file)
    context |= of_file(actor, file, today)
    context |= shut(actor, file.petition) | suggested(file)
    several = len(file.demands) > 1
    lines = file.lines if everything else file.lines[:LINES]
    context["steps"] = [_step(line, several=several) for line in lines]
    if len(file.lines) > LINES and not everything:
        context["older_steps_url"] = f"{request.path}?all=1#record"
    return render(request, "workbench/petition.html", context)


def _cover(actor: Actor, file: files.CaseFile, today: date) -> Shown:
    row = file.petition
    running = [c for d in file.demands for c in d.clocks if c.is_duty and not c.stopped_on]
    soonest = min(running, key=lambda clock: clock.due_on, default=None)
    flags = needing.needing(file)
    if row.headcount > 1:
        flags.append({"label": _("{n} persons").format(n=row.headcount), "icon": "tabler-users"})
    if not row.is_first_time:
        flags.append({"label": _("repeat"), "icon": "tabler-repeat"})
    if row.wants_publicity:
        flags.append({"label": _("agrees to publication"), "icon": "tabler-speakerphone"})
    readers = reverse("workbench:reads", args=[row.pk]) if file.may_see_readers else ""
    return {
        "petition": {
            "number": row.number,
            "title": in_words(row.title),
            "state": state(row.state),
            "channel": word(CHANNELS, row.channel),
            "received_at": row.received_at,
            "recorder": row.recorder.name if row.recorder else "",
            "receiver": row.receiver.name,
            "due": due(soonest.due_on, today, provisional=soonest.is_provisional)
            if soonest
            else None,
            "due_what": limit_title(soonest.limit) if soonest else "",
            "flags": flags,
            "sealed": row.is_sealed,
            "confidential": row.wants_confidentiality,
            "place": row.place,
            "reads_url": readers,
        },
        "late": [*_all_late(file), *missed.marked(file)],
        "headcount": row.headcount if row.headcount > len(file.parties) else "",
        "may_see_readers": file.may_see_readers,
        "is_reader_only": not ever(actor, "petition.write") or actor.role is Role.SUPERVISOR,
    }


def _all_late(file: files.CaseFile) -> list[str]:
    """Say which duties are late; of several demands also whose, and on which of them."""
    late: dict[tuple[str, date, int, str], list[int]] = {}
    for shown in file.demands:
        for clock in shown.clocks:
            if clock.is_duty and not clock.stopped_on and clock.days_left < 0:
                key = (clock.limit, clock.due_on, -clock.days_left, shown.demand.owner.name)
                late.setdefault(key, []).append(shown.demand.position)
    words = _("“{limit}” was due on {day}: {n} days late.")
    if len(file.demands) > 1:
        words = _("“{limit}” was due on {day}: {n} days late ({organ}, demand {demands}).")
    between = "、" if language().startswith("zh") else ", "
    facts = [
        {"limit": limit_title(limit), "day": day_words(day), "n": n, "organ": organ}
        | {"demands": between.join(map(str, numbers))}
        for (limit, day, n, organ), numbers in sorted(late.items(), key=lambda one: one[0][1])
    ]
    return list(dict.fromkeys(words.format(**fact) for fact in facts))


def _place(demand: Shown) -> Shown:
    """Return where a demand stands on the page, and how many things can be done to it."""
    late = any(clock["tone"] == "late" for clock in demand["clocks"])
    return {
        "url": f"#demand-{demand['number']}",
        "number": demand["number"],
        "state": demand["state"],
        "organ": demand["organ"],
        "is_late": late,
        "next": next((act["label"] for act in demand["acts"] if act["first"]), ""),
    }


def _demand(
    actor: Actor,
    file: files.CaseFile,
    shown: files.DemandShown,
    today: date,
    keys: Iterator[int],
) -> Shown:
    demand, opinion = shown.demand, shown.opinion
    acts, not_now = _acts(file, shown.acts, keys, first=True, of=demand)
    there = elsewhere(actor, shown, today)
    clocks = sorted(shown.clocks, key=lambda c: (_is_over(c), c.due_on))
    return {
        "number": demand.position,
        "request": in_words(demand.request),
        "facts": demand.facts,
        "folds_facts": len(file.demands) > 1 and len(demand.facts) > OPEN_FACTS,
        "kind": word(CLASSES, demand.kind) if demand.kind else "",
        "category": TAXONOMY.find(demand.category).label(language()) if demand.category else "",
        "way": WAYS.get(demand.route or 0, ""),
        "state": state(demand.state),
        "organ": demand.owner.name,
        "handler": demand.handler.name if demand.handler else "",
        "elsewhere": there,
        "reviews": reviews(actor, demand, file.letters),
        "heard": heard(shown),
        "sending": sending(file, shown),
        "clocks": [_clock(c, today) | on_clock(c, there) for c in clocks if not _is_over(c)],
        "here_url": here_url(shown),
        "past_clocks": [_clock(c, today) | on_clock(c, there) for c in clocks if _is_over(c)],
        "contacts": [
            {"at": c.at, "how": c.get_kind_display(), "words": c.words, "by": c.by and c.by.name}
            for c in shown.contacts
        ],
        "opinion": _opinion(actor, file, opinion, demand.pk) if opinion else None,
        "acts": acts,
        "not_now": not_now,
    }


def _opinion(actor: Actor, file: files.CaseFile, opinion: Opinion, demand: int) -> Shown:
    """Show how far an opinion is; what it says only to its own organ, until it is out."""
    shown: Shown = {
        "state": word(STAGES, opinion.stage),
        "is_sent": opinion.stage not in {"draft", "returned"},
    }
    if may_see(actor, opinion):
        said_on_it = (f.result for f in opinion.findings.all() if f.demand_id == demand)
        result = next(said_on_it, "")
        shown["url"] = reverse("workbench:opinion", args=[file.petition.pk, opinion.pk])
        shown["result"] = word(RESULTS, result) if result else ""
    return shown


def _is_over(clock: files.ClockShown) -> bool:
    """Say whether a limit is done with: stopped, or a right whose time has passed."""
    return clock.stopped_on is not None or (clock.days_left < 0 and not clock.is_duty)


def _clock(clock: files.ClockShown, today: date) -> Shown:
    is_over = _is_over(clock)
    shown = due(clock.due_on, today, provisional=clock.is_provisional)
    if clock.stopped_on is not None:
        shown = ended(clock.stopped_on, clock.days_late if clock.is_duty else 0)
    elif is_over:
        shown = {"tone": "over", "on": clock.due_on}
    whole = max((clock.due_on - clock.started_on).days, 1)
    spent = ((clock.stopped_on or today) - clock.started_on).days
    return {
        "title": limit_title(clock.limit),
        "due": shown,
        "why": why_clock(clock, today, drawn=not is_over),
        "started_on": clock.started_on,
        "due_on": clock.due_on,
        "spent": min(max(spent, 0), whole),
        "whole": whole,
        "tone": shown["tone"] if shown else "calm",
        "local": clock.is_local,
        "for_petitioner": is_petitioners(clock.limit),
    }


def _acts(
    file: files.CaseFile,
    acts: Sequence[OpenAct],
    keys: Iterator[int],
    *,
    first: bool,
    of: Demand | None = None,
) -> tuple[list[Shown], list[Shown]]:
    """Part the acts into what can be done now, as buttons, and what cannot, with the reason."""
    can: list[Shown] = []
    cannot: list[Shown] = []
    for act in sorted(acts, key=lambda act: is_beside(act, of)):
        label = ACTS[act.move]
        if act.refusal:
            cannot.append({"label": label, "reason": said(act.refusal)})
            continue
        can.append({
            "label": label,
            "url": reverse("workbench:act", args=[file.petition.pk, str(act.move), act.on]),
            "first": first and not can and act.move not in DANGER and not is_beside(act, of),
            "danger": act.move in DANGER,
            "rare": act.move in RARE,
            "key": "" if act.move in RARE else next(keys, ""),
        })  # fmt: skip
    return can, cannot


def _any_open(file: files.CaseFile) -> bool:
    return any(
        not act.refusal and not is_beside(act, shown.demand)
        for shown in file.demands
        for act in shown.acts
    )


def _step(line: Told, *, several: bool) -> Shown:
    by = [line.who, line.organ]
    if several and line.demands:
        by.append(_("Demand {n}").format(n=_(", ").join(map(str, line.demands))))
    return {"at": line.at, "sentence": line.sentence, "actor": " · ".join(filter(None, by))}


def _parties(file: files.CaseFile, all_url: str) -> Shown:
    """Return the parties, most of a long list folded away, and the way to those not read."""
    shown = _folded({"parties": [party_shown(file, party) for party in file.parties]}, OPEN_PARTIES)
    if not all_url or len(file.parties) < files.PARTIES:
        return shown
    return shown | {"all_parties_url": all_url, "parties_count": f"{len(file.parties)}+"}


def _folded(lists: dict[str, list[Shown]], most: int = OPEN_PAPERS) -> Shown:
    """Part each list into what stands open and what is folded; one alone is never folded."""
    shown: Shown = {}
    for name, rows in lists.items():
        cut = most if len(rows) > most + 1 else len(rows)
        shown |= {name: rows[:cut], f"more_{name}": rows[cut:], f"{name}_count": len(rows)}
    return shown


def _papers(actor: Actor, file: files.CaseFile) -> dict[str, list[Shown]]:
    """Return the letters that went out and the papers that came in.

    A room sees which letters there are; whoever shows one to it is its client.
    """
    row, opens = file.petition, ever(actor, "letter.read")
    served = services_of(file.letters, file.services)
    return {
        "letters": [
            {
                "title": title_of(letter.kind),
                "number": letter.number,
                "on": letter.issued_at,
                "served": _served(served.get(letter.pk)),
                "url": reverse("workbench:letter", args=[row.pk, letter.pk]) if opens else "",
            }
            for letter in file.letters
            if file.may_see_code or letter.kind != RECEIPT
        ],
        "attachments": [
            {
                "title": paper.name,
                "size": size(paper.size),
                "on": paper.at,
                "by": paper.by.name if paper.by else "",
                "url": reverse("workbench:attachment", args=[row.pk, paper.pk]),
            }
            for paper in file.attachments
        ],
    }


def _aside(file: files.CaseFile) -> Shown:
    row = file.petition
    return {
        # Only where nothing is printed is it asked why: in a demo's year, letters are put off.
        "letters_put_off": 0 if file.letters else unprinted(row),
        "readers": [
            {
                "name": read.staff.name if read.staff else role_name(read.role),
                "organ": read.organ.name if read.organ else "",
                "at": read.at,
                "purpose": read.reason or read_words(read.what),
            }
            for read in file.readers
        ],
        "earlier": [
            {
                "url": matter_url(link.other_id),
                "number": link.other.number,
                "title": link.other.title,
                "state": state(link.other.state),
                "on": link.other.received_at,
                "because": " · ".join(filter(None, [word(LINKS, link.kind), link.reason])),
            }
            for link in file.links
        ],
    }


def _served(service: Service | None) -> str:
    if service is None:
        return ""
    return _("served {day} ({method})").format(
        day=day_words(local_day(service.at)), method=word(METHODS, service.method)
    )
