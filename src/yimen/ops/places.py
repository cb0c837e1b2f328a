"""Where things lie: the code, what is installed, what is generated, the data folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "yimen"
VENV = ROOT / ".venv"
BUILT = VENV / "built"
STATIC = BUILT / "static"
NODE_MODULES = ROOT / "node_modules"
VENDOR = SOURCE / "workbench" / "static" / "yimen" / "vendor"
FONTS = SOURCE / "documents" / "fonts"


def data_folder() -> Path:
    """Name the folder of all that must not be lost: YIMEN_DATA, or `var` beside the code."""
    return Path(os.environ.get("YIMEN_DATA") or ROOT / "var").absolute()
