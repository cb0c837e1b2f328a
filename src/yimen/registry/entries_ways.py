"""Lines about other lawful ways: the screening sheet, and what was heard from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Said):
    """The two questions were answered: can it be handled here, and how."""

    kind = "weigh"
    sentence = _("Screening sheet filled in: {way}.")
    plain = _("{by_organ} looked at which lawful way leads furthest, and gave you a sheet on it.")
    sheet: int
    way: str = ""
    lapses_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp(Said):
    """It was asked what came of it there, and nobody knows yet."""

    kind = "follow_up"
    sentence = _("Asked what came of it there: not known yet.")
    plain = _("{by_organ} asked what came of it there; that is not known yet. It asks again.")
    follow_up: int
    ask_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUpThere(Said):
    """The other way has taken it up; it ends here."""

    kind = "accepted_there"
    sentence = _("Taken up on the other lawful way; closed here.")
    plain = _("It was taken up there. Its answer comes from there; here it is closed.")
    follow_up: int


WAYS: tuple[type[Said], ...] = (Weighed, FollowedUp, TakenUpThere)
