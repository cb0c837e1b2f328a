"""The stories' deeds in the legal room, for a petition that was referred there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yimen.access.actor import Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.documents.render import render_pdf
from yimen.ops.demo.later import Later
from yimen.rooms.legal import papers, queries
from yimen.rooms.legal.actions.advise import Advice, advise
from yimen.rooms.legal.actions.close import close
from yimen.rooms.legal.actions.consent import consent
from yimen.rooms.legal.actions.consult import Told, consult
from yimen.rooms.legal.actions.hand_in import hand_in
from yimen.rooms.legal.actions.write_opinion import Parts, write_opinion
from yimen.rooms.legal.matters import blind_client

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

LAWYER = "lawyer@bureau"


def _consult(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, LAWYER), story.on(told)
    act_as(by)
    matter, code = consult(
        told=Told(
            client=story.about["who"],
            facts=told["facts"],
            others=tuple(told["others"]),
            people=story.about.get("headcount", 1),
            petition=story.petition,
        ),
        by=by,
        at=at,
    )
    client = Actor(role=Role.VISITOR, code=blind_client(code))
    story.met |= {"matter": matter.pk, "client": client}


def _advise(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, LAWYER), story.on(told)
    act_as(by)
    since = date.fromordinal(local_day(at).toordinal() - told["since"]) if "since" in told else None
    advice = Advice(
        can=told["can"],
        how=told["how"],
        direction=told.get("direction", ""),
        expect=told.get("expect", ""),
        way=told.get("way", ""),
        since=since,
    )
    advise(story.met["matter"], advice=advice, by=by, at=at)


def _opinion(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, LAWYER), story.on(told)
    act_as(by)
    parts = Parts(**{name: told[name] for name in ("facts", "law", "ways", "risks")})
    write_opinion(story.met["matter"], parts=parts, sign=True, by=by, at=at)


def _hand_in(story: Story, told: dict[str, Any]) -> None:
    """Put the opinion into the file, once the client has agreed with the code."""
    by, client = story.by(told, LAWYER), story.met["client"]
    act_as(client)
    consent(story.met["matter"], by=client, at=story.on(told))
    act_as(by)
    at = story.on(told)
    seen = queries.whole(by, story.met["matter"])
    pdf = render_pdf(papers.paper_of(seen, "opinion", local_day(at)))
    hand_in(story.met["matter"], pdf=pdf, by=by, at=at)


def _close(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, LAWYER), story.on(told)
    act_as(by)
    close(story.met["matter"], outcome=told["outcome"], by=by, at=at)


LATER: dict[str, Later] = {
    "consult": _consult,
    "advise": _advise,
    "write_opinion": _opinion,
    "hand_in_opinion": _hand_in,
    "close_consultation": _close,
}
