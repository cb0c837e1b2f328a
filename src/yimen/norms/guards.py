"""What stands in the way of keeping the library or changing our rules, and what to do."""

from __future__ import annotations

from yimen.base.errors import Refused


class OnlyDaysToCome(Refused):
    """A change counts from tomorrow at the earliest: what has begun keeps its rule. Choose {day} or later."""  # noqa: E501  # a message is one line, so that it can be translated


class TitleTooLong(Refused):
    """The title has more than {most} characters. Shorten it."""


class AnotherPublishes(Refused):
    """You proposed this change yourself. Ask another person with this duty to publish or refuse it."""  # noqa: E501  # a message is one line, so that it can be translated


class DecidedAlready(Refused):
    """Somebody has decided about this change already. Open it again to see who."""


class NotTriedYet(Refused):
    """Try it on past petitions first, so that whoever publishes it knows what it does."""


class SayWhy(Refused):
    """Say why, in a sentence: it stays with the change."""


class ThatDayIsTaken(Refused):
    """“{title}” has a version from {day} already. Choose the day on which the new text comes into force."""  # noqa: E501  # a message is one line, so that it can be translated


class EndsBeforeItStarts(Refused):
    """The version begins on {starts} and cannot end on {ends}. Correct one of the two days."""


class NameTaken(Refused):
    """The library has “{title}” already. Add a version to it instead."""


class WindowBackwards(Refused):
    """The first day of the trial is after its last. Exchange them."""
