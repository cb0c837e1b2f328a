"""Which acts on an agreement of the mediation room are offered, and what a page shows of it."""

from __future__ import annotations

from yimen.base.errors import Refused
from yimen.law.moves import Move, State
from yimen.registry.gathering import Part
from yimen.registry.models import Petition, Settlement
from yimen.registry.refusing import not_now

#: The permission that each act asks for; a petition may be settled in part, so its state is none.
OF_PETITION: dict[str, str] = {
    Move.KEEP_SETTLEMENT: "petition.answer_settlement",
    Move.RESUME_SETTLED: "petition.answer_settlement",
}
PARTS: dict[str, Part] = {"settlements": Part(model=Settlement, into=("petition",))}


def fits(petition: Petition, act: str) -> bool:
    """Say whether something in this petition is settled, for the acts that ask for that."""
    return act not in OF_PETITION or any(
        demand.state == State.SETTLED for demand in petition.demands.all()
    )


def standing(petition: Petition) -> list[Settlement]:
    """Return the agreements that settle something now."""
    return [
        row
        for row in petition.settlements.all()
        if row.outcome == Settlement.Outcome.SETTLED and _settled(petition, row)
    ]


def refusal_of(petition: Petition, act: str) -> Refused | None:
    """Return why an act on the petition as a whole cannot be done where it stands."""
    return None if fits(petition, act) else not_now(act, petition.state)


def _settled(petition: Petition, row: Settlement) -> bool:
    return any(
        demand.position in row.positions and demand.state == State.SETTLED
        for demand in petition.demands.all()
    )
