"""The files of the law, read once more: nothing that was read at the start hangs on that moment."""

from __future__ import annotations

from dataclasses import replace

from yimen.law import breaches, naming
from yimen.law.days import DAYS, Days
from yimen.law.limits import HERE, LIMITS, Limits
from yimen.law.routes import ROUTES
from yimen.law.taxonomy import TAXONOMY, Taxonomy


def test_limits_and_promises_read_again_are_the_same() -> None:
    again, known = Limits.load().book(), LIMITS.files.book()
    assert (again.versions, again.by_id, again.profiles) == (
        known.versions,
        known.by_id,
        known.profiles,
    )


def test_days_of_rest_read_again_are_the_same() -> None:
    again, known = Days.load(), DAYS.now().first
    for name in ("rest", "work", "years", "local", "expected"):
        assert getattr(again, name) == getattr(known, name), name


def test_what_missing_is_and_what_things_are_called_read_again_are_the_same() -> None:
    assert breaches.read(HERE / "breaches.yaml") == breaches.OFFENCES
    assert naming.read() == (naming.STATES, naming.MOVES)


def test_the_tree_of_categories_read_again_is_the_same() -> None:
    again = Taxonomy.load(HERE / "taxonomy.yaml")
    assert again.roots() == TAXONOMY.roots()
    assert (again.version, again.competences) == (TAXONOMY.version, TAXONOMY.competences)


def test_a_changed_way_keeps_what_the_change_leaves_out_and_every_other_way() -> None:
    first, *others = ROUTES.files.all()
    changed = ROUTES.files.changed({first.code: {"words": ["某某"]}})
    assert changed.find(first.code) == replace(first, words=("某某",))
    assert [changed.find(one.code) for one in others] == others
    assert [one.code for one in changed.all()] == [one.code for one in ROUTES.files.all()]
    known = (ROUTES.files.version, ROUTES.files.bodies, ROUTES.files.varies)
    assert (changed.version, changed.bodies, changed.varies) == known
