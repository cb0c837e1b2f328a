"""The folder of acts is the list of what the system does: one move, one act; one act, one test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import yimen
from yimen.law.moves import Move
from yimen.registry.entries import KINDS

ROOT = Path(__file__).resolve().parents[2]
ACTIONS = Path(yimen.__path__[0]) / "casework" / "actions"
ACTS = sorted(path for path in ACTIONS.glob("*.py") if path.stem != "__init__")
#: What asks the law: the first of its arguments that is a move is the move that is made.
ASKS = {"ask", "move_all"}
#: Acts that change nothing that the record tells of: looking, an unfinished draft; and what those
#: who read this record must not learn of, which has a record of its own.
SILENT = {"unmask", "keep_draft", "report_retaliation", "make_bundle", "open_sealed", "shut"}


@cache
def moves_made(file: Path) -> set[str]:
    """Return the moves that an act asks the law for."""
    return {
        node.attr.lower()
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ASKS
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Move"
    }


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def act(file: Path) -> ast.FunctionDef:
    """Return the one function of an act that others call."""
    (found,) = (
        node
        for node in tree(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )
    return found


@pytest.mark.parametrize("move", list(Move))
def test_every_move_is_made_by_exactly_one_act(move: Move) -> None:
    makers = [file.stem for file in ACTS if move.value in moves_made(file)]
    # Urging execution is no errand of its own: it follows from serving an opinion that supports.
    # Neither is the order to do it anew: it follows from serving a review that revokes the answer.
    follows = {
        Move.URGE_EXECUTION: ["serve"],
        Move.HAND_APART: ["name_accused"],
        Move.ORDER_REDO: ["serve_recheck", "serve_review"],
    }
    assert makers == follows.get(move, [move.value])


@pytest.mark.parametrize("file", ACTS, ids=lambda file: file.stem)
def test_an_act_is_one_function_of_the_files_name_in_one_transaction(file: Path) -> None:
    found = act(file)
    assert found.name == file.stem
    assert [ast.unparse(one) for one in found.decorator_list] == ["transaction.atomic"]
    named = [argument.arg for argument in found.args.kwonlyargs]
    assert named[-2:] == ["by", "at"]
    assert found.returns is not None


@pytest.mark.parametrize("file", ACTS, ids=lambda file: file.stem)
def test_every_act_has_its_test(file: Path) -> None:
    assert (ROOT / "tests" / "acts" / f"test_{file.stem}.py").is_file()


@pytest.mark.parametrize("file", ACTS, ids=lambda file: file.stem)
def test_every_act_opens_the_file_for_somebody_and_leaves_a_line(file: Path) -> None:
    called = {
        getattr(node.func, "id", "") for node in ast.walk(tree(file)) if isinstance(node, ast.Call)
    }
    opens = {"open_petition", "open_demand", "open_opinion"}
    assert called & opens or file.stem == "lodge"  # which makes the file that others open
    assert ("record" in called) is (file.stem not in SILENT)


def test_every_kind_of_line_is_written_by_an_act() -> None:
    written = {
        node.func.id
        for file in ACTS
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    names = {
        "LodgedLine" if said.__name__ == "Lodged" else said.__name__ for said in KINDS.values()
    }
    assert names <= written


def test_every_move_has_a_line_of_its_kind() -> None:
    assert {move.value for move in Move} <= set(KINDS)
