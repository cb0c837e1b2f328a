"""From the case file to what a letter says: one function per letter, facts in, content out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents.composing_aside import ASIDE
from yimen.documents.composing_breach import BREACH
from yimen.documents.composing_ended import how_it_ended
from yimen.documents.composing_hearing import HEARING
from yimen.documents.composing_lanes import LANES
from yimen.documents.composing_people import PEOPLE, to_one
from yimen.documents.composing_review import REVIEW
from yimen.documents.composing_sending import SENDING, helped_by
from yimen.documents.composing_served import SERVED
from yimen.documents.composing_settling import SETTLING
from yimen.documents.composing_ways import WAYS, mediation_beside
from yimen.documents.drawn import (
    NOBODY,
    above,
    deadline,
    first_party,
    head,
    line_of,
    organ_at,
    organ_of,
    person_of,
    petitioner_of,
    reconsidering,
    route_of,
)
from yimen.documents.relief import relief, relief_from_non_acceptance, remedy
from yimen.law.clock import counted
from yimen.people.models import Organ, Staff
from yimen.registry.code import grouped
from yimen.registry.identity import shown_phone
from yimen.registry.models import (
    Decline,
    Demand,
    Dispatch,
    Extension,
    Opinion,
    Petition,
    Ruling,
)

IN_THE_FILE = "详见卷内材料。"
EARLIER = "以受理时告知您的日期为准。"


def receipt(petition: Petition, _: int, day: date) -> content.Receipt:
    """Say that it came in, and what comes next."""
    at_bureau = petition.receiver.is_bureau
    return content.Receipt(
        **head(petition, petition.receiver, day)
        | {"query_code": grouped(unseal(petition.code_sealed))},
        contact=person_of(petition.recorder, petition.receiver.phone),
        received_at=petition.received_at,
        channel=parts.Channel(petition.channel),
        demands=tuple(d.request for d in petition.demands.all()),
        receiver=parts.Receiver.BUREAU if at_bureau else parts.Receiver.ORGAN,
        next_by=_first_answer(petition),
        privacy=parts.Privacy(
            holder=petition.receiver.name,
            retention="依照国家档案管理规定的期限保存",
            ask=_ways_to(petition.receiver),
        ),
        papers=_handed_in(petition, day),
    )


def forwarding_notice(petition: Petition, dispatch_id: int, day: date) -> content.ForwardingNotice:
    """Tell the petitioner where it went."""
    sent = _dispatch(dispatch_id)
    return content.ForwardingNotice(
        **head(petition, petition.receiver, day),
        contact=_sender(petition, sent),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        way=parts.Dispatch(sent.kind),
        article=_article(sent),
        sent_on=local_day(sent.sent_at),
        to=organ_of(sent.to_organ),
        notice_by=deadline(sent.demand, "acceptance_notice", since=local_day(sent.sent_at)),
        demands=(sent.demand.request,),
        report_by=sent.report_by,
        before=_handed_back(sent),
        decided_by=_decided_by(sent),
    )


def forwarding_letter(petition: Petition, dispatch_id: int, day: date) -> content.ForwardingLetter:
    """Hand the matter to the organ."""
    return content.ForwardingLetter(**_sent(petition, _dispatch(dispatch_id), day))


def assignment_letter(petition: Petition, dispatch_id: int, day: date) -> content.AssignmentLetter:
    """Hand the matter to the organ, with a day for its report."""
    sent = _dispatch(dispatch_id)
    return content.AssignmentLetter(
        **_sent(petition, sent, day),
        report_by=parts.Deadline(
            on=sent.report_by or day, because="交办时指定（《信访工作条例》第二十二条）。"
        ),
    )


def acceptance_notice(petition: Petition, demand_id: int, day: date) -> content.AcceptanceNotice:
    """Say that it is accepted, who handles it, by when."""
    demand = Demand.objects.select_related("owner", "handler").get(pk=demand_id)
    owner, handler, accepted_on = _accepted(petition, demand, day)
    sent = demand.dispatches.filter(to_organ=owner).select_related("from_organ").last()
    return content.AcceptanceNotice(
        **head(petition, owner, day),
        contact=person_of(handler, owner.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        accepted_on=accepted_on,
        demands=(demand.request,),
        route=route_of(demand),
        handler=owner.name,
        due=deadline(demand, "handling", since=accepted_on),
        recusal_to=owner.name,
        forwarded_by=sent.from_organ.name if sent else "",
        arrived_on=local_day(sent.sent_at) if sent else None,
        mediation=mediation_beside(petition, demand),
    )


def non_acceptance_notice(
    petition: Petition, decline_id: int, day: date
) -> content.NonAcceptanceNotice:
    """Say that it is not accepted, why, and where to go."""
    row = Decline.objects.select_related("demand__owner", "by").get(pk=decline_id)
    owner = organ_at("decline", petition, row.demand)
    return content.NonAcceptanceNotice(
        **head(petition, owner, day),
        contact=person_of(row.by, owner.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        declined=(
            parts.Declined(
                demand=row.demand.request,
                fact=row.reason,
                article=row.article or "《信访工作条例》第二十三条",
                where_to_go=row.where_to_go,
                limit_there=row.limits_there,
            ),
        ),
        relief=relief_from_non_acceptance(
            on=day, to=above(owner, day), also=petition.receiver.name
        ),
    )


def extension_notice(petition: Petition, extension_id: int, day: date) -> content.ExtensionNotice:
    """Say that it takes longer, once, for this reason."""
    found = Extension.objects.select_related("demand__owner", "demand__handler", "decided_by")
    row = found.get(pk=extension_id)
    owner = organ_at("extend", petition, row.demand)
    return content.ExtensionNotice(
        **head(petition, owner, day),
        contact=person_of(row.demand.handler, owner.phone),
        accepted_on=row.demand.accepted_on or day,
        reason=row.reason,
        approver=replace(
            person_of(row.decided_by) or parts.Person(name=owner.name), post=f"{owner.name}负责人"
        ),
        approved_on=local_day(row.decided_at) if row.decided_at else day,
        old_due=_before(row, day),
        new_due=deadline(row.demand, "handling"),
    )


def _before(row: Extension, day: date) -> parts.Deadline:
    """Return the last day as it was before the extension, counted as it was told then."""
    began = row.demand.accepted_on or day
    found = counted("handling", began)
    on = row.due_before or found.on
    return parts.Deadline(on=on, because=found.because.zh if on == found.on else EARLIER)


def handling_opinion(petition: Petition, opinion_id: int, day: date) -> content.HandlingOpinion:
    """Answer every demand that the organ handled."""
    opinion = Opinion.objects.select_related("organ__parent", "drafted_by").get(pk=opinion_id)
    findings = list(opinion.findings.select_related("demand"))
    supported = any(f.result == parts.Result.SUPPORTED for f in findings)
    accepted = [f.demand.accepted_on for f in findings if f.demand.accepted_on]
    return content.HandlingOpinion(
        **head(petition, opinion.organ, day),
        contact=person_of(opinion.drafted_by, opinion.organ.phone),
        received_on=local_day(petition.received_at),
        accepted_on=min(accepted, default=day),
        findings=tuple(
            parts.Finding(
                route=route_of(f.demand),
                request=f.request,
                facts=f.facts,
                evidence=f.evidence or IN_THE_FILE,
                reasons=f.reasons,
                result=parts.Result(f.result),
                basis=f.basis,
            )
            for f in findings
        ),
        relief=relief_of(opinion.organ, [f.demand for f in findings], day),
        duty=_duty(opinion, day) if supported else None,
        inquiry=helped_by([f.demand for f in findings]),
    )


def personal_reply(petition: Petition, reply_id: int, day: date) -> content.Letter:
    """Give the same answer to one of those who asked together."""
    return to_one(petition, reply_id, lambda one: handling_opinion(petition, one, day), day)


def closing_report(petition: Petition, dispatch_id: int, day: date) -> content.ClosingReport:
    """Report to whoever assigned it how it ended."""
    sent = _dispatch(dispatch_id)
    demand = sent.demand
    assigned = petition.letters.filter(kind="assignment_letter", subject=sent.pk).last()
    return content.ClosingReport(
        **head(petition, sent.to_organ, day, to_petitioner=False)
        | {"addressee": sent.from_organ.name},
        contact=person_of(demand.handler, sent.to_organ.phone),
        petitioner=petitioner_of(petition),
        assignment_number=assigned.number if assigned else NOBODY,
        assigned_on=local_day(sent.sent_at),
        accepted_on=demand.accepted_on,
        steps=_steps(demand, sent),
        **how_it_ended(demand),
    )


COMPOSE: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "receipt": receipt,
    "forwarding_notice": forwarding_notice,
    "forwarding_letter": forwarding_letter,
    "assignment_letter": assignment_letter,
    "acceptance_notice": acceptance_notice,
    "non_acceptance_notice": non_acceptance_notice,
    "extension_notice": extension_notice,
    "handling_opinion": handling_opinion,
    **SERVED,
    "closing_report": closing_report,
    **ASIDE,
    **WAYS,
    **SENDING,
    **PEOPLE,
    **SETTLING,
    "personal_reply": personal_reply,
    **BREACH,
    **LANES,
    **HEARING,
    **REVIEW,
}


def relief_of(organ: Organ, demands: list[Demand], day: date) -> parts.Relief:
    """Return the relief clause of an opinion, or refuse demands that need two different ones."""
    routes = [route_of(demand) for demand in demands]
    is_review = remedy(*routes) == "review"
    return relief(
        *routes,
        on=day,
        to=above(organ, day) if is_review else reconsidering(organ, day),
        also="有管辖权的人民法院",
    )


def _sent(petition: Petition, sent: Dispatch, day: date) -> dict[str, Any]:
    first, since = first_party(petition), local_day(sent.sent_at)
    return {
        **head(petition, petition.receiver, day, to_petitioner=False),
        "addressee": sent.to_organ.name,
        "contact": _sender(petition, sent),
        "petitioner": petitioner_of(petition),
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": (sent.demand.request,),
        "article": _article(sent),
        "notice_by": deadline(sent.demand, "acceptance_notice", since=since),
        "objection_by": deadline(
            sent.demand, "objection", instead="acceptance_notice", since=since
        ),
        "reach": shown_phone(first) if first else "",
        "note": sent.note,
        "attachments": _handed_in(petition, day),
    }


def _sender(petition: Petition, sent: Dispatch) -> parts.Person | None:
    """Return who sent it on, as the record has it."""
    line = petition.entries.filter(kind=sent.kind, facts__dispatch=sent.pk).last()
    by = Staff.objects.filter(pk=line.staff_id).first() if line else None
    return person_of(by or petition.recorder, petition.receiver.phone)


def _handed_back(sent: Dispatch) -> str:
    """Return the organ from which it was taken back just before this sending, if it was."""
    earlier = sent.demand.dispatches.filter(pk__lt=sent.pk)
    last = earlier.select_related("to_organ").last()
    back = last is not None and last.outcome == Dispatch.Outcome.RETURNED
    return last.to_organ.name if last and back else ""


def _decided_by(sent: Dispatch) -> str:
    """Return who decided that it goes there, if it was sent by such a decision."""
    found = sent.demand.rulings.filter(competent=sent.to_organ, decided_at=sent.sent_at)
    row = found.select_related("organ").first()
    if row is None:
        return ""
    return "信访工作联席会议" if row.body == Ruling.Body.MEETING else row.organ.name


def _handed_in(petition: Petition, day: date) -> tuple[str, ...]:
    """Return what the petitioner had handed in by that day; what officers added is none of it."""
    papers = petition.attachments.filter(is_from_petitioner=True)
    return tuple(paper.name for paper in papers if local_day(paper.at) <= day)


def _steps(demand: Demand, sent: Dispatch) -> tuple[parts.Step, ...]:
    told = [
        parts.Step(on=local_day(log.at), what=log.words)
        for log in demand.contacts.all()
        if log.kind != log.Kind.CATEGORY
    ]
    return (*told, parts.Step(on=local_day(sent.reported_at or sent.sent_at), what=sent.report))


def _duty(opinion: Opinion, day: date) -> parts.Execution:
    return parts.Execution(
        organ=opinion.organ.name,
        duty=opinion.duty or "按照本意见办理。",
        by=opinion.duty_by or day,
    )


def _dispatch(number: int) -> Dispatch:
    return Dispatch.objects.select_related("to_organ", "from_organ", "demand").get(pk=number)


def _article(sent: Dispatch) -> str:
    """Return the item of art. 22: to an organ of one's own level, to one below, or assigned."""
    is_own_level = sent.to_organ.region_id == sent.from_organ.region_id
    item = "第一项" if is_own_level else "第二项"
    if sent.kind == Dispatch.Kind.ASSIGN:
        item = "第三项"
    return f"《信访工作条例》第二十二条第一款{item}"


def _accepted(petition: Petition, demand: Demand, day: date) -> tuple[Organ, Staff | None, date]:
    """Return which organ accepted a demand, who was named to handle it, and on which day."""
    line = line_of(petition, "accept", demand.position)
    if line is None:
        return demand.owner, demand.handler, demand.accepted_on or day
    handler = Staff.objects.filter(pk=line.facts.get("handler_staff")).first()
    return organ_at("accept", petition, demand), handler, local_day(line.at)


def _ways_to(organ: Organ) -> str:
    """Say how an office is asked."""
    ways = (organ.phone and f"致电{organ.phone}", organ.address and f"到{organ.address}")
    return "，或者".join(filter(None, ways)) or f"向{organ.name}提出"


def _first_answer(petition: Petition) -> parts.Deadline:
    """Say by when the petitioner hears next: the bureau's dispatch, or the organ's own notice."""
    demand = petition.demands.all()[0]
    name = "dispatch" if petition.receiver.is_bureau else "direct_notice"
    return deadline(demand, name)
