"""How pages are drawn: Jinja2 compiles every template to Python, and knows our words and dates."""

from __future__ import annotations

import contextlib
import hashlib
import re
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.template import loader
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input
from django.template.defaultfilters import linebreaksbr
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from yimen.base.time import LOCAL
from yimen.norms.instruments import Piece, pieces
from yimen.ops.places import BUILT

#: Compiled templates, so that a start does not compile them anew; the first use of each fills it.
COMPILED = BUILT / "pages"
#: What a word cannot show as it is.
_MARKS = re.compile("[&<>'\"]").search
#: How many dates, plurals and addresses are remembered.
_MANY = 4096
#: Whose language is drawn in: looked up once for each page, not once for each word.
_READER: ContextVar[str | None] = ContextVar("reader")

Shown = dict[str, Any]


class Engine(Jinja2):
    """Django's engine for Jinja2, but that what a view says wins over what all pages are told."""

    def get_template(self, template_name: str) -> Drawing:
        """Return a template of ours."""
        return Drawing(super().get_template(template_name).template, self)


class Drawing(Template):
    """A template that knows, while it is drawn, which language its reader has chosen."""

    def render(self, context: Shown | None = None, request: HttpRequest | None = None) -> str:
        """Draw the page in the language of this moment."""
        shown: Shown = {} if request is None else self._around(request)
        shown.update(context or {})
        before = _READER.set(translation.get_language())
        try:
            return SafeString(self.template.render(shown))
        finally:
            _READER.reset(before)

    def _around(self, request: HttpRequest) -> Shown:
        """Say what every page is told; all its forms get one token, made if there is a form."""
        shown: Shown = {
            "request": request,
            "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        }
        for processor in self.backend.template_context_processors:
            shown.update(processor(request))
        return shown


class Writer(CodeGenerator):
    """Writes our own way of escaping into what a template is compiled to."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Call(  # noqa: N802  # Jinja2's own name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002  # Jinja2's own signature
    ) -> None:
        """Call straight away: nothing that a page calls asks for the page's context first."""
        is_plain = not (node.dyn_args or node.dyn_kwargs or forward_caller)
        if not is_plain or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")


class Page(jinja2.Template):
    """A template whose macros are made once: what all pages know is the same for each of them."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Pages(jinja2.Environment):
    """Templates in which `row.due` asks a dictionary for its word before its methods."""

    code_generator_class = Writer
    template_class = Page

    @staticmethod
    def shown(value: object) -> str:
        """Return a value as it stands in a page; most words hold nothing that must be escaped."""
        if isinstance(value, Markup) or (type(value) is str and not _MARKS(value)):
            return value
        if isinstance(value, Promise):  # words of a language that is known only now
            return Pages.shown(str(value))
        return str(value) if type(value) is int else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  # as Jinja2 has it
        """Return what a template means by `obj.attribute`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Boxes(BaseRenderer):
    """Draws the boxes of forms; the template of each kind of box is looked up once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[str, Any] = {}

    def get_template(self, template_name: str) -> Any:  # noqa: ANN401  # as Django has it
        """Return the template of a kind of box."""
        if template_name not in self._known:
            self._known[template_name] = loader.get_template(template_name)
        return self._known[template_name]


class Compiled(jinja2.FileSystemBytecodeCache):
    """What was compiled before, by what decides how: Jinja2 itself, and this file."""

    def __init__(self) -> None:
        """Look beside what `yimen build` makes."""
        made_by = hashlib.sha256(jinja2.__version__.encode() + Path(__file__).read_bytes())
        super().__init__(str(COMPILED), f"{made_by.hexdigest()[:12]}-%s")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless the code lies where this process may not write."""
        with contextlib.suppress(OSError):
            COMPILED.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def environment(**options: Any) -> Pages:  # noqa: ANN401  # Django's own options
    """Make the one environment of all our templates."""
    pages = Pages(trim_blocks=True, lstrip_blocks=True, bytecode_cache=Compiled(), **options)
    pages.globals.update(
        {
            "_": say,
            "ngettext": say_many,
            "pgettext": say_in,
            "language": _READER.get,
            "url": url,
            "public": public,
            "static": cache(static),
            "icon": icon,
        }
    )
    pages.filters.update(
        {
            "day": day,
            "moment": moment,
            "hour": hour,
            "stamp": stamp,
            "long_day": long_day,
            "long_moment": long_moment,
            "linebreaksbr": linebreaksbr,
            "cited": cited,
        }
    )
    return pages


def say(msgid: str, /, **facts: object) -> str:
    """Return words in the reader's language, with their gaps filled; the template escapes them."""
    said = _said(_READER.get(), "", msgid)
    return said % facts if facts else said


def say_in(context: str, msgid: str, /, **facts: object) -> str:
    """Return words that mean different things in different places."""
    said = _said(_READER.get(), context, msgid)
    return said % facts if facts else said


def say_many(one: str, many: str, /, n: int, **facts: object) -> str:
    """Return words that go with a number."""
    return _said_many(_READER.get(), one, many, n) % {"n": n, **facts}


@cache
def _said(language: str | None, context: str, msgid: str) -> str:
    with _in(language):
        if context:
            return translation.pgettext(context, msgid)
        return translation.gettext(msgid)


@lru_cache(_MANY)
def _said_many(language: str | None, one: str, many: str, n: int) -> str:
    with _in(language):
        return translation.ngettext(one, many, n)


def _in(language: str | None) -> translation.override:
    return translation.override(language)


def day(when: date) -> str:
    """Return a day as a table shows it: 2026-03-27."""
    return stamp(when)[:10]


def moment(when: datetime) -> str:
    """Return a day and the time: 2026-03-27 09:05."""
    return stamp(when)[:16].replace("T", " ")


def hour(when: datetime) -> str:
    """Return the time of a day: 09:05."""
    return stamp(when)[11:16]


def stamp(when: date) -> str:
    """Return a day or a moment, of our time, as machines read it."""
    here = when.astimezone(LOCAL) if isinstance(when, datetime) else when
    return here.isoformat()


def long_day(when: date) -> str:
    """Return a day as the reader's language writes it out."""
    return _written_out(_READER.get(), day(when), "DATE_FORMAT")


def long_moment(when: datetime) -> str:
    """Return a day and the time as the reader's language writes them out."""
    return _written_out(_READER.get(), moment(when), "DATETIME_FORMAT")


@lru_cache(_MANY)
def _written_out(language: str | None, on: str, form: str) -> str:
    with _in(language):
        return date_format(datetime.fromisoformat(on), form)


@lru_cache(_MANY)
def cited(text: str) -> SafeString:
    """Return a sentence in which every rule that the norm library has is a link to it."""
    return format_html_join("", "{}", ((_piece(one),) for one in pieces(str(text))))


def _piece(one: Piece) -> str:
    if not one.slug:
        return one.text
    place = f"#a{one.article}" if one.article else ""
    address = url("portal:norm", one.slug)
    return format_html('<a class="cited" href="{}{}">{}</a>', address, place, one.text)


@lru_cache(_MANY)
def url(name: str, /, *args: object) -> str:
    """Return the address of a page."""
    return reverse(name, args=args)


def public(name: str, /) -> str:
    """Return the address of a page as somebody outside types it, read from paper."""
    return f"{settings.YIMEN_URL}{reverse(name)}"


@cache
def icon(name: str) -> SafeString:
    """Return one drawing, silent to screen readers.

    `name` is "tabler-" and the name of a Tabler icon, written out, so that the sprite holds it.
    """
    drawings = static("yimen/vendor/tabler-icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        drawings,
        name,
    )
