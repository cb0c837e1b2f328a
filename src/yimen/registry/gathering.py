"""A petition and all that belongs to it, in one statement.

The general way costs a statement and a few objects of the framework for each kind of row: twenty
statements for a page, and most of their time is spent on building and planning them. Here the rows
of every kind come as JSON beside the petition's own. The statement is the same for everybody in a
role, so each connection plans it once. What comes out are the models, with their relations filled
in, and the code above reads on as if Django had fetched them.

Both locks are in it: the policy's rule, with who asks as parameters, and the row policies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.base import ModelState

from yimen.access.actor import Actor
from yimen.access.policy import asking, where
from yimen.base.errors import NotFound
from yimen.people.models import Organ, Staff
from yimen.registry.models import Petition
from yimen.registry.models.free import FreeWords
from yimen.registry.telling import Known

M = TypeVar("M", bound=models.Model)
#: Rows at hand, by their model and number.
AtHand = dict[type[models.Model], dict[int, models.Model]]

#: What JSON has no word for: how a value of such a column is read back.
_READ: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "BinaryField": lambda text: bytes.fromhex(text[2:]),
}
#: Nobody needs them for a page; a password is never among what a page has in hand.
_OF_STAFF = ("id", "name", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of rows that belong to a petition.

    `where` chooses among the rows `x` of the petition `p`, `most` keeps the first in the `order`,
    `without` leaves out long columns, which are then fetched when they are asked for. `into` names
    the foreign keys whose row gets these as its own, as `demand.clocks.all()`.
    """

    model: type[models.Model]
    order: str = "x.id"
    where: str = ""
    of: str = "x.petition_id = p.id"
    most: int = 0
    without: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathered:
    """One petition with its rows, by the name of their part."""

    petition: Petition
    may: dict[str, bool]
    _rows: dict[str, list[models.Model]]
    _known: AtHand

    def rows(self, name: str, model: type[M]) -> list[M]:
        """Return the rows of a part."""
        found = self._rows[name]
        assert all(isinstance(row, model) for row in found[:1])  # noqa: S101 - a slip of ours
        return cast("list[M]", found)

    def introduce(self, organs: Iterable[int] = (), staff: Iterable[int] = ()) -> Known:
        """Fetch the organs and people whom the rows name, and others asked for, in one statement.

        Every row then has them at hand; so does the petition.
        """
        wanted: dict[type[models.Model], set[int]] = {Organ: set(organs), Staff: set(staff)}
        everybody = [self.petition, *(row for rows in self._rows.values() for row in rows)]
        keys = [(row, key) for row in everybody for key in _keys(type(row))]
        for row, (_, column, model) in keys:
            if model in wanted and column in row.__dict__ and row.__dict__[column]:
                wanted[model].add(row.__dict__[column])
        self._known |= _people(wanted)
        for row, (name, column, model) in keys:
            known = self._known.get(model, {}).get(row.__dict__.get(column) or 0)
            if known is not None:
                row._state.fields_cache[name] = known
        return Known(
            organs={pk: cast("Organ", organ).name for pk, organ in self._known[Organ].items()},
            staff={pk: cast("Staff", one).name for pk, one in self._known[Staff].items()},
        )


class Gathering:
    """What of a petition is wanted: made once, opened for every page."""

    def __init__(self, parts: Mapping[str, Part], *, may: Sequence[str] = ()) -> None:
        """Keep the parts; `may` names permissions about which the petition's row shall answer."""
        self._parts, self._may = parts, tuple(may)
        self._texts: dict[tuple[str, ...], str] = {}

    def open(
        self, actor: Actor, petition_id: int | None = None, *, permission: str = "petition.read"
    ) -> Gathered:
        """Return a petition as far as it is this actor's; a petitioner's code needs no number.

        Raises:
            NotFound: there is none, or it is not theirs.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                self._text(actor, permission, one=petition_id is not None),
                {**asking(actor), "petition": str(petition_id)},
            )
            row = cursor.fetchone()
        if row is None:
            raise NotFound
        columns = len(_columns(Petition, ()))
        petition = _made(Petition, (), row[:columns])
        answers = dict(zip(self._may, row[columns:], strict=False))
        texts = row[columns + len(self._may) :]
        return self._fill(petition, {name: bool(yes) for name, yes in answers.items()}, texts)

    def _fill(self, petition: Petition, may: dict[str, bool], texts: Sequence[Any]) -> Gathered:
        rows = {
            name: [_read(part.model, part.without, values) for values in found or ()]
            for (name, part), found in zip(self._parts.items(), texts, strict=True)
        }
        known: AtHand = {part.model: {} for part in self._parts.values()}
        for name, part in self._parts.items():
            known[part.model] |= {row.pk: row for row in rows[name]}
        others = known.get(Petition, {})  # which get no rows: those here are this one's
        known[Petition] = {petition.pk: petition}
        for name, part in self._parts.items():
            for key in part.into:
                _give(part.model, key, rows[name], known)
        known[Petition] |= others
        return Gathered(petition, may, rows, known)

    def _text(self, actor: Actor, permission: str, *, one: bool) -> str:
        rules = [where(actor, name) for name in (permission, *self._may)]
        key = (*rules, str(one))
        if key not in self._texts:
            self._texts[key] = self._written(rules, one=one)
        return self._texts[key]

    def _written(self, rules: Sequence[str], *, one: bool) -> str:
        chosen = [f"p.{column}" for column in _columns(Petition, ())]
        chosen += [f"({rule})" for rule in rules[1:]]
        chosen += [_as_json(part) for part in self._parts.values()]
        number = "p.id = %(petition)s::bigint and " if one else ""
        return f"select {', '.join(chosen)} from registry_petition p where {number}({rules[0]})"


def _as_json(part: Part) -> str:
    """Return a part as one column: a list of lists of its rows' columns."""
    columns = ", ".join(f"x.{column}" for column in _columns(part.model, part.without))
    table = part.model._meta.db_table
    chosen = f"{part.of} and {part.where}" if part.where else part.of
    most = f" limit {part.most}" if part.most else ""
    inner = f"select * from {table} x where {chosen} order by {part.order}{most}"
    return f"(select json_agg(json_build_array({columns})) from ({inner}) x)"


@cache
def _columns(model: type[models.Model], without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if f.name not in without)


@cache
def _readers(
    model: type[models.Model], without: tuple[str, ...]
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return which columns JSON cannot say, by their place, and how to read them."""
    found = [f for f in model._meta.concrete_fields if f.name not in without]
    kinds = ((place, f.base_field if isinstance(f, ArrayField) else f) for place, f in
             enumerate(found))  # fmt: skip
    readers = ((place, _reader(f)) for place, f in kinds)
    return tuple((place, read) for place, read in readers if read)


def _reader(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(column, FreeWords):
        return lambda kept: column.from_db_value(kept, None, None)
    return _READ.get(column.get_internal_type())


@cache
def _keys(model: type[models.Model]) -> tuple[tuple[str, str, type[models.Model]], ...]:
    """Return the foreign keys of a model: name, column, and where it points."""
    return tuple(
        (f.name, f.attname, f.related_model)
        for f in model._meta.concrete_fields
        if isinstance(f, models.ForeignKey)
    )


def _read(model: type[M], without: tuple[str, ...], values: list[Any]) -> M:
    for place, read in _readers(model, without):
        if values[place] is not None:
            values[place] = read(values[place])
    return _made(model, without, values)


def _made(model: type[M], without: tuple[str, ...], values: Sequence[Any]) -> M:
    """Make a row's object as Django's `from_db` does, without asking each field and signal."""
    made = model.__new__(model)
    made.__dict__.update(zip(_columns(model, without), values, strict=True))
    made._state = ModelState()
    made._state.adding, made._state.db = False, connection.alias
    return made


def _give(
    model: type[models.Model],
    key: str,
    rows: list[models.Model],
    known: AtHand,
) -> None:
    """Hang rows under the row that a foreign key names, as a prefetch would."""
    link, accessor = _link(model, key)
    theirs: dict[int, list[models.Model]] = defaultdict(list)
    for row in rows:
        theirs[row.__dict__[link.attname]].append(row)
    for pk, parent in known.get(link.related_model, {}).items():
        # Whoever asks for some of them only still asks for this parent's.
        asked: Any = models.QuerySet(model)  # Django's own way of keeping what was prefetched
        asked._deferred_filter = (False, (), {key: parent})
        asked._result_cache, asked._prefetch_done = theirs.get(pk, []), True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[accessor] = asked
        for row in theirs.get(pk, ()):
            row._state.fields_cache[key] = parent


@cache
def _link(model: type[models.Model], key: str) -> tuple[models.ForeignKey[Any, Any], str]:
    """Return a foreign key, and how the row it points to calls these rows."""
    link = cast("models.ForeignKey[Any, Any]", model._meta.get_field(key))
    return link, str(link.remote_field.get_accessor_name())


@cache
def _asked_people() -> str:
    organs = Part(model=Organ, of="x.id = any(%(organs)s::bigint[])")
    staff = Part(model=Staff, of="x.id = any(%(staff)s::bigint[])", without=_not_of_staff())
    return f"select {_as_json(organs)}, {_as_json(staff)}"


@cache
def _not_of_staff() -> tuple[str, ...]:
    return tuple(f.name for f in Staff._meta.concrete_fields if f.name not in _OF_STAFF)


def _people(wanted: dict[type[models.Model], set[int]]) -> AtHand:
    asked = {"organs": _array(wanted[Organ]), "staff": _array(wanted[Staff])}
    with connection.cursor() as cursor:
        cursor.execute(_asked_people(), asked)
        organs, staff = cursor.fetchone()
    return {
        Organ: {row[0]: _read(Organ, (), row) for row in organs or ()},
        Staff: {row[0]: _read(Staff, _not_of_staff(), row) for row in staff or ()},
    }


def _array(numbers: Iterable[int]) -> str:
    """Return an array as a literal: of one type, so that its statement is planned once."""
    return f"{{{','.join(map(str, sorted(numbers)))}}}"
