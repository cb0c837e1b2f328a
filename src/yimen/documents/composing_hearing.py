"""From a hearing, an investigation or a recusal to what its papers say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents import content_hearing as papers
from yimen.documents.drawn import NOBODY, deadline, head, person_of
from yimen.documents.speaking import speak
from yimen.registry.models import Demand, Hearing, Investigation, Member, Petition, Recusal

ANSWERS = ("review_opinion", "recheck_opinion")
RECHECK = "复核"


def hearing_request(petition: Petition, hearing_id: int, day: date) -> papers.HearingRequest:
    """Put the request on paper, with the last day of its decision."""
    row = _hearing(hearing_id)
    return papers.HearingRequest(
        **head(petition, row.organ, day),
        contact=person_of(row.demand.handler, row.organ.phone),
        demands=(row.demand.request,),
        wish=papers.Wish(row.wish),
        through=parts.Channel(row.channel) if row.wish == Hearing.Wish.PETITIONER else None,
        asked_on=local_day(row.at),
        reason=row.reason,
        decide_by=deadline(row.demand, "hearing_decision", since=local_day(row.at)),
    )


def hearing_decision(petition: Petition, hearing_id: int, day: date) -> papers.HearingDecision:
    """Say whether a hearing is held, and why."""
    row = _hearing(hearing_id)
    held = row.decision == Hearing.Decision.GRANTED
    return papers.HearingDecision(
        **head(petition, row.organ, day),
        contact=person_of(row.decided_by, row.organ.phone),
        demands=(row.demand.request,),
        wish=papers.Wish(row.wish),
        asked_on=local_day(row.at),
        decision=papers.Heard.GRANTED if held else papers.Heard.REFUSED,
        reason=row.answer,
        answer_by=_answer_by(row.demand),
        hold_by=deadline(row.demand, "hearing", since=local_day(row.at)) if held else None,
    )


def hearing_notice(petition: Petition, hearing_id: int, day: date) -> papers.HearingNotice:
    """Say when and where it is held, and what the petitioner may do there."""
    row = _hearing(hearing_id)
    opens_at = row.opens_at or row.at
    lasts = row.ends_on and row.ends_on > local_day(opens_at)
    return papers.HearingNotice(
        **head(petition, row.organ, day),
        contact=person_of(row.clerk, row.organ.phone),
        demands=(row.demand.request,),
        opens_at=opens_at,
        ends_on=row.ends_on if lasts else None,
        place=row.place,
        chair=_name(row.chair),
        members=_members(row),
        clerk=_name(row.clerk),
        closed_because=row.closed_because,
        answer_by=_answer_by(row.demand),
        in_recheck=_in_recheck(row.demand),
    )


def hearing_record(petition: Petition, hearing_id: int, day: date) -> papers.HearingRecord:
    """Put on paper what was said."""
    row = _hearing(hearing_id)
    return papers.HearingRecord(
        **head(petition, row.organ, day),
        contact=person_of(row.clerk, row.organ.phone),
        demands=(row.demand.request,),
        opened_at=row.opened_at or row.at,
        closed_at=row.closed_at or row.at,
        place=row.place,
        chair=_name(row.chair),
        clerk=_name(row.clerk),
        members=_members(row),
        present=row.present,
        statements=row.statements,
        questions=row.questions,
        evidence=row.evidence,
        last_word=row.last_word,
        signed=row.signed,
        closed_because=row.closed_because,
    )


def hearing_vote(petition: Petition, hearing_id: int, day: date) -> papers.HearingVote:
    """Put on paper what each member thinks."""
    row = _hearing(hearing_id)
    return papers.HearingVote(
        **head(petition, row.organ, day, to_petitioner=False),
        contact=person_of(row.clerk, row.organ.phone),
        demands=(row.demand.request,),
        **_held(row),
        chair=_name(row.chair),
        votes=tuple(
            papers.Vote(
                name=one.name,
                standing=one.standing,
                vote=papers.Conclusion(one.vote),
                reason=one.reason,
            )
            for one in row.members.filter(is_seated=True)
        ),
        tally=_tally(row),
        conclusion=papers.Conclusion(row.conclusion),
    )


def hearing_report(petition: Petition, hearing_id: int, day: date) -> papers.HearingReport:
    """Say what the hearing brought out, and what follows."""
    row = _hearing(hearing_id)
    return papers.HearingReport(
        **head(petition, row.organ, day),
        contact=person_of(row.clerk, row.organ.phone),
        demands=(row.demand.request,),
        wish=papers.Wish(row.wish),
        asked_on=local_day(row.at),
        **_held(row),
        place=row.place,
        chair=_name(row.chair),
        members=_members(row),
        facts=row.facts,
        tally=_tally(row),
        conclusion=papers.Conclusion(row.conclusion),
        reasons=row.reasons,
        answer_by=_answer_by(row.demand),
        in_recheck=_in_recheck(row.demand),
    )


def investigation_record(
    petition: Petition, investigation_id: int, day: date
) -> papers.InvestigationRecord:
    """Put on paper what was asked and answered, or seen; with lines to sign on."""
    found = Investigation.objects.select_related("demand", "organ", "by", "second", "paper")
    row = found.get(pk=investigation_id)
    return papers.InvestigationRecord(
        **head(petition, row.organ, day, to_petitioner=False),
        contact=person_of(row.by, row.organ.phone),
        demands=(row.demand.request,),
        inquiry=papers.Inquiry(row.kind),
        began_at=row.began_at,
        ended_at=row.ended_at,
        place=row.place,
        investigators=tuple(one.name for one in (row.by, row.second) if one) or (row.organ.name,),
        persons=row.persons,
        words=row.words,
        signed=row.signed,
        original=row.paper.name if row.paper else "",
    )


def recusal_decision(petition: Petition, recusal_id: int, day: date) -> papers.RecusalDecision:
    """Say whether somebody stands aside, why, and who goes on."""
    found = Recusal.objects.select_related(
        "demand__owner", "organ", "whom", "decided_by", "successor"
    )
    row = found.get(pk=recusal_id)
    granted = row.decision == Recusal.Decision.GRANTED
    return papers.RecusalDecision(
        **head(petition, row.organ, day),
        contact=person_of(row.decided_by, row.organ.phone),
        demands=(row.demand.request,),
        wish=papers.Wish(row.wish),
        asked_on=local_day(row.at),
        who=row.whom.name,
        relation=row.relation,
        decision=papers.Aside.GRANTED if granted else papers.Aside.REFUSED,
        reason=row.answer,
        decided_by=_name(row.decided_by),
        successor=row.successor.name if row.successor else "",
        answer_by=_answer_by(row.demand),
    )


HEARING: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "hearing_request": hearing_request,
    "hearing_decision": hearing_decision,
    "hearing_notice": hearing_notice,
    "hearing_record": hearing_record,
    "hearing_vote": hearing_vote,
    "hearing_report": hearing_report,
    "investigation_record": investigation_record,
    "recusal_decision": recusal_decision,
}


def _hearing(number: int) -> Hearing:
    found = Hearing.objects.select_related("demand__owner", "organ", "chair", "clerk", "decided_by")
    return found.get(pk=number)


def _name(staff: Any) -> str:  # noqa: ANN401  # somebody, or nobody yet
    return staff.name if staff else NOBODY


def _members(row: Hearing) -> tuple[str, ...]:
    return tuple(_seat(one) for one in row.members.filter(is_seated=True))


def _seat(member: Member) -> str:
    return f"{member.name}（{member.standing}）" if member.standing else member.name


def _held(row: Hearing) -> dict[str, Any]:
    first, last = row.opened_at or row.at, row.closed_at or row.at
    return {"held_from": local_day(first), "held_to": local_day(last)}


def _tally(row: Hearing) -> str:
    """Say how many members think what; never, here, which of them."""
    votes = Counter(one.vote for one in row.members.filter(is_seated=True) if one.vote)
    return "，".join(
        f"{number}名听证员认为{speak(papers.Conclusion(vote))}"
        for vote, number in votes.most_common()
    )


def _answer_by(demand: Demand) -> parts.Deadline:
    """Return by when it is answered: in a review or recheck by its own limit."""
    limits = [clock.limit for clock in demand.clocks.filter(limit__in=ANSWERS)]
    return deadline(demand, limits[-1] if limits else "handling")


def _in_recheck(demand: Demand) -> str:
    return RECHECK if demand.clocks.filter(limit=ANSWERS[-1]).exists() else ""
