from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hall", "0003_honest_days")]

    operations = [
        migrations.CreateModel(
            name="VisitRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("registration", "Registration"),
                            ("screening", "Screening"),
                            ("guidance", "Guidance"),
                            ("legal_aid", "Legal help"),
                            ("support", "Someone to talk to"),
                            ("mediation", "Mediation"),
                            ("handling", "Handling"),
                        ],
                        max_length=12,
                    ),
                ),
                ("month", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("satisfied", "Satisfied"),
                            ("basically", "Basically satisfied"),
                            ("dissatisfied", "Not satisfied"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words_sealed", models.BinaryField(default=bytes)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hall.place",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="hall.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["place", "month"], name="ratings_of_a_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("point", "support"), _negated=True),
                        name="nobody_rates_support",
                    )
                ],
            },
        ),
    ]
