"""Plan a talk, or write the note of one: the author's, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.law.keeping import AT_ONCE
from yimen.rooms.heart.clients import AskAnew, keep, own_client, require_consent
from yimen.rooms.heart.keys import seal, seal_all, unseal_all
from yimen.rooms.heart.models import Client, Consent, Talk, Task

#: The five headings of a note.
HEADINGS = ("state", "family", "talking", "support", "matter")
#: What a counsellor observes (知、情、意), in one of four words and never as a diagnosis.
SIGHTS = ("orientation", "emotion", "readiness")
WORDS_OF_A_SIGHT = ("calm", "strained", "needs_a_pause", "urgent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """When, at which stage, to which end; and once held, the headings and the one question."""

    stage: str
    planned_at: datetime
    goal: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    sights: dict[str, str] = field(default_factory=dict)
    #: What was done in this talk.
    done: str = ""
    #: Does this person need help to stay safe now?
    needs_help_now: bool = False
    held: bool = False


@transaction.atomic
def talk(client_id: int, *, note: Note, talk_id: int = 0, by: Actor, at: datetime) -> Talk:
    """Keep the note, sealed with the client's key; a yes to the one question raises a task, once.

    Raises:
        ConsentMissing: the client has not agreed to talks, or not to being contacted afterwards.
        AskAnew: that consent is older than the last talk.
    """
    client = own_client(client_id, by)
    if note.stage not in set(Talk.Stage):
        raise NotFound
    require_consent(client, Consent.Scope.TALKS)
    if note.stage == Talk.Stage.AFTER:
        _require_fresh(client)
    with behind_walls(by):
        row = Talk(
            client=client, author_id=by.id, reader_id=by.id, supervisor_id=client.supervisor_id
        )
        if talk_id:
            found = Talk.objects.filter(
                pk=talk_id, client=client, author=by.id, cancelled_at=None
            ).first()
            if found is None:
                raise NotFound
            row = found
        row.stage, row.planned_at = note.stage, note.planned_at
        row.goal_sealed = seal(client, note.goal, "goal")
        said_before = unseal_all(client, row.note_sealed, "note").get("needs_help_now") == "yes"
        if note.held:
            row.held_at = row.held_at or at
            row.note_sealed = seal_all(client, _kept(note), "note")
        row.save()
        if note.held and note.needs_help_now and not said_before:
            Task.objects.create(
                client=client, why=Task.Why.ANSWER, raised_at=at, due_at=at + AT_ONCE
            )
        keep(client, at)
    return row


def _kept(note: Note) -> dict[str, str]:
    seen = {name: note.sights.get(name, "") for name in SIGHTS}
    return {
        **{name: note.headings.get(name, "").strip() for name in HEADINGS},
        **{name: word for name, word in seen.items() if word in WORDS_OF_A_SIGHT},
        "done": note.done.strip(),
        "needs_help_now": "yes" if note.needs_help_now else "no",
    }


def _require_fresh(client: Client) -> None:
    """Refuse a contact to which the client has not agreed since the last talk of a visit."""
    require_consent(client, Consent.Scope.FOLLOW_UP)
    talks = Talk.objects.filter(client=client, held_at__isnull=False)
    last = talks.exclude(stage=Talk.Stage.AFTER).order_by("held_at").last()
    given = Consent.objects.get(client=client, scope=Consent.Scope.FOLLOW_UP, withdrawn_at=None)
    if last and last.held_at and local_day(given.given_at) < local_day(last.held_at):
        raise AskAnew
