"""The walls of the mediation room: its mediators and its parties, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.access.actor import Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import (
    Wall,
    among,
    code_among,
    either,
    everywhere,
    of_my_organ,
    where,
    whole,
)

EVERYBODY = everywhere(*Role)
ADMIN: dict[Role, Scope] = everywhere(Role.SYSTEM_ADMIN, Role.SYSTEM)
SYSTEM_ALONE = everywhere(Role.SYSTEM)
#: A mediator reads the cases they mediate; until somebody is chosen, those of the committee's organ
#: read what was asked for. A party reads their own case with their code.
CASES: dict[Role, Scope] = {
    Role.MEDIATOR: either(
        among("mediators"), whole(of_my_organ("organ_id"), where("stage", "asked"))
    ),
    Role.VISITOR: code_among("codes"),
    Role.SYSTEM: EVERYWHERE,
}
#: What belongs to a case is seen with it, and written by the acts behind the walls.
OF_A_CASE = Wall(
    see=everywhere(*CASES),
    add=SYSTEM_ALONE,
    change=SYSTEM_ALONE,
    follows=("mediation_case", "case_id"),
)
OF_AN_AGREEMENT = Wall(
    see=everywhere(*CASES),
    add=SYSTEM_ALONE,
    change=SYSTEM_ALONE,
    # A draft that is changed loses its signatures and promises.
    remove=SYSTEM_ALONE,
    follows=("mediation_agreement", "agreement_id"),
)

MEDIATION: Mapping[str, Wall] = {
    "mediation_committee": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN),
    "mediation_mediator": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN),
    "mediation_case": Wall(see=CASES, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "mediation_party": OF_A_CASE,
    "mediation_talk": Wall(
        # What one party said alone is the mediator's: the other party never reads it.
        see={
            Role.MEDIATOR: EVERYWHERE,
            Role.SYSTEM: EVERYWHERE,
            Role.VISITOR: where("kind", "meeting"),
        },
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
        follows=("mediation_case", "case_id"),
    ),
    "mediation_agreement": OF_A_CASE,
    "mediation_paper": OF_A_CASE,
    "mediation_signature": OF_AN_AGREEMENT,
    "mediation_duty": OF_AN_AGREEMENT,
    "mediation_reminder": OF_AN_AGREEMENT,
}
