"""What the database itself refuses: changing or removing a line of what administrators did."""

from django.db import migrations

APPEND_ONLY = """
create function refuse_to_change_admin_entry() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: write a new line instead', tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on people_adminentry
    for each row execute function refuse_to_change_admin_entry();
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        revoke update, delete, truncate on people_adminentry from yimen_app;
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop)]
