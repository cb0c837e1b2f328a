"""The three words that a petitioner set on her petition, as small flags beside it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from yimen.casework.queries.file import CaseFile
from yimen.casework.showing import Shown
from yimen.rooms.heart.beside import needs_in


def needing(file: CaseFile) -> list[Shown]:
    """Return the flags: how to treat whoever filed it, in her own choice."""
    told = needs_in(file.found)
    if told is None:
        return []
    said = (
        (told.needs_pause, _("needs pauses"), "tabler-player-pause"),
        (
            told.needs_companion_or_interpreter,
            _("needs a companion or an interpreter"),
            "tabler-friends",
        ),
        (told.do_not_contact_by_phone, _("do not telephone"), "tabler-phone-off"),
    )
    return [{"label": label, "icon": icon} for is_said, label, icon in said if is_said]
