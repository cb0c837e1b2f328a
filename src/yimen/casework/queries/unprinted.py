"""Letters that were asked for and taken off the queue again, as a demo's year does with most."""

from __future__ import annotations

from django.db import connection

from yimen.registry.models import Petition

_COUNT = """
    select count(*) from procrastinate_jobs
    where lock = %s and task_name = 'documents.issue' and status = 'cancelled'
"""


def unprinted(petition: Petition) -> int:
    """Return how many letters of an opened petition were put off."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [f"petition-{petition.pk}"])
        return int(cursor.fetchone()[0])
