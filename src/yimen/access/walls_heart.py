"""The walls of the heart room: the client's own counsellor, and the client. Nobody else, ever.

No administrator, no leader, no handler, no other counsellor. A supervisor reads notes of talks, and
nothing besides, as long as the client agrees. Where consent to talks has ended, the rows are closed
to everybody but the client and the worker that erases.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.db.models.expressions import RawSQL

from yimen.access.actor import Actor, Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import (
    Wall,
    either,
    empty,
    everywhere,
    mine,
    of_my_organ,
    whole,
    with_code,
)

SYSTEM_ALONE = everywhere(Role.SYSTEM)
OPEN = empty("stopped_at")
#: A counsellor who now works for another office has no clients in the former one.
CLIENTS: dict[Role, Scope] = {
    Role.COUNSELLOR: whole(
        either(mine("counsellor_id"), mine("supervisor_id")), of_my_organ("organ_id"), OPEN
    ),
    Role.VISITOR: whole(with_code(), empty("erased_at")),
    Role.SYSTEM: EVERYWHERE,
}


_OWN = (
    "select id from heart_client where counsellor_id = %s and organ_id = %s and stopped_at is null"
)


def _own(actor: Actor) -> Q:
    if not actor.id or not actor.organ:
        return Q(pk__in=[])
    # No join: for whoever is asked to agree, the row of the client is not there.
    return Q(client_id__in=RawSQL(_OWN, [actor.id, actor.organ]))  # noqa: S611  # our own words


#: Of a client of one's own: a supervisor does not count. The client's own wall is asked as well.
OWN = Scope(
    "my own client",
    _own,
    "client_id in (select c.id from heart_client c where c.counsellor_id ="
    " nullif(nullif(current_setting('app.actor', true), ''), '0')::bigint and c.organ_id ="
    " nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint"
    " and c.stopped_at is null)",
)
#: Of the client whose code this is, where the row itself follows no client.
OF_MY_CODE = Scope(
    "of my code",
    lambda a: Q(client__code_blind=a.code) if a.code else Q(pk__in=[]),
    "client_id in (select c.id from heart_client c where c.code_blind ="
    " nullif(current_setting('app.code', true), ''))",
)


def _of_a_client(see: Mapping[Role, Scope]) -> Wall:
    return Wall(
        see={**see, **SYSTEM_ALONE},
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
        remove=SYSTEM_ALONE,  # erased is gone
        follows=("heart_client", "client_id"),
    )


def _apart(see: Mapping[Role, Scope]) -> Wall:
    """Return the wall of rows that somebody sees who does not see the client's own."""
    return Wall(
        see={**see, **SYSTEM_ALONE}, add=SYSTEM_ALONE, change=SYSTEM_ALONE, remove=SYSTEM_ALONE
    )


#: Who reads a petition sees its three words with it; only the petitioner sets them.
NEEDS = Wall(
    see=everywhere(*Role),
    add=everywhere(Role.PETITIONER),
    change=everywhere(Role.PETITIONER),
    follows=("registry_petition", "petition_id"),
)

HEART: Mapping[str, Wall] = {
    "heart_client": Wall(see=CLIENTS, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "heart_consent": _of_a_client({Role.COUNSELLOR: OWN, Role.VISITOR: EVERYWHERE}),
    "heart_talk": _of_a_client(
        {
            Role.COUNSELLOR: either(mine("reader_id"), mine("supervisor_id")),
            # When the next talk is; a note is its author's.
            Role.VISITOR: whole(empty("held_at"), empty("cancelled_at")),
        }
    ),
    "heart_answer": _of_a_client({Role.COUNSELLOR: whole(OWN, OPEN)}),
    "heart_task": _of_a_client({Role.COUNSELLOR: OWN}),
    "heart_plan": _of_a_client(everywhere(Role.VISITOR) | {Role.COUNSELLOR: OWN}),
    # The second person of a decision sees what is to be decided, and no more of the client.
    "heart_crisis": _apart(
        {
            Role.COUNSELLOR: either(
                OWN,
                whole(
                    mine("second_id"),
                    of_my_organ("organ_id"),
                    empty("agreed_at"),
                    empty("closed_at"),
                ),
            ),
        }
    ),
    # The right to see, correct and erase outlasts the consent: who answers sees what was asked.
    "heart_wish": _apart(
        {
            Role.COUNSELLOR: whole(mine("counsellor_id"), of_my_organ("organ_id")),
            Role.VISITOR: OF_MY_CODE,
        }
    ),
    "heart_need": NEEDS,
}

#: What a supervisor is told of contacts and answers that are late (P1): which counsellor of which
#: room is to be asked, and whether they are still there. Nothing of the case passes this function.
LATE = f"""create or replace function heart_late(moment timestamptz, this_day date)
    returns table (office varchar, counsellor varchar, is_there boolean)
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
        who text := coalesce(current_setting('app.role', true), '');
        here text := nullif(current_setting('app.area', true), '');
    begin
        if who <> '{Role.SUPERVISOR}' or here is null then return; end if;
        perform set_config('app.role', '{Role.SYSTEM}', true);
        return query
            select distinct o.name, s.name, post.is_held
            from (
                select t.client_id, t.due_at < moment as is_over
                from heart_task t join heart_client c on c.id = t.client_id
                where t.done_at is null and c.stopped_at is null
                union all
                select w.client_id, w.due_on < this_day
                from heart_wish w where w.answered_at is null
                    or (w.kind = 'correct' and w.is_granted and w.done_at is null)
            ) waiting
            join heart_client c on c.id = waiting.client_id and c.erased_at is null
            join people_organ o on o.id = c.organ_id
            join people_region r on r.id = o.region_id and starts_with(r.path, here)
            join people_staff s on s.id = c.counsellor_id
            cross join lateral (select exists (
                select from people_post p
                where p.staff_id = c.counsellor_id and p.organ_id = c.organ_id
                    and p.role = '{Role.COUNSELLOR}' and p.starts_on <= this_day
                    and (p.ends_on is null or p.ends_on > this_day)
            ) as is_held) post
            where waiting.is_over or not post.is_held;
        perform set_config('app.role', who, true);
    end $$"""  # noqa: S608  # our own words
