"""Bring a database to the shape that this code needs, with the app's role bound from the start.

The broad grants are made before the migrations, as default privileges, so that a migration can
take some of them back: the record table gives up UPDATE and DELETE, and keeps it so.
"""

from __future__ import annotations

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor

from yimen.access import rls
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.norms.actions.plant import plant
from yimen.ops.database import APP_ROLE
from yimen.ops.shape import MARK, shape

_OLDEST = 15
_PER_VERSION = 10_000


class AskTheDatabaseAdministrator(Refused):
    """We may not set up the role of the app.

    Have the database administrator run this, once, and try again:

        create role {role} nologin;
        grant {role} to "{owner}";
    """


class DatabaseTooOld(Refused):
    """Yimen needs PostgreSQL {oldest} or later; the server that it found is version {found}."""


def migrate(*, verbosity: int = 0) -> None:
    """Prepare the roles, then run every migration that has not run yet."""
    refuse_old_server()
    ensure_role()
    grant_in_advance()
    call_command("migrate", verbosity=verbosity, interactive=False)
    rls.install()
    plant(now())
    call_command("createcachetable", verbosity=0)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(MARK.format(shape=shape()))


def pending() -> list[str]:
    """Name the migrations that have not run yet."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def refuse_old_server() -> None:
    """Stop before a database that lacks what we use."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int")
        found = cursor.fetchone()[0] // _PER_VERSION
    if found < _OLDEST:
        raise DatabaseTooOld(found=found, oldest=_OLDEST)


def ensure_role() -> None:
    """Create the role that the app runs as, unless it is there; say what to run if we may not."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("select current_user")
        owner = cursor.fetchone()[0]
        cursor.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE])
        try:
            if not cursor.fetchone():
                cursor.execute(f"create role {APP_ROLE} nologin")
                cursor.execute(f"grant {APP_ROLE} to current_user")
            # Asked by doing it: since PostgreSQL 16 a member need not be allowed to become it.
            cursor.execute(f"set role {APP_ROLE}")
            cursor.execute("reset role")
        except ProgrammingError:
            raise AskTheDatabaseAdministrator(role=APP_ROLE, owner=owner) from None


def grant_in_advance() -> None:
    """Let the app read and write every table that the owner makes from now on."""
    ours = "alter default privileges in schema public grant"
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {APP_ROLE}")
        cursor.execute(f"{ours} select, insert, update, delete on tables to {APP_ROLE}")
        cursor.execute(f"{ours} usage, select on sequences to {APP_ROLE}")
        cursor.execute(f"{ours} execute on functions to {APP_ROLE}")
