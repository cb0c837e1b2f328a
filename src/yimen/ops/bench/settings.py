"""The installation's settings, and beside its pages the floor that they are compared with."""

from __future__ import annotations

from yimen.ops import settings as installed
from yimen.ops.settings import *  # noqa: F403 - every setting of the installation, as it is

MIDDLEWARE = ["yimen.ops.bench.floor.Floor", *installed.MIDDLEWARE]
