"""The norm library: what is cited is in it, a version is superseded and never rewritten."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from tests.people.folk import AT, KEEPER, SECURITY

from yimen.access.policy import NotYourDuty
from yimen.law.breaches import OFFENCES
from yimen.law.limits import LIMITS
from yimen.law.routes import ROUTES
from yimen.norms.actions.add_norm import add_norm
from yimen.norms.actions.add_version import Text, add_version
from yimen.norms.actions.plant import plant
from yimen.norms.actions.supersede import supersede
from yimen.norms.guards import EndsBeforeItStarts, NameTaken, ThatDayIsTaken
from yimen.norms.instruments import INSTRUMENTS, number, pieces
from yimen.norms.models import Norm, Version
from yimen.norms.queries import Standing, library, norm, passages
from yimen.people.models import Staff

TODAY = date(2026, 11, 22)


def cited() -> list[str]:
    versions = [v for name in LIMITS.names() for v in LIMITS.versions(name)]
    found = [words for v in versions for words in (v.law.zh, v.law.en)]
    found += [words for o in OFFENCES.values() for words in (o.law.zh, o.law.en)]
    return found + [words for way in ROUTES.all() for words in (way.basis.zh, way.basis.en)]


@pytest.mark.parametrize("citation", sorted(set(cited())))
def test_whatever_our_rules_cite_is_in_the_library(citation: str) -> None:
    assert any(piece.slug for piece in pieces(citation)), citation
    assert "".join(piece.text for piece in pieces(citation)) == citation


@pytest.mark.parametrize(
    ("citation", "slug", "article"),
    [
        ("《信访工作条例》第三十四条", "xinfang-2022", 34),
        ("《信访工作条例》第二十三条第三款", "xinfang-2022", 23),
        ("《信访条例》第三十三条", "xinfang-2005", 33),
        ("Regulations on Petition Work, art. 34", "xinfang-2022", 34),
        ("Regulations on Letters and Visits (2005), arts. 21 and 22", "xinfang-2005", 21),
        ("国信发〔2014〕16号第六条", "rating-2014", 6),
    ],
)
def test_a_citation_leads_to_its_instrument_and_article(citation: str, slug: str, article: int):
    first = next(piece for piece in pieces(citation) if piece.slug)
    assert (first.slug, first.article) == (slug, article)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("三十四", 34), ("十", 10), ("二十", 20), ("一百二十", 120), ("二百零四", 204)],
)
def test_the_number_of_an_article_is_read(said: str, meant: int) -> None:
    assert number(said) == meant


@pytest.mark.django_db(transaction=True)
def test_the_ground_has_the_library_even_after_its_rows_were_flushed() -> None:
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    assert set(Norm.objects.values_list("slug", flat=True)) >= set(INSTRUMENTS)


@pytest.mark.django_db
class TestTheLibrary:
    """In the database."""

    @pytest.fixture(autouse=True)
    def _planted(self) -> None:
        plant(AT)
        for one in (KEEPER, SECURITY):
            Staff.objects.get_or_create(
                pk=one.id, defaults={"username": f"n{one.id}", "name": "孔系"}
            )

    def a_norm(self, title: str = "一门区信访办理规定", **text: object) -> Version:
        given = Text(**{"registration": "YMGS-2026-1", **text})  # type: ignore[arg-type]  # fields by name
        return add_norm(
            title=title, kind="local", issuer="一门区人民政府", starts_on=date(2024, 1, 1),
            text=given, by=KEEPER, at=AT,
        )  # fmt: skip

    def test_it_begins_with_what_is_cited_and_planting_again_adds_nothing(self) -> None:
        assert set(Norm.objects.values_list("slug", flat=True)) >= set(INSTRUMENTS)
        assert plant(AT) == 0
        old = norm("xinfang-2005", on=TODAY).now
        assert (old.standing, old.by_slug) == (Standing.SUPERSEDED, "xinfang-2022")
        assert norm("xinfang-2005", on=date(2021, 1, 1)).now.standing is Standing.COUNTS

    def test_no_text_of_any_law_comes_with_the_system(self) -> None:
        assert not Version.objects.exclude(text="").filter(norm__slug__in=INSTRUMENTS).exists()

    def test_a_new_version_supersedes_the_one_before_it(self) -> None:
        first = self.a_norm()
        second = add_version(
            first.norm_id, starts_on=date(2026, 1, 1), text=Text(number="2"), by=KEEPER, at=AT
        )
        first.refresh_from_db()
        assert (first.ends_on, first.superseded_by) == (date(2026, 1, 1), second)
        shown = norm(first.norm.slug, on=TODAY)
        assert [v.standing for v in shown.versions] == [Standing.COUNTS, Standing.SUPERSEDED]

    def test_a_version_between_two_ends_where_the_later_begins(self) -> None:
        first = self.a_norm()
        last = add_version(first.norm_id, starts_on=date(2026, 1, 1), text=Text(), by=KEEPER, at=AT)
        middle = add_version(
            first.norm_id, starts_on=date(2025, 1, 1), text=Text(), by=KEEPER, at=AT
        )
        first.refresh_from_db()
        assert (middle.ends_on, middle.superseded_by) == (last.starts_on, last)
        assert (first.ends_on, first.superseded_by) == (middle.starts_on, middle)

    def test_another_instrument_can_take_its_place(self) -> None:
        old, new = self.a_norm(), self.a_norm("一门区信访新规")
        supersede(old.pk, on=date(2026, 6, 1), norm=new.norm_id, by=KEEPER, at=AT)
        shown = norm(old.norm.slug, on=TODAY).now
        assert (shown.standing, shown.by) == (Standing.SUPERSEDED, "一门区信访新规")

    def test_a_text_is_never_rewritten(self) -> None:
        first = self.a_norm(text="第一条 甲")
        for change in ({"text": "第一条 乙"}, {"starts_on": date(2023, 1, 1)}):
            with pytest.raises(DatabaseError, match="keeps its texts"), transaction.atomic():
                Version.objects.filter(pk=first.pk).update(**change)
        with pytest.raises(DatabaseError, match="keeps its rows"), transaction.atomic():
            first.delete()

    def test_refusals(self) -> None:
        first = self.a_norm()
        with pytest.raises(NameTaken):
            self.a_norm()
        with pytest.raises(ThatDayIsTaken):
            add_version(first.norm_id, starts_on=first.starts_on, text=Text(), by=KEEPER, at=AT)
        with pytest.raises(EndsBeforeItStarts):
            supersede(first.pk, on=first.starts_on, by=KEEPER, at=AT)
        with pytest.raises(NotYourDuty):
            supersede(first.pk, on=TODAY, by=SECURITY, at=AT)

    def test_it_is_found_by_name_number_registration_and_text(self) -> None:
        self.a_norm(number="一门府规〔2024〕3号", text="第七条 承办单位应当首接负责")
        for asked in ("信访办理规定", "一门府规", "YMGS-2026-1", "首接负责", "Petition Work"):
            assert library(asked, on=TODAY), asked
        assert library("没有这样的词", on=TODAY) == []
        assert {one.kind for one in library(on=TODAY, kind="local")} == {"local"}

    def test_a_pasted_text_is_cut_into_articles(self) -> None:
        found = list(passages("总则\n第一条 甲\n\n  第三十四条　乙\n续"))
        assert [(one.article, one.text[:3]) for one in found] == [
            (0, "总则"), (1, "第一条"), (34, "第三十"), (0, "续"),
        ]  # fmt: skip
