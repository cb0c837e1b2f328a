"""What the papers about people say, drawn from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, content_people, parts
from yimen.documents.composing_review import ordered_above, owed_by
from yimen.documents.drawn import (
    ANSWERS,
    deadline,
    head,
    organ_at,
    organ_of,
    person_of,
    petitioner_of,
)
from yimen.law.moves import State
from yimen.law.naming import STATES
from yimen.registry.models import Aftercare, Execution, Joining, Opinion, Party, Petition, Repeat
from yimen.registry.models import Reply as ReplyRow

NOT_NUMBERED = "—"


def repeat_notice(petition: Petition, repeat_id: int, day: date) -> content_people.RepeatNotice:
    """Say where the same runs, how far it is, until when, and what new facts would change."""
    row = Repeat.objects.select_related("demand", "other", "other_demand", "other_organ", "by")
    found = row.get(pk=repeat_id)
    return content_people.RepeatNotice(
        **head(petition, petition.receiver, day),
        contact=person_of(found.by, petition.receiver.phone),
        **_received(petition),
        demands=(found.demand.request,),
        ground=content_people.RepeatGround(found.ground),
        other_number=found.other.number,
        other_received_on=local_day(found.other.received_at),
        other_request=found.other_demand.request,
        other_organ=organ_of(found.other_organ),
        standing=STATES[State(found.other_state)].zh,
        reason=found.reason,
        due_on=found.other_due_on,
    )


def repeat_resumed(petition: Petition, repeat_id: int, day: date) -> content_people.RepeatResumed:
    """Say that it is handled as a matter of its own after all, and what comes next."""
    row = Repeat.objects.select_related("demand", "resumed_by").get(pk=repeat_id)
    at_bureau = petition.receiver.is_bureau
    since = local_day(row.resumed_at) if row.resumed_at else day
    limit = "dispatch" if at_bureau else "direct_notice"
    return content_people.RepeatResumed(
        **head(petition, petition.receiver, day),
        contact=person_of(row.resumed_by, petition.receiver.phone),
        **_received(petition),
        demands=(row.demand.request,),
        answered_on=local_day(row.at),
        reason=row.resumed_because,
        resumed_on=since,
        receiver=parts.Receiver.BUREAU if at_bureau else parts.Receiver.ORGAN,
        next_by=deadline(row.demand, limit, since=since),
    )


def joined_notice(petition: Petition, joining_id: int, day: date) -> content_people.JoinedNotice:
    """Say that it is looked into together with others, and that the answer stays one's own."""
    row = Joining.objects.select_related("by").get(pk=joining_id)
    return content_people.JoinedNotice(
        **head(petition, petition.receiver, day),
        contact=person_of(row.by, petition.receiver.phone),
        **_received(petition),
        demands=_demands(petition, row.positions),
        joined_on=local_day(row.at),
    )


def parted_notice(petition: Petition, joining_id: int, day: date) -> content_people.PartedNotice:
    """Say that it is looked into by itself again."""
    row = Joining.objects.select_related("parted_by").get(pk=joining_id)
    return content_people.PartedNotice(
        **head(petition, petition.receiver, day),
        contact=person_of(row.parted_by, petition.receiver.phone),
        **_received(petition),
        demands=_demands(petition, row.positions),
        parted_on=local_day(row.parted_at) if row.parted_at else day,
        reason=row.parted_because,
    )


def election_paper(petition: Petition, _: int, day: date) -> content_people.ElectionPaper:
    """Lay out the paper by which a group names who speaks for it, or one person an agent."""
    every = list(petition.parties.all())
    speakers = [one for one in every if one.capacity == Party.Capacity.REPRESENTATIVE]
    agents = [one for one in every if one.capacity == Party.Capacity.AGENT]
    return content_people.ElectionPaper(
        **head(petition, petition.receiver, day),
        **_received(petition),
        demands=tuple(demand.request for demand in petition.demands.all()),
        mandate=content_people.Mandate.GROUP if speakers else content_people.Mandate.AGENT,
        people=petition.headcount,
        speakers=tuple(one.name for one in speakers or agents if one.name) or (NOT_NUMBERED,),
        principal=petitioner_of(petition),
    )


def execution_notice(
    petition: Petition, opinion_id: int, day: date
) -> content_people.ExecutionNotice:
    """Urge whoever must do it to do what the opinion says, by its day."""
    opinion = Opinion.objects.select_related("organ", "drafted_by").get(pk=opinion_id)
    found = opinion.findings.filter(result="supported").select_related("demand__petition")
    demands = [one.demand for one in found]
    letter = opinion.letters.filter(kind__in=ANSWERS).last()
    return content_people.ExecutionNotice(
        **head(petition, opinion.organ, day, to_petitioner=False)
        | {"addressee": f"{opinion.organ.name}有关承办部门、人员"},  # the organ itself must do it
        contact=person_of(opinion.drafted_by, opinion.organ.phone),
        received_on=local_day(petition.received_at),
        petitioner=petitioner_of(petition),
        opinion_number=letter.number if letter else NOT_NUMBERED,
        opinion_on=local_day(opinion.issued_at) if opinion.issued_at else day,
        demands=tuple(one.request for one in demands),
        duty=opinion.duty or "按照处理意见办理。",
        by=_execution_by(opinion, demands),
    )


def execution_report(
    petition: Petition, execution_id: int, day: date
) -> content_people.ExecutionReport:
    """Tell the petitioner what was done and how it is proved, and ask whether it was."""
    row = Execution.objects.select_related("demand__owner", "demand__petition", "by", "paper")
    found = row.get(pk=execution_id)
    demand = found.demand
    ordered = ordered_above(demand, before=found.at)
    opinion = Opinion.objects.filter(findings__demand=demand, served_at__isnull=False).last()
    letter = opinion.letters.filter(kind__in=ANSWERS).last() if opinion else None
    owed: dict[str, Any] = {
        "opinion_number": letter.number if letter else NOT_NUMBERED,
        "duty": (opinion.duty if opinion else "") or "按照处理意见办理。",
    }
    organ = organ_at("execute", petition, demand)
    return content_people.ExecutionReport(
        **head(petition, organ, day),
        contact=person_of(found.by, organ.phone),
        **_received(petition),
        demands=(demand.request,),
        **(owed_by(ordered) if ordered else owed),
        done_on=local_day(found.at),
        proof=found.proof,
        answer_by=deadline(demand, "execution_answer", since=local_day(found.at)),
        paper=found.paper.name if found.paper else "",
    )


def aftercare_offer(petition: Petition, offer_id: int, day: date) -> content_people.AftercareOffer:
    """Offer help: what, from whom, and that nothing depends on the answer."""
    row = Aftercare.objects.select_related("organ", "by").get(pk=offer_id)
    return content_people.AftercareOffer(
        **head(petition, petition.receiver, day),
        contact=person_of(row.by, petition.receiver.phone),
        **_received(petition),
        demands=tuple(demand.request for demand in petition.demands.all()),
        closed_on=local_day(petition.closed_at) if petition.closed_at else day,
        carer=organ_of(row.organ),
        words=row.words,
    )


def replies_to(opinion_id: int) -> list[int]:
    """Return the answers that are owed to all who asked together, by their rows."""
    found = ReplyRow.objects.filter(opinion=opinion_id).order_by("pk")
    return list(found.values_list("pk", flat=True))


def to_one(
    petition: Petition, reply_id: int, whole: Callable[[int], content.HandlingOpinion], day: date
) -> content_people.PersonalReply:
    """Write the answer to one of those who asked together; `whole` composes the opinion itself."""
    row = ReplyRow.objects.select_related("opinion__organ", "opinion__drafted_by", "party")
    found = row.get(pk=reply_id)
    opinion, said = found.opinion, whole(found.opinion_id)
    letter = opinion.letters.filter(kind__in=ANSWERS).last()
    return content_people.PersonalReply(
        **head(petition, opinion.organ, day) | {"addressee": found.party.name},
        contact=person_of(opinion.drafted_by, opinion.organ.phone),
        received_on=said.received_on,
        channel=parts.Channel(petition.channel),
        first=petitioner_of(petition),
        people=petition.headcount,
        accepted_on=said.accepted_on,
        opinion_number=letter.number if letter else NOT_NUMBERED,
        opinion_on=local_day(opinion.issued_at) if opinion.issued_at else day,
        findings=said.findings,
        relief=_of_a_reply(said.relief),
        duty=said.duty,
    )


PEOPLE: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "repeat_notice": repeat_notice,
    "repeat_resumed": repeat_resumed,
    "joined_notice": joined_notice,
    "parted_notice": parted_notice,
    "election_paper": election_paper,
    "execution_notice": execution_notice,
    "execution_report": execution_report,
    "aftercare_offer": aftercare_offer,
}


def _of_a_reply(whole: parts.Relief) -> parts.Relief:
    """Call the paper in hand by its name in the clause; the opinion keeps its own."""
    said = (
        one.replace("本意见书", "本答复书").replace("本意见", "本答复") for one in whole.sentences
    )
    return replace(whole, sentences=tuple(said))


def _received(petition: Petition) -> dict[str, Any]:
    return {
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
    }


def _demands(petition: Petition, positions: list[int]) -> tuple[str, ...]:
    found = petition.demands.filter(position__in=positions)
    return tuple(demand.request for demand in found)


def _execution_by(opinion: Opinion, demands: list[Any]) -> parts.Deadline:
    """Return the day of the opinion itself, or the one that is counted where it names none."""
    if opinion.duty_by:
        return parts.Deadline(on=opinion.duty_by, because="处理意见书确定的日期。")
    served = local_day(opinion.served_at) if opinion.served_at else None
    return deadline(demands[0], "execution", since=served)
