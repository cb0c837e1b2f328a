"""The pages of the acts about people: repeats, joint handling, rosters, execution, aftercare."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.answer_aftercare import answer_aftercare
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.clear_unclear import clear_unclear
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.flag_unclear import flag_unclear
from yimen.casework.actions.join import join
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.actions.part import part
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.workbench.deed import Deed
from yimen.workbench.forms import together

PEOPLE = (
    Deed(
        act="answer_repeat",
        form=together.AnswerRepeatForm,
        run=answer_repeat,
        done=gettext_lazy("Answered. The petitioner is told where it runs, and what would change."),
        explain=gettext_lazy(
            "Only where the same matter runs with another organ within its limit, or was rechecked."
            " You decide; the link and the way back stay."
        ),
    ),
    Deed(
        act="resume_repeat",
        form=together.ResumeRepeatForm,
        run=resume_repeat,
        done=gettext_lazy("Taken up again. Its time to be sent on begins anew."),
        explain=gettext_lazy("Something new came to light, or it was no repeat after all."),
    ),
    Deed(
        act="join",
        form=together.JoinForm,
        run=join,
        done=gettext_lazy("Joined. Each keeps its limits, its code and its answer."),
        explain=gettext_lazy(
            "For several people with one matter. It can be undone at any time, and no limit"
            " changes; the petitioners learn nothing of each other."
        ),
    ),
    Deed(
        act="part",
        form=together.PartForm,
        run=part,
        done=gettext_lazy("Parted. It goes on by itself, where it stands."),
        says=together.joined_to,
    ),
    Deed(
        act="add_roster",
        form=together.RosterForm,
        run=add_roster,
        done=gettext_lazy("The list is in the file. Each person on it gets an answer."),
        explain=gettext_lazy(
            "A bad row is named with its line; the good ones can go in without it."
        ),
        once=True,
    ),
    Deed(
        act="confirm_execution",
        form=together.HeardForm,
        run=confirm_execution,
        done=gettext_lazy("It is in the file that the petitioner confirms it."),
        says=together.reported,
    ),
    Deed(
        act="dispute_execution",
        form=together.HeardForm,
        run=dispute_execution,
        done=gettext_lazy("It is owed again: the organ has it on its desk, with a new day."),
        says=together.reported,
    ),
    Deed(
        act="offer_aftercare",
        form=together.AftercareForm,
        run=offer_aftercare,
        done=gettext_lazy("Offered. The person decides; no answer is an answer too."),
        explain=gettext_lazy(
            "Voluntary, and without any condition: nothing depends on the answer (art. 37)."
        ),
        once=True,
    ),
    Deed(
        act="answer_aftercare",
        form=together.AftercareAnswerForm,
        run=answer_aftercare,
        done=gettext_lazy("The answer is in the file."),
        says=together.offered,
    ),
    Deed(
        act="flag_unclear",
        form=together.UnclearForm,
        run=flag_unclear,
        done=gettext_lazy("Marked. The clock runs on; the night does not call it missed."),
        says=together.on_file,
    ),
    Deed(
        act="clear_unclear",
        form=together.ClearForm,
        run=clear_unclear,
        done=gettext_lazy("Entered. The written notice is owed, and its day has not moved."),
        says=together.marked,
    ),
)
