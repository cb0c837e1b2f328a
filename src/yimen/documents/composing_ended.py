"""How an assigned matter ended: answered, settled by an agreement, or not accepted."""

from __future__ import annotations

from typing import Any

from yimen.base.time import local_day
from yimen.documents import parts
from yimen.documents.drawn import ANSWERS, NOBODY
from yimen.documents.speaking import day_words
from yimen.registry.models import Demand, Execution, Opinion, Settlement


def how_it_ended(demand: Demand) -> dict[str, Any]:
    """Return what a closing report says of it, by the names of its fields.

    Opened again since, a demand may have another answer that is still written: what had reached
    the petitioner is reported.
    """
    answers = Opinion.objects.filter(findings__demand=demand, served_at__isnull=False)
    opinion = answers.order_by("pk").last()
    if opinion is None:
        return {"outcomes": (), "ending": _ending(demand)}
    found, service = opinion.findings.get(demand=demand), opinion.services.latest("pk")
    letter = opinion.letters.filter(kind__in=ANSWERS).last()
    outcome = parts.Outcome(
        demand=demand.request,
        result=parts.Result(found.result),
        answer=found.reasons,
        execution=_carried_out(demand, opinion),
    )
    return {
        "outcomes": (outcome,),
        "opinion_number": letter.number if letter else NOBODY,
        "opinion_on": local_day(opinion.issued_at or service.at),
        "service": parts.Service(service.method),
        "served_on": local_day(service.at),
        "attachments": ("信访处理意见书", "送达回证"),
    }


def _carried_out(demand: Demand, opinion: Opinion) -> str:
    """Say what is to be done, and whether it was; a duty alone is not its execution."""
    if not opinion.duty:
        return ""
    done = Execution.objects.filter(demand=demand).order_by("pk").last()
    if done:
        stands = f"{day_words(local_day(done.at))}报告完成：{done.proof.rstrip('。')}"
    else:
        by = f"最迟在{day_words(opinion.duty_by)}完成" if opinion.duty_by else ""
        stands = "，".join(filter(None, (by, "尚在执行")))
    return f"{opinion.duty.rstrip('。')}；{stands}"


def _ending(demand: Demand) -> str:
    """Say in words how it ended without an opinion."""
    settled = demand.petition.settlements.exclude(settled_at=None)
    by = settled.filter(positions__contains=[demand.position]).order_by("pk").last()
    if by is not None and by.outcome != Settlement.Outcome.RESUMED:
        told = day_words(local_day(by.settled_at)) if by.settled_at else ""
        return (
            f"“{demand.request}”已由双方当事人自愿达成调解协议（{by.committee}，{by.number}），"
            f"信访人{told}表示按协议解决，不再出具处理意见书"
        )
    refused = demand.declines.order_by("pk").last()
    if refused is not None:
        return (
            f"“{demand.request}”已于{day_words(local_day(refused.at))}书面告知信访人不予受理："
            f"{refused.reason.rstrip('。')}"
        )
    return f"“{demand.request}”的办理情况见上述办理过程"
