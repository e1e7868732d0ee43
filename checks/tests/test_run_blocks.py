"""Blocks that readers run: what they print is written by --fix, and no block does harm to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import run_blocks
from checks.__main__ import main
from checks.tests.conftest import ONE, Repository

RULES = ("run-output", "run-block")
ABOVE = "**Count.** Write"  # the block goes before it, inside "Today's challenge"
GOOD = {
    "print(sum(LIST))": "6",  # a name of the part `given`
    "print('é ⵣ')\nprint()\nprint(1.50, end='')": "é ⵣ\n\n1.5",
    "print('a', 'b', sep='\\t')": "a   b",
    "for n in range(3):\n    print('x' * n, ' ')": "\nx\nxx",
    "print('```')": "```",
    "from math import pi\nfrom statistics import mean\nprint(mean([pi]))": "3.141592653589793",
    "print(1)\nraise SystemExit": "1",
}
BAD = {
    "while True:\n    pass": (0, "seconds"),
    "a = 1\nfor n in range(10**6):\n    print('x' * 1000)": (3, "characters"),
    "def f():\n    return 1 / 0\n\n\nf()": (2, "ZeroDivisionError"),
    "print(1)\nprint(": (2, "SyntaxError"),
    "open('/etc/passwd').read()": (1, "files"),
    "import pathlib\npathlib.Path('x').write_text('y')": (2, "files"),
    "import os\nos.system('true')": (2, "programs"),
    "import socket\nsocket.create_connection(('127.0.0.1', 9))": (2, "network"),
    "x = 2\nx = 'a' * 2**31": (2, "MemoryError"),
    "import os\nos._exit(3)": (0, "Python itself"),
    "x = 1": (0, "prints nothing"),
    "print(input())": (1, "EOFError"),
}


def put(repo: Repository, code: str, output: str = "") -> int:
    """Write a block into the first day; return its line."""
    text = f"``` {{ .python .run }}\n{code}\n```\n\n{output}"
    repo.edit(ONE, ABOVE, text + ABOVE)
    return repo.read(ONE).split("\n").index("``` { .python .run }") + 1


def told(repo: Repository) -> list[tuple[str, int, str]]:
    return [fault for fault in repo.faults() if fault[2] in RULES]


@pytest.mark.parametrize("code", GOOD)
def test_run_output_is_written_and_stays(repo: Repository, code: str) -> None:
    line = put(repo, code)
    assert told(repo) == [(ONE, line, "run-output")]
    assert main(["--fix", ONE], repo.root) == 0 and told(repo) == []
    written = repo.read(ONE)
    (block, output), *more = run_blocks.blocks(run_blocks.Page(ONE, written.encode()))
    assert not more and block.body == code and output and output.body == GOOD[code]
    assert main(["--fix", ONE], repo.root) == 0 and repo.read(ONE) == written


def test_run_output_of_before_is_replaced(repo: Repository) -> None:
    put(repo, "print(2)", "``` { .text .output }\n1\n```\n\n")
    put(repo, "print(3)", "``` text\nno output\n```\n\n")
    assert main(["--fix", ONE], repo.root) == 0
    before, after = repo.read(ONE).split("print(3)")
    assert "{ .text .output }\n2\n```" in before
    assert "\n```\n\n``` { .text .output }\n3\n```\n\n``` text\nno output" in after


@pytest.mark.parametrize("code", BAD)
def test_run_block_that_fails_is_a_sentence(
    repo: Repository, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_blocks, "LIMIT", 1.0 if "seconds" in BAD[code] else 120.0)
    line, words = BAD[code]
    line += put(repo, code, "``` { .text .output }\nwhat stood here\n```\n\n")
    assert main(["--fix", ONE], repo.root) == 1
    said = capsys.readouterr().out
    assert f"{ONE}:{line}:1: " in said and words in said and "what stood here" in repo.read(ONE)


def test_run_nothing_without_fix(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_blocks.subprocess, "run", lambda *given, **more: pytest.fail("it ran"))
    put(repo, "print(1)", "``` { .text .output }\nnot it\n```\n\n")
    assert main([], repo.root) == 0 and main(["--fix", "docs/index.md"], repo.root) == 0


def test_run_block_sees_no_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repo: Repository
) -> None:
    monkeypatch.setenv("A_TOKEN", "secret")
    put(repo, "import os\nprint(sorted(os.environ))")
    main(["--fix", ONE], repo.root)
    assert "PATH" in repo.read(ONE) and "TOKEN" not in repo.read(ONE)


def test_run_picture_is_told_in_words(repo: Repository) -> None:
    for name in ("docs/challenges/picture.py", "docs/challenges/plot.py"):
        repo.write(name, (Path(__file__).parents[2] / name).read_text(encoding="utf-8"))
    put(repo, "from plot import bars, show\nbars(['a'], [3])\nshow()")
    main(["--fix", ONE], repo.root)
    assert "``` { .text .output }\nPicture: a 3.\n```" in repo.read(ONE)
