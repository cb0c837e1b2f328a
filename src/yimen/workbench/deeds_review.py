"""The pages of reviews, rechecks and reopenings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from yimen.casework.actions.accept_review import accept_review
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.reopen import reopen
from yimen.casework.actions.return_review import return_review
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.queries.open_reviews import petition_of
from yimen.workbench.deed import Deed
from yimen.workbench.forms import review as forms
from yimen.workbench.forms.acts import Nothing
from yimen.workbench.forms.serving import ServeForm


def _review(subject: int, **given: Any) -> object:  # noqa: ANN401  # what the form gives
    """Ask for a review: the page is a demand's, the request one petition's."""
    return ask_review(petition_of(given["by"], subject), **given).petition


def _recheck(subject: int, **given: Any) -> object:  # noqa: ANN401  # as above
    """Ask for a recheck, likewise."""
    return ask_recheck(petition_of(given["by"], subject), **given).petition


REVIEW = (
    Deed(
        act="ask_review",
        form=forms.AskForm,
        run=_review,
        done=gettext_lazy("The request is registered and with the organ above."),
        explain=gettext_lazy(
            "A late request is registered too: the organ above answers it in writing."
        ),
        once=True,
    ),
    Deed(
        act="ask_recheck",
        form=forms.AskForm,
        run=_recheck,
        done=gettext_lazy("The request is registered and with the organ above."),
        explain=gettext_lazy(
            "A late request is registered too: the organ above answers it in writing."
        ),
        once=True,
    ),
    Deed(
        act="accept_review",
        form=forms.AcceptForm,
        run=accept_review,
        done=gettext_lazy("Accepted. The reviewer has it; the petitioner is told."),
        says=forms.asked,
    ),
    Deed(
        act="decline_review",
        form=forms.DeclineForm,
        run=decline_review,
        done=gettext_lazy("Not accepted. The letter says why, and where to go."),
        danger=True,
        says=forms.asked,
    ),
    Deed(
        act="draft_review",
        form=forms.DraftForm,
        run=draft_review,
        done=gettext_lazy("The draft is with whoever signs."),
        says=forms.to_draft,
    ),
    Deed(
        act="sign_review",
        form=Nothing,
        run=sign_review,
        done=gettext_lazy("Signed and issued. Serve it as soon as it is printed."),
        says=forms.asked,
        preview=forms.drafted,
    ),
    Deed(
        act="return_review",
        form=forms.ReturnForm,
        run=return_review,
        done=gettext_lazy("Returned. The reviewer reads your reason."),
        danger=True,
        says=forms.asked,
        preview=forms.drafted,
    ),
    Deed(
        act="serve_review",
        form=ServeForm,
        run=serve_review,
        done=gettext_lazy("Served. What follows from it is in the file."),
        explain=gettext_lazy("The day on which it really reached her: her own time runs from it."),
    ),
    Deed(
        act="serve_recheck",
        form=ServeForm,
        run=serve_recheck,
        done=gettext_lazy("Served. What follows from it is in the file."),
        explain=gettext_lazy("The day on which it really reached her: her own time runs from it."),
    ),
    Deed(
        act="ask_reopen",
        form=forms.NewsForm,
        run=ask_reopen,
        done=gettext_lazy("Taken in. Whoever received the matter answers by the day in the file."),
        explain=gettext_lazy(
            "Only the same facts and reasons are settled; new ones are heard at any time."
        ),
        once=True,
    ),
    Deed(
        act="reopen",
        form=forms.AnswerForm,
        run=reopen,
        done=gettext_lazy("It is taken up again. Screen it now."),
        says=forms.told,
    ),
    Deed(
        act="refuse_reopen",
        form=forms.AnswerForm,
        run=refuse_reopen,
        done=gettext_lazy("Not taken up again. The letter says why, and what help there is."),
        danger=True,
        says=forms.told,
    ),
)
