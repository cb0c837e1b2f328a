"""The reply to one of several people is served like the other papers: proved, or tried in vain."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0018_words_of_time")]

    operations = [
        migrations.AddField("reply", "served_at", models.DateTimeField(null=True)),
        *(
            migrations.AddField(
                table,
                "reply",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name=name,
                    to="registry.reply",
                ),
            )
            for table, name in (("service", "services"), ("serviceattempt", "service_attempts"))
        ),
    ]
