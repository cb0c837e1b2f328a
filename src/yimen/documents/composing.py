"""From the case file to what a letter says: one function per letter, facts in, content out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents.composing_aside import ASIDE
from yimen.documents.drawn import (
    NOBODY,
    above,
    address_of,
    deadline,
    first_party,
    head,
    organ_of,
    person_of,
    petitioner_of,
    route_of,
)
from yimen.documents.models import Letter
from yimen.documents.relief import relief, relief_from_non_acceptance
from yimen.documents.stored import paper_from_json
from yimen.people.models import Organ
from yimen.registry.code import grouped
from yimen.registry.identity import shown_phone
from yimen.registry.models import (
    Decline,
    Demand,
    Dispatch,
    Extension,
    Opinion,
    Petition,
    Service,
)

IN_THE_FILE = "详见卷内材料。"


def receipt(petition: Petition, _: int, day: date) -> content.Receipt:
    """Say that it came in, and what comes next."""
    at_bureau = petition.receiver.is_bureau
    return content.Receipt(
        **head(petition, petition.receiver, day)
        | {"query_code": grouped(unseal(petition.code_sealed))},
        contact=person_of(petition.recorder),
        received_at=petition.received_at,
        channel=parts.Channel(petition.channel),
        demands=tuple(d.request for d in petition.demands.all()),
        receiver=parts.Receiver.BUREAU if at_bureau else parts.Receiver.ORGAN,
        next_by=_first_answer(petition),
        privacy=parts.Privacy(
            holder=petition.receiver.name,
            retention="依照国家档案管理规定的期限保存",
            ask=petition.receiver.phone or petition.receiver.address or petition.receiver.name,
        ),
        papers=tuple(paper.name for paper in petition.attachments.all()),
    )


def forwarding_notice(petition: Petition, dispatch_id: int, day: date) -> content.ForwardingNotice:
    """Tell the petitioner where it went."""
    sent = Dispatch.objects.select_related("to_organ", "demand").get(pk=dispatch_id)
    return content.ForwardingNotice(
        **head(petition, petition.receiver, day),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        way=parts.Dispatch(sent.kind),
        article=_article(sent),
        sent_on=local_day(sent.sent_at),
        to=organ_of(sent.to_organ),
        notice_by=deadline(sent.demand, "acceptance_notice", since=local_day(sent.sent_at)),
        demands=(sent.demand.request,),
        report_by=sent.report_by,
    )


def forwarding_letter(petition: Petition, dispatch_id: int, day: date) -> content.ForwardingLetter:
    """Hand the matter to the organ."""
    sent = Dispatch.objects.select_related("to_organ", "demand").get(pk=dispatch_id)
    return content.ForwardingLetter(**_sent(petition, sent, day))


def assignment_letter(petition: Petition, dispatch_id: int, day: date) -> content.AssignmentLetter:
    """Hand the matter to the organ, with a day for its report."""
    sent = Dispatch.objects.select_related("to_organ", "demand").get(pk=dispatch_id)
    return content.AssignmentLetter(
        **_sent(petition, sent, day),
        report_by=parts.Deadline(
            on=sent.report_by or day, because="交办时指定（《信访工作条例》第二十二条）。"
        ),
    )


def acceptance_notice(petition: Petition, demand_id: int, day: date) -> content.AcceptanceNotice:
    """Say that it is accepted, who handles it, by when."""
    demand = Demand.objects.select_related("owner", "handler").get(pk=demand_id)
    sent = demand.dispatches.filter(to_organ=demand.owner).select_related("from_organ").last()
    return content.AcceptanceNotice(
        **head(petition, demand.owner, day),
        contact=person_of(demand.handler, demand.owner.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        accepted_on=demand.accepted_on or day,
        demands=(demand.request,),
        route=route_of(demand),
        handler=demand.owner.name,
        due=deadline(demand, "handling"),
        recusal_to=demand.owner.name,
        forwarded_by=sent.from_organ.name if sent else "",
        arrived_on=local_day(sent.sent_at) if sent else None,
    )


def non_acceptance_notice(
    petition: Petition, decline_id: int, day: date
) -> content.NonAcceptanceNotice:
    """Say that it is not accepted, why, and where to go."""
    row = Decline.objects.select_related("demand__owner__parent").get(pk=decline_id)
    owner = row.demand.owner
    return content.NonAcceptanceNotice(
        **head(petition, owner, day),
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
            on=day, to=organ_of(above(owner)), also=petition.receiver.name
        ),
    )


def extension_notice(petition: Petition, extension_id: int, day: date) -> content.ExtensionNotice:
    """Say that it takes longer, once, for this reason."""
    row = Extension.objects.select_related("demand__owner", "decided_by").get(pk=extension_id)
    owner = row.demand.owner
    old = row.due_before or day
    return content.ExtensionNotice(
        **head(petition, owner, day),
        accepted_on=row.demand.accepted_on or day,
        reason=row.reason,
        approver=person_of(row.decided_by) or parts.Person(name=owner.name),
        approved_on=local_day(row.decided_at) if row.decided_at else day,
        old_due=parts.Deadline(on=old, because="自受理之日起的办理期限。"),
        new_due=deadline(row.demand, "handling"),
    )


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
    )


def service_receipt(petition: Petition, service_id: int, day: date) -> content.ServiceReceipt:
    """Say what was handed over, how, when, and what proves it."""
    row = Service.objects.select_related("opinion__organ", "by").get(pk=service_id)
    letter = row.opinion.letters.filter(kind="handling_opinion").last()
    return content.ServiceReceipt(
        **head(petition, row.opinion.organ, day, to_petitioner=False),
        document=_title_of(letter),
        document_number=letter.number if letter else NOBODY,
        recipient=row.recipient or petitioner_of(petition),
        method=parts.Service(row.method),
        address=address_of(petition),
        servers=(row.by.name if row.by else row.opinion.organ.name,),
        served_at=row.at,
        proof=row.proof,
    )


def _title_of(letter: Letter | None) -> str:
    """Return what the answer calls itself: an opinion, or a reply under another procedure."""
    return paper_from_json(letter.content).title if letter else "信访处理意见书"


def closing_report(petition: Petition, dispatch_id: int, day: date) -> content.ClosingReport:
    """Report to whoever assigned it how it ended."""
    sent = Dispatch.objects.select_related("to_organ", "from_organ", "demand").get(pk=dispatch_id)
    demand = sent.demand
    opinion = Opinion.objects.filter(findings__demand=demand).latest("pk")
    found = opinion.findings.get(demand=demand)
    service = opinion.services.latest("pk")
    letter = opinion.letters.filter(kind="handling_opinion").last()
    assigned = petition.letters.filter(kind="assignment_letter", subject=sent.pk).last()
    return content.ClosingReport(
        **head(petition, sent.to_organ, day, to_petitioner=False)
        | {"addressee": sent.from_organ.name},
        petitioner=petitioner_of(petition),
        assignment_number=assigned.number if assigned else NOBODY,
        assigned_on=local_day(sent.sent_at),
        accepted_on=demand.accepted_on or day,
        steps=_steps(demand, sent),
        outcomes=(
            parts.Outcome(
                demand=demand.request,
                result=parts.Result(found.result),
                answer=found.reasons,
                execution=opinion.duty,
            ),
        ),
        opinion_number=letter.number if letter else NOBODY,
        opinion_on=local_day(opinion.issued_at) if opinion.issued_at else day,
        service=parts.Service(service.method),
        served_on=local_day(service.at),
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
    "service_receipt": service_receipt,
    "closing_report": closing_report,
    **ASIDE,
}


def relief_of(organ: Organ, demands: list[Demand], day: date) -> parts.Relief:
    """Return the relief clause of an opinion, or refuse demands that need two different ones."""
    return relief(
        *(route_of(demand) for demand in demands),
        on=day,
        to=organ_of(above(organ)),
        also="有管辖权的人民法院",
    )


def _sent(petition: Petition, sent: Dispatch, day: date) -> dict[str, Any]:
    first, since = first_party(petition), local_day(sent.sent_at)
    return {
        **head(petition, petition.receiver, day, to_petitioner=False),
        "addressee": sent.to_organ.name,
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
        "attachments": tuple(paper.name for paper in petition.attachments.all()),
    }


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


def _article(sent: Dispatch) -> str:
    item = "第三项" if sent.kind == Dispatch.Kind.ASSIGN else "第二项"
    return f"《信访工作条例》第二十二条第一款{item}"


def _first_answer(petition: Petition) -> parts.Deadline:
    """Say by when the petitioner hears next: the bureau's dispatch, or the organ's own notice."""
    demand = petition.demands.all()[0]
    name = "dispatch" if petition.receiver.is_bureau else "direct_notice"
    return deadline(demand, name, instead="register")
