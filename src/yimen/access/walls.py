"""The walls of the rooms: who may see, add, change and remove the rows of each of their tables.

A room's rows follow no petition. Each table says for itself who stands where, once, and from that
line come Django's rule (`rows`) and PostgreSQL's row policies. Who is not named sees nothing, and
learns nothing: not that a row exists, nor how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.db.models import F, Q, Value

from yimen.access.actor import Actor, Role
from yimen.access.scopes import EVERYWHERE, NONE, Scope, by_role, starts_with

_MINE = "nullif(nullif(current_setting('app.actor', true), ''), '0')::bigint"
_ORGAN = "nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint"
_AREA = "nullif(current_setting('app.area', true), '')"
_CODE = "nullif(current_setting('app.code', true), '')"
#: The next number of a table would tell how many rows it has had; a row is added without it.
_NUMBERS = (
    "do $$ begin if exists (select 1 from pg_roles where rolname = 'yimen_app')"
    " then revoke all on sequence {table}_id_seq from yimen_app; end if; end $$"
)
#: Verbs of a wall and of PostgreSQL.
VERBS = {"see": "select", "add": "insert", "change": "update", "remove": "delete"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Who stands where before one table: by verb, from role to the rows of that role.

    `follows` names a table and the own column that leads to it: such a row is seen only with the
    row it belongs to, whatever else is said here.
    """

    see: Mapping[Role, Scope]
    add: Mapping[Role, Scope] = field(default_factory=dict)
    change: Mapping[Role, Scope] = field(default_factory=dict)
    remove: Mapping[Role, Scope] = field(default_factory=dict)
    follows: tuple[str, str] | None = None

    def of(self, verb: str) -> Mapping[Role, Scope]:
        """Return who may do this with which rows."""
        found: Mapping[Role, Scope] = getattr(self, verb)
        return found


def mine(column: str) -> Scope:
    """Rows whose column names the person who asks."""
    return Scope(f"{column} is me", _only("id", column), f"{column} = {_MINE}")


def among(column: str) -> Scope:
    """Rows whose array names the person who asks."""
    return Scope(
        f"I am among {column}", _only("id", column, "__contains"), f"{column} @> array[{_MINE}]"
    )


def of_my_organ(column: str) -> Scope:
    """Rows whose column names the organ of the post that asks."""
    return Scope(f"{column} is my organ", _only("organ", column), f"{column} = {_ORGAN}")


def among_organs(column: str) -> Scope:
    """Rows whose array names the organ of the post that asks."""
    return Scope(
        f"my organ is among {column}",
        _only("organ", column, "__contains"),
        f"{column} @> array[{_ORGAN}]",
    )


def in_area(column: str = "area") -> Scope:
    """Rows of the area of the post that asks; `column` holds a region's path."""
    return Scope(
        f"{column} is in my area",
        lambda a: Q(starts_with(F(column), Value(a.area))) if a.area else Q(pk__in=[]),
        f"starts_with({column}, {_AREA})",
    )


def with_code(column: str = "code_blind") -> Scope:
    """Rows whose blind index is that of the code which opened the page."""
    return Scope(
        f"{column} is of my code",
        lambda a: Q(**{column: a.code}) if a.code else Q(pk__in=[]),
        f"{column} = {_CODE}",
    )


def code_among(column: str) -> Scope:
    """Rows whose array of blind indexes holds that of the code which opened the page."""
    return Scope(
        f"my code is among {column}",
        lambda a: Q(**{f"{column}__contains": [a.code]}) if a.code else Q(pk__in=[]),
        f"{column} @> array[{_CODE}::varchar]",
    )


def where(column: str, value: str) -> Scope:
    """Rows whose column holds this word."""
    if not value.replace("_", "").isalnum():  # it is written into a policy
        message = f"{value!r} is not a plain word"
        raise ValueError(message)
    return Scope(f"{column} is {value}", lambda _: Q(**{column: value}), f"{column} = '{value}'")


def other_than(column: str, value: str) -> Scope:
    """Rows whose column holds any other word."""
    same = where(column, value)
    return Scope(f"{column} is not {value}", lambda a: ~same.rows(a), f"{column} <> '{value}'")


def empty(column: str) -> Scope:
    """Rows whose column holds nothing."""
    return Scope(
        f"{column} is empty", lambda _: Q(**{f"{column}__isnull": True}), f"{column} is null"
    )


def whole(*scopes: Scope) -> Scope:
    """Rows that all of these choose."""
    return Scope(
        " and ".join(scope.name for scope in scopes),
        lambda a: reduce(and_, (scope.rows(a) for scope in scopes)),
        " and ".join(f"({scope.sql})" for scope in scopes),
    )


def either(*scopes: Scope) -> Scope:
    """Rows that any of these chooses."""
    return Scope(
        " or ".join(scope.name for scope in scopes),
        lambda a: reduce(lambda x, y: x | y, (scope.rows(a) for scope in scopes)),
        " or ".join(f"({scope.sql})" for scope in scopes),
    )


def everywhere(*roles: Role) -> dict[Role, Scope]:
    """Let these roles reach every row."""
    return dict.fromkeys(roles, EVERYWHERE)


def _only(asks: str, column: str, how: str = "") -> Callable[[Actor], Q]:
    """Choose by a number of the actor; who has none, chooses nothing."""

    def rows(actor: Actor) -> Q:
        number = getattr(actor, asks)
        value = [number] if how else number
        return Q(**{f"{column}{how}": value}) if number else Q(pk__in=[])

    return rows


def rows(actor: Actor, wall: Wall, verb: str = "see") -> Q:
    """Return the rows that this actor may see, or change; what a row follows is asked apart."""
    return wall.of(verb).get(actor.role, NONE).rows(actor)


def statements(walls: Mapping[str, Wall]) -> Iterator[str]:
    """Yield the row policies of these tables, safe to run again."""
    for table, wall in walls.items():
        yield _NUMBERS.format(table=table)
        yield f"alter table {table} enable row level security"
        yield f"alter table {table} force row level security"
        for verb, of_sql in VERBS.items():
            yield f"drop policy if exists {verb} on {table}"
            rule = _rule(table, wall, verb)
            clauses = {
                "see": f"using ({rule})",
                "add": f"with check ({rule})",
                "change": f"using ({rule}) with check ({rule})",
                "remove": f"using ({rule})",
            }
            yield f"create policy {verb} on {table} for {of_sql} {clauses[verb]}"


def _rule(table: str, wall: Wall, verb: str) -> str:
    rule = by_role((who, f"({scope.sql})") for who, scope in wall.of(verb).items())
    if wall.follows is None:
        return rule
    parent, column = wall.follows
    seen = f"exists (select 1 from {parent} p where p.id = {table}.{column} offset 0)"  # noqa: S608  # our own names
    return f"({rule}) and {seen}"
