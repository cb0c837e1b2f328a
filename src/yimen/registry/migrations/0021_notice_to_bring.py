"""Notices of non-acceptance that nobody has brought yet are found at once."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0020_given_back")]

    operations = [
        migrations.AddIndex(
            "decline",
            models.Index(
                name="notice_to_bring", fields=["demand"], condition=models.Q(served_at=None)
            ),
        ),
    ]
