"""The library, the changes to our rules, their trials; what is written there stays written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: A decided change and the text of a version are evidence: a new row says what is new.
STAYS = """
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception '% keeps its rows', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    if new.text <> old.text or new.starts_on <> old.starts_on then
        raise exception '% keeps its texts', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger written_once before update or delete on norms_lawchange
    for each row execute function refuse_rewriting();
create trigger written_once before update or delete on norms_version
    for each row execute function refuse_rewriting();
create function refuse_undeciding() returns trigger language plpgsql as $$
begin
    if old.stage <> 'proposed' then
        raise exception 'it is decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger decided_once before update on norms_lawchange
    for each row execute function refuse_undeciding();
"""


class Migration(migrations.Migration):
    """Make the tables, and let nobody rewrite what is in them."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Norm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("regulation", "Administrative regulation"),
                            ("party", "Regulation of the Party and the State Council"),
                            ("rule", "Rule of a ministry or bureau"),
                            ("local", "Local document"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("issuer", models.CharField(blank=True, max_length=80)),
                ("issuer_en", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LawChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("title_en", models.CharField(max_length=160)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("starts_on", models.DateField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for a second person"),
                            ("published", "Published"),
                            ("refused", "Turned down"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("profile", models.CharField(blank=True, max_length=20)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits its turn"),
                            ("running", "Being worked out"),
                            ("done", "Worked out"),
                            ("failed", "Broke off"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="norms.lawchange",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("registration", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("text", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("mark", models.CharField(blank=True, max_length=1)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "norm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="norms.norm",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="norms.version",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="lawchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_publish",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("norm", "starts_on"), name="one_version_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gt", models.F("starts_on")),
                    _connector="OR",
                ),
                name="a_version_ends_after_it_starts",
            ),
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
