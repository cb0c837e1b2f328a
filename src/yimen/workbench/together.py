"""What a petition's page shows about people: repeats, joint handling, lists, execution, care."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.casework.choices import CARE, CHANNELS, EXECUTIONS, GROUNDS, SETTLEMENTS, word
from yimen.casework.queries.file import CaseFile
from yimen.casework.replies import window
from yimen.casework.showing import Shown, reason
from yimen.workbench.presenting import matter_url, state

if TYPE_CHECKING:
    from yimen.registry.models import Execution, Petition, Repeat, Reply, Settlement


def people(actor: Actor, file: CaseFile, today: date) -> Shown:
    """Return all of it for a page; what there is none of is empty."""
    row = file.petition
    demands = [shown.demand for shown in file.demands]
    compares = ever(actor, "petition.link")
    brings = file.led and ever(actor, "petition.bring_along")
    return {
        "compare_url": reverse("workbench:repeats", args=[row.pk]) if compares else "",
        "namesakes": [_other(one) for one in file.namesakes] if compares else [],
        "leader": next((_other(one.leader) for one in file.joined), None),
        "led": [_other(one.petition) for one in file.led],
        "joint_url": reverse("workbench:bring_along", args=[row.pk, row.pk]) if brings else "",
        "repeats": [_repeat(one, d.position) for d in demands for one in d.repeats.all()],
        "executions": [_execution(one, d.position) for d in demands for one in d.executions.all()],
        "settlements": [_settlement(one) for one in row.settlements.all()],
        "rosters": [
            _roster(one.people, one.left_out) | {"at": one.at} for one in row.rosters.all()
        ],
        "unclear": [
            {"words": one.words, "at": one.at, "known": one.known, "cleared_at": one.cleared_at}
            for one in row.unclear.all()
        ],
        "replies": _replies(file, today),
        "aftercare": [
            {
                "organ": one.organ.name,
                "words": one.words,
                "at": one.at,
                "answer": word(CARE, one.answer),
            }
            for one in row.aftercare.all()
        ],
    }


def _replies(file: CaseFile, today: date) -> Shown | None:
    """Return who of several people has their own reply, since when, and until when they may ask.

    Of a long list those are named who are read with the file; everybody is counted.
    """
    replies = list(file.petition.replies.all())
    if not replies:
        return None
    names = {party.party: party.name for party in file.parties}
    proved = sum(1 for reply in replies if reply.served_at)
    return {
        "said": _("{n} of {all} are proved to have it.").format(n=proved, all=len(replies)),
        "rows": [
            _reply(one, names[one.party_id], today) for one in replies if one.party_id in names
        ],
        "left": len(replies) - sum(1 for reply in replies if reply.party_id in names),
    }


def _reply(row: Reply, name: str, today: date) -> Shown:
    found = window(row.served_at) if row.served_at else None
    return {
        "name": name,
        "at": row.served_at,
        "until": found.on if found else None,
        "why": reason(found, today, drawn=False) if found else None,
    }


def _other(petition: Petition) -> Shown:
    return {
        "url": matter_url(petition.pk),
        "number": petition.number,
        "title": petition.title,
        "state": state(petition.state),
        "on": petition.received_at,
    }


def _repeat(row: Repeat, position: int) -> Shown:
    return {
        "position": position,
        "url": matter_url(row.other_id),
        "ground": word(GROUNDS, row.ground),
        "reason": row.reason,
        "at": row.at,
        "resumed": row.resumed_because,
        "resumed_at": row.resumed_at,
    }


def _execution(row: Execution, position: int) -> Shown:
    return {
        "position": position,
        "proof": row.proof,
        "at": row.at,
        "answer": word(EXECUTIONS, row.answer),
        "is_disputed": row.answer == "disputed",
        "words": row.words,
        "channel": word(CHANNELS, row.channel) if row.channel else "",
        "answered_at": row.answered_at,
    }


def _settlement(row: Settlement) -> Shown:
    return {
        "number": row.number,
        "committee": row.committee,
        "in_force_on": row.in_force_on,
        "outcome": word(SETTLEMENTS, row.outcome),
        "is_resumed": row.outcome == "resumed",
        "positions": _(", ").join(map(str, row.positions)),
        "url": reverse("workbench:attachment", args=[row.petition_id, row.paper_id]),
        "words": row.words,
        "channel": word(CHANNELS, row.channel) if row.channel else "",
        "answered_at": row.answered_at,
    }


def _roster(people: int, left_out: int) -> Shown:
    said = ngettext("{n} person was added", "{n} persons were added", people).format(n=people)
    if not left_out:
        return {"said": said}
    rows = ngettext("{n} row was left out", "{n} rows were left out", left_out)
    return {"said": _("{added}; {left}").format(added=said, left=rows.format(n=left_out))}
