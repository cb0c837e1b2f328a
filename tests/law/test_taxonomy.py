"""What petitions are about: a whole tree, in both languages, that suggests and never decides."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from yimen.law import taxonomy
from yimen.law.reading import BrokenFileError
from yimen.law.taxonomy import TAXONOMY, Node, NoSuchCategory, Taxonomy

FILE = Path(taxonomy.__file__).parent / "taxonomy.yaml"
NODES = [*TAXONOMY.roots(), *TAXONOMY.leaves()]


def ids(node: Node) -> str:
    return node.code


@pytest.mark.parametrize("node", NODES, ids=ids)
def test_every_category_is_whole(node: Node):
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", node.code)
    assert re.search(r"[\u4e00-\u9fff]", node.title.zh)
    assert re.fullmatch(r"[A-Z][\x20-\x7eé]+", node.title.en)
    assert 1 <= node.route <= 6
    assert node.competence in TAXONOMY.competences


def test_the_tree_has_the_fields_of_the_rule_book():
    assert len(TAXONOMY.roots()) == 17
    assert [root.code for root in TAXONOMY.roots()][-2:] == ["organisation_personnel", "other"]
    assert all(root.children for root in TAXONOMY.roots())
    assert 90 <= len(TAXONOMY.leaves()) <= 180


def test_titles_within_a_field_differ():
    for root in TAXONOMY.roots():
        assert len({leaf.title.zh for leaf in root.children}) == len(root.children)


@pytest.mark.parametrize(
    ("code", "route", "mediation", "competence"),
    [
        ("labour_social_security.unpaid_wages", 2, True, "human_resources"),  # labour arbitration
        ("labour_social_security.work_injury", 4, False, "human_resources"),  # recognition
        ("political_legal.litigation", 1, False, "justice"),  # the courts' own way
        ("discipline_supervision.sanctions_appeal", 3, False, "discipline_inspection"),
        ("urban_rural_construction.illegal_building", 5, False, "urban_management"),
        ("urban_rural_construction.property_management", 6, True, "housing_construction"),
        ("education_culture_sports.enrolment", 6, False, "education"),  # Futian's school places
        ("urban_rural_construction.urban_renewal", 6, False, "housing_construction"),
    ],
)
def test_a_category_suggests_its_usual_way(
    code: str,
    route: int,
    mediation: bool,  # noqa: FBT001 - a column of the table
    competence: str,
):
    node = TAXONOMY.find(code)
    assert (node.route, node.mediation, node.competence) == (route, mediation, competence)


def test_a_category_knows_its_place():
    node = TAXONOMY.find("environment.air")
    assert (node.parent, node.root) == ("environment", "environment")
    assert node.label("zh-hans") == "环境保护 / 大气污染与异味"
    assert node.label("en") == "Environment / Air and smells"
    assert node in TAXONOMY.find("environment").children
    assert "environment.air" in TAXONOMY


def test_choices_are_grouped_by_field_in_the_readers_language():
    field, kinds = TAXONOMY.choices("zh-hans")[0]
    assert field == "城乡建设"
    assert kinds[0] == ("urban_rural_construction.planning", "城乡规划与用地布局")
    assert sum(len(kinds) for _, kinds in TAXONOMY.choices("en")) == len(TAXONOMY.leaves())


def test_the_office_of_a_category_has_a_name():
    assert TAXONOMY.competence_of("transport.buses").zh == "交通运输部门"


def test_an_unknown_category_is_refused():
    with pytest.raises(NoSuchCategory, match=r"environment\.vibes"):
        TAXONOMY.find("environment.vibes")


@pytest.mark.parametrize(
    ("pattern", "instead", "complaint"),
    [
        (r"route: 4", "route: 7", "its route is 7. Use an item of art. 31"),
        (r"competence: natural_resources", "competence: magic", "'magic', which has no name"),
        (r"mediation: true", "mediation: often", "mediation is neither true nor false"),
        (
            r"mediation: true",
            "risk: high",
            "nobody reads 'risk'",
        ),  # no person and no matter is scored
        (r", en: Town planning and land use", "", "has no en. Add it."),
        (r"version: .*", "", "has no version. Add it."),
    ],
)
def test_a_tree_that_is_not_whole_does_not_load(
    tmp_path: Path, pattern: str, instead: str, complaint: str
):
    path = Path(shutil.copy(FILE, tmp_path))
    text, changed = re.subn(pattern, instead, path.read_text(encoding="utf-8"), count=1)
    assert changed
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFileError) as caught:
        Taxonomy.load(path)
    assert complaint in str(caught.value)
