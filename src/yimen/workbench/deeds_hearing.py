"""The pages of hearings, investigations and recusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.conclude_hearing import conclude_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.grant_recusal import grant_recusal
from yimen.casework.actions.investigate import investigate
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.actions.refuse_hearing import refuse_hearing
from yimen.casework.actions.refuse_recusal import refuse_recusal
from yimen.workbench.deed import Deed
from yimen.workbench.forms import hearing as forms
from yimen.workbench.forms.acts import Nothing

HEARING = (
    Deed(
        act="investigate",
        form=forms.InvestigateForm,
        run=investigate,
        done=gettext_lazy("The record is in the file, and is printed to be signed."),
        explain=gettext_lazy("Say who you are and why you ask; read it back; have it signed."),
        once=True,
    ),
    Deed(
        act="ask_hearing",
        form=forms.AskHearingForm,
        run=ask_hearing,
        done=gettext_lazy("Asked for. The head of the organ decides."),
        explain=gettext_lazy("For what is grave, complex or difficult. No limit stops for it."),
    ),
    Deed(
        act="grant_hearing",
        form=forms.DecideForm,
        run=grant_hearing,
        done=gettext_lazy("A hearing will be held. The handler calls it now."),
        says=forms.wished,
    ),
    Deed(
        act="refuse_hearing",
        form=forms.DecideForm,
        run=refuse_hearing,
        done=gettext_lazy("No hearing is held. The letter says why."),
        danger=True,
        says=forms.wished,
    ),
    Deed(
        act="call_hearing",
        form=forms.CallForm,
        run=call_hearing,
        done=gettext_lazy("Called. The notice goes out now."),
        explain=gettext_lazy("Until it opens it can be called anew, with another notice."),
    ),
    Deed(
        act="open_hearing",
        form=Nothing,
        run=open_hearing,
        done=gettext_lazy("The hearing is open."),
        explain=gettext_lazy("From now on to its end, a recheck counts no day."),
    ),
    Deed(
        act="close_hearing",
        form=forms.CloseForm,
        run=close_hearing,
        done=gettext_lazy("The hearing is closed, and its record is made."),
        explain=gettext_lazy("Write down what was said, in its order. The record goes to both."),
    ),
    Deed(
        act="conclude_hearing",
        form=forms.ConcludeForm,
        run=conclude_hearing,
        done=gettext_lazy("Concluded. The report goes to the petitioner."),
        explain=gettext_lazy("The conclusion is a weighty ground of the answer, not the answer."),
    ),
    Deed(
        act="ask_recusal",
        form=forms.AskRecusalForm,
        run=ask_recusal,
        done=gettext_lazy("Entered. It is decided by whoever is above."),
        says=forms.own_or_hers,
    ),
    Deed(
        act="grant_recusal",
        form=forms.GrantRecusalForm,
        run=grant_recusal,
        done=gettext_lazy("They stand aside. No limit has changed."),
        says=forms.related,
    ),
    Deed(
        act="refuse_recusal",
        form=forms.DecideForm,
        run=refuse_recusal,
        done=gettext_lazy("They stay. The letter says why."),
        danger=True,
        says=forms.related,
    ),
)
