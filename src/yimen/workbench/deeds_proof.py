"""The pages of serving: how it reached her with its proof, or that it did not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.actions.miss_reply import miss_reply
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.actions.serve_reply import serve_reply
from yimen.workbench.deed import Deed
from yimen.workbench.forms import replies, serving

PROOF = (
    Deed(
        act="serve",
        form=serving.ServeForm,
        run=serve,
        done=gettext_lazy("The service is in the file. The petitioner's own time runs now."),
        explain=gettext_lazy(
            "Each way has its own proof. The petitioner's windows run from the day that is proved."
        ),
        once=True,
    ),
    Deed(
        act="serve_notice",
        form=serving.ServeForm,
        run=serve_notice,
        done=gettext_lazy("The service is in the file. The petitioner's own time runs now."),
        explain=gettext_lazy(
            "Each way has its own proof. The petitioner's windows run from the day that is proved."
        ),
        once=True,
    ),
    Deed(
        act="serve_reply",
        form=replies.ServeReplyForm,
        run=serve_reply,
        done=gettext_lazy("The service is in the file. Their own time to ask for a review runs."),
        explain=gettext_lazy(
            "Each who asked together has their own time from the day they are proved to have the"
            " answer. Until it is over for all, the matter stays open."
        ),
        once=True,
    ),
    Deed(
        act="miss_reply",
        form=replies.MissReplyForm,
        run=miss_reply,
        done=gettext_lazy("The attempt is in the file. This person's time has not begun."),
        explain=gettext_lazy(
            "It did not reach them: try another way. Only after that may a notice be put up."
        ),
        once=True,
    ),
    *(
        Deed(
            act=act,
            form=serving.MissForm,
            run=run,
            done=gettext_lazy("The attempt is in the file. No window has begun."),
            explain=gettext_lazy(
                "It did not reach her: try another way. Only after that may a notice be put up."
            ),
            once=True,
        )
        for act, run in (("miss_service", miss_service), ("miss_paper", miss_paper))
    ),
)
