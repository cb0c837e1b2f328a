import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whom a review is asked of: a superior department, and who is led by it alone."""

    dependencies = [("people", "0003_bodies")]

    operations = [
        migrations.AddField(
            model_name="organ",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="guided",
                to="people.organ",
            ),
        ),
        migrations.AddField(
            model_name="organ",
            name="is_vertical",
            field=models.BooleanField(default=False),
        ),
    ]
