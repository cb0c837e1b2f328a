"""Rows are fetched through the doors that ask who wants them; the raw table is named by few."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import yimen

SOURCE = Path(yimen.__path__[0])
#: Floors that have no tables, and doors, which never touch any.
WITHOUT = ("base", "law", "access", "portal", "workbench", "api")
#: Where the rows of petitions are asked for without `seen_by` or `open_*`, and why that is right.
PETITIONS = {
    "registry/queries.py": "is the door",
    "registry/telling.py": "numbers of petitions that a line names, under the row policies",
    "registry/verifying.py": "reads everything, as the system",
    "casework/joining.py": "locks a file in hand and those joined to it, the older first",
    "casework/binding.py": "holds the file of a bundle that was opened, so that nobody seals it",
    "casework/actions/lodge.py": "makes the row; finds what the same ticket filed",
    "casework/queries/earlier.py": "names only; what it finds goes through `seen_by`",
    "casework/queries/replay.py": "replays every record as the system; figures alone come out",
    "documents/actions.py": "prints for the act that asked, in its transaction",
    "registry/lane.py": "moves the words of a file in hand into the sealed lane, as the house",
    "registry/readings.py": "asks of a file that was opened whether it lies under seal",
    "casework/queries/unsealed.py": "names what is still to be sealed, as the system",
    "ops/demo/stories.py": "tells stories as the system",
    "ops/demo/stories_people.py": "tells stories as the system",
    "ops/demo/story.py": "tells stories as the system",
}
#: Where SQL of our own reads the petitions' table; `where` is the policy's rule in its words.
BY_SQL = {
    "access/rls.py": "writes the row policies",
    "access/walls_joint.py": "writes the row policies",
    "casework/queries/desk_lists.py": "names the tables of a list; `desk` adds the policy's rule",
    "registry/gathering.py": "where",
    "registry/verifying.py": "reads everything, as the system",
    "registry/readings.py": "where",
    "casework/queries/file.py": "where",
    "casework/queries/desk.py": "where",
    "casework/queries/mine.py": "where",
    "casework/queries/search.py": "where",
}
#: Where the queries and acts of a floor may be, beside files and folders called so.
OWN_NAMES = {"models", "queries", "actions"}
BESIDE = {
    "people/backend.py", "people/directory.py", "people/guards.py", "people/patience.py",
    "people/telling.py", "registry/audits.py", "registry/clocks.py", "registry/telling.py",
    "registry/verifying.py", "documents/composing.py", "documents/composing_aside.py",
    "documents/drawn.py", "casework/answering.py", "casework/leaving.py", "casework/sending.py",
    "documents/composing_people.py", "casework/repeats.py", "casework/joining.py",
    "casework/rosters.py", "casework/caring.py", "casework/retaliation.py",
    "people/bodies.py", "people/vendors.py", "documents/composing_ways.py",
    "casework/overdue.py", "documents/composing_breach.py",
    "casework/accusing.py", "casework/suggesting.py", "documents/composing_lanes.py",
    "documents/lane.py", "registry/lane.py",
    "casework/hearing.py", "casework/binding.py", "documents/composing_hearing.py",
    "casework/explaining.py", "casework/oral.py", "casework/papers.py", "casework/reviewing.py",
    "casework/ruling.py", "casework/simple.py", "casework/sorting.py",
    "documents/composing_review.py", "documents/composing_sending.py", "people/superiors.py",
    "registry/digests.py", "registry/keys.py", "registry/readings.py", "people/notices.py",
    "casework/serving.py", "casework/settling.py", "casework/under_seal.py",
    "casework/rating_paper.py", "casework/unserved.py",
    "documents/composing_ended.py", "documents/composing_served.py",
    "documents/composing_settling.py",
    # What the acts and queries of one room share: whose row it is, asked of the room's own walls.
    "rooms/care/caring.py", "rooms/hall/outreach.py", "rooms/hall/rated.py",
    "rooms/hall/received.py",
    "rooms/hall/visits.py", "rooms/heart/clients.py", "rooms/joint/sittings.py",
    "rooms/joint/hours.py",
    "rooms/hall/ending.py", "rooms/hall/openings.py", "rooms/mediation/reminders.py",
    "rooms/mediation/handing.py",
    "rooms/legal/counting.py", "rooms/legal/matters.py", "rooms/mediation/cases.py",
    # What the acts and queries of an advice share, asked of its own wall.
    "supervision/advices.py", "supervision/letters.py",
    # What each room did, for the counters: numbers alone leave them.
    "rooms/care/counts.py", "rooms/hall/counts.py", "rooms/heart/counts.py",
    "rooms/legal/counts.py", "rooms/mediation/counts.py",
}  # fmt: skip


def raw(model: str = "") -> set[str]:
    """Return the files in which `.objects` or `Rows()` is named, of one model or of any."""
    return {file for file, names in _named().items() if names and model in {"", *names}}


@cache
def _named() -> dict[str, set[str]]:
    """Read every file once: which models' rows it asks for."""
    return {
        str(file.relative_to(SOURCE)): {
            name for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if (name := _asked(node))
        }
        for file in SOURCE.glob("**/*.py")
        if "migrations" not in file.parts
    }  # fmt: skip


def _asked(node: ast.AST) -> str:
    """Return the model whose rows are asked for here, if any."""
    if isinstance(node, ast.Attribute) and node.attr == "objects":
        return str(getattr(node.value, "id", getattr(node.value, "attr", "")))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Rows" and node.args:
        return ast.unparse(node.args[0])
    return ""


@pytest.mark.parametrize("floor", WITHOUT)
def test_floors_without_tables_name_none(floor: str) -> None:
    assert not [file for file in raw() if file.startswith(f"{floor}/")]


def test_petitions_are_fetched_through_the_door() -> None:
    assert set(raw("Petition")) <= set(PETITIONS)


def test_sql_of_our_own_asks_the_policy_too() -> None:
    """Beside the row policies: whoever reads petitions by SQL has the rule in the statement."""
    for file in sorted(SOURCE.glob("**/*.py")):
        name = str(file.relative_to(SOURCE))
        if "migrations" in file.parts or name.startswith("ops/"):
            continue
        text = file.read_text(encoding="utf-8")
        reads = any(f"{word} registry_petition" in text for word in ("from", "join"))
        if name in BY_SQL:
            assert BY_SQL[name] != "where" or "where(" in text, name
        else:
            assert not reads, name


def test_tables_are_asked_by_the_queries_and_acts_of_their_floor() -> None:
    inside = [
        file
        for file in raw()
        if not file.startswith("ops/")
        and not OWN_NAMES & {part.removesuffix(".py") for part in file.split("/")[1:]}
    ]
    assert set(inside) <= BESIDE


@pytest.mark.parametrize("file", sorted(PETITIONS | dict.fromkeys(BESIDE)))
def test_every_exception_is_still_one(file: str) -> None:
    assert file in raw()


def test_every_query_on_petitions_asks_who_wants_to_know() -> None:
    """What others call in casework/queries takes an actor, or rows that an actor has fetched."""
    by_the_clock = {
        "lapsed",
        "passed",
        "looked",
        "unsealed",
        "left_behind",
        "duties_left_behind",
        "overtaken",
        "uncertain",
    }  # the nightly worker's, as the system
    no_rows = {"as_number", "pieces", "receivers"}
    # Anybody who holds a letter may ask whether it is genuine: of no person, and of no petition but
    # the one whose number stands on it.
    by_anybody = {"look_at_file", "look_at_statement", "published", "published_digest"}
    by_anybody |= {"published_keys"}
    for file in sorted((SOURCE / "casework" / "queries").glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            takes = [argument.annotation for argument in node.args.args[:1]]
            first = ast.unparse(takes[0]) if takes and takes[0] else ""
            fetches = first in {"", "int", "str", "datetime", "date"}
            fine = not fetches or node.name in by_the_clock | no_rows | by_anybody
            assert fine, f"{file.name}: {node.name}"
