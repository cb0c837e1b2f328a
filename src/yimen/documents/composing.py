"""From the case file to what a letter says: one function per letter, facts in, content out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings

from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents.models import Letter
from yimen.documents.relief import relief, relief_from_non_acceptance
from yimen.documents.stored import paper_from_json
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.turning import explain
from yimen.people.models import Organ, Staff
from yimen.registry.clocks import as_running
from yimen.registry.code import grouped
from yimen.registry.identity import shown_address, shown_phone
from yimen.registry.models import (
    Clock,
    Decline,
    Demand,
    Dispatch,
    Extension,
    Opinion,
    Party,
    Petition,
    Service,
)

IN_THE_FILE = "详见卷内材料。"
NOBODY = "—"
#: The receipt alone carries the query code: officers print and read every other letter.
ON_THE_RECEIPT = "见登记回执"
ROUTE = parts.Route.PETITION


def receipt(petition: Petition, _: int, day: date) -> content.Receipt:
    """Say that it came in, and what comes next."""
    at_bureau = petition.receiver.is_bureau
    return content.Receipt(
        **_head(petition, petition.receiver, day)
        | {"query_code": grouped(unseal(petition.code_sealed))},
        contact=_person(petition.recorder),
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
        **_head(petition, petition.receiver, day),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        way=parts.Dispatch(sent.kind),
        article=_article(sent),
        sent_on=local_day(sent.sent_at),
        to=_organ(sent.to_organ),
        notice_by=_deadline(sent.demand, "acceptance_notice"),
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
    sent = demand.dispatches.select_related("from_organ").last()
    return content.AcceptanceNotice(
        **_head(petition, demand.owner, day),
        contact=_person(demand.handler, demand.owner.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        accepted_on=demand.accepted_on or day,
        demands=(demand.request,),
        route=route_of(demand),
        handler=demand.owner.name,
        due=_deadline(demand, "handling"),
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
        **_head(petition, owner, day),
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
            on=day, to=_organ(_above(owner)), also=petition.receiver.name
        ),
    )


def extension_notice(petition: Petition, extension_id: int, day: date) -> content.ExtensionNotice:
    """Say that it takes longer, once, for this reason."""
    row = Extension.objects.select_related("demand__owner", "decided_by").get(pk=extension_id)
    owner = row.demand.owner
    old = row.due_before or day
    return content.ExtensionNotice(
        **_head(petition, owner, day),
        accepted_on=row.demand.accepted_on or day,
        reason=row.reason,
        approver=_person(row.decided_by) or parts.Person(name=owner.name),
        approved_on=local_day(row.decided_at) if row.decided_at else day,
        old_due=parts.Deadline(on=old, because="自受理之日起的办理期限。"),
        new_due=_deadline(row.demand, "handling"),
    )


def handling_opinion(petition: Petition, opinion_id: int, day: date) -> content.HandlingOpinion:
    """Answer every demand that the organ handled."""
    opinion = Opinion.objects.select_related("organ__parent", "drafted_by").get(pk=opinion_id)
    findings = list(opinion.findings.select_related("demand"))
    supported = any(f.result == parts.Result.SUPPORTED for f in findings)
    accepted = [f.demand.accepted_on for f in findings if f.demand.accepted_on]
    return content.HandlingOpinion(
        **_head(petition, opinion.organ, day),
        contact=_person(opinion.drafted_by, opinion.organ.phone),
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
        **_head(petition, row.opinion.organ, day, to_petitioner=False),
        document=_title_of(letter),
        document_number=letter.number if letter else NOBODY,
        recipient=row.recipient or _petitioner(petition),
        method=parts.Service(row.method),
        address=_address(petition),
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
        **_head(petition, sent.to_organ, day, to_petitioner=False)
        | {"addressee": sent.from_organ.name},
        petitioner=_petitioner(petition),
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
}


def relief_of(organ: Organ, demands: list[Demand], day: date) -> parts.Relief:
    """Return the relief clause of an opinion, or refuse demands that need two different ones."""
    return relief(
        *(route_of(demand) for demand in demands),
        on=day,
        to=_organ(_above(organ)),
        also="有管辖权的人民法院",
    )


def _head(
    petition: Petition, organ: Organ, day: date, *, to_petitioner: bool = True
) -> dict[str, Any]:
    return {
        "number": NOBODY,
        "case_number": petition.number,
        "issuer": _organ(organ),
        "issued_on": day,
        "addressee": _petitioner(petition) if to_petitioner else petition.receiver.name,
        "scan_url": f"{settings.YIMEN_URL}/track/?number={petition.number}",
        "query_code": ON_THE_RECEIPT if to_petitioner else "",
    }


def _sent(petition: Petition, sent: Dispatch, day: date) -> dict[str, Any]:
    first = _first_party(petition)
    return {
        **_head(petition, petition.receiver, day, to_petitioner=False),
        "addressee": sent.to_organ.name,
        "petitioner": _petitioner(petition),
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": (sent.demand.request,),
        "article": _article(sent),
        "notice_by": _deadline(sent.demand, "acceptance_notice"),
        "objection_by": _deadline(sent.demand, "objection", instead="acceptance_notice"),
        "reach": shown_phone(first) if first else "",
        "attachments": tuple(paper.name for paper in petition.attachments.all()),
    }


def _steps(demand: Demand, sent: Dispatch) -> tuple[parts.Step, ...]:
    told = [parts.Step(on=local_day(c.at), what=c.words) for c in demand.contacts.all()]
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


def route_of(demand: Demand) -> parts.Route:
    """Return the way of art. 31 that a demand is answered under; unscreened, the petition's own."""
    return parts.Route(demand.route) if demand.route else ROUTE


def _first_answer(petition: Petition) -> parts.Deadline:
    """Say by when the petitioner hears next: the bureau's dispatch, or the organ's own notice."""
    demand = petition.demands.all()[0]
    name = "dispatch" if petition.receiver.is_bureau else "direct_notice"
    return _deadline(demand, name, instead="register")


def _deadline(demand: Demand, limit: str, *, instead: str = "") -> parts.Deadline:
    """Return the last day of a limit on a demand, with the sentence that says why."""
    names = [name for name in (limit, instead) if name]
    clocks = Clock.objects.filter(demand=demand, limit__in=names).order_by("pk")
    by_limit = {clock.limit: clock for clock in clocks}
    clock = next((by_limit[name] for name in names if name in by_limit), None)
    if clock is None:
        return _to_come(demand, limit)
    return parts.Deadline(on=clock.due_on, because=explain(as_running(clock)).because.zh)


def _to_come(demand: Demand, limit: str) -> parts.Deadline:
    """Count a limit that has not begun to run as if it began with the receipt."""
    start = local_day(demand.petition.received_at)
    found = due(start, LIMITS.in_force(limit, start) or LIMITS.latest(limit), DAYS)
    return parts.Deadline(on=found.on, because=found.because.zh)


def _above(organ: Organ) -> Organ:
    """Return where a review is asked for: the organ above, or the organ itself at the top."""
    return organ.parent or organ


def _organ(organ: Organ) -> parts.Organ:
    return parts.Organ(name=organ.name, address=organ.address or organ.name, phone=organ.phone)


def _person(staff: Staff | None, phone: str = "") -> parts.Person | None:
    return parts.Person(name=staff.name, phone=phone) if staff else None


def _first_party(petition: Petition) -> Party | None:
    return petition.parties.order_by("pk").first()


def _petitioner(petition: Petition) -> str:
    first = _first_party(petition)
    return (first.name if first else "") or "信访人"


def _address(petition: Petition) -> str:
    """Return the opening of the address: whoever reads the paper need not learn where she lives."""
    first = _first_party(petition)
    return (shown_address(first) if first else "") or NOBODY
