"""Questions that the bench asks the database for itself, as the owner who sees every row."""

from __future__ import annotations

from collections.abc import Sequence

from yimen.ops.bench.copying import as_system, connect

Row = tuple[object, ...]


def ask(question: str, values: Sequence[object] = ()) -> list[Row]:
    """Return the rows of an answer."""
    with connect() as owner:
        as_system(owner)
        return owner.execute(question.encode(), values).fetchall()


def one(question: str, values: Sequence[object] = ()) -> int:
    """Return the only number of an answer; 0 where there is none."""
    rows = ask(question, values)
    return int(str(rows[0][0] or 0)) if rows else 0


def do(statement: str) -> None:
    """Run a statement that answers nothing."""
    with connect() as owner:
        as_system(owner)
        owner.execute(statement.encode())
