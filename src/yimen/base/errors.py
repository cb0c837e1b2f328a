"""Errors a person can act on: the docstring is the message, its facts are fields."""

from __future__ import annotations


class Refused(Exception):
    """You cannot do this now."""

    def __init__(self, **facts: object) -> None:
        """Keep the facts that the message names."""
        super().__init__()
        self.facts = facts

    @property
    def message(self) -> str:
        """The sentence, in English and with its gaps: what the doors translate and fill."""
        return type(self).__doc__ or ""

    def __str__(self) -> str:
        """Say it in English, for logs and the command line."""
        return self.message.format(**self.facts)


class NotFound(Refused):
    """We cannot find this, or you may not see it."""
