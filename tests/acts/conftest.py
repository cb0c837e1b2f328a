"""What the tests of the acts stand on."""

from __future__ import annotations

import pytest
from tests import make
from tests.make import District


@pytest.fixture
def district(db: None) -> District:  # noqa: ARG001  # the district stands in the database
    """A district of five organs, an officer for each part, and another district beside it."""
    return make.a_district()
