"""Begin an empty installation: its district, its bureau, its three administrators."""

from __future__ import annotations

import click
from django.db import transaction

from yimen.access.actor import SYSTEM, Role
from yimen.access.words import ROLES
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.ops.saying import json_option, print_json, say
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.give_post import give_post
from yimen.people.models import Organ, Region
from yimen.people.shapes import Admitted, Entry

NEEDS = "django"
#: Who opens accounts, who keeps organs, who looks after both: three persons, never one.
_USERNAMES = {
    Role.SECURITY_ADMIN: "security",
    Role.SYSTEM_ADMIN: "system",
    Role.AUDIT_ADMIN: "audit",
}


class BegunAlready(Refused):
    """There is a district already. Sign in as its administrators, or use `yimen staff`."""


@click.command()
@click.option("--district", required=True, help="The name of the district.")
@click.option("--code", required=True, help="Its code in paths: small letters, such as ym.")
@click.option("--bureau", required=True, help="The name of its petition bureau.")
@click.option("--mark", required=True, help="The characters that open its document numbers.")
@json_option
def begin(*, district: str, code: str, bureau: str, mark: str, as_json: bool) -> None:
    """Make the district, its bureau, and an account for each of the three administrators.

    \b
        yimen begin --district 一门区 --code ym --bureau 一门区信访局 --mark 一门信

    Then the system administrator adds the organs, the security administrator people and posts.
    """  # noqa: D301 - the sign that keeps the example as it stands
    with transaction.atomic():
        if Region.objects.exists() or Organ.objects.exists():
            raise BegunAlready
        at = now()
        region = add_region(name=district, kind="district", code=code, by=SYSTEM, at=at)
        organ = add_organ(
            name=bureau,
            mark=mark,
            kind=Organ.Kind.BUREAU.value,
            region=region.pk,
            entry=Entry(has_reception=True),
            by=SYSTEM,
            at=at,
        )
        accounts = {role: _administrator(role, organ) for role in _USERNAMES}
    _tell(organ, accounts, as_json=as_json)


def _administrator(role: Role, organ: Organ) -> Admitted:
    at = now()
    admitted = add_staff(username=_USERNAMES[role], name=say(ROLES[role]), by=SYSTEM, at=at)
    give_post(
        admitted.staff,
        role=role,
        organ=organ.pk,
        starts_on=local_day(at),
        by=SYSTEM,
        at=at,
    )
    return admitted


def _tell(organ: Organ, accounts: dict[Role, Admitted], *, as_json: bool) -> None:
    if as_json:
        made = {role.value: admitted for role, admitted in accounts.items()}
        print_json({"region": organ.region_id, "organ": organ.pk, "accounts": made})
        return
    click.echo(say("{organ} is open. Three accounts, for three persons:").format(organ=organ.name))
    for role, admitted in accounts.items():
        click.echo(f"  {say(ROLES[role])}: {admitted.username}  {admitted.password}")
    click.echo(say("Each password is for one use, and is not shown again."))
    click.echo(say("They sign in at /desk/: system adds the organs, security people and posts."))
