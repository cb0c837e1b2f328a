"""Every column that holds somebody's words and leads to a petition: where they lie in a sealed one.

A new column makes these tests fail until somebody has said what becomes of it under seal.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.actions.report_urgent import report_urgent
from yimen.casework.actions.screen import screen
from yimen.casework.urgent import Urgent
from yimen.registry.models import Contact, Petition, Reading, Supplement
from yimen.registry.models.free import MARK, FreeWords

#: In the lane itself, `registry.lane` and `documents.lane`: what is left in the row is neutral.
IN_THE_LANE = {
    "Petition.title", "Petition.place", "Demand.request", "Demand.facts",
    "Party.name", "Party.nationality", "Party.language", "Party.needs", "Party.authority",
    "Attachment.name", "Letter.content",
}  # fmt: skip
#: No words of anybody: numbers, hashes, codes of our own, names of limits, ways and files.
NO_WORDS = {
    "Petition.number", "Petition.code_blind", "Petition.area", "Petition.profile",
    "Petition.source", "Petition.external_number", "Petition.head_hash", "Petition.rooms",
    "Demand.category", "Demand.sent_as", "Party.id_blind", "Party.phone_blind",
    "Attachment.sha256", "Attachment.media_type", "Referral.room", "Clock.limit", "Breach.limit",
    "Breach.code", "Entry.kind", "Entry.facts", "Entry.role", "Entry.previous", "Entry.hash",
    "Reading.role", "Reading.what", "Guidance.way", "Guidance.begins", "Sheet.way",
    "Sheet.begins", "Repeat.other_state", "ReviewPoint.came_from", "Accusation.seal_number",
    "Sealed.what", "Bundle.head_hash", "Bundle.sha256", "Service.parcel",
    "ServiceAttempt.parcel", "Letter.number", "Letter.sha256", "Letter.code", "Letter.statement",
}  # fmt: skip
#: What no sealed file has: the act refuses it (names of letters, a bundle, rows of a mediation).
NEVER_SEALED = {
    "Bundle.left_out": "make_bundle refuses a sealed file",
    "Settlement.number": "file_agreement refuses a sealed file",
    "Settlement.committee": "file_agreement refuses a sealed file",
}
#: Of the rooms, whose own words lie sealed: numbers, places, codes, what helps a visitor.
IN_ROOMS = {
    *(f"hall.Ticket.{name}" for name in ("area", "number", "code_blind", "language", "needs")),
    *(f"legal.Consultation.{name}" for name in ("number", "area", "client_blind", "code_blind")),
    *(f"legal.Consultation.{name}" for name in ("way", "begins")),
    *(f"mediation.Case.{name}" for name in ("number", "kind", "ended_by")),
    *(f"joint.Session.{name}" for name in ("number", "petition_number", "area", "place")),
}


def _texts() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Yield the columns of text in every table of the case file that names its petition."""
    for app in ("registry", "documents"):
        for model in apps.get_app_config(app).get_models():
            names = {field.name for field in model._meta.concrete_fields}
            if model is not Petition and "petition" not in names:
                continue
            for field in model._meta.concrete_fields:
                base = field.base_field if isinstance(field, ArrayField) else field
                is_text = isinstance(base, models.CharField | models.TextField | models.JSONField)
                if is_text and not base.choices:
                    yield model, field


def test_every_column_of_words_has_its_place_under_seal() -> None:
    answered = IN_THE_LANE | NO_WORDS | NEVER_SEALED.keys()
    left = {
        f"{model.__name__}.{field.name}"
        for model, field in _texts()
        if not isinstance(field, FreeWords)
    }
    assert left - answered == set(), "say where these lie in a sealed file: FreeWords, most likely"
    assert answered - left == set(), "these are no such columns any more"


def test_who_keeps_words_in_a_sealed_file_can_name_its_petition() -> None:
    for model, field in _texts():
        if isinstance(field, FreeWords):
            petition = model._meta.get_field("petition")
            assert isinstance(petition, models.ForeignKey), model
            assert not petition.null, model


def test_what_a_room_says_beside_a_petition_is_encrypted_or_no_words_of_the_matter() -> None:
    """A sealed file is never referred to a room; what a room knew before lies sealed there."""
    left = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in {"registry", "documents"} and _names_petition(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
    }
    assert left <= IN_ROOMS, "seal these in the room, as its other words are"


def _names_petition(model: type[models.Model]) -> bool:
    keys = (f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey))
    return any(key.related_model is Petition for key in keys)


pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return make.a_district()


WANTED, HELP, WHAT = "当晚的转账记录", "可以到窗口复印", "有人准备到场堵门"


def beside(district: District) -> make.Case:
    """Ask for papers and report an event while the file is open, then seal it."""
    case = make.a_petition(district, "screened")
    by, at = district["screener"], make.when("send")
    ask_supplement(case.demand, wanted=WANTED, reason="核实所需材料", support=HELP, by=by, at=at)
    return case


def rows(table: str, petition: int) -> str:
    act_as(SYSTEM)
    with connection.cursor() as cursor:
        asked = f"select x::text from {table} x where petition_id = %s"  # noqa: S608 - our tables
        cursor.execute(asked, [petition])
        return " ".join(row[0] for row in cursor.fetchall())


def seal(case: make.Case, kind: str = "accusation") -> None:
    route = 6 if kind == "claim" else None
    screen(case.demand, kind=kind, category=make.CATEGORY, route=route,
           by=case.district["screener"], at=make.when("send"))  # fmt: skip


def test_what_was_written_beside_it_goes_under_seal_with_it(district: District) -> None:
    case = beside(district)
    assert WANTED in rows("registry_supplement", case.petition)
    seal(case)
    text = rows("registry_supplement", case.petition)
    assert WANTED not in text
    assert HELP not in text
    assert MARK in text
    act_as(SYSTEM)
    assert Supplement.objects.get().wanted == WANTED
    seal(case, "claim")
    assert WANTED in rows("registry_supplement", case.petition)


def test_what_is_written_beside_a_sealed_file_is_sealed_as_it_is_written(
    district: District,
) -> None:
    case = make.a_petition(district, "screened", kind="accusation")
    by, at = district["screener"], make.when("send")
    ask_supplement(case.demand, wanted=WANTED, reason="核实所需材料", by=by, at=at)
    flag_urgent(case.demand, by=by, at=at)
    report = Urgent(
        recipients="区委区政府", event=WHAT, happened="今晚八点", place="河湾社区",
        affected="约二十人", measures="已联系值班", known_at=at,
    )  # fmt: skip
    report_urgent(case.demand, report=report, by=by, at=at)
    Contact.objects.create(
        petition=make.petition_of(case), demand=make.demand_of(case), kind="phone",
        words=WHAT, at=at,
    )  # fmt: skip
    for table in ("supplement", "urgentreport", "contact"):
        text = rows(f"registry_{table}", case.petition)
        assert MARK in text, table
        for words in (WANTED, WHAT, "河湾社区", "今晚八点"):
            assert words not in text, (table, words)
    act_as(SYSTEM)
    assert Contact.objects.get().words == WHAT
    assert list(Contact.objects.values_list("words", flat=True)) == [WHAT]
    assert after.differences(case) == []


def test_why_somebody_opened_it_is_sealed_too(district: District) -> None:
    case = make.a_petition(district, "screened", kind="accusation")
    open_sealed(case.petition, reason="核对被检举人的职务", by=district["screener"],
                at=make.when("send"))  # fmt: skip
    assert "职务" not in rows("registry_reading", case.petition)
    act_as(case.petitioner)
    assert Reading.objects.get(what="sealed").reason == "核对被检举人的职务"


def test_words_of_one_file_cannot_be_read_in_the_place_of_others(district: District) -> None:
    field = Contact._meta.get_field("words")
    assert isinstance(field, FreeWords)
    kept = field.shut(WHAT, 7)
    assert field.opened(kept) == WHAT
    other = Supplement._meta.get_field("wanted")
    assert isinstance(other, FreeWords)
    assert other.opened(kept) == kept
    assert field.opened(kept.replace("7:", "8:", 1)) != WHAT
    assert field.opened(f"{MARK}no seal at all") == f"{MARK}no seal at all"
    assert district.bureau.pk
