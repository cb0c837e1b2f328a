"""Which shape the tables have: written into the database when it is migrated, read at each start.

A start that finds its own shape need not load Django to learn that there is nothing to migrate. A
database that was put back from an older backup brings its older mark along, and is migrated.
"""

from __future__ import annotations

import psycopg

from yimen.ops.database import address
from yimen.ops.freshness import fingerprint
from yimen.ops.places import ROOT, SOURCE

MARK = "comment on schema public is 'yimen {shape}'"


def shape() -> str:
    """Sum up all that decides the shape of the tables: migrations, row policies, packages."""
    ours = [*SOURCE.glob("**/migrations/*.py"), *SOURCE.glob("access/*.py")]
    ours += [SOURCE / "ops" / "migrating.py", ROOT / "requirements" / "run.txt"]
    return fingerprint(sorted(ours))[:16]


def has_its_shape() -> bool:
    """Say whether the database was migrated with just this code."""
    question = "select obj_description('public'::regnamespace, 'pg_namespace')"
    with psycopg.connect(**address()) as connection:  # type: ignore[arg-type]  # libpq's words
        row = connection.execute(question).fetchone()
    return row is not None and row[0] == f"yimen {shape()}"
