"""One day for each edit of a list, on the small site of conftest.py: all are checked in one run."""

import re
from pathlib import Path

from checks.tests import conftest

OTHERS = {
    "docs/tags.md": "# Techniques\n\n<!-- material/tags -->\n",
    "docs/glossary.md": "# Glossary\n\nWords.\n\nrecall\n:   The share found.\n",
    "docs/data/cities.csv": "city,people,unit,source\nFès,20,people,key\nRabat,30,people,key\n",
    "docs/days/_template.md": "---\ntitle: x\n---\n\n# Day\n\n- **A first reason.** One or two.\n"
    "\n!!! tip\n    A tip.\n    {.quiet}\n",
}
# Where an edit goes: at the end of this section of the day.
SECTION = "Machine learning at work"


def day(number: int, edit: str, section: str = SECTION) -> str:
    """Return the page of a day, with Markdown at the end of one of its sections."""
    names = "nil one two three four five six seven eight nine".split()
    subject = "Small " + "-".join(names[int(digit)] for digit in str(number))
    text = conftest.day(number, subject).replace("[^one-2025]", "[^key]")
    before, heading, after = text.partition(f"\n## {section}\n")
    inside, following, rest = after.partition("\n## ")
    return f"{before}{heading}{inside}\nWords.\n\n{edit}\n{following}{rest}"


def path(number: int) -> str:
    """Return the path of the page of the edit with this number, counted from 0."""
    return f"docs/days/day-{number + 101}-small.md"


def days(root: Path, edits: list[tuple[str, str]]) -> list[str]:
    """Write a site with one day for each (section, edit), and return the paths of their pages."""
    site = conftest.Repository(root)
    files = dict(OTHERS)
    for number, (section, edit) in enumerate(edits):
        program = f"docs/challenges/day_{number + 101}"
        files[path(number)] = day(number + 101, edit, section)
        files[f"{program}.py"] = conftest.CHALLENGE
        files[f"{program}_solution.py"] = conftest.SOLUTION
        files[f"docs/data/day-{number + 101}-counts.csv"] = conftest.TABLE
    entries = "".join(f"      - {path(at)[5:]}\n" for at in range(len(edits)))
    site.edit(
        "mkdocs.yml", "      - days/day-02-water.md\n", f"      - days/day-02-water.md\n{entries}"
    )
    for name, text in files.items():
        site.write(name, text)
    return [path(number) for number in range(len(edits))]


def blocks(name: str) -> list[tuple[str, str]]:
    """Return head and body of each block of a file beside this one; after `%%%`, of each line.

    There `⏎` stands for the end of a line.
    """
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(%%%?)(?!\S)(.*)\n", text)[1:]
    found: list[tuple[str, str]] = []
    for mark, head, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        lines = [line.replace("⏎", "\n") for line in body.splitlines()]
        bodies = lines if mark == "%%%" else [body.strip("\n")]
        found += [(head.strip(), each) for each in bodies]
    return found
