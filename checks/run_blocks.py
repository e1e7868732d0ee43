"""Blocks that readers run: ``` { .python .run }, each above what it prints, which `--fix` writes.

A check runs nothing. `--fix` does: in a process with a time limit, no variables, no file and no
network. That catches mistakes and is not a wall: read a stranger's block before you run it.
"""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checks.finding import Finding
from checks.page import Fence, Page
from checks.site import Site

LIMIT = 20.0  # seconds
GIVEN = re.compile(r"# --8<-- \[start:given\]\n(.*?)# --8<--", re.DOTALL)


def blocks(page: Page) -> Iterator[tuple[Fence, Fence | None]]:
    """Yield each block that readers run, with the block of output directly below it, if any."""
    fences = [fence for fence in page.fences if fence.closed] if page.is_markdown else []
    for block, below in zip(fences, [*fences[1:], None], strict=False):
        if block.language == "python" and " .run" in block.info:
            near = below and not "".join(page.lines[block.last : below.line - 1]).strip()
            yield block, below if near and below and " .output" in below.info else None


def check_run_blocks(page: Page, site: Site) -> Iterator[Finding]:
    """Check that every block that readers run stands above its output."""
    for block, output in blocks(page):
        if output is None or not output.body.strip():
            yield page.on(block.line, "run-output", page.path)


def write_outputs(page: Page, site: Site) -> Iterator[Finding]:
    """Run the blocks of a page, and write what they print: a rule that only `--fix` follows."""
    names = f"day_{page.day or 0:02}.py", "check.py", "picture.py", "plot.py"
    files = [(name, site.pages.get(f"docs/challenges/{name}")) for name in names]
    beside = tuple((name, file.text if file else "") for name, file in files)
    for block, output in blocks(page):
        line, said = run(block.body, beside)
        marks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", said))])
        written = ["", f"{marks} {{ .text .output }}", *said.split("\n"), marks]
        rest = page.lines[output.last if output else block.last :]
        lines = page.lines[: block.last] + [(block.indent + row).rstrip() for row in written] + rest
        if line >= 0:
            yield page.on(block.line + line, "run-block", said)
        elif output is None or output.body != said:
            yield page.on(block.line, "run-output", page.path, fixed="\n".join(lines))


@cache
def run(code: str, files: tuple[tuple[str, str], ...]) -> tuple[int, str]:
    """Run a block beside some files, the first of them with a part `given`.

    Returns (-1, what it prints), or the line of the block that fails, 0 for all of it, and why.
    """
    given = GIVEN.search(files[0][1])
    program = f"{inspect.getsource(_child)}\n_child({given[1] if given else ''!r}, {code!r})"
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    command = [sys.executable, "-IS", "-X", "utf8", "-c", program]
    with TemporaryDirectory() as folder:
        for name, text in files:
            Path(folder, name).write_text(text, encoding="utf-8")
        try:
            ran = subprocess.run(
                command, input=b"", capture_output=True, cwd=folder, env=kept, timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            return 0, f"it had not ended after {LIMIT:g} seconds"
    said, error = (out.decode("utf-8", "replace") for out in (ran.stdout, ran.stderr))
    if ran.returncode:
        lines = re.findall(r'"the block", line (\d{1,6})', error)
        why = error.strip().splitlines() or [f"it ended Python itself ({ran.returncode})"]
        return int(lines[-1]) if lines else 0, why[-1]
    rows = [row.rstrip() for row in said.expandtabs(4).split("\n")]
    return (-1, "\n".join(rows).rstrip("\n")) if said.strip() else (0, "it prints nothing")


def _child(given: str, code: str) -> None:
    """Run a block and print what it prints: alone in a Python of its own."""
    import contextlib
    import io
    import os
    import sys

    class Out(io.StringIO):
        def write(self, text: str) -> int:
            if self.tell() + len(text) > 10_000:
                raise RuntimeError("it prints more than 10,000 characters")
            return super().write(text)

    def guard(event: str, about: tuple[object, ...]) -> None:
        module = event == "open" and about[1] != "w" and str(about[0]).endswith((".py", ".pyc"))
        ways = "open", "os.", "socket.", "subprocess.", "shutil.", "ctypes."
        if event.startswith(ways) and event != "os.listdir" and not module:
            raise PermissionError("a block may not open files, start programs or use the network")

    with contextlib.suppress(ImportError):  # Windows sets no limits
        bounds: Any = __import__("resource")
        bounds.setrlimit(bounds.RLIMIT_AS, (1 << 30, 1 << 30))
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.getcwd())
    plot: Any = __import__("plot")
    plot.save = lambda made: print(f"Picture: {made['alt']}")
    sys.addaudithook(guard)
    space = {"__name__": "__main__"}
    with contextlib.redirect_stdout(Out()) as out, contextlib.suppress(SystemExit):
        exec(given, space)
        exec(compile(code, "the block", "exec"), space)
    print(out.getvalue(), end="")
