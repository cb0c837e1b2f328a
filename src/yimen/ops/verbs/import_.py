"""Take in a table of petitions (.xlsx, .csv), or write the empty table to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.ops.bulk.importing import Report, Wishes, take_in
from yimen.ops.bulk.template import write_template
from yimen.ops.progress import shown
from yimen.ops.saying import in_one_line, json_option, print_json, say
from yimen.people.queries import offices, regions

NEEDS = "django"
_SOME_BAD, _UNUSABLE = 1, 2
_SHOWN = 20
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--template", type=_FILE, help="Write the empty table to fill in, and stop.")
@click.option("--mapping", type=_FILE, help="A YAML file: which column of theirs is which field.")
@click.option("--receiver", default="", help="The organ that received rows which name none.")
@click.option("--source", default="", help="Where the table comes from; else its file name.")
@click.option("--dry-run", is_flag=True, help="Look at every row, change nothing.")
@json_option
def import_(
    *,
    file: Path | None,
    template: Path | None,
    mapping: Path | None,
    receiver: str,
    source: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Lodge and register every row of FILE (.xlsx or .csv).

    A row that was taken in before, known by its source and external number, is passed over: the
    same command may be given again, also after it was broken off. Rows that cannot be taken in are
    named and written to FILE.bad.csv with their reasons; mend them there and import that file.

    Headings as in the empty table (--template), in Chinese or English, need no mapping. Others are
    named in a mapping file:

    \b
        source: 旧系统
        sheet: 台账
        columns:
          external_number: 编号
          received_at: {column: 登记日期, format: "%Y年%m月%d日"}
          channel: {column: 方式, values: {上门: visit, 留言: online}}
          request: 反映问题
        defaults: {channel: letter}

    Leaves with 0 when all rows are in, with 1 when some are not, with 2 when the file cannot be
    used.
    """  # noqa: D301 - the sign that keeps the example as it stands
    if template:
        on = local_day(now())
        write_template(
            template, [organ.name for organ in offices(on)], [region.name for region in regions()]
        )
        click.echo(say("The empty table is in {file}.").format(file=template))
        return
    if file is None:
        raise click.UsageError(say("Name the table to import, or --template."))
    wishes = Wishes(file=file, mapping=mapping, receiver=receiver, source=source, dry_run=dry_run)
    try:
        with shown(say("Rows"), quiet=as_json) as begin:
            report = take_in(wishes, now(), begin)
    except Refused as refusal:
        click.echo(in_one_line(refusal), err=True)
        raise SystemExit(_UNUSABLE) from None
    if as_json:
        print_json(report.as_data())
    else:
        _print(report)
    raise SystemExit(_SOME_BAD if report.bad else 0)


def _print(report: Report) -> None:
    if report.ignored_columns:
        names = ", ".join(report.ignored_columns)
        click.echo(say("Columns that nobody reads: {names}.").format(names=names))
    for bad in report.bad_rows[:_SHOWN]:
        click.echo(say("Line {line}: {reason}").format(line=bad.line, reason=bad.reason))
    for one in report.repeats[:_SHOWN]:
        words = say("Line {line}: the same person stands in {numbers}. Compare when screening.")
        click.echo(words.format(line=one.line, numbers=", ".join(one.numbers)))
    if report.bad:
        words = say("{bad} rows cannot be taken in; all are in {file} with their reasons.")
        click.echo(words.format(bad=report.bad, file=report.bad_rows_file))
    words = say("{new} petitions taken in, {old} were there already.")
    if report.dry_run:
        words = say("{new} petitions would be taken in, {old} are there already.")
    click.echo(words.format(new=report.imported, old=report.already_there))
