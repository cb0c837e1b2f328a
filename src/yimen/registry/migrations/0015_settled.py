import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    *("received", "registered", "objected", "referred_up", "dispatched", "accepted", "simple"),
    *("suggestion_study", "sealed_sent", "sealed_taken", "handling", "extended"),
    *("opinion_review", "opinion_issued", "served", "executing", "executed", "settled"),
    *("review", "review_served", "recheck", "routed_out", "linked", "closed_routed"),
    *("not_accepted", "withdrawn", "suggestion_told", "sealed_told", "concluded"),
    *("closed_final", "merged"),
]
CHANNELS = [
    ("online", "Online"),
    ("letter", "Letter"),
    ("phone", "Phone call"),
    ("fax", "Fax"),
    ("visit", "Visit"),
]


def _state() -> models.CharField[str, str]:
    """Return the column of a state, with the states as they are from here on."""
    return models.CharField(
        choices=[(state, state) for state in STATES], default="received", max_length=16
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_guards"),
        ("registry", "0014_choices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(model_name="demand", name="state", field=_state()),
        migrations.AlterField(model_name="petition", name="state", field=_state()),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32)),
                ("committee", models.CharField(max_length=80)),
                ("in_force_on", models.DateField()),
                ("keep_by", models.DateField(null=True)),
                ("confirm_by", models.DateField(null=True)),
                ("filed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("filed", "In the file"),
                            ("settled", "Settles what was asked"),
                            ("kept", "Kept"),
                            ("resumed", "Taken up again"),
                        ],
                        default="filed",
                        max_length=7,
                    ),
                ),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_kept", "The agreement was not kept"),
                            ("void", "The agreement no longer holds"),
                            ("other", "Another reason"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("channel", models.CharField(blank=True, choices=CHANNELS, max_length=6)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.attachment",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="registry.petition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("petition", "number"), name="an_agreement_once"
                    ),
                ],
            },
        ),
    ]
