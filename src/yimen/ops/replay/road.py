"""One message down the whole road, through the very acts that officers use, on its true days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import SYSTEM, Actor
from yimen.base.time import local_midnight
from yimen.casework.actions.accept import accept
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.forward import forward
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Ask, Filing, Person
from yimen.law.screening import suggest, suggest_office
from yimen.law.taxonomy import PETITION_PROCEDURE
from yimen.ops.replay.messages import Message
from yimen.ops.replay.offices import Offices
from yimen.registry.clocks import running
from yimen.registry.models import Demand, Opinion, Petition

SOURCE = "replay"
_TITLE = 60
_BUREAU = "letters_bureau"
_HEARD = "书面了解诉求：已阅读留言全文。"
_REASONS = "以上为承办单位的答复原文。"
_PROOF = "原平台公开答复"
_LAW_OF_2022 = date(2022, 5, 1)
_BASIS_2005 = "《信访条例》（2005年）第三十二条"
_BASIS_2022 = "《信访工作条例》第三十二条"


@transaction.atomic
def take_down(message: Message, offices: Offices, now: datetime) -> bool:
    """Take it down the road, all of it or nothing; say whether it was new."""
    desk = replace(SYSTEM, organ=offices.bureau)
    lodged = lodge(_filing(message, offices.bureau), by=desk, at=message.asked_at)
    if not lodged.is_new:
        return False
    petition = register(lodged.petition, by=desk, at=message.asked_at)
    (demand,) = petition.demands.all()
    organ = _send(demand, message, offices, desk)
    accept(demand.pk, by=organ, at=message.asked_at)
    if message.replied_at:
        log_contact(demand.pk, kind="writing", words=_HEARD, by=organ, at=message.asked_at)
        opinion = _answer(demand, message, organ, message.replied_at)
        _conclude(opinion.petition, now)
    return True


def _filing(message: Message, bureau: int) -> Filing:
    request = message.title or message.text[:_TITLE]
    return Filing(
        channel="online",
        receiver=bureau,
        title=request,
        asks=(Ask(request=request, facts=message.text),),
        people=(Person(name=message.user),),
        source=SOURCE,
        external_number=message.number,
    )


def _send(demand: Demand, message: Message, offices: Offices, desk: Actor) -> Actor:
    """Screen it by its words and forward it to the competent organ; return who acts from now on.

    All go the road of a claim: what a public board asked and answered in public was neither studied
    as a suggestion nor kept under seal.
    """
    category = suggest(message.text, message.title)[0].category
    competence = suggest_office(message.text, message.title)[0].competence
    to = offices.for_(competence, message.number)
    screen(
        demand.pk,
        kind=Demand.Class.CLAIM,
        category=category,
        route=PETITION_PROCEDURE,
        by=desk,
        at=message.asked_at,
    )
    if to == offices.bureau:
        return desk
    forward(demand.pk, to=to, by=desk, at=message.asked_at)
    return replace(SYSTEM, organ=to)


def _answer(demand: Demand, message: Message, organ: Actor, at: datetime) -> Opinion:
    basis = _BASIS_2022 if at >= local_midnight(_LAW_OF_2022) else _BASIS_2005
    found = Found(
        demand=demand.pk,
        facts=message.reply,
        reasons=_REASONS,
        result="explained",
        basis=basis,
    )
    draft = Draft(findings=(found,))
    opinion = draft_opinion(demand.petition_id, draft=draft, by=organ, at=at)
    for act in (check_opinion, sign_opinion, issue_opinion):
        act(opinion.pk, by=organ, at=at)
    return serve(
        opinion.pk, method="platform", recipient=message.user, proof=_PROOF, by=organ, at=at
    )


def _conclude(petition: Petition, now: datetime) -> None:
    """Conclude it on the day after its time to ask for a review, if that day has come."""
    (demand,) = petition.demands.all()
    window = running(demand).get("review_request")
    if window is None:
        return
    at = local_midnight(date.fromordinal(window.due_on.toordinal() + 1))
    if at <= now:
        conclude(demand.pk, by=SYSTEM, at=at)
