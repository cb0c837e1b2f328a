"""The second lock: the policy as PostgreSQL's row-level security.

`install()` writes it anew at every migration, so the table in `policy.py` stays the only source.
A child table follows its petition: its policy asks whether the petition's row can be seen, and
that question is itself answered under the petition's own policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from yimen.access import walls
from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.policy import DUTIES, POLICY, sql
from yimen.access.rooms import WALLS
from yimen.access.scopes import APART
from yimen.access.walls_heart import LATE

PETITIONS = "registry_petition"
# Tables whose rows belong to one petition, by the column that says which.
CHILDREN = {
    "registry_demand": "petition_id",
    "registry_party": "petition_id",
    "registry_dispatch": "petition_id",
    "registry_objection": "petition_id",
    "registry_decline": "petition_id",
    "registry_assistance": "petition_id",
    "registry_ruling": "petition_id",
    "registry_simple": "petition_id",
    "registry_sorting": "petition_id",
    "registry_supplement": "petition_id",
    "registry_urgentreport": "petition_id",
    "registry_guidance": "petition_id",
    "registry_sheet": "petition_id",
    "registry_followup": "petition_id",
    "registry_withdrawal": "petition_id",
    "registry_clock": "petition_id",
    "registry_extension": "petition_id",
    "registry_breach": "petition_id",
    "registry_contact": "petition_id",
    "registry_opinion": "petition_id",
    "registry_finding": "petition_id",
    "registry_service": "petition_id",
    "registry_serviceattempt": "petition_id",
    "registry_attachment": "petition_id",
    "registry_link": "petition_id",
    "registry_referral": "petition_id",
    "registry_repeat": "petition_id",
    "registry_joining": "petition_id",
    "registry_roster": "petition_id",
    "registry_reply": "petition_id",
    "registry_execution": "petition_id",
    "registry_aftercare": "petition_id",
    "registry_unclearsender": "petition_id",
    "registry_settlement": "petition_id",
    "registry_entry": "petition_id",
    "registry_review": "petition_id",
    "registry_reviewpoint": "petition_id",
    "registry_reopening": "petition_id",
    "registry_suggestion": "petition_id",
    "registry_accusation": "petition_id",
    "registry_hearing": "petition_id",
    "registry_member": "petition_id",
    "registry_hearingdays": "petition_id",
    "registry_investigation": "petition_id",
    "registry_recusal": "petition_id",
    "registry_bundle": "petition_id",
    "documents_letter": "petition_id",
}
RATINGS = "registry_rating"
READINGS = "registry_reading"
SEALED = "registry_sealed"
ADMIN_ENTRIES = "people_adminentry"
ROLE = "current_setting('app.role', true)"
#: Whether a sealed file accuses whoever asks, or their organ; who is of no organ is not let in.
_ORGAN = "nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint"
_SELF = "nullif(nullif(current_setting('app.actor', true), ''), '0')::bigint"
_IS_BARRED = (
    f"({_ORGAN} is null or p.barred @> array[{_ORGAN}] or p.barred_staff @> array[{_SELF}])"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """Lies with what runs at the commit as long as PostgreSQL knows the actor, and no longer.

    Django forgets it with the savepoint or the transaction that forgets the settings.
    """

    actor: Actor

    def __call__(self) -> None:
        """Do nothing at the commit: it is the end of what PostgreSQL was told."""


def act_as(actor: Actor) -> None:
    """Tell PostgreSQL who asks, until this transaction ends; once is enough."""
    known = (what[1] for what in reversed(connection.run_on_commit) if isinstance(what[1], _Told))
    told = next(known, None)
    if told and told.actor == actor:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.role', %s, true), set_config('app.actor', %s, true),"
            " set_config('app.organ', %s, true), set_config('app.area', %s, true),"
            " set_config('app.code', %s, true)",
            [actor.role.value, str(actor.id), str(actor.organ), actor.area, actor.code],
        )
    if connection.in_atomic_block:
        transaction.on_commit(_Told(actor))


@contextmanager
def behind_walls(by: Actor) -> Iterator[None]:
    """Write what `by` was allowed to do where `by` may not look; then go on as `by`.

    Where it fails, the savepoint of the act takes back what PostgreSQL was told as well.
    """
    act_as(SYSTEM)
    yield
    act_as(by)


def statements() -> list[str]:
    """Return the statements that lock every table of the case file, safe to run again."""
    read, write = sql("petition.read"), sql("petition.write")
    lines = [
        APART,
        *_lock(PETITIONS),
        *_policy(PETITIONS, "seen", "select", using=read),
        *_policy(PETITIONS, "added", "insert", check=write),
        *_policy(PETITIONS, "changed", "update", using=write, check=write),
    ]
    for table, column in CHILDREN.items():
        seen = _sees(f"{table}.{column}")
        writer = f"({_has_any('petition.write')}) and {seen}"
        lines += [
            *_lock(table),
            *_policy(table, "seen", "select", using=seen),
            *_policy(table, "added", "insert", check=writer),
            *_policy(table, "changed", "update", using=writer, check=writer),
        ]
    return [
        *lines,
        *_ratings(),
        *_sealed(),
        *_shut(),
        *_watch(),
        *_readings(),
        *_admin_entries(),
        *_numbers(),
        *walls.statements(WALLS),
        LATE,
        "revoke execute on function heart_late(timestamptz, date) from public",
        _granted("heart_late(timestamptz, date)"),
    ]


def install() -> None:
    """Write the row policies into the database; needs the owner's rights."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def _ratings() -> list[str]:
    """Seal a rating from the officers it rates."""
    seen = _sees(f"{RATINGS}.petition_id")
    reader = f"({_has_any('rating.read')}) and {seen}"
    rater = f"({_has_any('petition.rate')}) and {seen}"
    return [
        *_lock(RATINGS),
        *_policy(RATINGS, "seen", "select", using=reader),
        *_policy(RATINGS, "added", "insert", check=rater),
        *_policy(RATINGS, "changed", "update", using=rater, check=rater),
    ]


def _sealed() -> list[str]:
    """Let the letter of an accusation be read where it is kept, and its sheets in the lane."""
    seen, column = _sees(f"{SEALED}.petition_id"), f"{SEALED}.petition_id"
    kept = f"exists (select 1 from {PETITIONS} p where p.id = {column} and ({_kept()}) offset 0)"
    writer = f"({_has_any('petition.write')}) and {seen}"
    return [
        *_lock(SEALED),
        *_policy(SEALED, "seen", "select", using=f"{seen} and (not is_kept or {kept})"),
        *_policy(SEALED, "added", "insert", check=writer),
        *_policy(SEALED, "changed", "update", using=writer, check=writer),
    ]


def _kept() -> str:
    return sql("accusation.open")


def _shut() -> list[str]:
    """Name the sealed files of which whoever asks must not even learn that they are there."""
    return [
        f"""create or replace function shut_files() returns bigint[]
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            who text := coalesce({ROLE}, '');
            found bigint[];
        begin
            perform set_config('app.role', '{Role.SYSTEM}', true);
            select coalesce(array_agg(p.id), '{{}}') into found from {PETITIONS} p
                where p.is_sealed and {_IS_BARRED};
            perform set_config('app.role', who, true);
            return found;
        end $$""",
        "revoke execute on function shut_files() from public",
        _granted("shut_files()"),
    ]


def _watch() -> list[str]:
    """Tell the organ above which limits of the law are overdue in sealed files, and no more.

    Number, limit and day, until it is done; what alerts the house alone is not told above.
    The file itself is not there for it. Who has the file in hand sees the breach in the file.
    """
    watching = _quoted(DUTIES["sealed.watch"])
    return [
        f"""create or replace function missed_under_seal()
        returns table (number varchar, "limit" varchar, due_on date, at timestamptz)
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare who text := coalesce({ROLE}, '');
        begin
            if who not in ({watching}) then return; end if;
            perform set_config('app.role', '{Role.SYSTEM}', true);
            return query select p.number, b."limit", b.due_on, b.at
                from registry_breach b join {PETITIONS} p on p.id = b.petition_id
                join registry_clock c on c.id = b.clock_id
                where b.ground = 'law' and c.stopped_on is null and b.above_id = {_ORGAN}
                    and p.is_sealed and not p.organs @> array[{_ORGAN}] and not {_IS_BARRED}
                order by b.at desc limit 50;
            perform set_config('app.role', who, true);
        end $$""",
        "revoke execute on function missed_under_seal() from public",
        _granted("missed_under_seal()"),
    ]


def _granted(function: str) -> str:
    return f"""do $$ begin if exists (select 1 from pg_roles where rolname = 'yimen_app')
        then grant execute on function {function} to yimen_app; end if; end $$"""


def _readings() -> list[str]:
    """Let anybody's reading be written, and only those with the right see who read what.

    An auditor of an accused organ does not learn that its accusation was read.
    """
    seen = _sees(f"{READINGS}.petition_id")
    reader = f"(({_has_any('petition.see_readers')}) and {seen})"
    auditor = (
        f"{ROLE} in ({_quoted(DUTIES['readings.audit'])})"
        " and petition_id <> all ((select shut_files())::bigint[])"
    )
    return [
        *_lock(READINGS),
        *_policy(READINGS, "seen", "select", using=f"{reader} or {auditor}"),
        *_policy(READINGS, "added", "insert", check="true"),
    ]


def _admin_entries() -> list[str]:
    """Any deed of an administrator is written; only who audits them reads it."""
    auditor = f"{ROLE} in ({_quoted(DUTIES['administration.audit'])})"
    return [
        *_lock(ADMIN_ENTRIES),
        *_policy(ADMIN_ENTRIES, "seen", "select", using=auditor),
        *_policy(ADMIN_ENTRIES, "added", "insert", check="true"),
    ]


def _numbers() -> list[str]:
    """Tell the auditor the number of a petition, of which they see nothing else."""
    auditors = _quoted(DUTIES["readings.audit"])
    return [
        f"""create or replace function numbers_of_petitions(asked bigint[])
        returns table (petition bigint, number varchar)
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare who text := coalesce({ROLE}, '');
        begin
            if who not in ({auditors}) then return; end if;
            perform set_config('app.role', '{Role.SYSTEM}', true);
            return query select p.id, p.number from {PETITIONS} p
                where p.id = any(asked) and not (p.is_sealed and {_IS_BARRED});
            perform set_config('app.role', who, true);
        end $$""",
        "revoke execute on function numbers_of_petitions(bigint[]) from public",
    ]


def _sees(column: str) -> str:
    """Ask whether a petition can be seen, row by row.

    The offset keeps PostgreSQL from reading every petition first to answer for a page of thirty.
    """
    return f"exists (select 1 from {PETITIONS} p where p.id = {column} offset 0)"


def _has_any(permission: str) -> str:
    return f"{ROLE} in ({_quoted(POLICY[permission])})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(sorted(f"'{name}'" for name in names))


def _lock(table: str) -> list[str]:
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
    ]


def _policy(table: str, name: str, verb: str, *, using: str = "", check: str = "") -> list[str]:
    clauses = (f" using ({using})" if using else "") + (f" with check ({check})" if check else "")
    return [
        f"drop policy if exists {name} on {table}",
        f"create policy {name} on {table} for {verb}{clauses}",
    ]
