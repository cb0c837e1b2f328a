"""What the tests of pages stand on."""

from __future__ import annotations

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall


@pytest.fixture
def hall(db: None) -> Hall:  # noqa: ARG001  # the hall stands in the database
    """A district with one officer for each post."""
    return halls.a_hall()
