"""Lines about an agreement of the mediation room: in the file, settled, kept, taken up again."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFiled(Said):
    """The parties of a mediation put their agreement into the file; nothing stops for it."""

    kind = "file_agreement"
    sentence = _("The parties of a mediation put their agreement into the file. No limit changes.")
    plain = _("You put the agreement of the mediation into the file. No time limit changes by it.")
    settlement: int
    attachment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAgreementFiled(Said):
    """A party of a mediation puts into the file that it ended without an agreement."""

    kind = "file_no_agreement"
    sentence = _("A mediation ended without an agreement, say its parties. No limit changes.")
    plain = _("You told the file that the mediation ended without an agreement. No limit changes.")
    attachment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Said):
    """The petitioner says that the agreement settles what was asked."""

    kind = "settle"
    sentence = _("Settled by the agreement of a mediation, at the petitioner's own word.")
    plain = _("You said that the agreement settles it. If it is not kept, have it taken up again.")
    settlement: int
    #: Until when it is asked whether the agreement was kept, where it promises something by a day.
    lapses_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementKept(Said):
    """The petitioner says that the agreement was kept."""

    kind = "keep_settlement"
    sentence = _("The petitioner says that the agreement was kept ({channel}).")
    plain = _("You said that the agreement was kept ({channel}).")
    settlement: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledResumed(Said):
    """The petitioner has it taken up again: it is handled, with the whole time for it."""

    kind = "resume_settled"
    sentence = _("Taken up again at the petitioner's word ({channel}): {settled_because}.")
    plain = _("You had it taken up again. {by_organ} handles it, and its time begins anew.")
    settlement: int
    channel: str
    settled_because: str


SETTLING: tuple[type[Said], ...] = (
    AgreementFiled,
    NoAgreementFiled,
    Settled,
    SettlementKept,
    SettledResumed,
)
