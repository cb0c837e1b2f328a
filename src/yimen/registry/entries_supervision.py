"""Lines of an advice of the bureau that rests on a petition (art. 40).

They name neither the kind of the advice nor the organ that it went to: whoever handles the petition
reads them, and an advice may ask that somebody there be held accountable.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceCited(Said):
    """The bureau sent an organ an advice that rests on it, among others."""

    kind = "cite_advice"
    sentence = _("The bureau gave an advice under art. 40 that rests on this matter too.")
    advice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceClosed(Said):
    """The answer to that advice was checked, and was enough."""

    kind = "close_advice"
    sentence = _("The advice that rests on this matter too was answered, and the answer checked.")
    advice: int


SUPERVISION = (AdviceCited, AdviceClosed)
