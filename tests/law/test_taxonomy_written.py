"""The tree of categories as it is written: every field counts, and a complaint says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from yimen.law.reading import BrokenFileError
from yimen.law.taxonomy import Node, Taxonomy
from yimen.law.words import Words

TREE = """
version: "7"
competences: {parks: {zh: 公园, en: parks}, roads: {zh: 道路, en: roads}}
tree:
  green:
    title: {zh: 绿化, en: Green}
    competence: parks
    route: 5
    mediation: true
    children:
      trees: {zh: 树木, en: Trees}
      verges: {zh: 路边, en: Verges, competence: roads, route: 4, mediation: true}
  other:
    title: {zh: 其他, en: Other}
    competence: roads
    children: {}
"""
GREEN = Words("绿化", "Green")
TREES, VERGES = Words("树木", "Trees"), Words("路边", "Verges")


def tree(folder: Path, text: str = TREE) -> Taxonomy:
    file = folder / "taxonomy.yaml"
    file.write_text(text, encoding="utf-8")
    return Taxonomy.load(file)


def test_a_matter_says_for_itself_what_its_field_does_not_say_for_it(tmp_path: Path) -> None:
    read = tree(tmp_path)
    leaves = (
        Node("green.trees", TREES, (GREEN, TREES), "green", 6, mediation=False, competence="parks"),
        Node("green.verges", VERGES, (GREEN, VERGES), "green", 4, mediation=True,
             competence="roads"),
    )  # fmt: skip
    green = Node("green", GREEN, (GREEN,), "", 5, True, "parks", leaves)
    assert read.roots()[0] == green
    assert read.leaves() == leaves
    assert (read.find("green"), read.find("green.verges")) == (green, leaves[1])
    assert (read.version, read.competence_of("green.verges")) == ("7", Words("道路", "roads"))
    assert ("other" in read, "other.things" in read) == (True, False)
    assert read.choices("en") == [
        ("Green", [("green.trees", "Trees"), ("green.verges", "Verges")]),
        ("Other", []),
    ]


@pytest.mark.parametrize(
    ("what", "instead", "says"),
    [
        (
            "route: 4",
            "route: 0",
            (
                '"tree: green: children: verges": its route is 0. '
                "Use an item of art. 31, from 1 to 6."
            ),
        ),
        (
            "competence: parks",
            "competence: moon",
            (
                "\"tree: green\": its competence is 'moon', "
                "which has no name. Add it below the tree."
            ),
        ),
        (
            "title: {zh: 绿化, en: Green}",
            "zh: 绿化",
            (
                "\"tree: green\": nobody reads 'zh'. "
                "Use one of children, competence, mediation, route, title."
            ),
        ),
        ("zh: 树木, ", "", '"tree: green: children: trees": has no zh. Add it.'),
        (
            'version: "7"',
            "colour: red",
            ("nobody reads 'colour'. Use one of competences, tree, version."),
        ),
    ],
)
def test_a_tree_that_is_not_whole_says_where_and_what_to_do(
    tmp_path: Path, what: str, instead: str, says: str
) -> None:
    assert what in TREE
    with pytest.raises(BrokenFileError) as caught:
        tree(tmp_path, TREE.replace(what, instead, 1))
    assert str(caught.value) == f"taxonomy.yaml: {says}"
