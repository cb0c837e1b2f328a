"""From the answers of the form to what is filed: who takes part, and in which capacity."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext, override

from yimen.casework.filing import Ask, Filing, Paper, Person
from yimen.casework.rosters import signers
from yimen.portal.accusing import accused_of
from yimen.portal.fields import NEEDS
from yimen.portal.forms import AGENT, OTHER
from yimen.portal.together import without

Given = dict[str, Any]
#: The words that we add to a file are read by its officers.
OFFICE_LANGUAGE = "zh-hans"


def filing_of(
    given: Given, demands: list[Given], papers: tuple[Paper, ...], *, bureau: int, ticket: UUID
) -> Filing:
    """Return the petition that these answers make, for the bureau unless they chose an office."""
    asks = tuple(Ask(request=one["request"], facts=one["facts"]) for one in demands if one)
    with override(OFFICE_LANGUAGE):
        people = tuple(_people(given))
    return Filing(
        channel="online",
        receiver=int(given.get("receiver") or bureau),
        asks=asks,
        people=people,
        place=given["place"],
        region=int(given.get("region") or 0),
        headcount=given.get("headcount") or 1,
        wants_publicity=given["wants_publicity"],
        wants_confidentiality=given["confidential"],
        papers=papers,
        ticket=ticket,
        accuses=given["accuses"],
        accused=accused_of(given),
    )


def _people(given: Given) -> list[Person]:
    """Return the petitioner first, then who acts, whom to contact, and who signs too."""
    is_for_other = given["on_behalf"] == AGENT or given["kind"] == "organisation"
    first = _represented(given) if is_for_other else _myself(given)
    people = [first]
    if is_for_other:
        people.append(_agent(given))
    if given["contact"] == OTHER and not (is_for_other and not given["contact_name"]):
        people.append(_contact(given))
    return [*people, *signers(without(given["cosigners"], first.name))]


def _myself(given: Given) -> Person:
    return Person(
        name=given["name"],
        phone=given["phone"],
        address=given["address"],
        reach=given["prefers"],
        needs=_needs(given),
        **_document(given),
    )


def _represented(given: Given) -> Person:
    """Return the person or organisation for whom somebody else files, with their own contact."""
    is_organisation = given["kind"] == "organisation"
    has_contact = given["contact"] == OTHER and not given["contact_name"]
    return Person(
        kind=given["kind"],
        name=given["organisation"] if is_organisation else given["principal"],
        phone=given["contact_phone"] if has_contact else "",
        address=given["contact_address"] if has_contact else "",
        reach=given["prefers"],
        needs=_needs(given),
        **_document(given),
    )


def _agent(given: Given) -> Person:
    authority = given["authority"] if given["on_behalf"] == AGENT else gettext("Works there")
    return Person(
        capacity="agent",
        name=given["name"],
        phone=given["phone"],
        address=given["address"],
        reach=given["prefers"],
        authority=authority,
    )


def _contact(given: Given) -> Person:
    return Person(
        capacity="companion",
        name=given["contact_name"],
        phone=given["contact_phone"],
        address=given["contact_address"],
        reach=given["prefers"],
        authority=gettext("To be contacted"),
    )


def _document(given: Given) -> dict[str, str]:
    return {name: given[name] for name in ("id_kind", "id_number", "nationality")}


def _needs(given: Given) -> str:
    words = dict(NEEDS)
    chosen = [gettext(str(words[need])) for need in given["needs"]]
    return gettext("; ").join([*chosen, *filter(None, [given["needs_note"]])])
