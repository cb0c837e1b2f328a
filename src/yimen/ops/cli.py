"""The `yimen` command. Each file in `verbs/` is one verb: nothing else needs to be told of it.

A verb's module has, in this order: a docstring whose first line is its line in `yimen --help`;
`NEEDS = "nothing"`, `"settings"`, `"server"`, `"django"` or `"owner"`; and a click command that
bears the name of the file. What it needs is at hand before the module is loaded, so it may import
models at its top like any other module.
"""

from __future__ import annotations

import ast
import importlib
import keyword
import os
import sys
from inspect import cleandoc
from pathlib import Path

import click

from yimen.base.errors import Refused
from yimen.ops.saying import say

_FOLDER = Path(__file__).parent / "verbs"
_NO_SUCH_TABLE = "42P01"  # PostgreSQL's own number; its driver is loaded by the verbs that need it


class NotYours(Refused):
    """You may not open {file}. Run this as the account that owns the data folder."""


class NoTablesYet(Refused):
    """The database lacks tables of Yimen. Run yimen up once, or yimen migrate as the owner of the database."""  # noqa: E501  # a message is one line, so that it can be translated


class Verbs(click.Group):
    """The verbs, found by their files and loaded when one of them is said."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the verbs in the order of the alphabet."""
        names = (path.stem for path in _FOLDER.glob("*.py"))
        return sorted(_verb(name) for name in names if not name.startswith("_"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print each verb with the first line of its module, without loading any."""
        with formatter.section(say("Verbs")):
            lines = [(verb, _first_line(verb)) for verb in self.list_commands(ctx)]
            formatter.write_dl([(verb, say(line)) for verb, line in lines if line])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a verb, with what it needs at hand until it is done."""
        name = _module(cmd_name)
        if cmd_name not in self.list_commands(ctx):
            return None
        needs = _needs(cmd_name)
        if needs != "nothing":
            at_hand = importlib.import_module("yimen.ops.at_hand")
            if needs == "settings":
                at_hand.choose()
            elif not _only_asks_for_help():
                ctx.with_resource(at_hand.server_at_hand())
            if needs != "server":
                at_hand.set_up(at_hand.Needs(needs))
        command = getattr(importlib.import_module(f"yimen.ops.verbs.{name}"), name)
        return command if isinstance(command, click.Command) else None


def _choose_data(_: click.Context, __: click.Parameter, folder: Path | None) -> None:
    # While the words are read, not when the command runs: a verb is set up before that.
    if folder:
        os.environ["YIMEN_DATA"] = str(folder.absolute())


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_choose_data,
    expose_value=False,
    help="The data folder (or YIMEN_DATA; default: var beside the code).",
)
def yimen() -> None:
    """Yimen: hears a district's petitions and settles them."""


def main() -> None:
    """Run one verb; say a refusal in one line and leave with 1."""
    try:
        try:
            yimen.main(prog_name="yimen")
        except PermissionError as error:
            raise NotYours(file=error.filename) from error
        except Exception as error:
            if getattr(error.__cause__, "sqlstate", "") == _NO_SUCH_TABLE:
                raise NoTablesYet from error
            raise
    except Refused as refusal:
        click.echo(say(cleandoc(refusal.message)).format(**refusal.facts), err=True)
        sys.exit(1)


def _module(verb: str) -> str:
    """Name the module of a verb; one that Python keeps for itself ends in an underscore."""
    name = verb.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def _verb(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


def _source(verb: str) -> ast.Module:
    return ast.parse((_FOLDER / f"{_module(verb)}.py").read_text(encoding="utf-8"))


def _first_line(verb: str) -> str:
    """Return a verb's line for the help; a docstring that begins with a bracket hides the verb."""
    line = (ast.get_docstring(_source(verb)) or "").split("\n", 1)[0]
    return "" if line.startswith("(") else line


def _needs(verb: str) -> str:
    for node in _source(verb).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="NEEDS")], value=ast.Constant(value=str(needs))):
                return needs
            case _:
                continue
    return "nothing"


def _only_asks_for_help() -> bool:
    return bool({"-h", "--help"} & set(sys.argv))


if __name__ == "__main__":
    main()
