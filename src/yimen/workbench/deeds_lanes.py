"""The pages of the acts on suggestions (art. 29) and accusations (art. 30)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.workbench.deed import Deed
from yimen.workbench.forms import lanes
from yimen.workbench.forms.acts import Nothing

LANES = (
    Deed(
        act="take_suggestion",
        form=lanes.TakeForm,
        run=take_suggestion,
        done=gettext_lazy("The suggestion is being studied. A letter thanks the petitioner."),
        explain=gettext_lazy("One person studies it, another decides; the reply gives reasons."),
    ),
    Deed(
        act="study_suggestion",
        form=lanes.StudyForm,
        run=study_suggestion,
        done=gettext_lazy("The study is kept. The head of your organ decides."),
        explain=gettext_lazy("Nothing goes out yet; it can be written again until it is decided."),
    ),
    Deed(
        act="reply_suggestion",
        form=lanes.DecideForm,
        run=reply_suggestion,
        done=gettext_lazy("Decided. The reply goes to the petitioner."),
        explain=gettext_lazy("The study's proposal is filled in. Change it where you decide so."),
    ),
    Deed(
        act="name_accused",
        form=lanes.NameForm,
        run=name_accused,
        done=gettext_lazy("Entered. They, and whoever they lead, find nothing of it anywhere."),
        explain=gettext_lazy(
            "The organs you enter, all below them and all that an accused person leads are kept"
            " out from this moment: no page, no search, no count, no letter shows it to them."
        ),
    ),
    Deed(
        act="propose_release",
        form=lanes.SheetForm,
        run=propose_release,
        done=gettext_lazy("Written. A second person must check and release it."),
        explain=gettext_lazy("The letter stays here, sealed. Only this sheet will go out."),
    ),
    Deed(
        act="release",
        form=Nothing,
        run=release,
        done=gettext_lazy("Released under seal. The petitioner is told where it went."),
        says=lanes.to_release,
    ),
    Deed(
        act="take_accusation",
        form=lanes.TakeForm,
        run=take_accusation,
        done=gettext_lazy("Taken up. The petitioner sees that it is with you."),
        explain=gettext_lazy("You work with the issue sheet; the letter stays where it is sealed."),
    ),
    Deed(
        act="answer_accusation",
        form=lanes.AnswerForm,
        run=answer_accusation,
        done=gettext_lazy("Answered. The petitioner reads it with her query code."),
    ),
)
