"""The screening sheet, the last day of somebody's time elsewhere, and what was heard from there."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _key(to: str, name: str = "+", *, null: bool = False) -> Any:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(null=null, on_delete=protect, related_name=name, to=to)


def _id() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    """Three columns and two tables."""

    dependencies = [
        ("people", "0003_bodies"),
        ("registry", "0005_mended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "guidance",
            "way",
            models.CharField(max_length=40, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "guidance",
            "begins",
            models.CharField(max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("guidance", "since", models.DateField(null=True)),
        migrations.AddField("guidance", "lapses_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", _id()),
                ("is_here", models.BooleanField()),
                ("way", models.CharField(max_length=40, blank=True)),
                ("begins", models.CharField(max_length=20, blank=True)),
                ("since", models.DateField(null=True)),
                ("lapses_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", _key(settings.AUTH_USER_MODEL, null=True)),
                ("demand", _key("registry.demand", "sheets")),
                ("organ", _key("people.organ")),
                ("petition", _key("registry.petition", "sheets")),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", _id()),
                (
                    "outcome",
                    models.CharField(
                        max_length=8,
                        choices=[
                            ("unknown", "Not known yet"),
                            ("accepted", "Taken up there"),
                            ("refused", "Not taken up there"),
                        ],
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("number_there", models.CharField(max_length=60, blank=True)),
                ("at", models.DateTimeField()),
                ("by", _key(settings.AUTH_USER_MODEL, null=True)),
                ("demand", _key("registry.demand", "follow_ups")),
                ("guidance", _key("registry.guidance", "follow_ups")),
                ("petition", _key("registry.petition", "follow_ups")),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
