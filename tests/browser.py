"""Find a browser for the tests, or install one.

python3 tests/browser.py    (dev.py calls it before the tests)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The shell draws pages and has no window: it takes a third less of the processor.
SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find(whole: bool = False) -> str | None:
    """Return the path of a Chromium, Chrome or Edge, or None. The variable CHROMIUM wins.

    `whole`: the shell, which keeps no page for the way back, is not enough.
    """
    names = NAMES if whole else (SHELL, *NAMES)
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, names), *filter(os.path.isfile, PLACES)]
    return next(filter(None, found), None)


def install() -> None:
    """Install Chromium as a package of the system if that asks no password, else by Playwright."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get"):
        apt = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "apt-get"]
        packages = [*apt, "install", "-y", "--no-install-recommends", "chromium"]
        commands = [[*apt, "update"], [*packages, SHELL], packages, *commands]
    for command in commands:
        try:
            subprocess.run(command, capture_output=True, check=False)
        except OSError:
            continue
        if find():
            return


if __name__ == "__main__":
    if not find():
        print("- installing Chromium for the tests", flush=True)
        install()
