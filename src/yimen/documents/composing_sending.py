"""What the papers of sorting, sending and the simplified procedure say, drawn from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents import content_sending as said
from yimen.documents.drawn import (
    above,
    deadline,
    deadline_of,
    head,
    line_of,
    organ_at,
    organ_of,
    person_of,
    route_of,
)
from yimen.documents.relief import relief
from yimen.people.models import Organ
from yimen.registry import lane
from yimen.registry.clocks import is_duty
from yimen.registry.models import (
    Assistance,
    Clock,
    Demand,
    Opinion,
    Petition,
    Ruling,
    Simple,
    Sorting,
    Supplement,
    UrgentReport,
)

#: Limits towards whoever sent it, decides on it or must know of it: she waits for none of them.
OWED_ABOVE = ("assigned_report", "urgent_report", "objection_check", "competence_decision")
#: The act that each kind of sorting is.
SORTED = {
    Sorting.Kind.SPLIT: "split_demand",
    Sorting.Kind.MERGED: "merge_demands",
    Sorting.Kind.DIVIDED: "divide",
}


def sorting_notice(petition: Petition, sorting_id: int, day: date) -> said.SortingNotice:
    """Say which demands there are now, why, and that no day is lost."""
    row = Sorting.objects.select_related("by").get(pk=sorting_id)
    positions = {
        Sorting.Kind.SPLIT: [row.kept, *row.others],
        Sorting.Kind.MERGED: [row.kept],
        Sorting.Kind.DIVIDED: list(row.others),
    }[Sorting.Kind(row.kind)]
    rest = lane.rest_of(petition.pk) if row.kind == Sorting.Kind.DIVIDED else None
    demands = list(petition.demands.filter(position__in=positions).select_related("owner"))
    sorter = _sorter(petition, row) or demands[0].owner
    return said.SortingNotice(
        **head(petition, sorter, day),
        contact=person_of(row.by, sorter.phone),
        **_received(petition, demands),
        way=said.Sorted(row.kind),
        sorted_on=local_day(row.at),
        before=row.words,
        reason=row.reason,
        rest=rest.number if rest else "",
        next_by=_next(demands[0], day),
    )


def _sorter(petition: Petition, row: Sorting) -> Organ | None:
    """Return the organ that sorted the demands, as the record says; others may have them now."""
    line = line_of(petition, SORTED[Sorting.Kind(row.kind)], row.kept)
    return Organ.objects.filter(pk=line.organ_id).first() if line else None


def supplement_notice(petition: Petition, supplement_id: int, day: date) -> said.SupplementNotice:
    """Say what is missing, why, how to bring it, and that nothing waits for it."""
    row = Supplement.objects.select_related("organ", "demand", "by").get(pk=supplement_id)
    return said.SupplementNotice(
        **head(petition, row.organ, day),
        contact=person_of(row.by, row.organ.phone),
        **_received(petition, [row.demand]),
        wanted=tuple(line.strip() for line in row.wanted.splitlines() if line.strip()),
        reason=row.reason,
        to=organ_of(row.organ),
        help=row.help,
        next_by=_next(row.demand, day),
    )


def referral_letter(petition: Petition, ruling_id: int, day: date) -> said.ReferralLetter:
    """Say to whoever decides what is in question, between whom, and by when."""
    row = _ruling(ruling_id)
    objection = getattr(row.dispatch, "objection", None)
    sent = local_day(row.dispatch.sent_at) if row.dispatch else None
    return said.ReferralLetter(
        **head(petition, row.from_organ, day, to_petitioner=False) | {"addressee": row.organ.name},
        contact=person_of(row.by, row.from_organ.phone),
        cause=said.Cause(row.cause),
        body=said.Body(row.body),
        received_on=local_day(petition.received_at),
        demands=(row.demand.request,),
        organs=_names(row.between),
        objection=objection.reason if objection else "",
        check=objection.answer if objection else "",
        reason=row.reason,
        decide_by=deadline(row.demand, "competence_decision", since=local_day(row.at)),
        notice_by=deadline(row.demand, "acceptance_notice", since=sent) if sent else None,
    )


def designation_notice(petition: Petition, ruling_id: int, day: date) -> said.DesignationNotice:
    """Say to the organ named that it is its matter, why, and by when it must tell so."""
    row = _ruling(ruling_id)
    competent = row.competent or row.organ
    return said.DesignationNotice(
        **head(petition, row.organ, day, to_petitioner=False) | {"addressee": competent.name},
        cause=said.Cause(row.cause),
        body=said.Body(row.body),
        asked_on=local_day(row.at),
        demands=(row.demand.request,),
        organs=_names(row.between),
        question=row.reason,
        competent=competent.name,
        reason=row.decision,
        document=row.document,
        notice_by=deadline(row.demand, "acceptance_notice"),
    )


def urgent_report(petition: Petition, report_id: int, day: date) -> said.UrgentReport:
    """Report the event to those who can act."""
    row = UrgentReport.objects.select_related("organ", "by").get(pk=report_id)
    return said.UrgentReport(
        **head(petition, row.organ, day, to_petitioner=False) | {"addressee": row.recipients},
        contact=person_of(row.by, row.organ.phone),
        event=row.event,
        happened=row.happened,
        place=row.place,
        affected=row.affected,
        measures=row.measures,
        known_at=row.known_at,
        reported_at=row.at,
        received_on=local_day(petition.received_at),
    )


def assistance_letter(petition: Petition, assistance_id: int, day: date) -> said.AssistanceLetter:
    """Ask another organ for its part, by a day."""
    found = Assistance.objects.select_related("from_organ", "organ", "demand", "by")
    row = found.get(pk=assistance_id)
    return said.AssistanceLetter(
        **head(petition, row.from_organ, day, to_petitioner=False) | {"addressee": row.organ.name},
        contact=person_of(row.by, row.from_organ.phone),
        demands=(row.demand.request,),
        question=row.question,
        answer_by=row.answer_by,
        handle_by=deadline(row.demand, "handling"),
    )


def transfer_notice(petition: Petition, demand_id: int, day: date) -> said.TransferNotice:
    """Say that the organ no longer exists, who goes on, and that every date stays."""
    demand = _demand(demand_id)
    line = petition.entries.filter(kind="transfer", demands__contains=[demand.position]).last()
    gone = Organ.objects.filter(pk=line.facts["from_organ"]).first() if line else None
    return said.TransferNotice(
        **head(petition, demand.owner, day),
        **_received(petition, [demand]),
        gone=gone.name if gone else demand.owner.name,
        to=organ_of(demand.owner),
        next_by=_next(demand, day),
    )


def simple_notice(petition: Petition, demand_id: int, day: date) -> said.SimpleNotice:
    """Say that it is accepted as simple, by when it is answered, and what can be asked for."""
    demand = _demand(demand_id)
    row = Simple.objects.get(demand=demand)
    owner = organ_at("accept_simple", petition, demand)
    return said.SimpleNotice(
        **head(petition, owner, day),
        contact=person_of(demand.handler, owner.phone),
        **_received(petition, [demand]),
        accepted_on=demand.accepted_on or day,
        ground=said.Ground(row.ground),
        told_by=said.Told(row.told_by),
        reply_by=deadline(demand, "simple_handling"),
        ordinary_by=deadline(demand, "handling"),
        handler=owner.name,
    )


def simple_reply(petition: Petition, opinion_id: int, day: date) -> said.SimpleReply:
    """Write the short reply down, with what can be asked for now."""
    opinion = Opinion.objects.select_related("organ__parent", "drafted_by").get(pk=opinion_id)
    finding = opinion.findings.select_related("demand").get()
    row = Simple.objects.get(demand=finding.demand)
    return said.SimpleReply(
        **head(petition, opinion.organ, day),
        contact=person_of(opinion.drafted_by, opinion.organ.phone),
        **_received(petition, [finding.demand]),
        accepted_on=finding.demand.accepted_on or day,
        facts=finding.facts,
        result=parts.Result(finding.result),
        answer=finding.reasons,
        basis=finding.basis,
        told_by=said.Told(row.answer_by),
        told_at=row.answered_at or opinion.drafted_at,
        relief=_in_short(
            relief(
                route_of(finding.demand),
                on=day,
                to=above(opinion.organ, day),
                also="有管辖权的人民法院",
            )
        ),
    )


def ordinary_notice(petition: Petition, simple_id: int, day: date) -> said.OrdinaryNotice:
    """Say why it goes on in the ordinary procedure, and by when it is answered now."""
    row = Simple.objects.get(pk=simple_id)
    demand = _demand(row.demand_id)
    return said.OrdinaryNotice(
        **head(petition, demand.owner, day),
        contact=person_of(demand.handler, demand.owner.phone),
        **_received(petition, [demand]),
        accepted_on=demand.accepted_on or day,
        turn=said.Turn(row.because),
        reason=row.reason,
        due=deadline(demand, "handling"),
        handler=demand.owner.name,
        recusal_to=demand.owner.name,
    )


def helped_by(demands: list[Demand]) -> str:
    """Name the organs that gave their part to an answer; the lead answers for the whole."""
    found = Assistance.objects.filter(demand__in=demands).exclude(answered_at=None)
    names = list(dict.fromkeys(found.values_list("organ__name", flat=True)))
    if not names:
        return ""
    return f"本事项由我单位主办，{'、'.join(names)}协办；本意见已经综合各协办单位的意见，统一答复"


SENDING: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "sorting_notice": sorting_notice,
    "supplement_notice": supplement_notice,
    "referral_letter": referral_letter,
    "designation_notice": designation_notice,
    "urgent_report": urgent_report,
    "assistance_letter": assistance_letter,
    "transfer_notice": transfer_notice,
    "simple_notice": simple_notice,
    "simple_reply": simple_reply,
    "ordinary_notice": ordinary_notice,
}


def _in_short(whole: parts.Relief) -> parts.Relief:
    """Call the paper by its name in the clause: a reply, not an opinion."""
    said_so = (
        one.replace("意见书", "答复书").replace("本意见", "本答复") for one in whole.sentences
    )
    return replace(whole, sentences=tuple(said_so))


def _ruling(number: int) -> Ruling:
    found = Ruling.objects.select_related(
        "demand", "organ", "from_organ", "competent", "dispatch__objection", "by"
    )
    return found.get(pk=number)


def _demand(number: int) -> Demand:
    return Demand.objects.select_related("owner", "handler").get(pk=number)


def _received(petition: Petition, demands: list[Demand]) -> dict[str, Any]:
    return {
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": tuple(demand.request for demand in demands),
    }


def _next(demand: Demand, day: date) -> parts.Deadline | None:
    """Return the next day from `day` on by which somebody owes the petitioner something."""
    running = Clock.objects.filter(demand=demand, stopped_on=None).exclude(limit__in=OWED_ABOVE)
    owed = [clock for clock in running.filter(due_on__gte=day) if is_duty(clock.limit)]
    first = min(owed, key=lambda clock: clock.due_on, default=None)
    return deadline_of(first) if first else None


def _names(organs: list[int]) -> tuple[str, ...]:
    known = dict(Organ.objects.filter(pk__in=organs).values_list("pk", "name"))
    return tuple(known[organ] for organ in organs if organ in known)
