"""A whole life over HTTP: from the filing form until the petitioner has read her answer.

Twelve requests: lodged, registered, screened, forwarded, accepted, the petitioner called, the
opinion drafted, checked, signed, issued, served on her on the platform, and read by her.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from uuid import uuid4

from yimen.ops.bench import people
from yimen.ops.bench.client import Answer, Form, Request
from yimen.ops.bench.copying import Connection
from yimen.ops.bench.driving import is_well
from yimen.ops.bench.offices import Crew, Offices
from yimen.ops.bench.visits import filing
from yimen.registry.code import tidy_number

Living = Generator[Request | float, Answer | None, None]
_CATEGORY = "urban_rural_construction.street_lighting"
_OPINION: Form = (
    ("submit", "1"),
    ("findings-TOTAL_FORMS", "1"),
    ("findings-INITIAL_FORMS", "1"),
    ("findings-0-facts_found", "经查，三盏路灯损坏。"),
    ("findings-0-reasons", "路灯属于本机关管护。"),
    ("findings-0-result", "explained"),
    ("findings-0-basis", "《信访工作条例》第三十二条"),
)
_LODGED = """
select p.id, d.id, p.number from registry_petition p join registry_demand d on d.petition_id = p.id
where p.ticket = %s
"""
#: An answer is served once it is printed. Printing is measured apart, so its row is put here; of
#: the year 1, which no letter has, so that the worker prints its own beside it.
_PRINTED = """
insert into documents_letter (petition_id, subject, opinion_id, kind, organ_id, year, serial,
    version, number, is_for_petitioner, content, issued_at, sha256, size, statement, code)
select petition_id, id, id, 'handling_opinion', organ_id, 1, id, 1, id::text, true, '{}', now(),
    '', 0, '', ''
from registry_opinion where petition_id = %s order by registry_opinion.id desc limit 1
returning opinion_id
"""


class Stuck(Exception):
    """A deed was not done."""

    def __init__(self, path: str, status: int) -> None:
        """Say which, and what the server answered."""
        super().__init__(f"{path}: {status}")


@dataclass(frozen=True, slots=True)
class Life:
    """One petition's way through the offices; `owner` looks up the numbers that pages show."""

    offices: Offices
    owner: Connection

    def live(self, chance: Random) -> Living:
        """Do every deed, in order.

        Raises:
            Stuck: the server did not take one of them.
        """
        crew = self.offices.for_("urban_management", chance.randrange(100))
        form = filing(chance)
        answer = yield from _done(Request("/file/", form))
        mine = answer.session()
        petition, demand, number = self._row(_LODGED, dict(form)["ticket"])
        matter = f"/desk/matters/{petition}"
        for act, subject, said, who in self._deeds(int(petition), int(demand), crew):
            yield from _form(f"{matter}/{act}/{subject}/", said, who)
        drafted = (*_OPINION, ("findings-0-about", demand))
        yield from _form(f"{matter}/draft_opinion/{demand}/", drafted, crew.handler)
        (opinion,) = self._row(_PRINTED, petition)
        for move, who in (
            ("check_opinion", crew.checker),
            ("sign_opinion", crew.head),
            ("issue_opinion", crew.handler),
        ):
            yield from _form(f"{matter}/opinions/{opinion}/", ((move, "1"),), who)
        own = f"/matter/{tidy_number(number)}/"
        yield from _done(Request(f"{own}answers/{opinion}/", (), mine))
        yield from _done(Request(own, session=mine))

    def _deeds(self, petition: int, demand: int, crew: Crew) -> list[tuple[str, int, Form, int]]:
        screened = (("kind", "claim"), ("category", _CATEGORY), ("route", "6"))
        return [
            ("register", petition, (), self.offices.screener),
            ("screen", demand, screened, self.offices.screener),
            ("forward", demand, (("to", str(crew.organ)),), self.offices.screener),
            ("accept", demand, (("handler", str(crew.handler)),), crew.handler),
            ("log_contact", demand, (("kind", "phone"), ("words", "电话核实情况。")), crew.handler),
        ]

    def _row(self, question: str, value: str) -> tuple[str, ...]:
        row = self.owner.execute(question.encode(), [value]).fetchone()
        return tuple(map(str, row)) if row else ()


def _form(path: str, form: Form, who: int) -> Living:
    """Send a form as one of the staff."""
    request = Request(path, (*form, ("again", uuid4().hex)), people.signed_in(who))
    yield from _done(request)


def _done(request: Request) -> Generator[Request | float, Answer | None, Answer]:
    answer = yield request
    if answer is None or not is_well(request, answer):
        raise Stuck(request.path, answer.status if answer else 0)
    return answer
