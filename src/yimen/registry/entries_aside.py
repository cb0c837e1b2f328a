"""Lines that lead off the straight road: objection, another lawful way, withdrawal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Objected(Said):
    """The organ holds that it is not competent; whoever sent it checks that."""

    kind = "object_dispatch"
    sentence = _("{by_organ} objects: not within its field. {checking_organ} checks that.")
    plain = _("{by_organ} thinks that another organ must settle it. {checking_organ} checks that.")
    checking_organ: int
    dispatch: int
    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchReturned(Said):
    """The objection is right: the matter lies again with whoever sent it."""

    kind = "return_dispatch"
    sentence = _("Objection agreed to: taken back from {from_organ}, to be sent on anew.")
    plain = _("It does not belong to {from_organ}. {by_organ} now sends it to the right organ.")
    from_organ: int
    dispatch: int
    objection: int
    #: From which day the forwarding through all levels counts, at a bureau.
    chain_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchUpheld(Said):
    """The objection is not founded: the matter stays with the organ."""

    kind = "uphold_dispatch"
    sentence = _("Objection not founded: it stays with {to_organ}.")
    plain = _("{by_organ} found that it does belong to {to_organ}, which must take it up.")
    to_organ: int
    dispatch: int
    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedOut(Said):
    """Another lawful way answers it; the petitioner was told which, where and until when."""

    kind = "route_out"
    sentence = _("Goes another lawful way, {article}; the petitioner was told where.")
    plain = _("Another lawful way leads further. The notice says where, and until when you have.")
    route: int
    guidance: int
    lapses_on: str = ""
    ask_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(Said):
    """Nobody took it up there: it goes on here, received on the day on which it first was."""

    kind = "come_back"
    sentence = _("Not taken up there: goes on at {to_organ}, with its first date of receipt.")
    plain = _("It was not taken up there. {to_organ} takes care of it again; your date stands.")
    to_organ: int
    guidance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Said):
    """The petitioner wished it, of her own free will; the channel says how we know."""

    kind = "withdraw"
    sentence = _("Withdrawn at the petitioner's own wish ({channel}).")
    plain = _("You withdrew it ({channel}). You can file it again at any time.")
    channel: str
    withdrawal: int
