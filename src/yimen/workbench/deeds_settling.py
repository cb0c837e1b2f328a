"""The pages of what a counter hears about an agreement of the mediation room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.resume_settled import resume_settled
from yimen.workbench.deed import Deed
from yimen.workbench.forms import settling

SETTLING = (
    Deed(
        act="keep_settlement",
        form=settling.KeptForm,
        run=keep_settlement,
        done=gettext_lazy("Concluded: the petitioner says that the agreement was kept."),
        says=settling.agreed,
    ),
    Deed(
        act="resume_settled",
        form=settling.AgainForm,
        run=resume_settled,
        done=gettext_lazy("It is handled again, with the whole time for it."),
        explain=gettext_lazy("She needs no proof and nobody's consent: settling gave up no right."),
        says=settling.agreed,
    ),
)
