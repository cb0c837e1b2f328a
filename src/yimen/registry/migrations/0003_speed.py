"""What spares the road its many small questions."""

from __future__ import annotations

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: Filing asks before anything else whether it was filed already, whoever asks.
FILED_WITH = """
create function filed_with(key text, its_ticket uuid, its_source text, its_number text)
    returns table (petition bigint, number varchar, code_sealed bytea)
    language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare who text := coalesce(current_setting('app.role', true), '');
begin
    perform pg_advisory_xact_lock(hashtextextended(key, 0));
    perform set_config('app.role', 'system', true);
    if its_ticket is not null then
        return query select p.id, p.number, p.code_sealed from registry_petition p
            where p.ticket = its_ticket;
    else
        return query select p.id, p.number, p.code_sealed from registry_petition p
            where p.source = its_source and p.external_number = its_number
              and p.external_number <> '';
    end if;
    perform set_config('app.role', who, true);
end $$;
revoke execute on function filed_with(text, uuid, text, text) from public;
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        grant execute on function filed_with(text, uuid, text, text) to yimen_app;
    end if;
end $$;
"""


#: A search is planned for its own words, and told how little a post sees of all petitions: a role
#: that sees few would else walk through the index of the newest until it finds enough.
FIND_WORDS = """
drop function petitions_with_words(tsquery, boolean, int, bigint);
create function petitions_with_words(
    asked tsquery, with_names boolean, size int, before bigint, organ bigint, room text
) returns table (petition bigint, rank real)
    language sql stable security definer
    set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
    with seen as (
        select s.petition_id,
            s.words || (case when with_names then s.names else '' end) as all_words
        from registry_searchwords s join registry_petition p on p.id = s.petition_id
        where (s.words @@ asked or (with_names and s.names @@ asked))
          and (before = 0 or s.petition_id < before)
          and (organ = 0 or p.organs @> array[organ])
          and (room = '' or p.rooms @> array[room::varchar])
        order by s.petition_id desc
        limit size
    )
    select petition_id, ts_rank(all_words, asked) from seen
$$;
revoke execute on function petitions_with_words(tsquery, boolean, int, bigint, bigint, text)
    from public;
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        grant execute
            on function petitions_with_words(tsquery, boolean, int, bigint, bigint, text)
            to yimen_app;
    end if;
end $$;
"""

WORDS_WAIT = """
alter index search_by_words set (fastupdate = on, gin_pending_list_limit = 256);
alter index search_by_names set (fastupdate = on, gin_pending_list_limit = 256);
"""


def _by_words(column: str) -> django.contrib.postgres.indexes.GinIndex:
    return django.contrib.postgres.indexes.GinIndex(
        fields=[column], name=f"search_by_{column}", gin_pending_list_limit=256
    )


#: What another index of the same column answers as well; every line and reading paid for it twice.
SPARED = [
    migrations.AlterField(
        model,
        "petition",
        models.ForeignKey(
            db_index=False,
            on_delete=django.db.models.deletion.PROTECT,
            related_name=name,
            to="registry.petition",
        ),
    )
    for model, name in (("demand", "demands"), ("entry", "entries"), ("reading", "readings"))
]
#: Rows that every act changes: with room on their page, most of their indexes stay as they are.
ROOM = """
alter table registry_petition set (fillfactor = 80);
alter table registry_demand set (fillfactor = 80);
alter table registry_clock set (fillfactor = 85);
"""


def _not_looked_for(model: str, name: str, to: str, *, null: bool = False) -> migrations.AlterField:
    key = models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=to,
    )
    return migrations.AlterField(model, name, key)


#: Nobody looks for petitions by these, and a demand is looked for by its desk.
SPARED += [
    _not_looked_for("petition", "receiver", "people.organ"),
    _not_looked_for("petition", "recorder", settings.AUTH_USER_MODEL, null=True),
    _not_looked_for("petition", "region", "people.region"),
    _not_looked_for("demand", "owner", "people.organ"),
    _not_looked_for("demand", "handler", settings.AUTH_USER_MODEL, null=True),
]
#: Nobody asks for numbers and codes by how they begin.
NOT_BY_BEGINNING = """
drop index if exists registry_petition_code_blind_2f204426_like;
drop index if exists registry_petition_number_818803da_like;
"""


def _of_due_demands(name: str, *columns: str) -> migrations.AddIndex:
    due = models.Q(("due_on__isnull", False))
    return migrations.AddIndex("demand", models.Index(fields=[*columns], name=name, condition=due))


#: Each list of a desk walks an index of its own.
DESKS = [
    _of_due_demands("state_in_an_organ", "owner", "state", "due_on", "id"),
    _of_due_demands("state_in_an_area", "state", "due_on", "id"),
    _of_due_demands("moved_lately", "entered_at"),
    migrations.AddIndex(
        "petition",
        models.Index(
            fields=["due_on", "id"],
            name="desk_of_a_room",
            condition=models.Q(("due_on__isnull", False), models.Q(("rooms", []), _negated=True)),
        ),
    ),
    migrations.AddIndex(
        "demand",
        models.Index(
            fields=["owner", "due_on", "id"],
            name="unassigned_in_an_organ",
            condition=models.Q(("due_on__isnull", False), ("handler__isnull", True)),
        ),
    ),
    migrations.AddIndex(
        "opinion",
        models.Index(
            fields=["organ", "petition"],
            name="opinions_that_wait",
            condition=models.Q(("stage__in", ["submitted", "checked"])),
        ),
    ),
    migrations.AddIndex(
        "extension",
        models.Index(
            fields=["demand"],
            name="extensions_that_wait",
            condition=models.Q(("decision", "asked")),
        ),
    ),
]


class Migration(migrations.Migration):
    """Add functions and indexes; nothing in the rows changes."""

    dependencies = [("registry", "0002_guards")]
    operations = [
        migrations.RunSQL(FILED_WITH, migrations.RunSQL.noop),
        migrations.RunSQL(FIND_WORDS, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(WORDS_WAIT, migrations.RunSQL.noop)],
            [
                operation
                for column in ("words", "names")
                for operation in (
                    migrations.RemoveIndex("searchwords", f"search_by_{column}"),
                    migrations.AddIndex("searchwords", _by_words(column)),
                )
            ],
        ),
        *SPARED,
        migrations.RunSQL(NOT_BY_BEGINNING, migrations.RunSQL.noop),
        migrations.RunSQL(ROOM, migrations.RunSQL.noop),
        *DESKS,
    ]
