"""A service may be of a review's opinion or of a notice; a review keeps none of its own."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

KEPT = """
select set_config('app.role', 'system', true);
insert into registry_service (petition_id, review_id, method, recipient, proof, paper_id, refusal,
  witnesses, parcel, place, at, by_id)
select petition_id, id, method, recipient, proof, slip_id, '', '', '', '', served_at, served_by_id
from registry_review where served_at is not null;
set constraints all immediate
"""


def _to(model: str, name: str) -> models.ForeignKey[Any, Any]:
    """Return a key to a row that was served, which may be another kind of paper instead."""
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to=f"registry.{model}",
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_sealed_words")]

    operations = [
        *(
            migrations.AlterField(model_name=table, name="opinion", field=_to("opinion", name))
            for table, name in (("service", "services"), ("serviceattempt", "service_attempts"))
        ),
        *(
            migrations.AddField(model_name=table, name=to, field=_to(to, name))
            for table, name in (("service", "services"), ("serviceattempt", "service_attempts"))
            for to in ("review", "decline")
        ),
        migrations.AddField("decline", "served_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="decline",
            name="demand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declines",
                to="registry.demand",
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        *(
            migrations.RemoveField(model_name="review", name=name)
            for name in ("served_by", "method", "recipient", "proof", "slip")
        ),
    ]
