"""The same letter as a piece of a web page: the words of the PDF, to read, enlarge and hear."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from yimen.documents.content import Letter
from yimen.documents.names import title_of
from yimen.documents.paper import Paper
from yimen.documents.wording import write


def render_html(letter: Letter | Paper) -> SafeString:
    """Return the letter as a fragment: a heading in the reader's language, the letter in Chinese.

    The page around it loads `documents/letter.css` and has a heading of the first level.
    """
    paper = letter if isinstance(letter, Paper) else write(letter)
    name = title_of(paper.kind.value) if paper.kind else paper.title
    return render_to_string("documents/letter.html", {"paper": paper, "name": name})
