"""Run the checks and the tests: what `./test` does once everything is installed.

./test                 lint, types, floors, then every test
./test --check         lint, types and floors only
./test -m "not slow"   pytest's own words: all tests but the slow ones, on every core
./test tests/law -x    these tests only, one after the other
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import click

from yimen.ops.assets import bring_assets
from yimen.ops.build import compile_messages

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "floors": ["lint-imports", "--no-logo"],
    "types": ["mypy", "--no-error-summary"],
}


def main(words: list[str]) -> int:
    """Run what the words ask for; 0 only if all of it is well."""
    os.chdir(ROOT)
    if words == ["--check"]:
        return check()
    bring_assets()
    compile_messages()
    if names_tests(words) or {"--pdb", "-n"} & set(words):
        return run_tests(words)
    many = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
    return (0 if words else check()) | run_tests([*many, *words])


def names_tests(words: list[str]) -> bool:
    """Say whether some tests are named by their files; else all are looked through, at once."""
    return any(Path(word.split("::")[0]).exists() for word in words)


def check() -> int:
    """Run every check at once; print what those that fail have to say."""
    started = {
        name: subprocess.Popen(
            [BIN / words[0], *words[1:]],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, words in CHECKS.items()
    }
    failed = 0
    before = time.monotonic()
    for name, process in started.items():
        said, _ = process.communicate()
        failed |= bool(process.returncode)
        click.echo(f"{name:8}{'FAILED' if process.returncode else 'ok'}")
        if process.returncode:
            click.echo(said.rstrip())
    click.echo(f"checks done in {time.monotonic() - before:.0f} s")
    return failed


def run_tests(words: list[str]) -> int:
    """Run pytest with these words."""
    return subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
