"""What a story's later deeds are made of: each says itself on which day it is done, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from yimen.casework.filing import Paper
from yimen.casework.proving import Proved

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

Later = Callable[["Story", dict[str, Any]], None]
#: What the people of the stories sign when a letter is handed to them.
SIGNED = Proved(paper=Paper(name="送达回证（本人签收）.txt", data="本人签收。".encode()))


def each(act: Callable[..., object], by: str, *facts: str) -> Later:
    """Make a deed that one person does to every demand of a story, with these of its facts."""

    def do(story: Story, told: dict[str, Any]) -> None:
        who, at = story.by(told, by), story.on(told)
        for demand in story.demands:
            act(demand, **{name: told[name] for name in facts if name in told}, by=who, at=at)

    return do
