"""Hearings, investigations and recusals as the page of a matter shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yimen.access.actor import Actor
from yimen.base.time import LOCAL, local_day
from yimen.casework.choices import (
    CONCLUSIONS,
    HEARING_DECISIONS,
    INQUIRIES,
    RECUSAL_DECISIONS,
    WISHES,
    word,
)
from yimen.casework.queries.bundle import may_bind
from yimen.casework.queries.file import CaseFile, DemandShown
from yimen.casework.queries.hearing import members_of
from yimen.casework.showing import Shown

if TYPE_CHECKING:
    from yimen.registry.models import Hearing, Investigation, Member, Recusal


def heard(shown: DemandShown) -> list[Shown]:
    """Return what was done on a demand to find the facts in the open, newest first."""
    demand = shown.demand
    rows = [
        *(_hearing(one) for one in demand.hearings.all()),
        *(_inquiry(one) for one in demand.investigations.all()),
        *(_recusal(one) for one in demand.recusals.all()),
    ]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def rating_url(file: CaseFile, today: date) -> str:
    """Return the address of the rating form on paper, while an answer can be rated."""
    clocks = (clock for shown in file.demands for clock in shown.clocks)
    can = any(clock.limit == "rating" and clock.due_on >= today for clock in clocks)
    return reverse("workbench:rating_form", args=[file.petition.pk]) if can else ""


def bundle_url(actor: Actor, file: CaseFile) -> str:
    """Return where the file can be had as one PDF, or nothing."""
    if not may_bind(actor, file.petition):
        return ""
    return reverse("workbench:bundle", args=[file.petition.pk])


def _hearing(row: Hearing) -> Shown:
    return {
        "at": row.at,
        "title": _("Hearing"),
        "state": _hearing_state(row),
        "facts": list(_hearing_facts(row)),
        "words": row.reason,
    }


def _hearing_state(row: Hearing) -> str:
    if row.concluded_at:
        return word(CONCLUSIONS, row.conclusion)
    if row.closed_at:
        return _("closed, to be concluded")
    if row.opened_at:
        return _("held now")
    if row.called_at:
        return _("called")
    return word(HEARING_DECISIONS, row.decision)


def _hearing_facts(row: Hearing) -> Iterator[tuple[str, str]]:
    yield _("Wished by"), word(WISHES, row.wish)
    if row.called_at and row.opens_at:
        yield pgettext("hearing", "When"), _moment(row.opens_at)
        yield pgettext("hearing", "Where"), row.place
        yield _("Led by"), row.chair.name if row.chair else "—"
        yield _("Members"), _listed(_seat(one) for one in members_of(row))
        yield _("Open to the public"), row.closed_because or _("yes, in public")
    if row.opened_at and row.closed_at:
        first, last = local_day(row.opened_at), local_day(row.closed_at)
        yield _("Held"), f"{_day(first)} – {_day(last)}" if first != last else _day(first)
    if row.answer:
        yield _("Decision"), row.answer


def _inquiry(row: Investigation) -> Shown:
    by = (one.name for one in (row.by, row.second) if one)
    return {
        "at": row.at,
        "title": word(INQUIRIES, row.kind),
        "state": "",
        "facts": [
            (pgettext("hearing", "When"), f"{_moment(row.began_at)} – {_moment(row.ended_at)}"),
            (pgettext("hearing", "Where"), row.place),
            (pgettext("hearing", "By"), _listed(by)),
            *([(pgettext("hearing", "Persons"), row.persons)] if row.persons else []),
            (pgettext("hearing", "Signed"), row.signed),
        ],
        "words": row.words,
    }


def _recusal(row: Recusal) -> Shown:
    facts = [
        (pgettext("hearing", "Who"), row.whom.name),
        (_("Wished by"), word(WISHES, row.wish)),
        (_("Decides"), row.organ.name),
    ]
    if row.answer:
        facts.append((_("Decision"), row.answer))
    return {
        "at": row.at,
        "title": _("Recusal"),
        "state": word(RECUSAL_DECISIONS, row.decision),
        "facts": facts,
        "words": row.relation,
    }


def _seat(member: Member) -> str:
    return f"{member.name}（{member.standing}）" if member.standing else str(member.name)


def _listed(names: Iterable[str]) -> str:
    return _(", ").join(names) or "—"


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(LOCAL), "Y-m-d H:i")
