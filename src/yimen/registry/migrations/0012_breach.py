"""Time limits that were missed, and until when they were looked for."""

import django.db.models.deletion
from django.db import migrations, models


def _to(model: str, name: str) -> "models.ForeignKey[models.Model]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


GROUNDS = [
    ("law", "A limit of the law"),
    ("local", "A promise of the place"),
    ("measure", "A measure of this system"),
    ("provisional", "A provisional date"),
]


class Migration(migrations.Migration):
    """Two tables, and an index of the few clocks that stopped too late."""

    dependencies = [("people", "0002_guards"), ("registry", "0011_proof")]

    operations = [
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("done_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("limit", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("ground", models.CharField(choices=GROUNDS, max_length=11)),
                ("code", models.CharField(blank=True, max_length=12)),
                ("at", models.DateTimeField()),
                ("above", _to("people.organ", "+")),
                ("clock", _to("registry.clock", "breaches")),
                ("demand", _to("registry.demand", "breaches")),
                ("organ", _to("people.organ", "+")),
                ("petition", _to("registry.petition", "breaches")),
                ("told_by", _to("people.organ", "+")),
            ],
            options={
                "verbose_name_plural": "breaches",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clock", "ground"), name="a_clock_is_missed_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                fields=["stopped_on"],
                name="clocks_stopped_late",
                condition=models.Q(("stopped_on__gt", models.F("due_on"))),
            ),
        ),
    ]
