"""Whose name or address nobody can make out: since when, why, and how it became clear."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _somebody() -> models.ForeignKey[Any, Any]:
    """Return a key to who marked or cleared it."""
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0021_notice_to_bring"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnclearSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                ("known", models.TextField(blank=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("by", _somebody()),
                ("cleared_by", _somebody()),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unclear",
                        to="registry.petition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        name="unclear_once",
                        fields=["petition"],
                        condition=models.Q(cleared_at__isnull=True),
                    )
                ],
            },
        ),
    ]
