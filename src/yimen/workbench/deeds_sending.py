"""The pages of sorting, sending and the simplified procedure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.accept_simple import accept_simple
from yimen.casework.actions.answer_simple import answer_simple
from yimen.casework.actions.ask_assistance import ask_assistance
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.contribute import contribute
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.actions.decide_competence import decide_competence
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.actions.propose_simple import propose_simple
from yimen.casework.actions.raise_dispute import raise_dispute
from yimen.casework.actions.report_up import report_up
from yimen.casework.actions.report_urgent import report_urgent
from yimen.casework.actions.split_demand import split_demand
from yimen.casework.actions.transfer import transfer
from yimen.workbench.deed import Deed
from yimen.workbench.forms import acts as forms
from yimen.workbench.forms import sending, simple

SENDING = (
    Deed(
        act="split_demand",
        form=sending.SplitForm,
        run=split_demand,
        done=gettext_lazy("Split. The petitioner is told; every part keeps every date."),
        explain=gettext_lazy("Every part has the same limits. Before it is sent, screen each."),
        once=True,
    ),
    Deed(
        act="merge_demands",
        form=sending.MergeForm,
        run=merge_demands,
        done=gettext_lazy("Merged. The soonest day of each limit counts; the petitioner is told."),
        explain=gettext_lazy("Only what asks for the same. The soonest day of each limit counts."),
    ),
    Deed(
        act="ask_supplement",
        form=sending.SupplementForm,
        run=ask_supplement,
        done=gettext_lazy("The petitioner is asked for it. Every limit runs on."),
        explain=gettext_lazy("No limit stops for it, and nothing is refused for lack of it."),
        once=True,
    ),
    Deed(
        act="flag_urgent",
        form=forms.Nothing,
        run=flag_urgent,
        done=gettext_lazy("Marked as urgent. Report it now."),
        explain=gettext_lazy(
            "For an event: danger to life, safety, many people. It says nothing of a person."
        ),
    ),
    Deed(
        act="report_urgent",
        form=sending.UrgentForm,
        run=report_urgent,
        done=gettext_lazy("Reported. The matter itself goes on as before."),
        once=True,
    ),
    Deed(
        act="report_up",
        form=sending.ReportUpForm,
        run=report_up,
        done=gettext_lazy("Reported up. The decision has a day of its own."),
        explain=gettext_lazy("Only what is grave, urgent, or whose it is cannot be made out."),
    ),
    Deed(
        act="raise_dispute",
        form=sending.DisputeForm,
        run=raise_dispute,
        done=gettext_lazy("It is put up for decision. The petitioner's time runs on."),
        says=sending.would_decide,
    ),
    Deed(
        act="decide_competence",
        form=sending.RuleForm,
        run=decide_competence,
        done=gettext_lazy("Decided. The organ is told, and objects no more."),
        says=sending.in_question,
    ),
    Deed(
        act="transfer",
        form=forms.Nothing,
        run=transfer,
        done=gettext_lazy("The successor has it now, with what was left of every limit."),
        explain=gettext_lazy("The organ no longer exists. Nothing starts anew."),
    ),
    Deed(
        act="ask_assistance",
        form=sending.AssistForm,
        run=ask_assistance,
        done=gettext_lazy("Asked. It stands on their desk; you answer for the whole."),
        explain=gettext_lazy("The organ reads the file from then on. The one answer is yours."),
    ),
    Deed(
        act="contribute",
        form=sending.ContributeForm,
        run=contribute,
        done=gettext_lazy("Your contribution is with the lead, whose answer names your organ."),
        says=sending.asked,
    ),
    Deed(
        act="propose_simple",
        form=simple.ProposeForm,
        run=propose_simple,
        done=gettext_lazy("Proposed. Forward it in time; the day stands in the file."),
        says=simple.fits,
    ),
    Deed(
        act="drop_simple",
        form=simple.DropForm,
        run=drop_simple,
        done=gettext_lazy("Dropped. The ordinary limits ran all the while."),
    ),
    Deed(
        act="accept_simple",
        form=simple.AcceptSimpleForm,
        run=accept_simple,
        done=gettext_lazy("Accepted as simple. Tell the petitioner; the notice is on her page."),
        says=simple.fits,
    ),
    Deed(
        act="answer_simple",
        form=simple.ReplyForm,
        run=answer_simple,
        done=gettext_lazy("Answered. The reply stands on the petitioner's page."),
        explain=gettext_lazy("Tell her first, then write down what you told her."),
        once=True,
    ),
    Deed(
        act="convert_to_ordinary",
        form=simple.ConvertForm,
        run=convert_to_ordinary,
        done=gettext_lazy("It goes on in the ordinary procedure; the petitioner is told."),
        explain=gettext_lazy("The ordinary limit counts from the simplified acceptance."),
    ),
)
