"""How pages are drawn: in the reader's language, with everything escaped, and nothing left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError, nodes
from markupsafe import Markup, escape
from tests.pages import hall as halls
from tests.pages.hall import Hall

import yimen
from yimen.casework.showing import ended, weeks, why_set
from yimen.law.clock import calendar_of
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.ops import pages

SOURCE = Path(yimen.__path__[0])
MACROS = sorted([*SOURCE.glob("*/jinja2/*/parts.html"), *SOURCE.glob("*/jinja2/*/pieces.html")])


def engine() -> pages.Engine:
    found = engines.all()[0]
    if not isinstance(found, pages.Engine):
        raise ImproperlyConfigured
    return found


def drawn(text: str, language: str = "en", **context: object) -> str:
    template = pages.Drawing(engine().env.from_string(text), engine())
    with translation.override(language):
        return template.render(context)


DUE = {"on": date(2026, 3, 27), "days_left": 0, "days_late": 3, "tone": "late", "provisional": True}
LATE = '{% import "yimen/parts.html" as parts %}{{ parts.due(due, long=true) }}'


@pytest.mark.parametrize(
    ("first", "second"), [("en", "zh-hans"), ("zh-hans", "en"), ("zh-hans", "zh-hans")]
)
def test_a_piece_speaks_the_language_of_each_reader(first: str, second: str) -> None:
    said = {"en": ("3 days late", "(provisional)"), "zh-hans": ("3", "暂定")}
    for language in (first, second):
        page = drawn(LATE, language, due=DUE)
        assert all(words in page for words in said[language])
        assert ("late</span>" in page) == (language == "en")
        with translation.override(language):
            assert date_format(DUE["on"], "DATE_FORMAT") in page


@pytest.mark.parametrize("file", MACROS, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_file_of_pieces_says_nothing_of_its_own(file: Path) -> None:
    """What stands outside its macros is run once, in the language of whoever came first."""
    body = engine().env.parse(file.read_text(encoding="utf-8")).body
    for node in body:
        is_blank = isinstance(node, nodes.Output) and all(
            isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
        )
        assert is_blank or isinstance(node, nodes.Macro | nodes.Import)


@pytest.mark.parametrize(
    "value",
    [
        "赵秀英",
        "<script>alert(1)</script>",
        "Tom & Jerry",
        'a "b"',
        "it's",
        "",
        7,
        None,
        3.5,
        True,
        Markup("<b>"),
        mark_safe("<i>"),
        ["<"],
        translation.gettext_lazy("Due"),
    ],
)
def test_a_value_is_escaped_as_it_always_was(value: object) -> None:
    with translation.override("en"):
        assert drawn("{{ value }}", value=value) == escape(value) == pages.Pages.shown(value)


def test_what_fills_the_gaps_of_a_sentence_is_escaped_with_it() -> None:
    text = '{{ _("Search for “%(query)s”", query=query) }}'
    assert drawn(text, query="<b>") == "Search for “&lt;b&gt;”"


def test_a_name_that_no_view_gave_breaks_the_page_here() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ petitoin }}")
    with pytest.raises(UndefinedError):
        drawn("{{ row.titel }}", row={"title": "x"})


def test_a_dictionary_is_asked_for_its_words_before_its_methods() -> None:
    assert drawn("{{ row.items }} {{ row.get('copy') }}", row={"items": 3, "copy": 4}) == "3 4"


def test_what_a_view_says_wins_over_what_all_pages_are_told() -> None:
    template = pages.Drawing(engine().env.from_string("{{ messages }} {{ csrf_input }}"), engine())
    request = RequestFactory().get("/")
    request.__dict__["_messages"] = ["everybody's"]
    assert template.render({"messages": "mine"}, request).startswith("mine <input")


def test_a_limit_that_ended_says_when_and_how_late_and_not_that_it_was_met() -> None:
    late = drawn(LATE, due=ended(date(2026, 3, 27), 3))
    assert "ended · 3 days late" in late
    assert "late" not in drawn(LATE, due=ended(date(2026, 3, 27)))


def test_what_is_due_at_once_is_drawn_as_due() -> None:
    day = date(2026, 3, 27)
    days = calendar_of(day, LIMITS.latest("urgent_report"), DAYS)
    assert [cell["kind"] for cell in weeks(days, None, day)[0] if cell] == ["due"]


def test_a_day_that_somebody_names_says_who_and_by_which_article() -> None:
    with translation.override("zh-hans"):
        named = why_set(date(2026, 11, 26), "assigned_report")
    assert named["because"] == "交办单位在交办时指定：2026年11月26日。"
    assert "第二十二条第一款第三项" in named["law"]


def test_all_forms_of_a_page_carry_one_token() -> None:
    template = pages.Drawing(
        engine().env.from_string("{{ csrf_input }}|{{ csrf_input }}"), engine()
    )
    one, two = template.render({"messages": ()}, RequestFactory().get("/")).split("|")
    assert one == two
    assert 'name="csrfmiddlewaretoken"' in one


def test_a_moment_is_told_in_our_time() -> None:
    late: dict[str, Any] = {"at": datetime(2026, 3, 27, 23, 5, 59, 123456, tzinfo=UTC)}
    text = "{{ at|day }} {{ at|moment }} {{ at|hour }} {{ at|stamp }} {{ at|long_day }}"
    assert drawn(text, **late) == (
        "2026-03-28 2026-03-28 07:05 07:05 2026-03-28T07:05:59.123456+08:00 28 March 2026"
    )
    assert drawn("{{ at|long_moment }}", **late) == "28 March 2026, 07:05"


def test_a_page_can_be_drawn_where_nothing_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "COMPILED", Path("/proc/nowhere"))
    closed = pages.environment(loader=engine().env.loader, autoescape=True)
    assert closed.get_template("yimen/draft.html").blocks == {}


def test_an_opinion_that_can_only_be_issued_has_no_box_to_write_in(hall: Hall) -> None:
    opinion = halls.signed(hall)
    address = f"/desk/matters/{opinion.petition_id}/issue_opinion/{opinion.pk}/"
    page = hall["handler"].client().get(address)
    assert page.status_code == 200
    assert 'name="issue_opinion"' in page.content.decode()
    assert "<textarea" not in page.content.decode()
