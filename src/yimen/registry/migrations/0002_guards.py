"""What the database itself refuses and provides: an append-only record, numbers, words."""

from django.db import migrations

APPEND_ONLY = """
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: write a new line instead', tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on registry_entry
    for each row execute function refuse_change();
create trigger append_only before update or delete on registry_reading
    for each row execute function refuse_change();
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        revoke update, delete, truncate on registry_entry, registry_reading from yimen_app;
        revoke select, insert, update, delete, truncate on registry_searchwords from yimen_app;
    end if;
end $$;
"""

NUMBERS = """
create function next_case_number(year int) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare name text := 'case_number_of_' || year;
begin
    if year not between 1900 and 2999 then
        raise exception 'no case numbers for the year %', year;
    end if;
    if to_regclass(name) is null then
        perform pg_advisory_xact_lock(hashtextextended(name, 0));
        execute format('create sequence if not exists %I', name);
    end if;
    return nextval(name::regclass);
end $$;
"""

WORDS = """
create function keep_words(petition bigint, its_words tsvector, its_names tsvector)
    returns void language sql security definer set search_path = public, pg_temp as $$
    insert into registry_searchwords (petition_id, words, names)
    values (petition, its_words, its_names)
    on conflict (petition_id) do update set words = excluded.words, names = excluded.names
$$;
create function petitions_with_words(
    asked tsquery, with_names boolean, size int, before bigint
) returns table (petition bigint, rank real)
    language sql stable security definer set search_path = public, pg_temp as $$
    with found as (
        select s.petition_id, s.words, s.names
        from registry_searchwords s
        where (s.words @@ asked or (with_names and s.names @@ asked))
          and (before = 0 or s.petition_id < before)
    ),
    seen as (
        select f.petition_id, f.words || (case when with_names then f.names else '' end) as all_words
        from found f join registry_petition p on p.id = f.petition_id
        order by f.petition_id desc
        limit size
    )
    select petition_id, ts_rank(all_words, asked) from seen
$$;
revoke execute on function keep_words(bigint, tsvector, tsvector) from public;
revoke execute on function petitions_with_words(tsquery, boolean, int, bigint) from public;
revoke execute on function next_case_number(int) from public;
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        grant execute on function keep_words(bigint, tsvector, tsvector) to yimen_app;
        grant execute on function petitions_with_words(tsquery, boolean, int, bigint) to yimen_app;
        grant execute on function next_case_number(int) to yimen_app;
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
