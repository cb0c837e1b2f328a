"""Django's own checks for a server on the internet find nothing to warn of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_left_open_on_a_server_with_https(tmp_path: Path) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
        "YIMEN_DATA": str(tmp_path),
        "YIMEN_HTTPS": "1",
        "YIMEN_HOSTS": "petitions.example",
        "PYTHONPATH": str(ROOT / "src"),
    }
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("YIMEN_", "DJANGO_ALLOW_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=kept | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
