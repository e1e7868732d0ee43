"""The anatomy of a day, its questions, its challenge, its figures and their sources."""

import pytest

from checks.tests.conftest import CHALLENGE, ONE, Repository

FILE, SOLUTION = "docs/challenges/day_01.py", "docs/challenges/day_01_solution.py"


def rules(repo: Repository, path: str = ONE) -> list[tuple[int, str]]:
    assert not [each for each in repo.faults() if each[0] != path], repo.faults()
    return [(line, rule) for _, line, rule in repo.faults()]


@pytest.mark.parametrize("old, new, at, rule", [
    ("## Morocco today", "## Morocco now", "## Morocco now", "sections"),
    ("## Morocco today", "## 🎯 **Objective**\n\n## Morocco today", "## 🎯", "sections"),
    ("## Sources\n", "", "", "sections"),
    ("\n## Join the conversation\n\n1. An open question?\n", "", "", "sections"),
    ("## Join", "## Sources\n\n## Join", "## Sources\n\n## Join", "sections"),
    ("## Sources", "## Heading\n\n## Sources", "## Heading", "sections"),
    ("## Why it matters", "## Sources", "", "sections"),
    ("- [x] 4,024", "- [ ] 4,024", "How many", "quiz"),
    ("    That is the year before.\n", "", "- [ ] 3,005", "quiz"),
    ("[^one-2025].\n\n## Machine", ".\n\n## Machine", "", ""),
    ("day_01.py:starter", "day_02.py:starter", "``` { .python .ch", "challenge-block"),
    (".challenge-checks ", ".challenge-check ", "## Today's", "challenge-block"),
    ("At home", "See [day 2](../challenges/day_02.py). At home", "", ""),
    ('"challenges/day_01.py:starter"', "challenges/day_01.py:starter", "--8<--", "include"),
    ("day_01.py:starter", "day_01.py:nothing", "--8<--", "include"),
    ("## Join", '--8<-- "../mkdocs.yml"\n\n## Join', '--8<-- "..', "include"),
    ("## Join", "-8<-\nhttps://example.org\n-8<-\n\n## Join", "-8<-\nhttps", "include"),
    ("## J", '--8<-- "challenges/day_77.py:x"\n## J', '--8<-- "challenges/day_7', "include"),
    ("## Join", '    ---8<--- "days/day-01-roads.md"\n\n## Join', "    ---8<---", "include"),
], ids=str)  # fmt: skip
def test_day(repo: Repository, old: str, new: str, at: str, rule: str) -> None:
    repo.edit(ONE, old, new)
    text = repo.read(ONE)
    line = text.split(at)[0].count("\n") + 1 if at else text.count("\n") + 1
    found = rules(repo)
    assert (line, rule) in found if rule else found == [], (line, found)


@pytest.mark.parametrize("new, bad", [("the", 1), ("f1, F1", 1), ("recall, the share", 0)])
def test_terms(repo: Repository, new: str, bad: int) -> None:
    words = "title: Words\ndescription: What stands on the page of words of this small site."
    text = f"---\n{words}\n---\n\n# Words\n\n{new}\n:   The share found.\n"
    repo.write("docs/glossary.md", text)
    repo.edit("mkdocs.yml", "- index.md\n", "- index.md\n  - glossary.md\n")
    assert [row[:2] for row in repo.faults()] == [("docs/glossary.md", 8)] * bad


def test_what_the_template_says_is_left(repo: Repository) -> None:
    repo.write(
        "docs/days/_template.md", "---\ntitle: x\n---\n\nWelcome to a day about roads.\n\n## Why\n"
    )
    assert [rule for _, rule in rules(repo)] == ["template-left"]


STATEMENTS = [
    "In 2024, 99,999 people died and 77% were young.", "Nearly 640 companies closed.",
    "The region lost 12,345 hectares of forest.", "About 31% of farmers own a phone.",
    "Morocco has 4,321 km of coast road.", "In Casablanca, 73 buses are electric.",
    "It produced 87 million tonnes of phosphate in 2019.", "Rents rose by 3.7 percent in Rabat.",
    "About 7 million Moroccans live in villages.", "In Fès, 41 percent of wells are dry.",
]  # fmt: skip
NO_STATEMENTS = [
    "Train on 80% of the rows and test on the remaining 20%.", "A forest of 100 trees votes.",
    "Use Python 3.11, YOLOv8 and Sentinel-2 for this.", "During COVID-19, law 09-08 held.",
    "The trip takes 2 h 10 and starts at 10:00 or 5 p.m.", "The result has p < 0.05.",
    "See [the chapter on finance](day-02-water.md#morocco-today-2024).",
    '![The mark](../assets/images/map.png){ width="100" }',
    "In an emergency, call 112. The server answers HTTP 404.", "Write &#8203; by its number.",
    "1,000 MW for one hour make one GWh.", "Use `k = 300` neighbours and 40 + 60 = 100.",
    "In 1956 the country became independent; on 14 March 2024 a law was passed.",
    "An image of 224 x 224 pixels has 50,176 numbers.",
    "Agenda 2030, SDG 13 and the A7 matter in the 21st century and the 1990s.",
    "Again, 4,024 is a large number, about 4,024 of them.",
]  # fmt: skip
SECTIONS = ["# 🚆 Day 1: Roads", "## Why it matters", "## Morocco today"]
SECTIONS += ["## Machine learning at work", "## Join the conversation"]


@pytest.mark.parametrize("section", SECTIONS)
def test_figures(repo: Repository, section: str) -> None:
    repo.edit(
        ONE, f"{section}\n", "\n\n".join([section, "First.", *STATEMENTS, *NO_STATEMENTS]) + "\n\n"
    )
    text = repo.read(ONE)
    lines = [text.split(statement)[0].count("\n") + 1 for statement in STATEMENTS]
    assert [line for line, rule in rules(repo) if rule == "figure"] == sorted(lines)
    for statement in STATEMENTS:
        repo.edit(ONE, statement, f"{statement}[^one-2025]")
    assert rules(repo) == []


@pytest.mark.parametrize("more, wrong", [
    ("Morocco spent 1.2 billion dirhams on schools.", True), ("Each of 12 days asks Fès.", False),
    ("The days on Morocco take 40 minutes.", False), ("In 2024, 12,000 people read us.", False),
])  # fmt: skip
def test_figures_of_another_page(repo: Repository, more: str, wrong: bool) -> None:
    repo.write("docs/index.md", f"{repo.read('docs/index.md')}\n{more}\n")
    assert [each.rule for each in repo.findings()] == ["figure"] * wrong


def test_figures_of_an_exercise_are_invented(repo: Repository) -> None:
    repo.edit(ONE, "**Count.**", "A shop sells 640 loaves, 25% of them sweet.\n\n**Count.**")
    assert rules(repo) == []
    repo.edit(ONE, "A shop sells", "In Morocco, a shop sells")
    assert [rule for _, rule in rules(repo)] == ["figure"]


# --- The programs of a challenge ------------------------------------------------------------------
CALL = '("count([])", 0, "nothing"),'


@pytest.mark.parametrize("old, new, at, rule", [
    ("# --8<-- [end:given]\n", "# --8<-- [end:given]\n--8<-- 'x.py'\n", "--8<--", "include"),
    ("def count(values):", "def count(values)", "def count", "challenge-syntax"),
    ("LIST = [", "from collections import Counter\nLIST = [", "from coll", "challenge-code"),
    ("LIST = [", "import os\nLIST = [", "import os", "challenge-code"),
    ("LIST = [", "from . import x\nLIST = [", "from . ", "challenge-code"),
    ("LIST = [", "__import__('os')\nLIST = [", "__import__", "challenge-code"),
    ("LIST = [", "import random\nrandom._os.remove('x')\nLIST = [", "random._os", "challenge-code"),
    ("LIST = [", "from plot import sys\nLIST = [", "from plot", "challenge-code"),
    ("LIST = [", "open('/etc/passwd')\nLIST = [", "open", "challenge-code"),
    ("LIST = [", "X = ().__class__\nLIST = [", "X =", "challenge-code"),
    (CALL, '("count(__import__(\'os\').environ)", 0, "x"),', '("count(__', "challenge-code"),
    (CALL, "(\"count(open('x'))\", 0, \"x\"),", '("count(open', "challenge-code"),
    (CALL, "('count(eval(\"open(1)\"))', 0, \"x\"),", "('count(eval", "challenge-code"),
    (CHALLENGE, "x = " + "(" * 2000, "", "challenge-syntax"),
    (CHALLENGE, "\0", "", "challenge-syntax"),
], ids=str)  # fmt: skip
def test_challenge(repo: Repository, old: str, new: str, at: str, rule: str) -> None:
    repo.edit(FILE, old, new)
    lines = [line for path, line, found in repo.faults() if (path, found) == (FILE, rule)]
    text = repo.read(FILE).split("\n")
    assert lines and (not at or text[lines[0] - 1].strip().startswith(at)), lines


@pytest.mark.parametrize("old, new", [
    ("LIST = [1, 2, 3]", "from math import sqrt\n\nLIST = [1, 2, int(sqrt(9))]"),
    (CALL, '("[count([n]) for n in LIST]", [1, 1, 1], "in a list"),'),
    (CALL, '("list(map(lambda n: count(n), []))", [], "open it with a lambda"),'),
    (CALL, '("count([])", [-1.5, (None, True)] * 2, "written out"),'),
    ("CHECKS = [", "DIGITS = 3\nCHECKS = ["),
    ("    return -1", "    total = 0\n    while total < 10**3:\n        total += 2**8"),
])  # fmt: skip
def test_good_challenge(repo: Repository, old: str, new: str) -> None:
    repo.edit(FILE, old, new)
    assert repo.faults() == []


def test_missing_programs(repo: Repository) -> None:
    (repo.root / SOLUTION).unlink()
    assert {rule for _, rule in rules(repo)} == {"include"}
    repo.write(SOLUTION, "def count(values):\n    return 1\n")
    assert {rule for _, rule in rules(repo)} == {"include"}
