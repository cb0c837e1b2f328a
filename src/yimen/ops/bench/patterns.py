"""From a road to rows: the text that COPY reads, with gaps for what differs between petitions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Model

from yimen.law.limits import LIMITS
from yimen.law.moves import CLOSED
from yimen.ops.bench.gaps import Gap, Gapped, Numbered, gapped, row_of
from yimen.ops.bench.roads import ROW, Bureau, Line, Walked
from yimen.registry import models as files
from yimen.registry.chain import canonical
from yimen.registry.clocks import is_duty

TABLES: tuple[type[Model], ...] = (
    files.Petition,
    files.Demand,
    files.Party,
    files.Dispatch,
    files.Decline,
    files.Contact,
    files.Clock,
    files.Extension,
    files.Opinion,
    files.Finding,
    files.Service,
    files.Execution,
    files.Referral,
    files.Entry,
    files.SearchWords,
)
_RECORD = files.Entry._meta.db_table
_STAGES = (
    ("serve", "served"),
    ("issue_opinion", "issued"),
    ("sign_opinion", "signed"),
    ("check_opinion", "checked"),
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rows of one road: ready text by table, and for each line what is hashed and kept."""

    rows: list[tuple[str, Gapped]]
    lines: list[tuple[Gapped, Gapped]]


def columns(table: type[Model]) -> list[str]:
    """Name the columns of a table, in the order in which rows give them."""
    return [str(field.column) for field in table._meta.concrete_fields]


def pattern(road: str, walked: Walked, bureau: Bureau) -> Pattern:
    """Return the rows of a road."""
    rows = [
        (table._meta.db_table, Gapped("".join(row_of(table, given) for given in made)))
        for table, made in _rows(road, walked, bureau).items()
        if made
    ]
    return Pattern(rows, [_written(line) for line in walked.lines])


def fill(pattern: Pattern, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the rows of one petition by table; its lines are chained on the way."""
    written, before = [], ""
    for said, row in pattern.lines:
        values["previous"] = before
        before = hashlib.sha256(said.fill(values).encode()).hexdigest()
        values["hash"] = before
        written.append(row.fill(values))
    yield _RECORD, "".join(written)
    for table, rows in pattern.rows:
        yield table, rows.fill(values)


@lru_cache(maxsize=2048)  # roads share their lines
def _written(line: Line) -> tuple[Gapped, Gapped]:
    return Gapped(gapped(canonical(line))), Gapped(_entry(line))


def _entry(line: Line) -> str:
    return row_of(
        files.Entry,
        {
            "id": Numbered(line.seq),
            "petition_id": ROW,
            "seq": line.seq,
            "kind": line.kind,
            "demands": line.demands,
            "facts": line.facts,
            "at": line.at,
            "written_at": line.written_at,
            "role": line.role,
            "staff_id": line.staff_id,
            "organ_id": line.organ_id,
            "previous": Gap("previous"),
            "hash": Gap("hash"),
        },
    )


def _rows(road: str, walked: Walked, bureau: Bureau) -> dict[type[Model], list[dict[str, object]]]:
    """Return the rows of every table but the record, as column and value."""
    made: dict[type[Model], list[dict[str, object]]] = {
        files.Petition: [_petition(walked, bureau)],
        files.Demand: [_demand(walked, bureau)],
        files.Party: [_party()],
        files.Clock: list(_clocks(walked)),
        files.SearchWords: [
            {"petition_id": ROW, "words": Gap("words"), "names": Gap("name_words")}
        ],
    }
    done = walked.done
    if "forward" in done:
        made[files.Dispatch] = [_dispatch(walked, bureau)]
    if "decline" in done:
        made[files.Decline] = [
            _about("decline", done)
            | {"reason": "不属于本机关职权范围。", "where_to_go": "请向人民法院提起诉讼。"}
            | _by("head")
        ]
    if "refer" in done:
        made[files.Referral] = [
            {"id": ROW, "petition_id": ROW, "room": "lawyer", "at": done["refer"]}
        ]
    if "execute" in done:
        made[files.Execution] = [
            _about("execute", done) | {"proof": "已按意见办理完毕，现场照片在卷。"} | _by("handler")
        ]
    made[files.Contact] = list(_contacts(walked))
    made[files.Extension] = list(_extensions(walked))
    if "draft_opinion" in done:
        made |= _answer(road, walked)
    return made


def _petition(walked: Walked, bureau: Bureau) -> dict[str, object]:
    done = walked.done
    closed = (done[deed] for deed in ("conclude", "decline") if deed in done)
    return {
        "id": ROW,
        "number": Gap("number"),
        "code_blind": Gap("code_blind"),
        "code_sealed": Gap("code_sealed"),
        "channel": Gap("channel"),
        "title": Gap("title"),
        "place": Gap("place"),
        "received_at": done["lodge"],
        "registered_at": done.get("register"),
        "closed_at": next(closed, None) if walked.state in CLOSED else None,
        "receiver_id": bureau.organ,
        "recorder_id": Gap("recorder"),
        "region_id": Gap("region"),
        "area": Gap("area"),
        "organs": Gap("organs_sent" if "forward" in done else "organs_received"),
        "rooms": ["lawyer"] if "refer" in done else [],
        "state": str(walked.state),
        "due_on": _soonest(walked),
        "profile": bureau.profile,
        "head_seq": len(walked.lines),
        "head_hash": Gap("hash"),
    }


def _demand(walked: Walked, bureau: Bureau) -> dict[str, object]:
    done = walked.done
    is_screened = "screen" in done
    return {
        "id": ROW,
        "petition_id": ROW,
        "position": 1,
        "request": Gap("request"),
        "facts": Gap("facts"),
        "kind": "claim" if is_screened else "",
        "category": Gap("category") if is_screened else "",
        "route": 6 if is_screened else None,
        "state": str(walked.state),
        "entered_at": walked.entered_at,
        "screened_at": done.get("screen"),
        "sent_as": "forward" if "forward" in done else "",
        "owner_id": Gap("organ") if "forward" in done else bureau.organ,
        "handler_id": Gap("handler") if "accept" in done else None,
        "due_on": _soonest(walked),
        "accepted_on": done["accept"].date() if "accept" in done else None,
    }


def _soonest(walked: Walked) -> date | None:
    return min((c.due_on for c in walked.running.values() if is_duty(c.limit)), default=None)


def _party() -> dict[str, object]:
    return {
        "id": ROW,
        "petition_id": ROW,
        "capacity": "petitioner",
        "name": Gap("name"),
        "phone_sealed": Gap("phone_sealed"),
        "phone_blind": Gap("phone_blind"),
        "address_sealed": Gap("address_sealed"),
    }


def _clocks(walked: Walked) -> Iterable[dict[str, object]]:
    for place, clock in enumerate(walked.clocks):
        one = clock.running
        yield {
            "id": Numbered(place),
            "petition_id": ROW,
            "demand_id": ROW,
            "limit": LIMITS.latest(one.limit).name,
            "started_on": one.started_on,
            "nominal_on": one.nominal_on,
            "due_on": one.due_on,
            "is_provisional": one.is_provisional,
            "extra": one.extra,
            "stopped_on": clock.stopped_on,
        }


def _dispatch(walked: Walked, bureau: Bureau) -> dict[str, object]:
    done = walked.done
    outcome = "accepted" if "accept" in done else "declined" if "decline" in done else "open"
    return {
        "id": ROW,
        "petition_id": ROW,
        "demand_id": ROW,
        "kind": "forward",
        "from_organ_id": bureau.organ,
        "to_organ_id": Gap("organ"),
        "sent_at": done["forward"],
        "outcome": outcome,
    }


def _contacts(walked: Walked) -> Iterable[dict[str, object]]:
    kinds = {"log_contact": ("row", "meeting"), "execute": ("done_log", "execution")}
    for deed, (number, kind) in kinds.items():
        if deed in walked.done:
            yield (
                _about(deed, walked.done)
                | {
                    "id": Gap(number),
                    "kind": kind,
                    "words": "已与信访人面谈，核对了情况和材料。",
                }
                | _by("handler")
            )


def _extensions(walked: Walked) -> Iterable[dict[str, object]]:
    done = walked.done
    if "ask_extension" in done:
        yield {
            "id": ROW,
            "petition_id": ROW,
            "demand_id": ROW,
            "days": 30,
            "reason": "需要进行现场检测。",
            "asked_by_id": Gap("handler"),
            "asked_at": done["ask_extension"],
            "decision": "approved" if "extend" in done else "asked",
            "decided_by_id": Gap("head") if "extend" in done else None,
            "decided_at": done.get("extend"),
            "told_at": done.get("tell_extension"),
        }


def _answer(road: str, walked: Walked) -> dict[type[Model], list[dict[str, object]]]:
    done = walked.done
    opinion = {
        "id": ROW,
        "petition_id": ROW,
        "organ_id": Gap("organ"),
        "stage": next((stage for deed, stage in _STAGES if deed in done), "submitted"),
        "drafted_by_id": Gap("handler"),
        "drafted_at": done["draft_opinion"],
        "checked_by_id": Gap("checker") if "check_opinion" in done else None,
        "checked_at": done.get("check_opinion"),
        "signed_by_id": Gap("head") if "sign_opinion" in done else None,
        "signed_at": done.get("sign_opinion"),
        "issued_at": done.get("issue_opinion"),
        "served_at": done.get("serve"),
    }
    finding = {
        "id": ROW,
        "petition_id": ROW,
        "opinion_id": ROW,
        "demand_id": ROW,
        "request": Gap("request"),
        "facts": "经查，所反映的情况属实。",
        "reasons": "依照职责应当办理。",
        "result": "supported" if road == "supported" else "explained",
        "basis": "《信访工作条例》第三十二条",
    }
    made: dict[type[Model], list[dict[str, object]]] = {
        files.Opinion: [opinion],
        files.Finding: [finding],
    }
    if "serve" in done:
        made[files.Service] = [
            {
                "id": ROW,
                "petition_id": ROW,
                "opinion_id": ROW,
                "method": "in_person",
                "recipient": Gap("name"),
                "proof": "本人签收",
                "at": done["serve"],
            }
            | _by("handler")
        ]
    return made


def _about(deed: str, done: Mapping[str, datetime]) -> dict[str, object]:
    return {"id": ROW, "petition_id": ROW, "demand_id": ROW, "at": done[deed]}


def _by(who: str) -> dict[str, object]:
    return {"by_id": Gap(who)}
