"""Lines about hearings, investigations and recusal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingAsked(Said):
    """Somebody wants a hearing held."""

    kind = "ask_hearing"
    sentence = _("A hearing is asked for; wished by: {wish}.")
    plain = _("A hearing was asked for. It is decided within the time shown whether it is held.")
    wish: str
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingGranted(Said):
    """A hearing will be held."""

    kind = "grant_hearing"
    sentence = _("It is decided to hold a hearing.")
    plain = _("{by_organ} will hold a hearing. You will be told in good time when and where.")
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRefused(Said):
    """No hearing will be held, or no longer."""

    kind = "refuse_hearing"
    sentence = _("It is decided to hold no hearing.")
    plain = _("{by_organ} decided to hold no hearing. The letter says why.")
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCalled(Said):
    """The notice says when and where, and who leads it."""

    kind = "call_hearing"
    sentence = _("Hearing called for {opens_on}, led by {chair_staff}.")
    plain = _("The hearing is on {opens_on}. The notice says where, and what your rights are.")
    opens_on: str
    chair_staff: int
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingOpened(Said):
    """It began; `last_on` is the day to which it was planned."""

    kind = "open_hearing"
    sentence = _("The hearing opened on {first_on}, planned to last to {last_on}.")
    plain = _("The hearing opened on {first_on}.")
    first_on: str
    last_on: str
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingClosed(Said):
    """It ended; between the two days a recheck counts nothing."""

    kind = "close_hearing"
    sentence = _("The hearing closed: held from {first_on} to {last_on}.")
    plain = _("The hearing closed on {last_on}. Its record is among your letters.")
    first_on: str
    last_on: str
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingConcluded(Said):
    """Whoever led it says what came of it."""

    kind = "conclude_hearing"
    sentence = _("The hearing was concluded: {conclusion}.")
    plain = _("The hearing was concluded: {conclusion}. The report is among your letters.")
    conclusion: str
    hearing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigated(Said):
    """Somebody was questioned, or a place was looked at, and it was written down."""

    kind = "investigate"
    sentence = _("Looked into the facts: {inquiry}.")
    plain = _("{by_organ} looked into the facts.")
    inquiry: str
    investigation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalAsked(Said):
    """Somebody should stand aside; `to_organ` is the organ above where its head is meant."""

    kind = "ask_recusal"
    sentence = _("Recusal of {whom_staff} asked for, wished by: {wish}; {deciding_organ} decides.")
    plain = _("It was asked that somebody who handles it stand aside. {deciding_organ} decides.")
    wish: str
    whom_staff: int
    deciding_organ: int
    recusal: int
    to_organ: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalGranted(Said):
    """They stand aside, and somebody else goes on where it was their turn."""

    kind = "grant_recusal"
    sentence = _("{from_staff} stands aside; handler: {handler_staff}.")
    plain = _("That person stands aside. Somebody else goes on, and no date moves.")
    from_staff: int
    handler_staff: int
    recusal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalRefused(Said):
    """They stay."""

    kind = "refuse_recusal"
    sentence = _("No ground for the recusal of {whom_staff}.")
    plain = _("{by_organ} found no ground to stand aside. The letter says why.")
    whom_staff: int
    recusal: int


HEARING = (
    HearingAsked,
    HearingGranted,
    HearingRefused,
    HearingCalled,
    HearingOpened,
    HearingClosed,
    HearingConcluded,
    Investigated,
    RecusalAsked,
    RecusalGranted,
    RecusalRefused,
)
