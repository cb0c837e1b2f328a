"""Have at hand what a verb of the command line needs: the settings, the server, Django."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from enum import StrEnum

import django

from yimen.ops import chosen
from yimen.ops.database import is_embedded
from yimen.ops.keys import load_keys
from yimen.ops.places import data_folder
from yimen.ops.server import Server


class Needs(StrEnum):
    """What must be there before a verb's module is loaded."""

    NOTHING = "nothing"
    SETTINGS = "settings"  # Django, and no database
    SERVER = "server"
    DJANGO = "django"
    OWNER = "owner"


def choose() -> None:
    """Bring the choices and keys of the data folder into the environment."""
    folder = data_folder()
    chosen.read_choices(folder)
    load_keys(folder)


def set_up(needs: Needs) -> None:
    """Load Django, as the app's role or as the owner; the database is not touched yet."""
    if needs is Needs.OWNER:
        os.environ["YIMEN_DB_AS_OWNER"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.ops.settings")
    django.setup()


@contextlib.contextmanager
def server_at_hand() -> Iterator[None]:
    """Have the database running: ours is started if need be, and stopped again after us."""
    choose()
    with Server(data_folder()).lease() if is_embedded() else contextlib.nullcontext():
        yield
