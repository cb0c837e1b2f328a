"""The pages of the acts that lead off the straight road."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.recategorise import recategorise
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.actions.withdraw import withdraw
from yimen.workbench.deed import Deed
from yimen.workbench.forms import acts as forms
from yimen.workbench.forms import aside, sorting

ASIDE = (
    Deed(
        act="object_dispatch",
        form=aside.ObjectForm,
        run=object_dispatch,
        done=gettext_lazy("The objection is with whoever sent it. Your own time runs on."),
        explain=gettext_lazy("Once for each dispatch; no limit towards the petitioner stops."),
    ),
    Deed(
        act="return_dispatch",
        form=aside.AnswerForm,
        run=return_dispatch,
        done=gettext_lazy("Taken back. Send it to the right organ now."),
        says=aside.objected,
    ),
    Deed(
        act="uphold_dispatch",
        form=aside.AnswerForm,
        run=uphold_dispatch,
        done=gettext_lazy("It stays with the organ, which is told why."),
        says=aside.objected,
    ),
    Deed(
        act="route_out",
        form=aside.RouteOutForm,
        run=route_out,
        done=gettext_lazy("The petitioner is told which way leads further, and until when."),
        says=aside.weighed,
    ),
    Deed(
        act="come_back",
        form=aside.ComeBackForm,
        run=come_back,
        done=gettext_lazy("It goes on here, with its first date. Screen it again."),
        says=aside.guided,
    ),
    Deed(
        act="withdraw",
        form=aside.WithdrawForm,
        run=withdraw,
        done=gettext_lazy("Withdrawn. A letter confirms it to the petitioner."),
        explain=gettext_lazy(
            "Only at the petitioner's own wish, free of any pressure, with her signature."
            " It can be filed again at any time."
        ),
    ),
    Deed(
        act="recategorise",
        form=sorting.RecategoriseForm,
        run=recategorise,
        done=gettext_lazy("The category is mended. Nothing else has changed."),
        explain=gettext_lazy("Only the category changes; every limit and person stays."),
    ),
    Deed(
        act="hand_over",
        form=forms.HandOverForm,
        run=hand_over,
        done=gettext_lazy("Handed over. No limit has changed."),
        explain=gettext_lazy("No limit notices: every day counts on."),
    ),
)
