"""Public keys, signed digests of the record, failed services, and what proves a service."""

import django.db.models.deletion
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations, models

METHODS = [
    ("in_person", "In person"),
    ("post", "By post"),
    ("platform", "Read on the platform"),
    ("notice", "By public notice"),
]

#: Where the lines of a digest end: every line with a smaller number is written or given up, for
#: nobody is between taking a number and committing it while this lock is held.
SEAL_OFF = """
create function seal_off_lines() returns bigint
    language plpgsql security definer
    set search_path = public, pg_temp set lock_timeout = '3s' as $$
declare last bigint;
begin
    if coalesce(current_setting('app.role', true), '') <> 'system' then
        raise exception 'only the system seals off lines' using errcode = 'insufficient_privilege';
    end if;
    lock table registry_entry in share mode;
    select coalesce(max(id), 0) into last from registry_entry;
    return last;
end $$;
revoke execute on function seal_off_lines() from public;
create trigger append_only before update or delete on registry_publickey
    for each row execute function refuse_change();
create trigger append_only before update or delete on registry_digest
    for each row execute function refuse_change();
do $$ begin
    if exists (select 1 from pg_roles where rolname = 'yimen_app') then
        grant execute on function seal_off_lines() to yimen_app;
        revoke update, delete, truncate on registry_publickey, registry_digest from yimen_app;
    end if;
end $$;
"""


class Migration(migrations.Migration):
    """Nothing of the record itself changes."""

    dependencies = [
        ("registry", "0010_hearing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=8, unique=True)),
                ("public", models.CharField(max_length=64, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("first", "The first key"),
                            ("changed", "Changed in the ordinary way"),
                            ("lost", "The key before was lost"),
                            ("stolen", "The key before may be in strange hands"),
                        ],
                        default="first",
                        max_length=7,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("endorsed", models.CharField(blank=True, max_length=128)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("after_line", models.BigIntegerField()),
                ("last_line", models.BigIntegerField()),
                ("lines", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("said", models.JSONField(encoder=DjangoJSONEncoder)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("signature", models.CharField(max_length=128)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.publickey",
                    ),
                ),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="ServiceAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(choices=METHODS, max_length=9)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("absent", "Nobody was there"),
                            ("moved", "No longer at this address"),
                            ("unknown", "The address cannot be found"),
                            ("returned", "Came back with the post"),
                            ("other", "For another reason"),
                        ],
                        max_length=8,
                    ),
                ),
                ("parcel", models.CharField(blank=True, max_length=40)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_attempts",
                        to="registry.opinion",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_attempts",
                        to="registry.petition",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.AddField(
            model_name="service",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.attachment",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="refusal",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="service",
            name="witnesses",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="service",
            name="parcel",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="service",
            name="place",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="service",
            name="posted_on",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(SEAL_OFF, migrations.RunSQL.noop),
    ]
