"""A child's guardian, the room of a crisis, and what a client asks about the own data."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

#: As the worker: the owner stands before the walls like everybody.
_ROOM_OF_EACH = (
    "select set_config('app.role', 'system', true)",
    "update heart_crisis c set organ_id = k.organ_id from heart_client k where k.id = c.client_id",
    "set constraints all immediate",
)


def _leads_to(model: str, name: str = "+", *, null: bool = False) -> models.Field[Any, Any]:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model, null=null
    )


class Migration(migrations.Migration):
    """Each crisis that is there already gets the room of its client."""

    dependencies: ClassVar = [
        ("heart", "0001_initial"),
        ("people", "0005_choices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField("client", "guardian_sealed", models.BinaryField(default=bytes)),
        migrations.AddField("crisis", "organ", _leads_to("people.organ", null=True)),
        migrations.RunSQL(_ROOM_OF_EACH, migrations.RunSQL.noop),
        migrations.AlterField("crisis", "organ", _leads_to("people.organ")),
        migrations.CreateModel(
            "Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("see", "See what is kept of me, and have a copy"),
                            ("correct", "Have something corrected or added"),
                            ("erase", "Have everything erased"),
                            ("explain", "Have explained how it is used"),
                        ],
                        max_length=7,
                    ),
                ),
                ("words_sealed", models.BinaryField(default=bytes)),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_granted", models.BooleanField(null=True)),
                ("answer_sealed", models.BinaryField(default=bytes)),
                ("client", _leads_to("heart.client", "wishes")),
                ("counsellor", _leads_to(settings.AUTH_USER_MODEL)),
                ("organ", _leads_to("people.organ")),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("answered_at__isnull", True)),
                        fields=("client", "kind"),
                        name="asked_once_until_answered",
                    )
                ],
            },
        ),
    ]
