"""The demo district: every story is told through the acts, and its every letter can be printed."""

from __future__ import annotations

import pytest
from tests import ground

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.law.limits import LIMITS
from yimen.law.moves import State
from yimen.ops.demo import district, stories
from yimen.people.models import Organ, Staff
from yimen.registry import verifying
from yimen.registry.models import Clock, Demand, Extension, Petition

#: What is a property of another limit or of a letter, and what runs in the rooms or on an advice.
NOT_ON_A_PETITION = {
    "extension",
    "hearing_notice",
    "mediation",
    "judicial_confirmation",
    "performance",
    "legal_aid_decision",
    "legal_aid_assignment",
    "advice_answer",
}
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_stories_agree_with_their_record_and_every_letter_is_printed() -> None:
    district.make()
    told = stories.tell(now())
    assert list(verifying.verify()) == []
    done = ground.do_jobs()
    assert done.count("documents.issue") > told
    assert list(verifying.verify()) == []
    # A newcomer finds every state there is, and every limit that runs on a petition.
    assert set(Demand.objects.values_list("state", flat=True)) == {state.value for state in State}
    ran = set(Clock.objects.values_list("limit", flat=True))
    assert set(LIMITS.names()) - ran == NOT_ON_A_PETITION
    # A story's extension was told in its own time; the worker, today, finds nothing left to tell.
    assert set(Extension.objects.values_list("decision", flat=True)) == {"approved"}


def test_loading_it_twice_changes_nothing() -> None:
    def sizes() -> tuple[int, ...]:
        act_as(SYSTEM)
        return tuple(model.objects.count() for model in (Organ, Staff, Petition, Demand))

    district.make()
    stories.tell(now())
    before = sizes()
    district.make()
    stories.tell(now())
    assert sizes() == before
