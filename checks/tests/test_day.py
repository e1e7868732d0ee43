"""The anatomy of a day, its questions, its challenge, its figures and their sources."""

from __future__ import annotations

import pytest

from checks.tests.conftest import CHALLENGE, ONE, Repository

FILE, SOLUTION = "docs/challenges/day_01.py", "docs/challenges/day_01_solution.py"
OLD_QUIZ = """\
## Check yourself

**1. How many?**

- a. One
- b. Two

??? question "Answer"
    **b.** There are two.
"""
QUIZ = OLD_QUIZ.split("\n", 1)[0]


def rules(repo: Repository, path: str = ONE) -> list[tuple[int, str]]:
    assert not [each for each in repo.faults() if each[0] != path], repo.faults()
    return [(line, rule) for _, line, rule in repo.faults()]


@pytest.mark.parametrize(
    "old, new, at, rule",
    [
        ("## Morocco today", "## Morocco now", "## Morocco now", "sections"),
        ("## Morocco today", "## 🎯 **Objective**\n\n## Morocco today", "## 🎯", "sections"),
        ("## Sources\n", "", "## Join", "sections"),
        ("\n## Join the conversation\n\n1. An open question?\n", "", "", "sections"),
        ("## Join", "## Sources\n\n## Join", "## Sources\n\n## Join", "sections"),
        ("## Sources", "## Heading\n\n## Sources", "## Heading", "sections"),
        ("# 🚆 Day 1: Roads", "# 🚆 Day 1: Roads\n\n# Again", "# Again", "heading"),
        ("# 🚆 Day 1: Roads\n", "\n", "\n\n\nWelcome", "heading"),
        ("- 🔹 **A third reason.** It can be forecast.\n", "", "## Why", "points"),
        ("- 🔹 **A third", "- **A third", "- **A third", "points"),
        ("- 🔹 **A third reason.**", "- 🔹 A third reason.", "- 🔹 A third", "points"),
        ("- [x] 4,024", "- [ ] 4,024", "How many", "quiz"),
        ("    That is the year before.\n", "", "- [ ] 3,005", "quiz"),
        ("[^one-2025].\n\n## Machine", ".\n\n## Machine", "", ""),
        ("in Morocco.[^one-2025]", "in Morocco.[^two-2025]", "In 2024", "source"),
        (" <https://example.org/1>", "", "[^one-2025]: ", "source"),
        ("## Join", "[^x]: *T*. <https://example.org/>\n\n## Join", "[^x]", "source"),
        ("## Join", "[^one-2025]: <https://example.org/>\n\n## Join", "[^one-2025]: <", "source"),
        ("day_01.py:starter", "day_02.py:starter", "day_02.py", "challenge-day"),
        (".challenge-checks ", ".challenge-check ", "## Today's", "challenge-block"),
        ('??? tip "A hint"', '??? note "A hint"', "## Today's", "challenge-block"),
        ("[day_01.py](../challenges/day_01.py)", "day_01.py", "## Today's", "challenge-link"),
        ('"challenges/day_01.py:starter"', "challenges/day_01.py:starter", "--8<--", "include"),
        ("day_01.py:starter", "day_01.py:nothing", "--8<--", "include"),
        ("## Join", '--8<-- "../mkdocs.yml"\n\n## Join', '--8<-- "..', "include"),
        ("## Join", '--8<-- "/etc/passwd"\n\n## Join', '--8<-- "/', "include"),
        ("## Join", "-8<-\nhttps://example.org\n-8<-\n\n## Join", "-8<-\nhttps", "include"),
        ("## J", '--8<-- "challenges/day_77.py:x"\n## J', '--8<-- "challenges/day_7', "include"),
        ("## Join", '    ---8<--- "days/day-01-roads.md"\n\n## Join', "    ---8<---", "include"),
    ],
    ids=str,
)  # fmt: skip
def test_day(repo: Repository, old: str, new: str, at: str, rule: str) -> None:
    repo.edit(ONE, old, new)
    text = repo.read(ONE)
    line = text.split(at)[0].count("\n") + 1 if at else text.count("\n") + 1
    found = rules(repo)
    assert (line, rule) in found if rule else found == [], (line, found)


@pytest.mark.parametrize(
    "old, new, line",
    [
        ("", "", 0), ("**b.**", "**c.**", 9), ("**b.**", "**d.**", 9), ("**b.**", "b.", 9),
        ("- a. One\n- b. Two\n", "", 1), ("There are two.", "", 9), ("**b.**", "**Both.**", 9),
    ],
)  # fmt: skip
def test_answers_as_text(repo: Repository, old: str, new: str, line: int) -> None:
    text = repo.read(ONE)
    start, end = text.index(QUIZ), text.index("## Sources")
    repo.write(ONE, text[:start] + OLD_QUIZ.replace(old, new, 1) + "\n" + text[end:])
    above = text[:start].count("\n")
    assert rules(repo) == ([(above + line, "quiz")] if line else [])


@pytest.mark.parametrize(
    "path, old, new, line",
    [
        ("docs/glossary.md", "recall", "the", 8), ("docs/glossary.md", "recall", "f1, F1", 8),
        (ONE, "## Why", "*[it]: An ad\n\n## Why", 15),
    ],
)  # fmt: skip
def test_terms(repo: Repository, path: str, old: str, new: str, line: int) -> None:
    words = (
        "---\ntitle: Words\ndescription: What stands on the page of words of this small site.\n---"
    )
    repo.write("docs/glossary.md", f"{words}\n\n# Words\n\nrecall\n:   The share found.\n")
    repo.edit("mkdocs.yml", "- index.md\n", "- index.md\n  - glossary.md\n")
    assert repo.faults() == []
    repo.edit(path, old, new)
    assert [(row[0], row[1]) for row in repo.faults()] == [(path, line)]


def test_no_question(repo: Repository) -> None:
    text = repo.read(ONE)
    start, end = text.index("``` quiz"), text.index("## Sources")
    repo.write(ONE, text[:start] + text[end:])
    assert [rule for _, rule in rules(repo)] == ["quiz"]


STATEMENTS = [
    "In 2024, 99,999 people died and 77% were young.",
    "The region lost 12,345 hectares of forest.",
    "About 31% of farmers own a phone.",
    "Morocco has 4,321 km of coast road.",
    "It produced 87 million tonnes of phosphate in 2019.",
    "Nearly 640 companies closed.",
    "In Casablanca, 73 buses are electric.",
    "Rents rose by 3.7 percent in Rabat.",
]
SECTIONS = [
    "# 🚆 Day 1: Roads",
    "## Why it matters",
    "## Morocco today",
    "## Machine learning at work",
]
SECTIONS += ["## Join the conversation"]
NO_STATEMENTS = [
    "Train on 80% of the rows and test on the remaining 20%.",
    "A forest of 100 trees votes.",
    "Use Python 3.11, YOLOv8 and Sentinel-2 for this.",
    "During COVID-19, law 09-08 held.",
    "The trip takes 2 h 10 and starts at 10:00 or 5 p.m.",
    "The result has p < 0.05.",
    "See [the chapter on finance](day-02-water.md#morocco-today-2024).",
    '![The mark](../assets/images/map.png){ width="100" }',
    "| a | b |\n|---|---|\n| 123 | 45% |",
    "In an emergency, call 112. The server answers HTTP 404.",
    "1,000 MW for one hour make one GWh.",
    "In 1956 the country became independent; on 14 March 2024 a law was passed.",
    "Use `k = 300` neighbours and 40 + 60 = 100.",
    "An image of 224 x 224 pixels has 50,176 numbers.",
    "Agenda 2030, SDG 13 and the A7 matter in the 21st century and the 1990s.",
    "Again, 4,024 is a large number, about 4,024 of them.",
    "Write &#8203; by its number.",
]


@pytest.mark.parametrize("section", SECTIONS)
def test_figures(repo: Repository, section: str) -> None:
    repo.edit(ONE, f"{section}\n", "\n\n".join([section, "First.", *STATEMENTS]) + "\n")
    text = repo.read(ONE)
    lines = [text.split(statement)[0].count("\n") + 1 for statement in STATEMENTS]
    assert [row for row in rules(repo) if row[1] == "figure"] == [(n, "figure") for n in lines]
    for statement in STATEMENTS:
        repo.edit(ONE, statement, f"{statement}[^one-2025]")
    assert [row for row in rules(repo) if row[1] == "figure"] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_no_figures(repo: Repository, section: str) -> None:
    repo.edit(ONE, f"{section}\n", "\n\n".join([section, *NO_STATEMENTS]) + "\n\n")
    text = repo.read(ONE).split("\n")
    blamed = [text[line - 1] for line, rule in rules(repo) if rule == "figure"]
    assert blamed == []


def test_figures_of_an_exercise_are_invented(repo: Repository) -> None:
    repo.edit(ONE, "**Count.**", "A shop sells 640 loaves, 25% of them sweet.\n\n**Count.**")
    assert rules(repo) == []
    repo.edit(ONE, "A shop sells", "In Morocco, a shop sells")
    assert [rule for _, rule in rules(repo)] == ["figure"]


# --- The programs of a challenge ------------------------------------------------------------------
CALL = '("count([])", 0, "nothing"),'


@pytest.mark.parametrize(
    "old, new, at, rule",
    [
        ("# --8<-- [end:starter]", "", "# --8<-- [start:checks]", "part"),
        ("# --8<-- [start:checks]", "# --8<-- [start:check]", "# --8<-- [end:checks]", "part"),
        ("# --8<-- [end:given]\n", "# --8<-- [end:given]\n--8<-- 'x.py'\n", "--8<--", "include"),
        ("def count(values):", "def count(values)", "def count", "syntax"),
        ("def count(values):", "def other(values):", "", "checks"),
        (CALL, '("count([])", 0, "nothing", 1),', CALL[:9], "checks"),
        (CALL, '(count([]), 0, "nothing"),', "(count([])", "checks"),
        (CALL, CALL.replace("[])", "["), CALL[:7], "checks"),
        (CALL, CALL.replace(" 0,", " ValueErr,"), CALL[:9], "checks"),
        (CALL, CALL.replace(" 0,", " sum([0]),"), CALL[:9], "checks"),
        (CALL, CALL.replace(" 0,", " SystemExit,"), CALL[:9], "checks"),
        (CALL, CALL.replace("count", "counts"), '("counts', "checks"),
        (CALL, CALL.replace("count", "len"), '("len', "checks"),
        (CALL, CALL.replace("nothing", " "), CALL[:9], "checks"),
        (CALL, f"{CALL}\n    {CALL}", "", "checks"),
        (CALL, "", "CHECKS", "checks"),
        ("CHECKS = [", "CHECKS = list([])\nOTHER = [", "CHECKS", "checks"),
        ("LIST = [", "from collections import Counter\nLIST = [", "from coll", "code"),
        ("LIST = [", "import os\nLIST = [", "import os", "code"),
        ("LIST = [", "from . import x\nLIST = [", "from . ", "code"),
        ("LIST = [", "__import__('os')\nLIST = [", "__import__", "code"),
        ("LIST = [", "exec('1')\nLIST = [", "exec", "code"),
        ("LIST = [", "open('/etc/passwd')\nLIST = [", "open", "code"),
        ("LIST = [", "X = ().__class__\nLIST = [", "X =", "code"),
        ("LIST = [", "X = 10**10**8\nLIST = [", "X =", "code"),
        ("LIST = [", "X = 2**99999999\nLIST = [", "X =", "code"),
        ("LIST = [", "while True:\n    pass\nLIST = [", "while", "code"),
        (CALL, '("count(__import__(\'os\').environ)", 0, "x"),', '("count(__', "checks"),
        (CALL, "(\"count(open('x'))\", 0, \"x\"),", '("count(open', "checks"),
        ("raise SystemExit(run(__file__))", "run(__file__)", "", "end"),
        ("from check import run", "from checks import run", "", "end"),
        (CHALLENGE, "", "", "part"),
        (CHALLENGE, "x = " + "(" * 2000, "", "syntax"),
        (CHALLENGE, "\0", "", "syntax"),
    ],
    ids=str,
)  # fmt: skip
def test_challenge(repo: Repository, old: str, new: str, at: str, rule: str) -> None:
    repo.edit(FILE, old, new)
    wanted = rule if rule == "include" else f"challenge-{rule}"
    found = [row for row in repo.faults() if row[0] == FILE]
    assert wanted in [row[2] for row in found], found
    if at:
        assert repo.read(FILE).split("\n" + at)[0].split("    " + at)[0].count("\n") + (
            2 if "\n" + at in repo.read(FILE) else 1
        ) in [row[1] for row in found if row[2] == wanted], found


@pytest.mark.parametrize(
    "old, new",
    [
        ("LIST = [1, 2, 3]", "from math import sqrt\n\nLIST = [1, 2, int(sqrt(9))]"),
        (CALL, '("[count([n]) for n in LIST]", [1, 1, 1], "in a list"),'),
        (CALL, '("list(map(lambda n: count(n), []))", [], "by a lambda"),'),
        (CALL, '("count([])", [-1.5, (None, True)] * 2, "written out"),'),
        ("CHECKS = [", "DIGITS = 3\nCHECKS = ["),
        ("    return -1", "    total = 0\n    while total < 10**3:\n        total += 2**8"),
    ],
)  # fmt: skip
def test_good_challenge(repo: Repository, old: str, new: str) -> None:
    repo.edit(FILE, old, new)
    assert repo.faults() == []


def test_missing_programs(repo: Repository) -> None:
    (repo.root / SOLUTION).unlink()
    assert {rule for _, rule in rules(repo)} == {"include"}
    repo.write(SOLUTION, "def count(values):\n    return 1\n")
    assert (SOLUTION, 1, "challenge-part") in repo.faults()
