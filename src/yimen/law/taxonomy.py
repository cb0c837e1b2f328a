"""What petitions are about: a tree of categories, each with the way and the office it suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yimen.base.errors import Refused
from yimen.law.reading import Fields
from yimen.law.words import Words

TREE = {"title", "competence", "route", "mediation", "children"}
LEAF = {"zh", "en", "competence", "route", "mediation"}
ROUTES = range(1, 7)
PETITION_PROCEDURE = 6
FALLBACK = "other"


class NoSuchCategory(Refused):
    """There is no category "{code}". Choose one from the list."""


@dataclass(frozen=True, slots=True)
class Node:
    """One category: a field of matters, or a kind of matter within it."""

    code: str
    title: Words
    path: tuple[Words, ...]  # the titles from the root down to this one
    parent: str
    route: int  # the item of art. 31 it usually follows
    mediation: bool
    competence: str  # the kind of office usually competent
    children: tuple[Node, ...] = ()

    @property
    def root(self) -> str:
        """Return the code of the field it belongs to."""
        return self.code.partition(".")[0]

    def label(self, language: str) -> str:
        """Return its full title, the field first."""
        return " / ".join(title.say(language) for title in self.path)


class Taxonomy:
    """The whole tree, in one version."""

    def __init__(
        self, version: str, roots: tuple[Node, ...], competences: dict[str, Words]
    ) -> None:
        """Keep the tree and an index of its codes."""
        self.version = version
        self.competences: Mapping[str, Words] = competences
        self._roots = roots
        self._nodes = {node.code: node for node in roots}
        self._nodes |= {leaf.code: leaf for root in roots for leaf in root.children}

    @classmethod
    def load(cls, path: Path) -> Taxonomy:
        """Read the tree strictly; a category without both titles does not load."""
        page = Fields.of_file(path)
        page.allow({"version", "tree", "competences"})
        offices = page.inside("competences")
        competences = {key: offices.words(key) for key in offices.names()}
        tree = page.inside("tree")
        roots = tuple(_root(tree.inside(code), code, competences) for code in tree.names())
        return cls(page.text("version"), roots, competences)

    def __contains__(self, code: str) -> bool:
        return code in self._nodes

    def roots(self) -> tuple[Node, ...]:
        """Return the fields, in their order."""
        return self._roots

    def leaves(self) -> tuple[Node, ...]:
        """Return every kind of matter, field by field."""
        return tuple(leaf for root in self._roots for leaf in root.children)

    def find(self, code: str) -> Node:
        """Return a category by its code, or refuse."""
        found = self._nodes.get(code)
        if found is None:
            raise NoSuchCategory(code=code)
        return found

    def choices(self, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the kinds of matter grouped by field, ready for a list to choose from."""
        return [
            (
                root.title.say(language),
                [(leaf.code, leaf.title.say(language)) for leaf in root.children],
            )
            for root in self._roots
        ]

    def competence_of(self, code: str) -> Words:
        """Return the name of the kind of office usually competent for a category."""
        return self.competences[self.find(code).competence]


def _root(fields: Fields, code: str, competences: Mapping[str, Words]) -> Node:
    fields.allow(TREE)
    title = fields.words("title")
    top = Node(code, title, (title,), "", *_hints(fields, competences, fields.text("competence")))
    kinds = fields.inside("children")
    children = tuple(_leaf(kinds.inside(name), name, top, competences) for name in kinds.names())
    return replace(top, children=children)


def _leaf(fields: Fields, name: str, top: Node, competences: Mapping[str, Words]) -> Node:
    fields.allow(LEAF)
    title = Words(fields.text("zh"), fields.text("en"))
    hints = _hints(fields, competences, top.competence)
    return Node(f"{top.code}.{name}", title, (*top.path, title), top.code, *hints)


def _hints(fields: Fields, competences: Mapping[str, Words], office: str) -> tuple[int, bool, str]:
    """Return the usual way, whether mediation may fit, and the office, as far as they are said."""
    route = fields.number("route") if "route" in fields else PETITION_PROCEDURE
    if route not in ROUTES:
        fields.refuse(
            Words("route写的是{route}", "its route is {route}"),
            Words(
                "请写《信访工作条例》第三十一条的项，从1到6。",
                "Use an item of art. 31, from 1 to 6.",
            ),
            route=route,
        )
    office = fields.text("competence", office)
    if office not in competences:
        fields.refuse(
            Words(
                "competence写的是{office!r}，没有名称",
                "its competence is {office!r}, which has no name",
            ),
            Words("请在树的下方加上它。", "Add it below the tree."),
            office=office,
        )
    return route, fields.flag("mediation", default=False), office


TAXONOMY = Taxonomy.load(Path(__file__).parent / "taxonomy.yaml")
