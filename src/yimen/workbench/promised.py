"""What desk and file show of joint sessions: where one is asked to, and what is still owed."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from yimen.access.actor import Actor, Role
from yimen.casework.queries.file import CaseFile
from yimen.casework.showing import Shown, due
from yimen.rooms.joint import queries
from yimen.rooms.joint.beside import beside
from yimen.rooms.joint.sittings import CONVENERS, OF_AN_ORGAN

if TYPE_CHECKING:
    from yimen.rooms.joint.beside import Beside, Owed
    from yimen.rooms.joint.models import Session
    from yimen.rooms.joint.queries import Promised

ASKED = OF_AN_ORGAN | {Role.LAWYER, Role.MEDIATOR}


def at_tables(actor: Actor, today: date, waits: Container[str] = queries.WAITS) -> Shown:
    """Return invitations to answer, and the promises that this post keeps or asks after.

    Only what `waits` is asked for.
    """
    is_asked = actor.role in ASKED and queries.INVITED in waits
    is_owing = actor.role in CONVENERS | OF_AN_ORGAN and queries.PROMISED in waits
    invited = queries.asked_to(actor) if is_asked else []
    owed = queries.waiting(actor) if is_owing else []
    return {
        "invited": [_invited(one) for one in invited],
        "promised": [
            _promised(one, actor, today)
            for one in owed
            if one.organ_id == actor.organ or one.due_on < today or one.state == "reported"
        ],
    }


def of_file(actor: Actor, file: CaseFile, today: date) -> Shown:
    """Return a matter's sessions with what was promised there, and where one is called."""
    calls = actor.role in CONVENERS and not file.petition.is_sealed
    return {
        "joint_url": reverse("workbench:joint_new", args=[file.petition.pk]) if calls else "",
        "sessions": [_beside(one, today) for one in beside(file.found)],
    }


def _beside(one: Beside, today: date) -> Shown:
    return {
        "url": reverse("workbench:joint_session", args=[one.id]),
        "number": one.number,
        "at": one.starts_at,
        "where": one.where,
        "label": one.label,
        "is_moved": one.is_moved,
        "promises": [_owed(promise, today) for promise in one.promises],
    }


def _owed(one: Owed, today: date) -> Shown:
    return {
        "what": one.what,
        "organ": one.organ,
        "who": one.who,
        "label": one.label,
        "due": None if one.is_kept else due(one.due_on, today),
    }


def _invited(one: Session) -> Shown:
    return {
        "url": reverse("workbench:joint_session", args=[one.pk]),
        "at": one.starts_at,
        "where": one.room.name if one.room else one.place,
        "number": one.petition_number,
        "is_moved": bool(one.moved_at),
    }


def _promised(one: Promised, actor: Actor, today: date) -> Shown:
    return {
        "url": reverse("workbench:joint_session", args=[one.session]),
        "what": one.what,
        "label": one.label,
        "number": one.number,
        "organ": "" if one.organ_id == actor.organ else one.organ,
        "who": one.who,
        "due": due(one.due_on, today),
    }
