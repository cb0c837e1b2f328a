"""Read limits.yaml and profiles/*.yaml: a limit without law, mark or check does not load."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from yimen.law.limit import Anchor, Bearer, Limit, Mark, Profile, Step, Unit
from yimen.law.reading import Fields
from yimen.law.words import Words

ENTRY = {"id", "title", "actor", "starts_on", "ends_on", "beside", "only", "versions"}
VERSION = {
    *("from", "days", "unit", "rolls", "law", "paraphrase", "mark", "checked_on"),
    *("at_most", "hearings_excluded", "breach", "consequence", "design", "steps"),
}
FACTS: dict[str, tuple[str | bool, ...]] = {
    "dispatch": ("forward", "assign", "report_up"),
    "first_time": (True, False),
}


def read(folder: Path) -> tuple[list[Limit], list[Profile]]:
    """Return the limits and the profiles of a folder, checked against each other."""
    statute = Fields.of_file(folder / "limits.yaml")
    limits = [limit for name in statute.names() for limit in _versions(statute, name)]
    profiles = []
    for path in sorted((folder / "profiles").glob("*.yaml")):
        page = Fields.of_file(path)
        profile, own = read_profile(page)
        for limit in own:
            where = page.inside("limits").inside(limit.name.removeprefix(f"{profile.name}."))
            refuse_laxer(where, limit, [law for law in limits if law.name == limit.beside])
        profiles.append(profile)
        limits = [*limits, *own]
    _check_ids(statute, limits)
    return limits, profiles


def read_profile(page: Fields) -> tuple[Profile, list[Limit]]:
    """Return a profile with its limits, as one file or one part of a change has it."""
    page.allow({"profile", "title", "source", "limits"})
    profile = Profile(page.text("profile"), page.words("title"), page.words("source"))
    entries = page.inside("limits")
    own = [limit for name in entries.names() for limit in _versions(entries, name, profile.name)]
    return profile, own


def _versions(page: Fields, name: str, profile: str = "") -> list[Limit]:
    entry = page.inside(name)
    entry.allow(ENTRY)
    found = [_version(entry, version, name, profile) for version in entry.each("versions")]
    if not found:
        entry.refuse(
            Words("没有版本", "has no version"),
            Words("请加一个版本，写明施行日期。", "Add one, with the day it came into force."),
        )
    days = [limit.in_force_from for limit in found]
    if days != sorted(set(days)):
        entry.refuse(
            Words("各版本没有按施行日期排列", "its versions are not in the order of their days"),
            Words("请按日期排列。", "Sort them."),
        )
    return found


def _version(entry: Fields, version: Fields, name: str, profile: str) -> Limit:
    version.allow(VERSION)
    return Limit(
        name=f"{profile}.{name}" if profile else name,
        id=entry.text("id"),
        title=entry.words("title"),
        actor=entry.choice("actor", Bearer),
        anchor=entry.choice("starts_on", Anchor),
        ends_on=entry.words("ends_on"),
        in_force_from=version.day("from"),
        days=_days(version),
        unit=version.choice("unit", Unit),
        rolls=version.flag("rolls"),
        law=version.words("law"),
        paraphrase=version.words("paraphrase"),
        mark=mark_of(version),
        checked_on=version.day("checked_on"),
        at_most=version.flag("at_most", default=False),
        hearings_excluded=version.flag("hearings_excluded", default=False),
        breach=version.text("breach", ""),
        consequence=version.words_or_none("consequence"),
        design=version.words_or_none("design"),
        steps=_steps(version),
        profile=profile,
        beside=entry.text("beside", ""),
        only=_only(entry),
    )


def _days(version: Fields) -> int | None:
    """Return the number; the word `assigned` says that whoever assigns it names the day."""
    if version.get("days") == "assigned":
        return None
    return version.number("days")


def mark_of(version: Fields) -> Mark:
    """Return the mark, and insist on the words that explain a choice of our own."""
    mark = version.choice("mark", Mark)
    if mark is Mark.DESIGN and "design" not in version:
        version.refuse(
            Words("标记为D，却没有说明理由", "is marked D and does not say why"),
            Words("请加上design，写明zh和en。", "Add design, in zh and en."),
        )
    return mark


def _steps(version: Fields) -> tuple[Step, ...]:
    steps = tuple(Step(step.words("who"), step.number("days")) for step in version.each("steps"))
    if steps and sum(step.days for step in steps) != version.get("days"):
        version.refuse(
            Words("各步骤的天数加起来不等于总天数", "its steps do not add up to its days"),
            Words("请改正其中一个。", "Correct one of them."),
        )
    return steps


def _only(entry: Fields) -> dict[str, str | bool]:
    if "only" not in entry:
        return {}
    inner = entry.inside("only")
    inner.allow(FACTS)
    only: dict[str, str | bool] = {}
    for fact, known in FACTS.items():
        if fact not in inner:
            continue
        wanted = inner.get(fact)
        if wanted not in known or not isinstance(wanted, str | bool):
            inner.refuse(
                Words(
                    "{fact}写的是{wanted!r}，没有这个值", "{fact} is {wanted!r}, which is unknown"
                ),
                Words("请使用已有的值。", "Use a known fact."),
                fact=fact,
                wanted=wanted,
            )
        only[fact] = wanted
    return only


def refuse_laxer(where: Fields, limit: Limit, statute: Iterable[Limit]) -> None:
    """Refuse a local limit that is laxer than the law, or that binds the petitioner."""
    laws = [law for law in statute if not law.profile]
    if not laws:
        where.refuse(
            Words("没有与法定期限对应", "runs beside no limit of the law"),
            Words("请在beside中写明对应的法定期限。", "Name one in beside."),
        )
    if limit.actor is Bearer.PETITIONER:
        where.refuse(
            Words("约束的是信访人", "binds the petitioner"),
            Words("地方承诺只能约束机关、单位。", "A profile may bind offices only."),
        )
    for law in laws:
        if limit.unit is not law.unit or limit.days is None or law.days is None:
            where.refuse(
                Words("不能与{law}比较", "cannot be compared with {law}"),
                Words("请使用同一种日。", "Use the same kind of days."),
                law=law.name,
            )
        if limit.days > law.days:
            where.refuse(
                Words(
                    "定为{ours}日，而法定期限是{most}日",
                    "gives {ours} days where the law gives {most}",
                ),
                Words("地方承诺只能更严。", "A profile may only be stricter."),
                ours=limit.days,
                most=law.days,
            )


def _check_ids(page: Fields, limits: list[Limit]) -> None:
    names: dict[str, str] = {}
    for limit in limits:
        if names.setdefault(limit.id, limit.name) != limit.name:
            page.refuse(
                Words("{id}同时是{one}和{two}的编号", "{id} names both {one} and {two}"),
                Words("请改掉其中一个。", "Rename one."),
                id=limit.id,
                one=names[limit.id],
                two=limit.name,
            )
