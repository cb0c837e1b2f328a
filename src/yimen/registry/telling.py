"""Read a line of the record as a sentence, in the language of whoever reads it now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy

from yimen.access.actor import Role
from yimen.access.words import ROLES
from yimen.law.limits import LIMITS
from yimen.law.routes import ROUTES
from yimen.law.taxonomy import TAXONOMY
from yimen.people.queries import names_of_organs, names_of_staff
from yimen.registry.entries import KINDS
from yimen.registry.models import (
    Aftercare,
    Breach,
    Contact,
    Demand,
    Entry,
    Hearing,
    Investigation,
    Link,
    Petition,
    Repeat,
    Review,
    Service,
    ServiceAttempt,
    Settlement,
    Simple,
    Suggestion,
)

WORDS: dict[str, dict[str, object]] = {
    "channel": dict(Petition.Channel.choices),
    "contact": dict(Contact.Kind.choices),
    "method": dict(Service.Method.choices),
    "missed": dict(ServiceAttempt.Outcome.choices),
    "class_": dict(Demand.Class.choices),
    "adoption": dict(Suggestion.Result.choices),
    "link": dict(Link.Kind.choices),
    "wish": dict(Hearing.Wish.choices),
    "conclusion": dict(Hearing.Conclusion.choices),
    "inquiry": dict(Investigation.Kind.choices),
    "repeat_ground": dict(Repeat.Ground.choices),
    "care": dict(Aftercare.Answer.choices),
    "review_ground": dict(Review.Ground.choices),
    "ground": dict(Breach.Ground.choices),
    "told_by": dict(Simple.Told.choices),
    "settled_because": dict(Settlement.Because.choices),
    "room": {
        Role.LAWYER: gettext_lazy("legal room"),
        Role.MEDIATOR: gettext_lazy("mediation room"),
    },
}
#: Which article a class of matters follows; a claim follows one of the ways of art. 31.
ARTICLES = {"suggestion": gettext_lazy("art. 29"), "accusation": gettext_lazy("art. 30")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line as a person reads it; `plain` is empty where it is not for the petitioner."""

    seq: int
    kind: str
    demands: tuple[int, ...]
    at: datetime
    written_at: datetime
    sentence: str
    plain: str
    who: str
    organ: str
    hash: str


@dataclass(frozen=True, slots=True)
class Known:
    """The names of organs and people by their row numbers."""

    organs: dict[int, str]
    staff: dict[int, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the row numbers of some lines."""

    organs: dict[int, str]
    staff: dict[int, str]
    petitions: dict[int, str]


def tell(entries: Iterable[Entry], known: Known | None = None) -> list[Told]:
    """Return the lines as sentences; the names they need are `known`, or fetched at once."""
    lines = list(entries)
    known = known or Known(
        names_of_organs(organs_in(lines) - {0}), names_of_staff(staff_in(lines) - {0})
    )
    names = _names(lines, known)
    return [_told(line, names) for line in lines]


def tell_petitioner(entries: Iterable[Entry], known: Known | None = None) -> list[Told]:
    """Return the lines that are for the petitioner: they name organs, never officers."""
    lines = for_petitioner(entries)
    organs = known.organs if known else names_of_organs(organs_in(lines) - {0})
    names = _names(lines, Known(organs, {}))
    return [_told(line, names) for line in lines]


def for_petitioner(entries: Iterable[Entry]) -> list[Entry]:
    """Return the lines that have a sentence for the petitioner."""
    return [line for line in entries if KINDS[line.kind].plain]


def organs_in(lines: Iterable[Entry]) -> set[int]:
    """Return the row numbers of the organs that lines name."""
    return _named(lines, "_organ") | {line.organ_id for line in lines}


def staff_in(lines: Iterable[Entry]) -> set[int]:
    """Return the row numbers of the people whom lines name."""
    return _named(lines, "_staff") | {line.staff_id for line in lines}


def _told(entry: Entry, names: Names) -> Told:
    said = KINDS[entry.kind]
    facts = _words(entry, names)
    return Told(
        seq=entry.seq,
        kind=entry.kind,
        demands=tuple(entry.demands),
        at=entry.at,
        written_at=entry.written_at,
        sentence=gettext(said.sentence).format(**facts),
        plain=gettext(said.plain).format(**facts) if said.plain else "",
        who=names.staff.get(entry.staff_id) or role_name(entry.role),
        organ=names.organs.get(entry.organ_id, ""),
        hash=entry.hash,
    )


def _words(entry: Entry, names: Names) -> dict[str, str]:
    # A machine or an import acts for no organ of its own.
    facts = {"by_organ": names.organs.get(entry.organ_id) or gettext("The organ that handles it")}
    for name, value in {"report_by": "", **entry.facts}.items():
        facts[name] = _word(name, value, names)
    way = gettext("art. 31({route})").format(route=facts.get("route", "—"))
    facts["article"] = str(ARTICLES.get(str(entry.facts.get("class_")), way))
    other = int(str(entry.facts.get("other_petition") or 0))
    facts["other_number"] = names.petitions.get(other, "")
    handler = entry.facts.get("handler_staff")
    facts["handler_staff"] = _word("handler_staff", handler or 0, names)
    return facts


def _word(name: str, value: object, names: Names) -> str:
    """Return one fact as a word: a name for a row number, a label for a code, a date as written."""
    if name.endswith("_organ"):
        return names.organs.get(int(str(value)), "")
    if name.endswith("_staff"):
        return names.staff.get(int(str(value)), "—")
    if name in WORDS:
        return str(WORDS[name].get(str(value), value))
    read = READ.get(name, str)
    return read(str(value)) if value else ""


def _category(code: str) -> str:
    return TAXONOMY.find(code).label(get_language() or "zh")


def _way(code: str) -> str:
    if code not in ROUTES:
        return gettext("handled here")
    return ROUTES.find(code).title.say(get_language() or "zh")


def _limit(name: str) -> str:
    return LIMITS.latest(name).title.say(get_language() or "zh")


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT")


def role_name(role: str) -> str:
    """Return a role's name in the reader's language."""
    return gettext(ROLES.get(role, role))


def _named(lines: Iterable[Entry], kind: str) -> set[int]:
    facts = (fact for line in lines for fact in line.facts.items())
    return {int(value) for name, value in facts if name.endswith(kind)}


def _names(lines: Iterable[Entry], known: Known) -> Names:
    petitions = {
        int(line.facts["other_petition"]) for line in lines if "other_petition" in line.facts
    }
    if not petitions:  # as nearly always
        return Names(known.organs, known.staff, {})
    numbers = Petition.objects.filter(pk__in=petitions).values_list("pk", "number")
    return Names(known.organs, known.staff, dict(numbers))


READ: dict[str, Callable[[str], str]] = {
    "category": _category,
    "from_category": _category,
    "report_by": _day,
    "lapses_on": _day,
    "way": _way,
    "answer_by": _day,
    "since_on": _day,
    "opens_on": _day,
    "first_on": _day,
    "last_on": _day,
    "due_on": _day,
    "ended_on": _day,
    "limit": _limit,
}
