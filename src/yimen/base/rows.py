"""Rows by a statement that is written once, each with the rows that it points to.

A queryset is composed, compiled and typed anew each time it is asked: half a millisecond and more,
which is most of what a request or an act costs that asks ten questions. What every request asks is
written here once for each process; PostgreSQL prepares it once for each connection. Row policies
bind it like any other statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


class Rows(Generic[M]):
    """A statement that finds rows of one table.

    In `where` the table is `t`, and each foreign key of `ones`, whose rows come along, goes by its
    own name. Values are bound as in any statement.
    """

    def __init__(
        self, model: type[M], *ones: str, where: str, order: str = "", then: str = ""
    ) -> None:
        """Keep the parts; `then` ends the statement, as `for update of t`."""
        self._model, self._ones = model, ones
        self._where, self._rest = where, f"{f'order by {order} ' if order else ''}{then}"

    def all(self, values: Sequence[object] | Mapping[str, object] = ()) -> list[M]:
        """Return every row that is found."""
        with connection.cursor() as cursor:
            cursor.execute(self._text, values)  # type: ignore[arg-type]  # whatever psycopg binds
            return [self._made(row) for row in cursor.fetchall()]

    def first(self, values: Sequence[object] | Mapping[str, object] = ()) -> M | None:
        """Return the first row that is found, if any."""
        return next(iter(self.all(values)), None)

    @cached_property
    def _columns(self) -> list[tuple[str, type[models.Model], list[str]]]:
        keys = {name: self._model._meta.get_field(name) for name in self._ones}
        tables = [("t", cast("type[models.Model]", self._model))]
        tables += [
            (name, cast("type[models.Model]", key.related_model)) for name, key in keys.items()
        ]
        return [(name, table, columns_of(table)) for name, table in tables]

    @cached_property
    def _text(self) -> str:
        chosen = [f'{name}."{column}"' for name, _, columns in self._columns for column in columns]
        joins = []
        for name, table, _ in self._columns[1:]:
            key = cast("models.ForeignKey[Any]", self._model._meta.get_field(name))
            how = "left join" if key.null else "join"
            joins.append(f'{how} {table._meta.db_table} {name} on {name}.id = t."{key.attname}"')
        return (
            f"select {', '.join(chosen)} from {self._model._meta.db_table} t"  # noqa: S608  # our own names
            f" {' '.join(joins)} where {self._where} {self._rest}"
        )

    def _made(self, row: Sequence[Any]) -> M:
        found, start = None, 0
        for name, table, columns in self._columns:
            values = row[start : start + len(columns)]
            start += len(columns)
            if found is None:
                found = made(self._model, columns, values)
            else:
                is_there = values[0] is not None
                one = made(table, columns, values) if is_there else None
                found._state.fields_cache[name] = one
        return cast("M", found)


def columns_of(model: type[models.Model], without: Sequence[str] = ()) -> list[str]:
    """Return the columns of a table, its number first."""
    return [f.attname for f in model._meta.concrete_fields if f.name not in without]


def made(model: type[M], columns: Sequence[str], values: Sequence[Any]) -> M:
    """Make the object of a row as Django's `from_db` does, without asking each field and signal."""
    found = model.__new__(model)
    found.__dict__.update(zip(columns, values, strict=True))
    for name, field in _kept_otherwise(model):
        if name in found.__dict__:
            read = field.from_db_value(found.__dict__[name], None, connection)
            found.__dict__[name] = read
    found._state = ModelState()
    found._state.adding, found._state.db = False, connection.alias
    return found


@cache
def _kept_otherwise(model: type[models.Model]) -> list[tuple[str, Any]]:
    """Return the columns that a row keeps in another form than its object has, as JSON."""
    fields = model._meta.concrete_fields
    return [(f.attname, f) for f in fields if hasattr(f, "from_db_value")]


def hang(parent: models.Model, key: str, rows: Sequence[M], back: str) -> None:
    """Hang rows under the row that they belong to, as a prefetch would.

    `key` is how the parent calls them, `back` how they call the parent.
    """
    asked = getattr(parent, key).all()
    asked._result_cache, asked._prefetch_done = list(rows), True
    parent.__dict__.setdefault("_prefetched_objects_cache", {})[key] = asked
    for row in rows:
        row._state.fields_cache[back] = parent
