from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hall", "0002_outings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("called", "Called"),
                    ("served", "At the window"),
                    ("held", "Away for a moment"),
                    ("done", "Done"),
                    ("missed", "Did not come when called"),
                    ("left", "Left"),
                    ("unserved", "Not served that day"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="unserved",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="turn",
            name="joined_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Tally",
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
                            ("calmed", "Upset people calmed"),
                            ("settled", "Petition matters settled with help from here"),
                        ],
                        max_length=7,
                    ),
                ),
                ("day", models.DateField()),
                ("area", models.CharField(max_length=100)),
                ("n", models.PositiveSmallIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
                "verbose_name_plural": "tallies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "day", "kind"), name="one_tally_a_person_and_day"
                    )
                ],
            },
        ),
    ]
