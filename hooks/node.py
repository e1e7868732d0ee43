"""Install what package.json names into node_modules, and copy what it calls `served` into docs/.

    python3 hooks/node.py    (dev.py calls it before MkDocs and before the tests)

Without npm or its registry the site is complete: pages then say how to check a challenge at home.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

HOOKS = Path(__file__).resolve().parent
ROOT = HOOKS.parent
MODULES = ROOT / "node_modules"
LOCK = HOOKS / "package-lock.json"
# A copy of the lock, once all that it names is there. dev.py runs nothing if it was committed.
INSTALLED = MODULES / LOCK.name


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
    shutil.copy(LOCK, INSTALLED)
    return ""


def main() -> None:
    """Install if needed, and copy. Say why challenges will not run in the page, if so."""
    if not INSTALLED.is_file() or INSTALLED.read_bytes() != LOCK.read_bytes():
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
