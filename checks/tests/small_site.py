"""One day for each edit of a list, on the small site of conftest.py: all are checked in one run."""

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
    site, paths = conftest.Repository(root), [path(number) for number in range(len(edits))]
    files = dict(OTHERS)
    for number, (section, edit) in enumerate(edits, 101):
        files[path(number - 101)] = day(number, edit, section)
        files[f"docs/challenges/day_{number}.py"] = conftest.CHALLENGE
        files[f"docs/challenges/day_{number}_solution.py"] = conftest.SOLUTION
        files[f"docs/data/day-{number}-counts.csv"] = conftest.TABLE
    for name, text in files.items():
        site.write(name, text)
    last = "      - days/day-02-water.md\n"
    site.edit("mkdocs.yml", last, last + "".join(f"      - {each[5:]}\n" for each in paths))
    return paths


def rows(name: str) -> list[tuple[str, str]]:
    """Return the head `%% …` above it and the text of each line of a file; `⏎` ends a line there.

    What stands before the first empty line is about the file.
    """
    head, found = "", list[tuple[str, str]]()
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for line in text.partition("\n\n")[2].splitlines():
        if line.startswith("%%"):
            head = line[2:].strip()
        else:
            found.append((head, line.replace("⏎", "\n")))
    return found
