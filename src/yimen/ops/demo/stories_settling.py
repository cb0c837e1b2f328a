"""The stories' deeds of the mediation room: talked about, agreed on, and put into a file or not."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.resume_settled import resume_settled
from yimen.casework.actions.settle import settle
from yimen.casework.filing import Paper, Wish
from yimen.casework.settling import Agreed
from yimen.documents.render import render_pdf
from yimen.ops.demo.later import Later
from yimen.ops.demo.mediation import NAME
from yimen.rooms.mediation import papers, queries
from yimen.rooms.mediation.actions.agree import Promise, Terms, agree
from yimen.rooms.mediation.actions.allow_filing import allow_filing
from yimen.rooms.mediation.actions.apply import Person, Wanted, apply
from yimen.rooms.mediation.actions.begin import begin
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.hand_out import hand_out
from yimen.rooms.mediation.actions.remind import remind
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.actions.talk import Meeting, talk
from yimen.rooms.mediation.cases import blind_party

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

MEDIATOR = "mediator@bureau"


def _mediate(story: Story, told: dict[str, Any]) -> None:
    """Both sides agree to talk with somebody in the middle, and do."""
    by, at = story.by(told, MEDIATOR), story.on(told)
    act_as(by)
    committee = next(one.pk for one in queries.committees() if one.name == NAME)
    wanted = Wanted(
        kind=told["kind"],
        dispute=told["dispute"],
        wishes=told.get("wishes", ""),
        parties=(
            Person(name=story.about["who"], phone=told.get("phone", "")),
            Person(name=told["other"], phone=told.get("other_phone", "")),
        ),
    )
    case, made = apply(committee, wanted=wanted, by=by, at=at)
    story.met["case"] = case.pk
    story.met["sides"] = [Actor(role=Role.VISITOR, code=blind_party(code)) for _party, code in made]
    for side in story.met["sides"]:
        consent(case.pk, wishes=True, has_read=True, by=_as(side), at=at)
    begin(case.pk, mediators=[by.id], by=_as(by), at=at)
    meeting = Meeting(
        kind="meeting", planned_at=at, place="人民调解室",
        present=f"{story.about['who']}、{told['other']}", record=told["record"],
    )  # fmt: skip
    talk(case.pk, meeting=meeting, by=by, at=at)


def _agree(story: Story, told: dict[str, Any]) -> None:
    """They agree, sign with their codes, and the mediator seals it."""
    by, at, case = story.by(told, MEDIATOR), story.on(told), story.met["case"]
    seen = queries.whole(_as(by), case)
    promises = tuple(
        Promise(party=seen.sides[place - 1].id, what=what, due_on=_day(at, days))
        for place, what, days in told.get("promises", ())
    )
    terms = Terms(
        facts=told["facts"], points=told["points"], terms=told["terms"], promises=promises
    )
    agree(case, terms=terms, by=by, at=at)
    for side in story.met["sides"]:
        words = queries.whole(_as(side)).agreement
        sign(case, words=words.hash if words else "", by=side, at=at)
    bring_into_force(case, by=_as(by), at=at)


def _remind(story: Story, told: dict[str, Any]) -> None:
    """Remind both sides, as the night job does after midnight."""
    remind(story.met["case"], by=_as(SYSTEM), at=story.on(told))


def _file(story: Story, told: dict[str, Any]) -> None:
    """Both sides wish the agreement in the petition's file, and she puts it there."""
    at, case, mine = story.on(told), story.met["case"], story.met["sides"][0]
    for side in story.met["sides"]:
        allow_filing(case, by=_as(side), at=at)
    seen = queries.whole(_as(mine))
    words = seen.agreement
    assert words  # noqa: S101 - told before
    assert words.in_force_on  # noqa: S101 - as above
    hand_out(case, by=mine, at=at)
    with override("zh-hans"):
        drawn = papers.paper_of(seen, "agreement", local_day(at), party=True)
    agreed = Agreed(
        number=seen.case.number,
        committee=seen.case.committee.name,
        in_force_on=words.in_force_on,
        keep_by=seen.keep_by,
        confirm_by=words.confirm_by,
        paper=Paper(name=f"{drawn.title}.pdf", data=render_pdf(drawn)),
    )
    her = story.by(told, "petitioner")
    row = file_agreement(story.petition, agreed=agreed, by=_as(her), at=at)
    story.met["settlement"] = row.pk


def _settle(story: Story, told: dict[str, Any]) -> None:
    her, at = story.by(told, "petitioner"), story.on(told)
    number = story.met["settlement"]
    settle(story.petition, settlement=number, demands=story.demands, by=_as(her), at=at)


def _keep(story: Story, told: dict[str, Any]) -> None:
    her, at = story.by(told, "petitioner"), story.on(told)
    wish = Wish(channel="online", words=told["words"])
    keep_settlement(
        story.petition, settlement=story.met["settlement"], wish=wish, by=_as(her), at=at
    )


def _resume(story: Story, told: dict[str, Any]) -> None:
    her, at = story.by(told, "petitioner"), story.on(told)
    wish = Wish(channel="online", words=told["words"])
    resume_settled(
        story.petition, settlement=story.met["settlement"], wish=wish, by=_as(her), at=at
    )


def _as(actor: Actor) -> Actor:
    """Go on as somebody, and return them."""
    act_as(actor)
    return actor


def _day(at: datetime, ahead: int) -> date:
    return date.fromordinal(local_day(at).toordinal() + ahead)


LATER: dict[str, Later] = {
    "mediation": _mediate,
    "agreement": _agree,
    "remind_parties": _remind,
    "file_agreement": _file,
    "settle": _settle,
    "keep_settlement": _keep,
    "resume_settled": _resume,
}
