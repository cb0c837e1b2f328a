"""What a petition's page shows of the two lanes: the sealed one, and a suggestion's study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework.choices import ADOPTIONS, OFFICE_LEVELS, word
from yimen.casework.queries.lanes import may_keep, named_and_rest, shut_of
from yimen.casework.queries.papers import watermark
from yimen.casework.showing import Shown

if TYPE_CHECKING:
    from yimen.casework.queries.file import CaseFile
    from yimen.registry.models import Petition


def shown_to(actor: Actor, petition: Petition) -> str:
    """Return the watermark of a page about a sealed file; others have none."""
    return watermark(actor, now()) if petition.is_sealed else ""


def shut(actor: Actor, petition: Petition) -> Shown:
    """Return the watermark of a sealed page, and what the lane knows of the file."""
    if not petition.is_sealed:
        return {"watermark": "", "shut": None}
    rows = shut_of(actor, petition)
    keeps = may_keep(actor, petition)
    named, rest = named_and_rest(actor, petition)
    return {
        "watermark": watermark(actor, now()),
        "shut": {
            "keeps": keeps,
            "named": named,
            "rest": {
                "number": rest.number,
                "url": reverse("workbench:petition", args=[rest.petition]),
            }
            if rest
            else None,
            "open_url": reverse("workbench:sealed", args=[petition.pk]) if keeps else "",
            "accusations": [
                {
                    "accused": ["，".join(filter(None, one)) for one in row.accused],
                    "kept_out": row.kept_out,
                    "level": OFFICE_LEVELS.get(row.level, ""),
                    "sheet": row.sheet,
                    "to": row.to,
                    "seal_number": row.seal_number,
                    "proposed_by": row.proposed_by,
                    "proposed_at": row.proposed_at,
                    "released_by": row.released_by,
                    "released_at": row.released_at,
                }
                for row in rows
            ],
        },
    }


def suggested(file: CaseFile) -> Shown:
    """Return how far the study of each suggestion is."""
    return {
        "suggestions": [
            {
                "study": row.study,
                "result": word(ADOPTIONS, row.result) if row.result else "",
                "reasons": row.reasons,
                "measures": row.measures,
                "reward": row.reward,
                "is_decided": row.replied_at is not None,
            }
            for row in file.suggestions
            if row.studied_at
        ]
    }
