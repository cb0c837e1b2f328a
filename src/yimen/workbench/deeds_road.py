"""The pages of the acts of the straight road."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.accept import accept
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.attach import attach
from yimen.casework.actions.decline import decline
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.forward import forward
from yimen.casework.actions.link import link
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.refer import refer
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.actions.register import register
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.screen import screen
from yimen.casework.actions.tell_later import tell_later
from yimen.workbench.deed import Deed
from yimen.workbench.forms import acts as forms
from yimen.workbench.forms import sending, sorting

ROAD = (
    Deed(
        act="register",
        form=forms.Nothing,
        run=register,
        done=gettext_lazy("Registered."),
        explain=gettext_lazy("Enter it in the register, so that it can be screened and sent."),
    ),
    Deed(
        act="tell_later",
        form=forms.Nothing,
        run=tell_later,
        done=gettext_lazy("Noted. The written notice is due on its own day."),
        explain=gettext_lazy(
            "Tell the petitioner who stands before you, and why. What can be told at once is told"
            " at once, and in writing."
        ),
    ),
    Deed(
        act="screen",
        form=sorting.ScreenForm,
        run=screen,
        done=gettext_lazy("Screened. It can be sent on now."),
        explain=gettext_lazy("You decide; the suggestions come from the words of the demand."),
    ),
    Deed(
        act="forward",
        form=forms.SendForm,
        run=forward,
        done=gettext_lazy("Forwarded. The organ and the petitioner are told."),
        says=sending.precedents,
    ),
    Deed(
        act="assign",
        form=forms.AssignForm,
        run=assign,
        done=gettext_lazy("Assigned. The organ and the petitioner are told."),
        says=sending.precedents_too,
    ),
    Deed(
        act="accept",
        form=forms.AcceptForm,
        run=accept,
        done=gettext_lazy("Accepted. The petitioner is told in writing."),
    ),
    Deed(
        act="decline",
        form=forms.DeclineForm,
        run=decline,
        done=gettext_lazy("Not accepted. The notice says why, and where to go."),
        danger=True,
    ),
    Deed(
        act="log_contact",
        form=forms.ContactForm,
        run=log_contact,
        done=gettext_lazy("The contact is in the file."),
        once=True,
    ),
    Deed(
        act="ask_extension",
        form=forms.ExtensionForm,
        run=ask_extension,
        done=gettext_lazy("Asked. The old date stands until the petitioner has been told."),
        explain=gettext_lazy("The head of your organ decides; once only, and before the day."),
    ),
    Deed(
        act="extend",
        form=forms.Nothing,
        run=extend,
        done=gettext_lazy("Approved. It counts once the petitioner has been told."),
        says=forms.asked,
    ),
    Deed(
        act="refuse_extension",
        form=forms.RefuseExtensionForm,
        run=refuse_extension,
        done=gettext_lazy("No more time was given. The old date stands."),
        danger=True,
        says=forms.asked,
    ),
    Deed(
        act="execute",
        form=forms.ExecuteForm,
        run=execute,
        done=gettext_lazy("Reported as carried out."),
    ),
    Deed(
        act="report_back",
        form=forms.ReportForm,
        run=report_back,
        done=gettext_lazy("The closing report is on its way."),
    ),
    Deed(
        act="attach",
        form=forms.AttachForm,
        run=attach,
        done=gettext_lazy("The paper is in the file."),
        explain=gettext_lazy("Photos lose what tells where they were taken."),
        once=True,
    ),
    Deed(
        act="link",
        form=forms.LinkForm,
        run=link,
        done=gettext_lazy("Linked. Both keep their limits and their answers."),
    ),
    Deed(
        act="refer",
        form=forms.ReferForm,
        run=refer,
        done=gettext_lazy("Referred. The room can read the file now."),
        explain=gettext_lazy("Help is offered, never required; no limit stops for it."),
        once=True,
    ),
)
