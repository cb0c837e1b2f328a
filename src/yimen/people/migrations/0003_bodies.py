"""Where other lawful ways begin: the doors of each region."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("people", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("hours", models.CharField(blank=True, max_length=120)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="people.region",
                    ),
                ),
            ],
            options={"ordering": ["pk"], "verbose_name_plural": "bodies"},
        ),
        migrations.AddConstraint(
            "body",
            models.UniqueConstraint(
                fields=("region", "kind"), name="one_body_of_a_kind_in_a_region"
            ),
        ),
    ]
