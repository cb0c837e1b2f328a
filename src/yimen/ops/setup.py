"""Set up what a fresh machine lacks: run by the system's Python, so it stands on nothing else.

`./start` and `./test` call it. Each step leaves a stamp; a warm run only looks at the stamps.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn, Self

from yimen.ops.freshness import Stamp, fingerprint
from yimen.ops.places import ROOT, VENV

_PYTHON = VENV / "bin" / "python"
_LOCKS = ROOT / "requirements"
_OLDEST = (3, 11)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_LAUNCHER = """\
#!{python}
import sys

from yimen.ops.cli import main

sys.exit(main())
"""


def start(words: list[str]) -> NoReturn:
    """Set up what running needs, then run it."""
    before, verb = _split(words)
    _set_up("run")
    _become(_PYTHON, "-m", "yimen.ops.cli", *before, "up", *verb)


def test(words: list[str]) -> NoReturn:
    """Set up what testing needs, then test."""
    _set_up("run", "dev")
    _bring_browser()
    _become(_PYTHON, ROOT / "tests" / "run.py", *words)


def _set_up(*locks: str) -> None:
    _refuse_old_python()
    _make_environment()
    for lock in locks:
        _install(lock)
    _link_source()


def _refuse_old_python() -> None:
    if sys.version_info < _OLDEST:
        _stop(f"Yimen needs Python 3.11 or later; this is {sys.version.split()[0]}.")


def _make_environment() -> None:
    """Make the virtual environment, anew if its Python has gone."""
    if _PYTHON.exists() and _works():
        return
    if not _has("ensurepip"):
        _get_by_apt("python3-venv")
    with _Step("Python environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", VENV])


def _works() -> bool:
    asked: list[str | Path] = [_PYTHON, "-c", "import pip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _install(lock: str) -> None:
    """Install exactly what the lock file names, checked by hash."""
    file = _LOCKS / f"{lock}.txt"
    stamp = Stamp(f"pip-{lock}", fingerprint([file]))
    if stamp.holds():
        return
    count = len(re.findall(r"^[a-z].*==", file.read_text(), re.MULTILINE))
    with _Step(f"{count} packages ({lock})"):
        words: list[str | Path] = [
            _PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        words += ["--no-input", "--require-hashes", "--no-deps", "--only-binary=:all:"]
        _run([*words, "-r", file])
    stamp.set()


def _link_source() -> None:
    """Let the environment find our source, and put the `yimen` command into it."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    _write(packages / "yimen.pth", f"{ROOT / 'src'}\n")
    launcher = VENV / "bin" / "yimen"
    _write(launcher, _LAUNCHER.format(python=_PYTHON))
    launcher.chmod(0o755)


def _bring_browser() -> None:
    """Get Chromium and Chinese fonts for the browser tests, where we may."""
    lacking = [] if any(map(shutil.which, _BROWSERS)) else ["chromium"]
    if not any(Path("/usr/share/fonts").glob("**/NotoSansCJK*")):
        lacking.append("fonts-noto-cjk")
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        _get_by_apt(*lacking, may_fail=True)


def _get_by_apt(*packages: str, may_fail: bool = False) -> None:
    named = " ".join(packages)
    by_hand = f"apt-get install {named}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        _stop(f"This machine lacks {named}. As root: {by_hand}")
    with _Step(f"apt: {named}") as step:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        update = ["apt-get", "-qq", "update"]
        install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages]
        subprocess.run(update, env=environment, capture_output=True, check=False)
        done = subprocess.run(install, env=environment, capture_output=True, check=False)
        if done.returncode:
            step.fails()
            if not may_fail:
                _stop(f"{done.stderr.decode()}\nTry it by hand: {by_hand}")


def _has(module: str) -> bool:
    asked = [sys.executable, "-c", f"import {module}"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Give `--data` to the command itself and the rest to its verb."""
    before: list[str] = []
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--data":
            before += [word, next(queue, "")]
        elif word.startswith("--data="):
            before.append(word)
        else:
            rest.append(word)
    return before, rest


def _run(words: list[str | Path]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        _stop(f"\n{done.stdout}{done.stderr}")


def _write(file: Path, text: str) -> None:
    if not file.is_file() or file.read_text() != text:
        file.write_text(text)


def _become(*words: str | Path) -> NoReturn:
    sys.stdout.flush()
    os.execv(words[0], [str(word) for word in words])  # noqa: S606 - our own Python


def _stop(why: str) -> NoReturn:
    sys.exit(f"{why.rstrip()}")


class _Step:
    """One line of progress: what is being done, and how long it took."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._outcome = "ok"

    def __enter__(self) -> Self:
        sys.stdout.write(f"  {self._what} ... ")
        sys.stdout.flush()
        self._started = time.monotonic()
        return self

    def fails(self) -> None:
        """Say in the end that it did not work."""
        self._outcome = "failed"

    def __exit__(self, *_: object) -> None:
        sys.stdout.write(f"{self._outcome} ({time.monotonic() - self._started:.0f} s)\n")
