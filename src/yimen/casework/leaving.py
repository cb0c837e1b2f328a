"""What a withdrawal ends besides the demand: its sending, an extension, an answer begun."""

from __future__ import annotations

from yimen.casework.answering import OPEN
from yimen.casework.guards import AnsweredTogether, Several
from yimen.registry.models import Demand, Dispatch, Extension, Finding, Opinion, Petition

ENDED = (Opinion.Stage.SERVED, Opinion.Stage.DROPPED)


def let_go(petition: Petition, demands: list[Demand]) -> None:
    """End what hangs on these demands; nothing of it is carried on behind the petitioner's back.

    Raises:
        AnsweredTogether: an answer that is no draft any more is for other demands too.
    """
    Dispatch.objects.filter(demand__in=demands, outcome="open").update(outcome="ended")
    waiting = Extension.objects.filter(demand__in=demands, told_at=None)
    waiting.filter(decision__in=["asked", "approved"]).update(decision="void")
    going = {demand.pk for demand in demands}
    opinions = petition.opinions.exclude(stage__in=ENDED).prefetch_related("findings__demand")
    for opinion in opinions:
        findings = list(opinion.findings.all())
        if going & {finding.demand_id for finding in findings}:
            _drop(opinion, findings, going)


def _drop(opinion: Opinion, findings: list[Finding], going: set[int]) -> None:
    """End an answer; what a draft says on the demands that stay goes on in a draft of its own."""
    staying = [finding for finding in findings if finding.demand_id not in going]
    was_draft = opinion.stage in OPEN
    if staying and not was_draft:
        positions = sorted(finding.demand.position for finding in findings)
        raise AnsweredTogether(positions=Several(positions))
    stage, opinion.stage = opinion.stage, Opinion.Stage.DROPPED
    opinion.save(update_fields=["stage"])
    if staying:
        opinion.pk, opinion.stage = None, Opinion.Stage(stage)
        opinion.save(force_insert=True)
        for finding in staying:
            finding.pk, finding.opinion = None, opinion
        Finding.objects.bulk_create(staying)
