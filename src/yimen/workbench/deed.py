"""What the page of an act is made of: its form, its function, and what to say before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from yimen.law.moves import Move
from yimen.workbench.forms.asking import ActForm
from yimen.workbench.names import ACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act as a page: what it asks for, what it calls, and the sentence said afterwards.

    `once` marks an act that could be done twice by a double click; the page gives it a ticket.
    """

    act: str
    form: type[ActForm]
    run: Callable[..., Any]
    done: Promise | str
    explain: Promise | str = ""
    danger: bool = False
    once: bool = False
    #: What to know before doing it, where that depends on the file.
    says: Callable[[ActForm], str] | None = None
    #: What is decided on, paragraph by paragraph, to be read before.
    preview: Callable[[ActForm], list[str]] | None = None

    @property
    def label(self) -> Promise | str:
        """What the button says."""
        return ACTS[self.act]

    @property
    def move(self) -> Move | None:
        """The move of the law, for the acts that are one."""
        return Move(self.act) if self.act in set(Move) else None
