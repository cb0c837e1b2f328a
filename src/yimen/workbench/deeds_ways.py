"""The pages of the acts that follow what was guided to another lawful way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.follow_up import follow_up
from yimen.workbench.deed import Deed
from yimen.workbench.forms import ways

WAYS = (
    Deed(
        act="follow_up",
        form=ways.HeardForm,
        run=follow_up,
        done=gettext_lazy("Noted. It comes back to the desk when it is time to ask again."),
        explain=gettext_lazy("Ask the petitioner or the body there whether it was taken up."),
    ),
    Deed(
        act="accepted_there",
        form=ways.TakenUpForm,
        run=accepted_there,
        done=gettext_lazy("Closed here: its answer comes from there."),
        explain=gettext_lazy("Only when the body there has really taken it up."),
    ),
)
