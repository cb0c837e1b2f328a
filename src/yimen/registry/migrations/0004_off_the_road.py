import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_guards"),
        ("registry", "0003_speed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="demand",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("registered", "registered"),
                    ("objected", "objected"),
                    ("dispatched", "dispatched"),
                    ("accepted", "accepted"),
                    ("handling", "handling"),
                    ("extended", "extended"),
                    ("opinion_review", "opinion_review"),
                    ("opinion_issued", "opinion_issued"),
                    ("served", "served"),
                    ("executing", "executing"),
                    ("executed", "executed"),
                    ("routed_out", "routed_out"),
                    ("not_accepted", "not_accepted"),
                    ("withdrawn", "withdrawn"),
                    ("concluded", "concluded"),
                ],
                default="received",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="dispatch",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("open", "Waiting for the organ"),
                    ("accepted", "Accepted"),
                    ("declined", "Not accepted"),
                    ("returned", "Taken back after an objection"),
                    ("ended", "Ended: withdrawn, or another lawful way"),
                ],
                default="open",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="extension",
            name="decision",
            field=models.CharField(
                choices=[
                    ("asked", "Waiting for a decision"),
                    ("approved", "Approved"),
                    ("refused", "Refused"),
                    ("void", "Void: not told in time, or withdrawn"),
                ],
                default="asked",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="opinion",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Waiting for the legality check"),
                    ("checked", "Waiting for signature"),
                    ("returned", "Returned to the handler"),
                    ("signed", "Signed"),
                    ("issued", "Issued"),
                    ("served", "Served"),
                    ("dropped", "Ended: the petitioner withdrew"),
                ],
                default="draft",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="petition",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("registered", "registered"),
                    ("objected", "objected"),
                    ("dispatched", "dispatched"),
                    ("accepted", "accepted"),
                    ("handling", "handling"),
                    ("extended", "extended"),
                    ("opinion_review", "opinion_review"),
                    ("opinion_issued", "opinion_issued"),
                    ("served", "served"),
                    ("executing", "executing"),
                    ("executed", "executed"),
                    ("routed_out", "routed_out"),
                    ("not_accepted", "not_accepted"),
                    ("withdrawn", "withdrawn"),
                    ("concluded", "concluded"),
                ],
                default="received",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Guidance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("route", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("organ_there", models.CharField(max_length=120)),
                ("address_there", models.CharField(max_length=200)),
                ("phone_there", models.CharField(blank=True, max_length=40)),
                ("limit_there", models.TextField()),
                ("papers", models.TextField(blank=True)),
                ("basis", models.TextField()),
                ("at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guidances",
                        to="registry.demand",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organ",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guidances",
                        to="registry.petition",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "guidance",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "Being checked"),
                            ("agreed", "Agreed: taken back"),
                            ("upheld", "Not founded: the dispatch stands"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="registry.demand",
                    ),
                ),
                (
                    "dispatch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="registry.dispatch",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="registry.petition",
                    ),
                ),
                (
                    "proper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organ",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "Online"),
                            ("letter", "Letter"),
                            ("phone", "Phone call"),
                            ("fax", "Fax"),
                            ("visit", "Visit"),
                        ],
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("wish", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.attachment",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="registry.petition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
