"""Make what the running system needs and git does not keep: assets, translations, static files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from yimen.base.errors import Refused
from yimen.ops.assets import bring_assets
from yimen.ops.freshness import Stamp, glance
from yimen.ops.places import BUILT, SOURCE, STATIC
from yimen.ops.saying import say


class StaticFilesBroken(Refused):
    """The static files cannot be gathered. Mend what Django names and start again. {said}."""


def build(tell: Callable[[str], None]) -> None:
    """Bring everything up to date; tell of each step that was not."""
    BUILT.mkdir(parents=True, exist_ok=True)
    if bring_assets():
        tell(say("Front-end assets are in place."))
    if count := compile_messages():
        tell(say("Translations compiled: {count}.").format(count=count))
    if gather_static():
        tell(say("Static files gathered."))


def compile_messages() -> int:
    """Compile every catalogue that is newer than what was made of it; say how many."""
    made = 0
    for catalogue in SOURCE.glob("**/locale/*/LC_MESSAGES/*.po"):
        compiled = catalogue.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        with catalogue.open("rb") as source:
            read = read_po(source, locale=catalogue.parts[-3])
        half = compiled.with_suffix(f".{os.getpid()}")
        with half.open("wb") as target:
            write_mo(target, read)
        half.replace(compiled)
        made += 1
    return made


def gather_static() -> bool:
    """Gather, date and compress the static files if any has changed."""
    files = [file for file in SOURCE.glob("*/static/**/*") if file.is_file()]
    stamp = Stamp("static", glance(files))
    if stamp.holds() and (STATIC / "staticfiles.json").is_file():
        return False
    done = subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "yimen.ops.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StaticFilesBroken(said=done.stderr)
    stamp.set()
    return True
