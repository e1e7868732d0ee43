"""Install what package.json names into node_modules, and copy what it calls `served` into docs/.

    python3 hooks/node.py    (dev.py calls it before MkDocs and before the tests)

Without npm or its registry the site is complete: pages then say how to check a challenge at home.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

HOOKS = Path(__file__).resolve().parent
ROOT = HOOKS.parent
MODULES = ROOT / "node_modules"


def note() -> Path:
    """Return the file that says that node_modules is complete.

    Its name holds the lock and a place on the disk, so nobody can commit it.
    """
    place = MODULES.stat().st_ino if MODULES.is_dir() else 0
    state = repr((str(ROOT), place, (HOOKS / "package-lock.json").read_bytes()))
    return MODULES / f".installed-{hashlib.sha256(state.encode()).hexdigest()}"


def install() -> str:
    """Install with npm exactly what the lock names. Return why that failed, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm: install Node.js from nodejs.org"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ran = subprocess.run(command, cwd=HOOKS, capture_output=True, check=False)
    if ran.returncode:
        return "npm cannot fetch its packages: is this machine online?"
    if MODULES.is_symlink():
        MODULES.unlink()
    shutil.rmtree(MODULES, ignore_errors=True)
    os.rename(HOOKS / "node_modules", MODULES)
    note().touch()
    return ""


def main() -> None:
    """Install if needed, and copy. Say why challenges will not run in the page, if so."""
    if not note().exists():
        print("- installing what hooks/package.json names", flush=True)
        if problem := install():
            print(f"- challenges will not run in the pages, since {problem}", flush=True)
            return
    served = json.loads((HOOKS / "package.json").read_text(encoding="utf-8"))["served"]
    for source, folder in served.items():
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy(MODULES / source, ROOT / folder)


if __name__ == "__main__":
    main()
