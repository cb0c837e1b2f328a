"""What the acts on an opinion have in common: the draft's words, and its demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.base.rows import Rows, hang
from yimen.casework.guards import FindingIncomplete, NothingToAnswer, Several, require_choice
from yimen.documents.drawn import route_of
from yimen.documents.relief import NoRelief, remedy
from yimen.law.moves import Move, State
from yimen.law.turning import Turned
from yimen.registry.clocks import ask, enter
from yimen.registry.models import Demand, Finding, Opinion, Petition

#: From which states a demand joins the opinion, and at which stages an opinion is still written.
READY = frozenset({State.HANDLING, State.EXTENDED})
OPEN = (Opinion.Stage.DRAFT, Opinion.Stage.RETURNED)
#: Which parts of a finding must be there (art. 32), and what each is called.
PARTS = {
    "request": gettext_lazy("the request"),
    "facts": gettext_lazy("the facts found"),
    "reasons": gettext_lazy("the reasons"),
    "result": gettext_lazy("the result"),
    "basis": gettext_lazy("the legal basis"),
}
_DRAFT = Rows(
    Opinion, where="t.petition_id = %s and t.organ_id = %s and t.stage = any(%s)", order="t.id"
)
_FINDINGS = Rows(Finding, where="t.opinion_id = %s", order="t.id")
RESULTS = ("", *Finding.Result.values)  # an unfinished draft has none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a draft says on one demand; `demand` is its row number."""

    demand: int
    request: str = ""
    facts: str = ""
    evidence: str = ""
    reasons: str = ""
    result: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An opinion as its handler writes it."""

    findings: tuple[Found, ...]
    duty: str = ""
    duty_by: date | None = None


def answered_by(petition: Petition, organ: int) -> list[Demand]:
    """Return the demands that an organ's next opinion must answer: all of one remedy.

    One paper carries one remedy: where a draft was begun, or else the first demand, decides which.
    What an organ handles under another remedy is answered by its next paper.

    Raises:
        NothingToAnswer: it handles none.
        NoRelief: no opinion can answer it.
    """
    ready = _ready(petition, organ)
    if not ready:
        raise NothingToAnswer
    draft = draft_of(petition, organ)
    begun = {finding.demand_id for finding in draft.findings.all()} if draft else set()
    first = next((demand for demand in ready if demand.pk in begun), ready[0])
    wanted = remedy(route_of(first))
    return [demand for demand in ready if demand is first or _remedy_of(demand) == wanted]


def draft_of(petition: Petition, organ: int) -> Opinion | None:
    """Return the opinion that an organ is writing on a petition, begun or returned, if any."""
    found = _DRAFT.first([petition.pk, organ, [stage.value for stage in OPEN]])
    if found:
        hang(found, "findings", _FINDINGS.all([found.pk]), "opinion")
    return found


def require_one_remedy(petition: Petition, demands: list[Demand], draft: Draft) -> None:
    """Refuse a draft that answers demands beyond those of its one remedy.

    Raises:
        TwoReliefs: a paper cannot tell the petitioner of two different ways on.
    """
    said = {found.demand for found in draft.findings if found.result or found.facts.strip()}
    besides = [d for d in _ready(petition, demands[0].owner_id) if d.pk in said]
    remedy(*(route_of(d) for d in [*demands, *besides]))


def _ready(petition: Petition, organ: int) -> list[Demand]:
    return [d for d in petition.demands.all() if d.owner_id == organ and d.state in READY]


def _remedy_of(demand: Demand) -> str:
    try:
        return remedy(route_of(demand))
    except NoRelief:
        return ""


def demands_of(opinion: Opinion) -> list[Demand]:
    """Return the demands that an opinion answers, as the locked file holds them."""
    answered = {finding.demand_id for finding in opinion.findings.all()}
    return [d for d in opinion.petition.demands.all() if d.pk in answered]


def move_all(
    demands: Iterable[Demand], move: Move, *, at: datetime, report_by: date | None = None
) -> dict[int, Turned]:
    """Make the same move with every demand; all of them, or none."""
    turned = {d.position: ask(d, move, at=at, report_by=report_by) for d in demands}
    for demand in demands:
        enter(demand, turned[demand.position], at=at)
    return turned


def write(
    petition: Petition, organ: int, demands: list[Demand], draft: Draft, *, by: Actor, at: datetime
) -> Opinion:
    """Write the draft into the organ's opinion on this petition, making it where there is none."""
    opinion = draft_of(petition, organ) or Opinion(petition=petition, organ_id=organ)
    opinion.drafted_by_id, opinion.drafted_at = by.id or None, at
    opinion.duty, opinion.duty_by = draft.duty.strip(), draft.duty_by
    opinion.save()
    for demand in demands:
        found = next((f for f in draft.findings if f.demand == demand.pk), Found(demand=demand.pk))
        Finding.objects.update_or_create(
            opinion=opinion,
            demand=demand,
            defaults={
                "petition": petition,
                "request": found.request.strip() or demand.request,
                "facts": found.facts.strip(),
                "evidence": found.evidence.strip(),
                "reasons": found.reasons.strip(),
                "result": require_choice(found.result, RESULTS),
                "basis": found.basis.strip(),
            },
        )
    return opinion


def require_complete(opinion: Opinion, demands: Iterable[Demand]) -> None:
    """Refuse an opinion that leaves a demand without request, facts, reasons, result or basis."""
    positions = {demand.pk: demand.position for demand in demands}
    for finding in opinion.findings.filter(demand__in=positions):
        missing = [name for part, name in PARTS.items() if not getattr(finding, part).strip()]
        if missing:
            raise FindingIncomplete(position=positions[finding.demand_id], missing=Several(missing))
