"""Reviews, rechecks, and what opens a settled matter again."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _id() -> "models.BigAutoField[int, int]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _key(to: str, name: str = "+", *, null: bool = False) -> "models.ForeignKey[models.Model]":
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(null=null, on_delete=protect, related_name=name, to=to)


def _text() -> "models.TextField[str, str]":
    return models.TextField(blank=True)


CHANNEL = [
    ("online", "Online"),
    ("letter", "Letter"),
    ("phone", "Phone call"),
    ("fax", "Fax"),
    ("visit", "Visit"),
]
STAGE = [
    ("asked", "Asked for"),
    ("accepted", "Accepted"),
    ("submitted", "Waiting for signature"),
    ("returned", "Returned to the reviewer"),
    ("signed", "Signed"),
    ("served", "Served"),
    ("declined", "Not accepted"),
    ("withdrawn", "Taken back by the petitioner"),
]
GROUND = [
    ("late", "The time to ask had passed, without a reason that excuses it"),
    ("no_answer", "There is no written answer yet that could be reviewed"),
    ("other_way", "The law gives another procedure for it"),
    ("not_party", "Whoever asks is not the petitioner, nor acts for her"),
]
ADMITTED = [
    ("excused", "There is a reason that excuses the delay"),
    ("not_told", "The petitioner was not properly told of the right or its time"),
]
METHOD = [
    ("in_person", "In person"),
    ("post", "By post"),
    ("platform", "Read on the platform"),
    ("notice", "By public notice"),
]
RESULT = [
    ("maintain", "Maintained"),
    ("change", "Changed"),
    ("revoke", "Revoked"),
    ("redo", "Revoked, to be handled anew"),
]
DECISION = [
    ("waiting", "Being looked at"),
    ("taken_up", "Taken up again"),
    ("refused", "Nothing new: not taken up again"),
]
STAFF = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_superiors"),
        ("registry", "0008_lanes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", _id()),
                (
                    "level",
                    models.CharField(
                        choices=[("review", "Review"), ("recheck", "Recheck")], max_length=7
                    ),
                ),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("stage", models.CharField(choices=STAGE, default="asked", max_length=9)),
                ("channel", models.CharField(choices=CHANNEL, max_length=6)),
                ("request", models.TextField()),
                ("facts", _text()),
                ("ended_on", models.DateField(null=True)),
                ("is_late", models.BooleanField(default=False)),
                ("late_reason", _text()),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("admitted", models.CharField(blank=True, choices=ADMITTED, max_length=8)),
                ("ground", models.CharField(blank=True, choices=GROUND, max_length=9)),
                ("answer", _text()),
                ("where_to_go", _text()),
                ("examined", _text()),
                ("duty", _text()),
                ("duty_by", models.DateField(null=True)),
                ("drafted_at", models.DateTimeField(null=True)),
                ("remark", _text()),
                ("signed_at", models.DateTimeField(null=True)),
                ("served_at", models.DateTimeField(null=True)),
                ("method", models.CharField(blank=True, choices=METHOD, max_length=9)),
                ("recipient", models.CharField(blank=True, max_length=80)),
                ("proof", models.CharField(blank=True, max_length=200)),
                ("author", _key("people.organ")),
                ("decided_by", _key(STAFF, null=True)),
                ("drafted_by", _key(STAFF, null=True)),
                ("earlier", _key("registry.review", "rechecks", null=True)),
                ("opinion", _key("registry.opinion", "reviews", null=True)),
                ("organ", _key("people.organ")),
                ("paper", _key("registry.attachment", null=True)),
                ("petition", _key("registry.petition", "reviews")),
                ("served_by", _key(STAFF, null=True)),
                ("signed_by", _key(STAFF, null=True)),
                ("slip", _key("registry.attachment", null=True)),
                ("taken_by", _key(STAFF, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage__in", ["asked", "submitted"])),
                        fields=["organ", "petition"],
                        name="reviews_that_wait",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewPoint",
            fields=[
                ("id", _id()),
                ("came_from", models.CharField(max_length=16)),
                ("dispute", _text()),
                ("facts", _text()),
                ("reasons", _text()),
                ("result", models.CharField(blank=True, choices=RESULT, max_length=8)),
                ("decision", _text()),
                ("basis", _text()),
                ("demand", _key("registry.demand", "review_points")),
                ("petition", _key("registry.petition", "review_points")),
                ("review", _key("registry.review", "points")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "demand"), name="one_point_per_demand"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", _id()),
                ("channel", models.CharField(choices=CHANNEL, max_length=6)),
                ("news", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(choices=DECISION, default="waiting", max_length=8),
                ),
                ("answer", _text()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", _key(STAFF, null=True)),
                ("demand", _key("registry.demand", "reopenings")),
                ("paper", _key("registry.attachment", null=True)),
                ("petition", _key("registry.petition", "reopenings")),
                ("taken_by", _key(STAFF, null=True)),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
