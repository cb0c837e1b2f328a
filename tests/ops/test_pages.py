"""Templates are compiled our own way: what they call is called straight away."""

from __future__ import annotations

from jinja2 import StrictUndefined

from yimen.ops.pages import environment

CALLS = """
{%- macro row(first, then=1) -%}
{{ first }}-{{ then }}{% if caller is defined %}{{ caller() }}{% endif %};
{%- endmacro -%}
{{ row("<x>") }}{{ row("y", then=2) }}{{ row(*["z"], **{"then": 3}) }}
{%- call row("w") %}!{% endcall -%}
"""


def test_a_call_in_a_page_takes_every_kind_of_argument() -> None:
    pages = environment(autoescape=True, undefined=StrictUndefined)
    assert pages.from_string(CALLS).render({}).strip() == "&lt;x&gt;-1;y-2;z-3;w-1!;"
