"""The lanes of suggestions and accusations; what accuses somebody is locked at once.

The locks close here, in the rows: every petition that holds an accusation is sealed, and its words
leave the search. Its texts are encrypted by the nightly task, or as soon as the worker starts.
"""

from __future__ import annotations

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

EMPTY_AT_FIRST = """
alter table registry_petition alter column barred set default '{}';
alter table registry_petition alter column barred_staff set default '{}';
"""
#: The owner is bound by the row policies too, where they are installed already.
SEAL_WHAT_IS_THERE = """
select set_config('app.role', 'system', true);
update registry_petition set is_sealed = true
where id in (select d.petition_id from registry_demand d where d.kind = 'accusation');
update registry_searchwords set words = '', names = ''
where petition_id in (select p.id from registry_petition p where p.is_sealed);
select set_config('app.role', '', true);
"""


def _key(to: str, name: str = "+", *, null: bool = False) -> models.ForeignKey[Any]:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(null=null, on_delete=protect, related_name=name, to=to)


def _staff() -> models.ForeignKey[Any]:
    return _key(settings.AUTH_USER_MODEL, null=True)


def _demand(name: str) -> models.OneToOneField[Any]:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to="registry.demand"
    )


def _id() -> models.BigAutoField[Any, Any]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _numbers(name: str) -> migrations.AddField:
    field = django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(), blank=True, default=list, size=None
    )
    return migrations.AddField("petition", name, field)


RESULTS = [
    ("adopted", "Adopted"),
    ("partly", "Adopted in part"),
    ("not_adopted", "Not adopted"),
]
LEVELS = [
    ("village", "Village or community"),
    ("township", "Township or sub-district"),
    ("county", "County or district"),
    ("above", "Above the district"),
]


class Migration(migrations.Migration):
    """Add two lanes, and close the locks of the second."""

    dependencies = [
        ("registry", "0007_sending"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "petition", "is_sealed", models.BooleanField(db_default=False, default=False)
        ),
        _numbers("barred"),
        _numbers("barred_staff"),
        migrations.RunSQL(EMPTY_AT_FIRST, migrations.RunSQL.noop),
        migrations.AddIndex(
            "petition",
            models.Index(
                condition=models.Q(("is_sealed", True)), fields=["id"], name="the_sealed_lane"
            ),
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", _id()),
                ("taken_at", models.DateTimeField()),
                ("study", models.TextField(blank=True)),
                ("result", models.CharField(blank=True, choices=RESULTS, max_length=11)),
                ("reasons", models.TextField(blank=True)),
                ("measures", models.TextField(blank=True)),
                ("reward", models.TextField(blank=True)),
                ("studied_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("demand", _demand("suggestion")),
                ("organ", _key("people.organ")),
                ("petition", _key("registry.petition", "suggestions")),
                ("replied_by", _staff()),
                ("studied_by", _staff()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Accusation",
            fields=[
                ("id", _id()),
                ("accused_sealed", models.BinaryField(default=bytes)),
                ("level", models.CharField(blank=True, choices=LEVELS, max_length=8)),
                ("named_at", models.DateTimeField(null=True)),
                ("sheet_sealed", models.BinaryField(default=bytes)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("seal_number", models.CharField(blank=True, max_length=40)),
                ("taken_at", models.DateTimeField(null=True)),
                ("answer_sealed", models.BinaryField(default=bytes)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", _staff()),
                ("demand", _demand("accusation")),
                ("named_by", _staff()),
                ("petition", _key("registry.petition", "accusations")),
                ("proposed_by", _staff()),
                ("released_by", _staff()),
                ("taken_by", _staff()),
                ("to_organ", _key("people.organ", null=True)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("id", _id()),
                ("what", models.CharField(max_length=40)),
                ("is_kept", models.BooleanField(default=True)),
                ("data", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("petition", _key("registry.petition", "sealed")),
            ],
            options={"ordering": ["pk"], "verbose_name_plural": "sealed"},
        ),
        migrations.AddConstraint(
            "sealed", models.UniqueConstraint(fields=("petition", "what"), name="sealed_once")
        ),
        migrations.RunSQL(SEAL_WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
