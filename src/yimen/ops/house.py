"""The house printed: pages made of the code itself, so that they cannot say anything else."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from yimen.access.printed import policy_table
from yimen.law.printed import clocks_table, moves_table
from yimen.ops.places import ROOT, SOURCE
from yimen.registry.printed import records_table

FOLDER = ROOT / "docs" / "generated"
#: The floors from the ground up.
FLOORS = (
    "base", "law", "access", "people", "registry", "norms", "documents", "casework", "rooms",
    "supervision", "portal", "workbench", "ops",
)  # fmt: skip
NOTE = "Written by `yimen house` from the code; change the code, not this page."


def tree() -> str:
    """Return every file of the house with its first sentence, as Markdown, from the ground up."""
    lines = [line for floor in FLOORS for line in ("", f"## {floor}", "", *_files(SOURCE / floor))]
    return "\n".join([*lines[1:], ""])


#: Each page, with its heading and what writes it.
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "moves.md": ("States and moves", moves_table),
    "limits.md": ("Time limits", clocks_table),
    "policy.md": ("Who may do what", policy_table),
    "records.md": ("What the record says", records_table),
    "tree.md": ("The house, file by file", tree),
}


def pages() -> dict[str, str]:
    """Return every page, whole, by the name of its file."""
    return {name: f"# {head}\n\n{NOTE}\n\n{make()}" for name, (head, make) in PAGES.items()}


def write(folder: Path = FOLDER) -> list[str]:
    """Write the pages that are not as they should be; name them."""
    stale = differing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(pages()[name], encoding="utf-8")
    return stale


def differing(folder: Path = FOLDER) -> list[str]:
    """Name the pages that are missing, or say something else than the code."""
    return [name for name, text in pages().items() if _read(folder / name) != text]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _files(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.py")):
        said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        if said and "migrations" not in file.parts:
            yield f"- `{file.relative_to(folder)}`: {said.splitlines()[0]}"
