"""New facts remember whose matter it was, to give it back; replies to bring are found at once."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0019_replies_served"), ("people", "0007_vendors")]

    operations = [
        migrations.AddField(
            "reopening",
            "left_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organ",
            ),
        ),
        migrations.AddIndex(
            "reply",
            models.Index(
                name="reply_to_bring", fields=["opinion"], condition=models.Q(served_at=None)
            ),
        ),
    ]
