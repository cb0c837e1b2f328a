"""A whole life over HTTP: from the filing form to the issued opinion, ten deeds of five people."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import uuid4

from yimen.ops.bench import people
from yimen.ops.bench.client import Client, Request
from yimen.ops.bench.copying import Connection
from yimen.ops.bench.driving import is_well
from yimen.ops.bench.offices import Crew, Offices
from yimen.ops.bench.visits import filing

Form = tuple[tuple[str, str], ...]
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


class Stuck(Exception):
    """A deed was not done."""

    def __init__(self, path: str, status: int) -> None:
        """Say which, and what the server answered."""
        super().__init__(f"{path}: {status}")


@dataclass(frozen=True, slots=True)
class Life:
    """One petition's way through the offices; `owner` looks up the numbers that pages show."""

    port: int
    offices: Offices
    owner: Connection

    def live(self, client: Client, chance: Random) -> None:
        """Do every deed, in order.

        Raises:
            Stuck: the server did not take one of them.
        """
        crew = self.offices.for_("urban_management", chance.randrange(100))
        form = filing(chance)
        self._do(client, "/file/", form, "")
        petition, demand = self._find(dict(form)["ticket"])
        matter = f"/desk/matters/{petition}"
        for act, subject, said, who in self._deeds(petition, demand, crew):
            self._do(client, f"{matter}/{act}/{subject}/", said, people.signed_in(who))
        self._answer(client, matter, petition, demand, crew)

    def _deeds(self, petition: int, demand: int, crew: Crew) -> list[tuple[str, int, Form, int]]:
        screened = (("kind", "claim"), ("category", _CATEGORY), ("route", "6"))
        return [
            ("register", petition, (), self.offices.screener),
            ("screen", demand, screened, self.offices.screener),
            ("forward", demand, (("to", str(crew.organ)),), self.offices.screener),
            ("accept", demand, (("handler", str(crew.handler)),), crew.handler),
            ("log_contact", demand, (("kind", "phone"), ("words", "电话核实情况。")), crew.handler),
        ]

    def _answer(self, client: Client, matter: str, petition: int, demand: int, crew: Crew) -> None:
        form = (*_OPINION, ("findings-0-about", str(demand)))
        handler = people.signed_in(crew.handler)
        self._do(client, f"{matter}/draft_opinion/{demand}/", form, handler)
        opinion = self._number(
            "select max(id) from registry_opinion where petition_id = %s", petition
        )
        path = f"{matter}/opinions/{opinion}/"
        for move, who in (
            ("check_opinion", crew.checker),
            ("sign_opinion", crew.head),
            ("issue_opinion", crew.handler),
        ):
            self._do(client, path, ((move, "1"),), people.signed_in(who))

    def _do(self, client: Client, path: str, form: Form, session: str) -> None:
        extra = () if path == "/file/" else (("again", uuid4().hex),)
        request = Request(path, form=(*form, *extra), session=session)
        answer = client.ask(request)
        if not is_well(request, answer):
            raise Stuck(path, answer.status)

    def _find(self, ticket: str) -> tuple[int, int]:
        petition = self._number("select id from registry_petition where ticket = %s", ticket)
        return petition, self._number(
            "select id from registry_demand where petition_id = %s", petition
        )

    def _number(self, question: str, value: object) -> int:
        row = self.owner.execute(question.encode(), [value]).fetchone()
        return int(str(row[0])) if row and row[0] else 0
