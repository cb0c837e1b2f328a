"""An accusation that is filed as one: under seal before its first row is written (art. 30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.casework.accusing import KeptOut, kept_out
from yimen.casework.filing import Ask, Filing, Person
from yimen.casework.papers import keep_paper
from yimen.people.models import Organ
from yimen.people.queries import bureau_near, living_organs
from yimen.registry import lane
from yimen.registry.identity import tidy_id, tidy_phone
from yimen.registry.lane import Content, Somebody, Words
from yimen.registry.models import Entry, Petition

#: Who keeps the letter of an accusation: whoever receives petitions, and whoever looks into them.
KEEPERS = frozenset({Organ.Kind.BUREAU, Organ.Kind.SUPERVISORY})
#: So many people find no accusation in what was filed as one, before its seal comes off.
FEWEST = 2


class AllAreAccused(Refused):
    """Whom you report leads every office that could take it in here. Send it on paper to the discipline and supervisory organ of the level above."""  # noqa: E501  # a message is one line, so that it can be translated


def keeper_of(filing: Filing, chosen: Organ, on: date) -> tuple[Organ, KeptOut]:
    """Return who keeps the letter, and who must not know of it from the first moment on.

    A department is no keeper: the bureau of its place is. An office that is accused itself never
    sees the letter; it goes to a discipline organ outside, the nearest first.

    Raises:
        AllAreAccused: there is none.
    """
    out = kept_out(filing.accused, on)
    keeper = chosen if chosen.kind in KEEPERS else bureau_near(chosen, on) or chosen
    if keeper.kind in KEEPERS and keeper.pk not in out.organs:
        return keeper, out
    found = living_organs(on).filter(kind=Organ.Kind.SUPERVISORY).select_related("region")
    outside = [organ for organ in found if organ.pk not in out.organs]
    if not outside:
        raise AllAreAccused
    return max(outside, key=lambda organ: _near(organ, chosen)), out


def bare(filing: Filing) -> Filing:
    """Return a filing as it lies in the clear: that there is one, and how to reach somebody."""
    asks = tuple(Ask(request=lane.REQUEST) for one in filing.asks if one.request.strip())
    people = tuple(
        Person(capacity=one.capacity, kind=one.kind, reach=one.reach) for one in filing.people
    )
    return replace(
        filing, title=lane.TITLE, place="", asks=asks, people=people, papers=(), accused=()
    )


def keep(petition: Petition, filing: Filing, title: str, *, at: datetime) -> None:
    """Put into the lane what it says, who says it, whom it names, and every paper."""
    asks = [one for one in filing.asks if one.request.strip()]
    rows = petition.parties.order_by("pk").values_list("pk", flat=True)
    said = Content(
        title=title,
        place=filing.place.strip(),
        demands=tuple(
            Words(position=place, request=one.request.strip(), facts=one.facts.strip())
            for place, one in enumerate(asks, start=1)
        ),
        people=tuple(
            _somebody(row, person) for row, person in zip(rows, filing.people, strict=True)
        ),
        accused=filing.accused,
    )
    lane.keep_content(petition, said, at=at)
    for paper in filing.papers:
        keep_paper(petition, paper, theirs=True, by=SYSTEM, at=at)
    act_as(SYSTEM)


def was_filed_sealed(petition: Petition) -> bool:
    """Say whether the petitioner herself said that it accuses somebody."""
    first = Entry.objects.filter(petition=petition, seq=1).values_list("facts", flat=True).first()
    return bool(first and first.get("sealed"))


def opens(petition: Petition, by: int) -> bool:
    """Say whether the seal that the petitioner asked for comes off.

    Two people must have found no accusation in any of its demands; whoever decides now is one.
    """
    lines = Entry.objects.filter(petition=petition, kind="screen")
    for demand in petition.demands.all():
        screened = {
            line.staff_id
            for line in lines
            if demand.position in line.demands and line.facts.get("class_") != "accusation"
        }
        if demand.screened_at is None or len(screened | {by}) < FEWEST:
            return False
    return True


def _somebody(row: int, person: Person) -> Somebody:
    return Somebody(
        party=row,
        name=person.name.strip(),
        id_kind=person.id_kind if person.id_number.strip() else "",
        id_number=tidy_id(person.id_number),
        phone=tidy_phone(person.phone),
        address=person.address.strip(),
        nationality=person.nationality.strip(),
        authority=person.authority.strip(),
        language=person.language.strip(),
        needs=person.needs.strip(),
    )


def _near(organ: Organ, chosen: Organ) -> tuple[bool, int]:
    """Say how near an organ is to the office that was chosen: around it first, then any other."""
    path = organ.region.path
    return chosen.region.path.startswith(path), len(path)
