"""The command `python3 dev.py check`: every rule over every file.

One rule is `(page, site) -> findings`. To add one, write it in a file of this folder and name it in
RULES; rules that come earlier there are told first, when a page has more faults than are shown.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path

from checks import blocks, day, files, front_matter, linter, run_blocks, sources, text
from checks.finding import Finding, printable
from checks.site import Rule, Site, load

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "python3 dev.py check"
# In the order of what matters.
RULES: tuple[Rule, ...] = (
    files.check_file,
    text.check_letters,
    front_matter.check_front_matter,
    files.check_navigation,
    text.check_text,
    day.check_sections,
    day.check_includes,
    day.check_challenge,
    day.check_program,
    run_blocks.check_run_blocks,
    blocks.check_table,
    blocks.check_blocks,
    day.check_template,
    sources.check_figures,
    linter.check_lint,
)
RUN = (run_blocks.write_outputs,)  # of `--fix` alone: it runs what contributors wrote
ANY_FILE = (files.check_file, text.check_letters)  # the others want text of a sane size
SHOWN = 10  # messages a file; a page that comes from elsewhere has a hundred
MOST_ROUNDS = 50  # each applies one fix to a file; the seed of the series needs about ten


def check_site(
    site: Site, paths: Iterable[str] | None = None, more: tuple[Rule, ...] = ()
) -> list[Finding]:
    """Return what is wrong with a site or its files `paths`: by file, what matters first.

    `more` are further rules. A rule that fails is a finding, and never a traceback.
    """
    found: list[Finding] = []
    chosen = site.pages if paths is None else set(paths)
    for path in sorted(chosen):
        page = site.pages[path]
        whole = page.decoded is not None and not page.too_large and not page.strange
        for rule in (*RULES, *more) if whole else ANY_FILE:
            try:
                said = sorted(rule(page, site))
            except Exception as error:  # noqa: BLE001 - a page nobody thought of
                what = f"{type(error).__name__}: {error}"
                said = [page.on(1, "check-failed", rule.__name__, what)]
            found += dict.fromkeys(said)
    return sorted(found, key=lambda finding: finding.path)


def repair(root: Path, chosen: Callable[[str], bool]) -> set[str]:
    """Apply fixes, one a file and round, until there are none. Returns the paths of the files."""
    mended: set[str] = set()
    paths: Iterable[str] = [*filter(chosen, load(root).pages)]
    for _ in range(MOST_ROUNDS):
        site = load(root)
        found = reversed(check_site(site, paths, RUN))  # so that of each file the first fix stays
        fixes = {each.path: each.fixed for each in found if each.fixed is not None}
        if not fixes:
            break
        for path, new in fixes.items():  # exchanged at once: a full disk loses nobody's words
            scratch = (root / path).with_name(f".#{Path(path).name}")
            scratch.unlink(missing_ok=True)
            scratch.write_bytes(_encoded(new, site.pages[path].raw))
            shutil.copymode(root / path, scratch)
            os.replace(scratch, root / path)
        mended |= fixes.keys()
        paths = fixes
    return mended


def _encoded(text: str, raw: bytes) -> bytes:
    """Return the bytes of a mended text, with the line ends and the byte order mark of before."""
    if raw.count(b"\r\n") * 2 > raw.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return b"\xef\xbb\xbf" * raw.startswith(b"\xef\xbb\xbf") + text.encode("utf-8", "replace")


def shortened(found: list[Finding]) -> tuple[list[Finding], list[str]]:
    """Return the findings to show, and for each file with more of them a line that says how."""
    files_of = [[*own] for _, own in groupby(found, lambda each: each.path)]
    long = [(printable(own[0].path), len(own) - SHOWN) for own in files_of if len(own) > SHOWN]
    shown = [finding for own in files_of for finding in own[:SHOWN]]
    return shown, [f"{path}: {many} more: {COMMAND} --all {path}" for path, many in long]


def annotation(finding: Finding) -> str:
    """Return a finding as a command of GitHub Actions, shown beside the line in a pull request.

    The escapes are those of @actions/core: `%` everywhere, line ends, `:` and `,` in names.
    """
    path = "".join(f"%{ord(sign):02X}" if sign in "%:,\r\n" else sign for sign in finding.path)
    place = f"file={path},line={finding.line},col={finding.column},title={finding.rule}"
    return f"::error {place}::{finding.text.replace('%', '%25')}"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command. Returns 0 when all is well, 1 for faults; a wrong command exits with 2."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Check what contributors write.")
    parser.add_argument("--fix", action="store_true", help="mend what is safe")
    parser.add_argument("--accept", action="store_true", help="maintainers: what is here is meant")
    parser.add_argument("--all", action="store_true", help=f"more than {SHOWN} messages a file")
    about = "files or folders to report on"
    parser.add_argument("files", nargs="*", type=partial(_name, root), metavar="FILE", help=about)
    options = parser.parse_args(arguments)

    def chosen(path: str) -> bool:
        return any(f"{path}/".startswith(name) for name in options.files or [""])

    if hasattr(sys.stdout, "reconfigure"):  # a Windows console cannot show every emoji
        sys.stdout.reconfigure(errors="backslashreplace")
    if options.accept:
        (root / files.ACCEPTED).write_text(files.accepted(load(root)), encoding="utf-8")
    if options.fix:
        for path in sorted(repair(root, chosen)):
            print(f"{printable(path)} is mended: `git diff` shows how.")
    site = load(root)
    found = check_site(site, filter(chosen, site.pages), RUN if options.fix else ())
    shown, more = (found, []) if options.all else shortened(found)
    print(*shown, *more, sep="\n", end="\n" if shown else "")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(*map(annotation, shown), sep="\n")
    fixable = sum(finding.fixed is not None for finding in found)
    said = f"{len(found) or 'No'} fault{'s' * (len(found) != 1)}"
    print(f"{said}; {COMMAND} --fix can mend {fixable} or more." if fixable else f"{said}.")
    return 1 if found else 0


def _name(root: Path, given: str) -> str:
    """Return how the paths of a file or folder begin."""
    for place in (Path(os.path.abspath(given)), Path(os.path.abspath(root / given))):
        if place.is_relative_to(root) and os.path.lexists(place):
            return "" if place == root else f"{place.relative_to(root).as_posix()}/"
    raise argparse.ArgumentTypeError(f"{printable(given)} is not in this repository")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
