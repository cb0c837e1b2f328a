"""A district to open pages in: its organs, one officer for each post, and petitions on their way.

Everything is made through the acts, as it would be in office.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.casework.actions.accept import accept
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.forward import forward
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Ask, Filing, Person
from yimen.documents.tasks import issue
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.give_post import give_post
from yimen.people.models import Organ, Region, Staff
from yimen.people.queries import actor_of
from yimen.people.shapes import Entry
from yimen.registry.models import Demand, Opinion, Petition

LONG_AGO = date(2020, 1, 1)
PASSWORD = "seven blue kettles 7"
LAMPS = "请修好幸福路的路灯"
ROLES_AT_BUREAU = (
    "receptionist",
    "screener",
    "supervisor",
    "leader",
    "lawyer",
    "mediator",
    "counsellor",
)
ROLES_AT_ORGAN = ("handler", "legal_checker", "head")
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


@dataclass
class Officer:
    """One person with one post: their account, and who they act as."""

    staff: Staff
    actor: Actor

    def client(self, language: str = "zh-hans") -> Client:
        """Return a browser in which this officer has signed in."""
        opened = Client()
        opened.force_login(self.staff, backend="yimen.people.backend.StaffBackend")
        opened.cookies["django_language"] = language
        return opened


@dataclass
class Hall:
    """A district, its organs, its officers by role; those of others elsewhere."""

    region: Region
    bureau: Organ
    housing: Organ
    officers: dict[str, Officer] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Officer:
        return self.officers[role]

    def by(self, role: str) -> Actor:
        """Return the officer of a role as an actor."""
        return self.officers[role].actor


def an_officer(role: str, organ: Organ, username: str, name: str = "林晓") -> Officer:
    """Open an account with a post."""
    at = now() - timedelta(days=400)
    admitted = add_staff(username=username, name=name, by=SYSTEM, at=at)
    staff = Staff.objects.get(pk=admitted.staff)
    staff.set_password(PASSWORD)
    staff.must_change_password = False
    staff.save()
    given = give_post(
        staff.pk, role=role, organ=organ.pk, starts_on=LONG_AGO, ends_on=None, by=SYSTEM, at=at
    )
    return Officer(staff=staff, actor=actor_of(given))


def a_hall(code: str = "ym", name: str = "一门区") -> Hall:
    """Build a district: a bureau, a government, a department, and one officer for each post."""
    act_as(SYSTEM)
    at = now() - timedelta(days=400)
    region = add_region(name=name, kind="district", code=code, by=SYSTEM, at=at)

    def organ(title: str, kind: str, parent: Organ | None = None, competence: str = "") -> Organ:
        entry = Entry(
            address=f"{name}中心路1号",
            phone="0755-12345678",
            has_reception=kind == "bureau",
            competence=[competence] if competence else [],
        )
        return add_organ(
            name=name + title, mark=name[:2] + title[-2], kind=kind, region=region.pk,
            parent=parent.pk if parent else 0, entry=entry, by=SYSTEM, at=at,
        )  # fmt: skip

    government = organ("人民政府", "government")
    hall = Hall(
        region=region,
        bureau=organ("信访局", "bureau", government),
        housing=organ("城市管理局", "department", government, "urban_management"),
    )
    names = iter(
        [
            "王敏",
            "李卫东",
            "张丽",
            "陈国强",
            "刘洋",
            "杨帆",
            "黄婷",
            "周建华",
            "吴芳",
            "徐磊",
            "孙静",
            "马超",
            "朱琳",
        ]
    )
    for role in (*ROLES_AT_BUREAU, *ADMINISTRATORS):
        hall.officers[role] = an_officer(role, hall.bureau, f"{code}-{role}", next(names))
    for role in ROLES_AT_ORGAN:
        hall.officers[role] = an_officer(role, hall.housing, f"{code}-{role}", next(names))
    return hall


def lodged(
    hall: Hall, *, asks: int = 1, at: datetime | None = None, name: str = "张三"
) -> Petition:
    """Have a petition lodged online with the bureau."""
    filing = Filing(
        channel="online",
        receiver=hall.bureau.pk,
        asks=tuple(
            Ask(
                request=LAMPS if n == 0 else f"请办理第{n + 1}件事",
                facts="路灯坏了三个月，夜里很黑。",
            )
            for n in range(asks)
        ),
        people=(
            Person(
                name=name,
                phone="13800138000",
                id_number="11010519491231002X",
                id_kind="resident",
                address=f"{hall.region.name}幸福路8号3栋201",
            ),
        ),
    )
    done = lodge(filing, by=hall.by("screener"), at=at or now() - timedelta(days=3))
    return petition_of(done.petition)


def petition_of(number: int) -> Petition:
    """Read a petition anew, as the system sees it."""
    act_as(SYSTEM)
    return Petition.objects.get(pk=number)


def demand_of(petition: Petition, position: int = 1) -> Demand:
    """Read a demand anew, as the system sees it."""
    act_as(SYSTEM)
    return Demand.objects.get(petition=petition, position=position)


def registered(hall: Hall, **more: object) -> Petition:
    """Have a petition registered."""
    petition = lodged(hall, **more)  # type: ignore[arg-type]  # the same words
    register(petition.pk, by=hall.by("screener"), at=now())
    return petition_of(petition.pk)


def screened(hall: Hall, **more: object) -> Petition:
    """Have every demand screened as a claim under the petition procedure."""
    petition = registered(hall, **more)
    for demand in demands(petition):
        screen(
            demand.pk,
            kind="claim",
            category="urban_rural_construction.street_lighting",
            route=6,
            by=hall.by("screener"),
            at=now(),
        )
    return petition_of(petition.pk)


def forwarded(hall: Hall, **more: object) -> Petition:
    """Have every demand forwarded to the department."""
    petition = screened(hall, **more)
    for demand in demands(petition):
        forward(demand.pk, to=hall.housing.pk, by=hall.by("screener"), at=now())
    return petition_of(petition.pk)


def accepted(hall: Hall, **more: object) -> Petition:
    """Have every demand accepted, with a handler."""
    petition = forwarded(hall, **more)
    handler = hall.by("handler")
    for demand in demands(petition):
        accept(demand.pk, handler=handler.id, by=handler, at=now())
    return petition_of(petition.pk)


def handled(hall: Hall, **more: object) -> Petition:
    """Have every demand handled: somebody talked to the petitioner."""
    petition = accepted(hall, **more)
    for demand in demands(petition):
        log_contact(demand.pk, kind="phone", words="电话了解情况", by=hall.by("handler"), at=now())
    return petition_of(petition.pk)


def drafted(hall: Hall, **more: object) -> Opinion:
    """Have an opinion written and sent to be checked."""
    return drafted_on(hall, handled(hall, **more))


def checked(hall: Hall, **more: object) -> Opinion:
    """Have an opinion found lawful."""
    opinion = drafted(hall, **more)
    return check_opinion(opinion.pk, by=hall.by("legal_checker"), at=now())


def signed(hall: Hall, **more: object) -> Opinion:
    """Have an opinion signed."""
    return sign_opinion(checked(hall, **more).pk, by=hall.by("head"), at=now())


def issued(hall: Hall, **more: object) -> Opinion:
    """Have an opinion issued and printed."""
    return issued_on(hall, handled(hall, **more))


def drafted_on(hall: Hall, petition: Petition) -> Opinion:
    """Have an opinion written on a petition that is being handled."""
    findings = tuple(
        Found(
            demand=demand.pk,
            facts="路灯确已损坏",
            reasons="应当修复",
            result="supported",
            basis="《城市照明管理规定》",
        )
        for demand in demands(petition)
    )
    draft = Draft(findings=findings, duty="十日内修复", duty_by=now().date() + timedelta(days=10))
    opinion = draft_opinion(petition.pk, draft=draft, by=hall.by("handler"), at=now())
    act_as(SYSTEM)
    return opinion


def issued_on(hall: Hall, petition: Petition) -> Opinion:
    """Have an opinion on a petition written, checked, signed, issued and printed."""
    opinion = drafted_on(hall, petition)
    check_opinion(opinion.pk, by=hall.by("legal_checker"), at=now())
    sign_opinion(opinion.pk, by=hall.by("head"), at=now())
    opinion = issue_opinion(opinion.pk, by=hall.by("handler"), at=now())
    print_letters()
    return opinion


def demands(petition: Petition) -> list[Demand]:
    """Return the demands of a petition, as the system sees them."""
    act_as(SYSTEM)
    return list(Demand.objects.filter(petition=petition))


def print_letters() -> int:
    """Do what the worker would: print every letter that waits; say how many."""
    act_as(SYSTEM)
    waiting = list(ProcrastinateJob.objects.filter(task_name="documents.issue").order_by("id"))
    with transaction.atomic():
        for job in waiting:
            issue(**job.args)
    act_as(SYSTEM)
    return len(waiting)
