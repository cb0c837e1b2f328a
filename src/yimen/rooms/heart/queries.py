"""Reading in the heart room: a counsellor's own clients, and a client's own things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Min, Model, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.policy import may
from yimen.access.rls import act_as, behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.people.queries import holders, holds_post
from yimen.rooms.heart.actions.correct import PARTS
from yimen.rooms.heart.actions.talk import HEADINGS, SIGHTS
from yimen.rooms.heart.clients import words_of
from yimen.rooms.heart.instruments import Instrument, instruments
from yimen.rooms.heart.keys import unseal, unseal_all
from yimen.rooms.heart.models import (
    Answer,
    Client,
    Consent,
    Crisis,
    Need,
    Plan,
    Talk,
    Task,
    Wish,
)
from yimen.rooms.heart.shapes import (
    Agreed,
    Asked,
    Corrected,
    Danger,
    File,
    Given,
    Mine,
    Noted,
    Row,
    Wished,
)
from yimen.rooms.heart.words import VERSION

M = TypeVar("M", bound=Model)
#: What can be asked about the own data.
KINDS_OF_WISH = Wish.Kind.choices
#: The consents that are asked for one by one.
SCOPES = tuple(scope for scope in Consent.Scope if scope != Consent.Scope.HAND_OVER)


def clients_of(by: Actor) -> list[Row]:
    """Return a counsellor's clients, those first for whom somebody must do something."""
    _require(by)
    waits = Min("tasks__due_at", filter=Q(tasks__done_at=None))
    planned = Q(talks__held_at=None, talks__cancelled_at=None)
    seen = Client.objects.filter(rows(by, WALLS["heart_client"])).annotate(
        due=waits, coming=Min("talks__planned_at", filter=planned)
    )
    found = [
        Row(
            id=one.pk,
            called=unseal(one, one.called_sealed, "called"),
            since=one.since,
            due_at=one.due if one.counsellor_id == by.id else None,
            next_talk=one.coming,
            is_supervised=one.counsellor_id != by.id,
        )
        for one in seen
    ]
    return sorted(found, key=lambda row: (row.due_at is None, row.due_at or row.since, row.id))


def asked_of(by: Actor) -> list[Asked]:
    """Return the disclosures to which this counsellor is asked to agree."""
    _require(by)
    seen = Crisis.objects.filter(rows(by, WALLS["heart_crisis"]), second=by.id, agreed_at=None)
    waiting = list(seen.filter(closed_at=None).select_related("proposed_by"))
    with behind_walls(by):  # the words are sealed with the key of a client whom they do not see
        found = {one.pk: one for one in Client.objects.filter(crises__in=waiting)}
    return [
        Asked(
            id=one.pk,
            level=one.get_level_display(),
            proposed_by=one.proposed_by.name if one.proposed_by else "",
            ground=one.ground,
            content=unseal(found[one.client_id], one.content_sealed, "disclosure"),
            recipient=unseal(found[one.client_id], one.recipient_sealed, "recipient"),
            words=words_of(one),
        )
        for one in waiting
    ]


def file_of(by: Actor, client_id: int) -> File:
    """Return a client for the own counsellor, or the talks of one for the supervisor.

    Raises:
        NotFound: there is none, it is somebody else's, or the consent has ended.
    """
    _require(by)
    seen = Client.objects.filter(rows(by, WALLS["heart_client"]), pk=client_id)
    client = seen.select_related("counsellor", "organ").first()
    if client is None:
        raise NotFound
    return _file(client, by, is_mine=client.counsellor_id == by.id)


def whole_of(client_id: int) -> File:
    """Return everything that is kept of a client, for the copy; runs behind the walls."""
    client = Client.objects.select_related("counsellor", "organ").get(pk=client_id)
    return _file(client, SYSTEM, is_mine=True)


def _file(client: Client, by: Actor, *, is_mine: bool) -> File:
    plan = _of(Plan, client, by).filter(closed_at=None).last() if is_mine else None
    return File(
        client=client,
        called=unseal(client, client.called_sealed, "called"),
        contact=unseal(client, client.contact_sealed, "contact") if is_mine else "",
        trusted=unseal(client, client.trusted_sealed, "trusted") if is_mine else "",
        guardian=unseal(client, client.guardian_sealed, "guardian") if is_mine else "",
        counsellor=client.counsellor.name,
        is_mine=is_mine,
        tasks=tuple(_of(Task, client, by).filter(done_at=None)),
        talks=tuple(_noted(client, _of(Talk, client, by), by)),
        answers=tuple(_given(client, _of(Answer, client, by))),
        plan=unseal_all(client, plan.words_sealed, "plan") if plan else {},
        plan_at=plan.at if plan else None,
        crises=tuple(_dangers(client, _of(Crisis, client, by))),
        consents=_agreed(_of(Consent, client, by)),
        wishes=tuple(wishes_of(by, client.pk)) if is_mine else (),
        corrections=tuple(_corrections(client, by)),
    )


def mine(by: Actor) -> Mine:
    """Return what the code opens.

    Raises:
        NotFound: it opens nothing.
    """
    seen = Client.objects.filter(rows(by, WALLS["heart_client"]))
    client = seen.select_related("counsellor", "organ").first()
    if by.role is not Role.VISITOR or client is None:
        raise NotFound
    plan = _of(Plan, client, by).filter(closed_at=None).last()
    return Mine(
        client=client,
        office=client.organ.name,
        counsellor=client.counsellor.name,
        has_stopped=client.stopped_at is not None,
        called=unseal(client, client.called_sealed, "called"),
        consents=_agreed(_of(Consent, client, by)),
        talks=tuple(_noted(client, _of(Talk, client, by), by)),
        plan=unseal_all(client, plan.words_sealed, "plan") if plan else {},
        plan_at=plan.at if plan else None,
        wishes=tuple(wishes_of(by, client.pk)),
    )


def wishes_of(by: Actor, client_id: int = 0) -> list[Wished]:
    """Return what was asked of a counsellor, or by the client whose code this is; soonest first.

    They are sealed with the key of a client whom, after a withdrawal, nobody sees any more.
    """
    seen = Wish.objects.filter(rows(by, WALLS["heart_wish"]))
    found = list(seen.filter(client=client_id) if client_id else seen)
    with behind_walls(by):
        clients = {one.pk: one for one in Client.objects.filter(wishes__in=found)}
    return [_wished(one, clients[one.client_id]) for one in found]


def waiting_for(by: Actor) -> list[Wished]:
    """Return what a counsellor has to answer, or has granted and has to carry out."""
    _require(by)
    return [one for one in wishes_of(by) if one.answered_at is None or one.to_do]


def copy_of(by: Actor) -> File:
    """Return everything that is kept of the client whose code this is.

    Raises:
        NotFound: nobody granted it yet, or the code opens nothing.
    """
    found = mine(by)
    if not found.may_copy:
        raise NotFound
    with behind_walls(by):
        return whole_of(found.client.pk)


def is_there(client: Client, at: datetime) -> bool:
    """Say whether a client's counsellor still works in the room."""
    return holds_post(client.counsellor_id, "counsellor", client.organ_id, local_day(at))


def colleagues(client: Client, at: datetime) -> list[tuple[int, str]]:
    """Return the other counsellors of the room: number and name."""
    found = holders("counsellor", client.organ_id, local_day(at))
    return [(one.pk, one.name) for one in found if one.pk != client.counsellor_id]


def needs_of(petition: int) -> Need | None:
    """Return the three words of a petition, for whoever reads the petition itself."""
    return Need.objects.filter(petition=petition).first()


def kept_long_enough(on: date) -> list[int]:
    """Return the clients of whom nothing is to be kept any more."""
    with transaction.atomic():
        act_as(SYSTEM)
        over = Client.objects.filter(erased_at=None, erase_after__lt=on)
        return list(over.values_list("pk", flat=True))


def _require(by: Actor) -> None:
    if not may(by, "heart.work"):
        raise NotFound


def _of(model: type[M], client: Client, by: Actor) -> QuerySet[M]:
    table = model._meta.db_table
    return QuerySet(model).filter(rows(by, WALLS[table]), client=client)


def _agreed(given: Iterable[Consent]) -> tuple[Agreed, ...]:
    standing = {
        one.scope: one for one in given if one.withdrawn_at is None and one.version == VERSION
    }
    return tuple(
        Agreed(
            scope=scope,
            label=str(scope.label),
            stands=scope in standing,
            given_at=standing[scope].given_at if scope in standing else None,
            manner=standing[scope].manner if scope in standing else "",
        )
        for scope in SCOPES
    )


def _noted(client: Client, talks: QuerySet[Talk], by: Actor) -> Iterable[Noted]:
    for one in talks.filter(cancelled_at=None).select_related("author"):
        note = unseal_all(client, one.note_sealed, "note")
        yield Noted(
            id=one.pk,
            stage=one.stage,
            label=one.get_stage_display(),
            planned_at=one.planned_at,
            held_at=one.held_at,
            author=one.author.name,
            is_mine=one.author_id == by.id,
            goal=unseal(client, one.goal_sealed, "goal"),
            headings={name: note[name] for name in HEADINGS if note.get(name)},
            sights={name: note[name] for name in SIGHTS if note.get(name)},
            done=note.get("done", ""),
            needs_help_now=note.get("needs_help_now") == "yes",
        )


def _corrections(client: Client, by: Actor) -> Iterable[Corrected]:
    """Return what stands beside the notes, for whoever reads these: a supervisor sees no wish."""
    with behind_walls(by):
        done = list(client.wishes.exclude(done_at=None).order_by("done_at"))
    for one in done:
        words = unseal_all(client, one.done_sealed, "correction").get("noted", "")
        if words and one.done_at:
            yield Corrected(at=one.done_at, words=words)


def _given(client: Client, answers: Iterable[Answer]) -> Iterable[Given]:
    known, word = instruments(), _language()
    for one in answers:
        form = known.get(one.instrument)
        told = unseal_all(client, one.answers_sealed, f"answer:{one.instrument}")
        if form is None:
            continue
        total = form.total(told)
        yield Given(
            title=form.title[word],
            at=one.at,
            answers=tuple(_in_words(form, told, word)),
            total=total,
            band=form.band(total)[word] if total is not None else "",
            asks_for_a_person=form.asks_for_a_person(told),
        )


def _in_words(form: Instrument, told: Mapping[str, str], word: str) -> Iterable[tuple[str, str]]:
    for item in form.items:
        kept, offered = told.get(str(item["id"]), ""), form.offered(item)
        if not kept:
            continue
        chosen = [offered[value][word] for value in kept.split(",") if value in offered]
        yield str(item[word]), kept if item.get("free") else _(", ").join(chosen)


def _dangers(client: Client, crises: QuerySet[Crisis]) -> Iterable[Danger]:
    people = ("raised_by", "proposed_by", "second", "agreed_by")
    for one in crises.select_related(*people):
        yield Danger(
            id=one.pk,
            level=one.level,
            label=one.get_level_display(),
            raised_at=one.raised_at,
            ground=one.ground,
            content=unseal(client, one.content_sealed, "disclosure"),
            recipient=unseal(client, one.recipient_sealed, "recipient"),
            proposed_by=one.proposed_by.name if one.proposed_by else "",
            second=one.second.name if one.second else "",
            agreed_by=one.agreed_by.name if one.agreed_by else "",
            agreed_at=one.agreed_at,
            told_at=one.told_client_at,
            closed_at=one.closed_at,
        )


def _wished(one: Wish, client: Client) -> Wished:
    told = unseal_all(client, one.done_sealed, "correction")
    return Wished(
        id=one.pk,
        kind=one.kind,
        label=one.get_kind_display(),
        called=unseal(client, client.called_sealed, "called"),
        words=unseal(client, one.words_sealed, "wish"),
        asked_at=one.asked_at,
        due_on=one.due_on,
        answered_at=one.answered_at,
        is_granted=one.is_granted,
        answer=unseal(client, one.answer_sealed, "answer to a wish"),
        to_do=bool(one.kind == Wish.Kind.CORRECT and one.is_granted and one.done_at is None),
        done_at=one.done_at,
        done=tuple(str(PARTS[part]) for part in told.get("parts", ())),
        noted=told.get("noted", ""),
    )


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
