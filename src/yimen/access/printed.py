"""The policy as a page for people: who may do what, in Markdown."""

from __future__ import annotations

from yimen.access.actor import Role
from yimen.access.policy import DUTIES, POLICY
from yimen.access.words import ROLES


def policy_table() -> str:
    """Return the policy and the duties as Markdown: a line per permission, a column per role."""
    return "\n".join(
        [
            "## Petitions",
            "",
            "Each cell says which petitions a role may touch in this way; an empty cell: none.",
            "",
            *_table({name: {r: s.name for r, s in line.items()} for name, line in POLICY.items()}),
            "",
            "## Duties that concern no single petition",
            "",
            *_table({name: dict.fromkeys(roles, "yes") for name, roles in DUTIES.items()}),
            "",
        ]
    )


def _table(lines: dict[str, dict[Role, str]]) -> list[str]:
    """Return rows and columns; a role that has none of these permissions has no column."""
    columns = [role for role in Role if any(role in line for line in lines.values())]
    heads = " | ".join(ROLES[role] for role in columns)
    return [
        f"| permission | {heads} |",
        f"| --- |{' --- |' * len(columns)}",
        *(
            f"| `{name}` | {' | '.join(line.get(role, '') for role in columns)} |"
            for name, line in lines.items()
        ),
    ]
