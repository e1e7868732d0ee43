"""A small site for the tests of the rules: as many good days as they need, and one page each."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
CHALLENGE = '''# --8<-- [start:starter]
def double(x):
    """Return twice x."""


# --8<-- [end:starter]
# --8<-- [start:checks]
CHECKS = [
    ("double(2)", 4, "a whole number"),
    ("double(-1)", -2, "a negative number"),
]
# --8<-- [end:checks]
if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
'''
SOLUTION = """# --8<-- [start:solution]
def double(x):
    return 2 * x
# --8<-- [end:solution]
"""
OTHERS = {
    "docs/index.md": "# Home\n\nWords.\n",
    "docs/tags.md": "# Techniques\n\n<!-- material/tags -->\n",
    "docs/glossary.md": "# Glossary\n\nWords.\n\nrecall\n:   The share found.\n",
    "docs/assets/images/map.png": "a picture",
    "docs/data/cities.csv": "city,people,unit,source\nFès,20,people,key\nRabat,30,people,key\n",
    "docs/days/_template.md": "---\ntitle: x\n---\n\n# Day\n\n- **A first reason.** One or two.\n",
    "mkdocs.yml": "site_name: Small\nplugins:\n  - tags:\n      tags_allowed: [regression]\n",
}
# Where an edit goes: at the end of this section of the day.
SECTION = "Machine learning at work"


def day(number: int, extra: str = "", section: str = SECTION) -> str:
    """Return the page of a day, with Markdown `extra` at the end of one of its sections."""
    text = (HERE / "day.md").read_text(encoding="utf-8").replace("NN", f"{number:02}")
    before, heading, after = text.partition(f"\n## {section}\n")
    inside, following, rest = after.partition("\n## ")
    return before + heading + inside + (f"\n{extra}\n" if extra else "") + following + rest


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below `root`, by their paths."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def path(number: int) -> str:
    """Return the path of the page of the edit with this number, counted from 0."""
    return f"docs/days/day-{number + 101}-small.md"


def days(root: Path, edits: list[tuple[str, str]]) -> list[str]:
    """Write a site with one day for each (section, edit), and return the paths of their pages."""
    write(root, OTHERS)
    for number, (section, edit) in enumerate(edits):
        program = f"docs/challenges/day_{number + 101}"
        page = day(number + 101, edit, section)
        files = {f"{program}.py": CHALLENGE, f"{program}_solution.py": SOLUTION}
        write(root, files | {path(number): page})
    return [path(number) for number in range(len(edits))]


def blocks(name: str) -> list[tuple[str, str]]:
    """Return what stands behind `%%` and below it, for each block of a file beside this one."""
    text = (HERE / name).read_text(encoding="utf-8")
    parts = re.split(r"(?m)^%%(?: (.*))?$\n", text)[1:]
    return [
        (head or "", body.strip("\n")) for head, body in zip(parts[::2], parts[1::2], strict=True)
    ]
