"""The command `python dev.py check`: every rule over every page, in the form that editors and GitHub understand."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from series.checker import check_repository
from series.findings import Finding
from series.repairs import repair

ROOT = Path(__file__).resolve().parents[2]


def annotation(finding: Finding) -> str:
    """Return a finding as a workflow command of GitHub Actions, which shows it beside the line in the pull request.

    The escapes are those of @actions/core: `%`, CR and LF everywhere, `:` and `,` in properties too.
    """

    def escape(text: str, more: str = "") -> str:
        return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + more else letter for letter in text)

    kind = "notice" if finding.note else "error"
    return f"::{kind} file={escape(finding.path, ':,')},line={finding.line},col={finding.column},title={escape(finding.rule, ':,')}::{escape(finding.text)}"


def summary(found: list[Finding]) -> str:
    """Return the last line: how many faults there are, and whether the command can mend some."""
    faults = [finding for finding in found if not finding.note]
    if not faults:
        return "No faults."
    fixable = sum(1 for finding in faults if finding.fix)
    count = f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in {len({finding.path for finding in faults})} files".replace(" 1 files", " 1 file")
    return f"{count}; `python dev.py check --fix` can mend {fixable}." if fixable else f"{count}."


def chosen(found: list[Finding], names: list[str]) -> list[Finding]:
    """Return the findings below the given paths, or all of them when none is given."""
    return [finding for finding in found if not names or any(finding.path == name or finding.path.startswith(name + "/") for name in names)]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command. Returns 0 when all is well, 1 when there are faults, 2 when the command was written wrongly."""
    parser = argparse.ArgumentParser(prog="python dev.py check", description="Check every page, table, template and mkdocs.yml.")
    parser.add_argument("--fix", action="store_true", help="mend what a machine can mend safely, and show each change")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders to report on; without one, everything")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    names: list[str] = []
    for given in options.paths:
        places = (Path(os.path.abspath(given)), Path(os.path.abspath(root / given)))  # as seen from here, or from the repository
        path = next((place for place in places if place.is_relative_to(root) and os.path.lexists(place)), None)
        if path is None:
            print(f"There is no file {given} in this repository.", file=sys.stderr)
            return 2
        names.append(path.relative_to(root).as_posix() if path != root else "")
    names = [] if "" in names else names
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a Windows console cannot show every emoji
    if options.fix:
        for change in repair(root, lambda: chosen(check_repository(root), names)):
            print(change)
    found = chosen(check_repository(root), names)
    for finding in found:
        print(finding)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for finding in found:
            print(annotation(finding))
    print(summary(found))
    return 1 if any(not finding.note for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
