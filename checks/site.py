"""Find every file that the checks look at, without following a link or waiting for a device.

MkDocs publishes what it finds in docs/ and follows symbolic links: one to the environment of a
process would publish the secrets of the machine that builds. So nothing is opened before lstat
has said that it is an ordinary file.
"""

from __future__ import annotations

import os
import stat
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from checks.page import Page, Site

PLACES = ("mkdocs.yml", "docs", "overrides", "hooks", "checks")
# What rules read. Anything else is known by its name and size alone.
READ = tuple(".md .csv .py .js .css .svg .html .yml .toml .png .jpg .jpeg .webp".split())
MOST_FILES = 20_000  # 1,200 days with a page, two programs, tables and pictures need about 8,000
MOST_READ = 1024 * 1024  # bytes of one file; every place in data/places.toml allows less
DEEPEST = 8  # folders in folders
# Left by editors and file managers, or made by Python; MkDocs publishes no name with a dot.
LEFT_BEHIND = (".DS_Store", "__pycache__")


def load(root: Path) -> Site:
    """Return the files below `root`, each read once. A link, a device and the like is `strange`."""
    site = Site(root)
    waiting = [(root / name, name, 0) for name in reversed(PLACES) if os.path.lexists(root / name)]
    while waiting:
        place, name, depth = waiting.pop()
        try:
            status = place.lstat()
            kind = stat.S_IFMT(status.st_mode)
            if stat.S_ISDIR(kind) and depth < DEEPEST and not getattr(place, "is_junction", bool)():
                with os.scandir(place) as entries:
                    names = sorted((os.fsencode(entry.name) for entry in entries), reverse=True)
                waiting += [
                    (place / os.fsdecode(each), f"{name}/{_shown(each)}", depth + 1)
                    for each in names
                    if not _left_behind(_shown(each))
                ]
            elif stat.S_ISREG(kind):
                site.pages[name] = Page(name, _read(place, status.st_size), status.st_size)
            else:
                site.strange[name] = _kind(kind)
        except OSError as problem:
            site.strange[name] = f"cannot be read ({problem.strerror})"
        if len(site.pages) > MOST_FILES:
            site.strange["docs"] = f"more than {MOST_FILES:,} files"
            break
    return site


@cache
def theme() -> Path:
    """Return the folder of the theme's templates and icons."""
    spec = find_spec("material")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "/nowhere") / "templates"


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def _left_behind(name: str) -> bool:
    """Tell whether a name is one that editors leave beside a file for as long as it is open."""
    swap = name.startswith(".") and name[-4:-1] == ".sw"
    return name in LEFT_BEHIND or name.startswith(".#") or swap or name.endswith(".pyc")


def _kind(kind: int) -> str:
    """Return what a thing that is not a file is called."""
    names = {
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
    }
    return names.get(kind, "a folder in too many folders" if stat.S_ISDIR(kind) else "a device")


def _read(place: Path, size: int) -> bytes:
    """Return the bytes of a file. Raises OSError, also when it has become something else since."""
    if not place.name.lower().endswith(READ) or size > MOST_READ:
        return b""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(place, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not an ordinary file")
        return opened.read(size)
