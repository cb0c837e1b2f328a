"""What a matter's page says of its joint sessions, and what an invited person answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.casework.showing import Shown, due
from yimen.portal.fields import Line
from yimen.portal.forms import Asked
from yimen.portal.presenting import Looked
from yimen.rooms.joint import queries
from yimen.rooms.joint.beside import has_any


class AnswerForm(Asked):
    """Whether one comes."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[
            ("comes", _("I come")),
            ("sends", _("Somebody else comes")),
            ("cannot", _("I cannot come")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    note = Line(label=_("Who comes instead, or why nobody does"), most=200, required=False)


def sessions(who: Actor, looked: Looked) -> list[Shown]:
    """Return the sessions on one's own matter: when, where, who, the minutes, the promises."""
    if not has_any(looked.file.found):
        return []
    return [
        {
            "whole": one,
            "kind": one.session.get_kind_display(),
            "state": one.session.state,
            "label": one.session.get_state_display(),
            "minutes_url": looked.url("session_minutes", one.session.pk)
            if one.session.state == "held"
            else "",
            "promise_url": looked.url("promise"),
            "promises": [
                {
                    "row": promise,
                    "due": due(promise.due_on, looked.today) if promise.state != "kept" else None,
                }
                for promise in one.promises
            ],
        }
        for one in queries.of_petition(who, looked.file.petition.pk)
    ]
