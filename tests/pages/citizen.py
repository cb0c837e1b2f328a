"""A citizen at the door: what she types, and what she finds again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.make import SIGNED
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.seal import unseal
from yimen.base.time import now
from yimen.casework.actions.serve import serve
from yimen.documents.models import Letter
from yimen.registry.code import tidy_number
from yimen.registry.models import Attachment, Demand, Party, Petition

TYPED = {
    "ticket": str(uuid4()),  # of this process: what waits for a form lies on the disk
    "demands-TOTAL_FORMS": "1",
    "demands-INITIAL_FORMS": "0",
    "demands-0-request": "请修好小区门口的路灯",
    "demands-0-facts": "九月起坏了三盏，晚上看不见台阶，已经有人摔倒。",
    "on_behalf": "self",
    "kind": "person",
    "name": "赵秀英",
    "address": "幸福路8号3栋201",
    "prefers": "online",
    "contact": "self",
    "send": "1",
}


def typed(**more: object) -> dict[str, Any]:
    """Return a complete form; what is None is left out of it."""
    given = {**TYPED, **{name.replace("__", "-"): value for name, value in more.items()}}
    return {name: value for name, value in given.items() if value is not None}


def demands(*requests: str) -> dict[str, str]:
    """Return the boxes of several demands."""
    boxes = {"demands-TOTAL_FORMS": str(len(requests)), "demands-INITIAL_FORMS": "0"}
    for place, request in enumerate(requests):
        boxes |= {f"demands-{place}-request": request, f"demands-{place}-facts": "经过如此。"}
    return boxes


def file(name: str, data: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def browser(language: str = "zh-hans") -> Client:
    """Return a browser in which nothing is open yet."""
    client = Client()
    client.cookies["django_language"] = language
    return client


def english() -> Client:
    """Return a browser that reads English."""
    return browser("en")


def filed(client: Client, **more: object) -> Petition:
    """File a petition and return it as the system sees it."""
    answer = client.post("/file/", typed(**more))
    assert answer.status_code == 302, wrong(answer)
    return latest()


def latest() -> Petition:
    """Return the petition that was filed last."""
    act_as(SYSTEM)
    return Petition.objects.latest("pk")


def of(model: type[Any], petition: Petition) -> list[Any]:
    """Return rows of a petition as the system sees them."""
    act_as(SYSTEM)
    return list(model.objects.filter(petition=petition).order_by("pk"))


def people(petition: Petition) -> list[Party]:
    """Return who takes part in a petition."""
    return of(Party, petition)


def asked(petition: Petition) -> list[Demand]:
    """Return what a petition asks for."""
    return of(Demand, petition)


def papers(petition: Petition) -> list[Attachment]:
    """Return what was handed in."""
    return of(Attachment, petition)


def code_of(petition: Petition) -> str:
    """Return the query code, as the receipt has it."""
    return unseal(petition.code_sealed)


def opened(petition: Petition, language: str = "zh-hans") -> tuple[Client, str]:
    """Give number and code in a fresh browser; return it with the address of the matter."""
    client = browser(language)
    act_as(SYSTEM)
    petition.refresh_from_db()
    answer = client.post("/track/", {"number": petition.number, "query_code": code_of(petition)})
    assert answer.status_code == 302, wrong(answer)
    return client, f"/matter/{tidy_number(petition.number)}/"


def wrong(answer: HttpResponse) -> str:
    """Return what a page complains of."""
    context: Any = getattr(answer, "context", None) or {}
    said = [str(context.get("refusal", ""))]
    for name in ("form", "demands"):
        found = context.get(name)
        said.append(str(found.errors) if found is not None else "")
    return f"{answer.status_code} {' '.join(said)}"


def letters(petition: Petition, kind: str) -> list[Letter]:
    """Return the letters of one kind."""
    return [letter for letter in of(Letter, petition) if letter.kind == kind]


def served(hall: Hall, **more: object) -> Petition:
    """Have a petition answered, and the answer handed over."""
    opinion = halls.issued(hall, **more)
    serve(opinion.pk, method="in_person", proved=SIGNED, by=hall.by("handler"), at=now())
    return halls.petition_of(opinion.petition_id)


def questions(captured: CaptureQueriesContext) -> list[str]:
    """Return what was asked, but for savepoints, the session and who asks."""
    beside = ("SAVEPOINT", "RELEASE", "ROLLBACK", "select set_config")
    found = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in found if not sql.startswith(beside) and "django_session" not in sql]
