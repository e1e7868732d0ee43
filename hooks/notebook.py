"""Each day as a Jupyter notebook, made from the page's own text and from the code that it shows.

The form is nbformat 4.5; a test validates it with nbformat. The build does without that package: it
brings nine others, 6 MB in all, to everybody who builds the site, for what is one `json.dumps`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from hooks.charts import read_block
from hooks.quiz import read_quiz

FENCE = re.compile(r"^( *`{3,}) *([^`\n]*)\n(.*?)^\1 *\n", re.DOTALL | re.MULTILINE)
BOX = re.compile(r'^(?:!!!|\?\?\?\+?) +\w+ +"(.*)" *\n((?:(?: {4}.*)?\n)*)', re.MULTILINE)
NOTE, MARK = re.compile(r"^\[\^(.+?)\]:", re.MULTILINE), re.compile(r"\[\^([^\]\n]+)\]")
LINK = re.compile(r"\]\((?!\w+:|#)([^()\s]+)\)")
ATTRIBUTES = re.compile(r"^ *\{ ?[.#:][^{}\n]*\} *$|(?<=\))\{ ?[.#:][^{}\n]*\}", re.MULTILINE)
CODE = ("run", "given", "starter", "checks")
KINDS = (*CODE, "output", "chart", "quiz", "solution")
GIVEN = "# Run this cell first: the programs of the day use its names.\n"
PROGRAM = re.compile(r'--8<-- "challenges/(\w+)\.py:')
CHECK = "\n\nfrom check import run as run_checks\n\nstatus = run_checks('{}.py')"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
Cell = dict[str, Any]


def link(markdown: str, name: str) -> str:
    """Offer the notebook after the paragraph that links the file `name` of a challenge."""
    paragraph = rf"^(.*\(\.\./challenges/{name}\.py\).*(?:\n.*\S.*)*)"
    offer = rf"\1 Or take the whole day as a [notebook](../challenges/{name}.ipynb)."
    return re.sub(paragraph, offer, markdown, count=1, flags=re.MULTILINE)


def notebook(markdown: str, name: str, programs: Path, page: str) -> bytes:
    """Return the notebook of a day: the same bytes every time.

    markdown: the page without front matter. name: of its challenge, such as day_08. programs: the
    folder docs/challenges. page: the full address of the page; its links become full ones.
    """
    names = {name, f"{name}_solution", "check", "picture", "plot", *PROGRAM.findall(markdown)}
    paths = [path for name in names if (path := programs / f"{name}.py").is_file()]
    files = {path.stem: path.read_text("utf-8", "replace") for path in paths}
    notes = {key: number for number, key in enumerate(NOTE.findall(markdown), 1)}
    cells: list[Cell] = []
    markdown, text, at = BOX.sub(_box, markdown + "\n"), "", 0
    for fence in FENCE.finditer(markdown):
        marks, info, body = fence.groups()
        words = re.split(r"[ .{}-]+", info.partition("title=")[0])
        kind = next((kind for kind in KINDS if kind in words), "")
        text, at = text + _plain(markdown[at : fence.start()], notes, page), fence.end()
        if include := re.fullmatch(r'\s*--8<-- "challenges/(\w+)\.py:(\w+)"\s*', body):
            body = _part(files, *include.groups())
        if kind == "output" and cells and not text.strip():
            cells[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": body}]
        elif kind in CODE:
            _add(cells, "text", text)
            _add_code(cells, kind, body, name, files)
            text = ""
        elif kind in ("chart", "quiz"):
            text += _plain(_chart(body, page) if kind == "chart" else _quiz(body), notes, page)
        else:
            text += f"{marks}{'python' if kind else info}\n{body}{marks}\n"
    _add(cells, "text", text + _plain(markdown[at:], notes, page))
    made = {"cells": cells, "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode() + b"\n"


def _part(files: dict[str, str], name: str, part: str) -> str:
    """Return a part of a program, or nothing."""
    marks = rf"# --8<-- \[start:{part}\]\n(.*?)# --8<-- \[end:{part}\]"
    found = re.search(marks, files.get(name, ""), re.DOTALL)
    return found[1].strip("\n") + "\n" if found else ""


def _add(cells: list[Cell], kind: str, source: str) -> None:
    """Add a cell. Its id, a kind and a number, stays when another kind of cell comes or goes.

    What the day's programs use comes before the first of them, wherever the page shows it.
    """
    if not source.strip():
        return
    count = sum(cell["id"].startswith(kind) for cell in cells) + 1
    cell: Cell = {"cell_type": "markdown", "id": f"{kind}-{count}", "metadata": {}}
    if kind != "text":
        folded = {"jupyter": {"source_hidden": True}} if kind == "file" else {}
        cell |= {"cell_type": "code", "execution_count": None, "metadata": folded, "outputs": []}
    runs = [at for at, other in enumerate(cells) if other["id"] == "run-1" and kind == "given"]
    cells.insert([*runs, len(cells)][0], cell | {"source": source.strip("\n")})


def _add_code(cells: list[Cell], kind: str, body: str, name: str, files: dict[str, str]) -> None:
    """Add a program after the files that it needs beside it, so that one download is enough."""
    beside: dict[str, str] = {}
    if re.search(r"^(?:from|import) plot\b", body, re.MULTILINE):
        beside |= {name: files.get(name, "") for name in ("picture", "plot")}
    if kind == "checks":
        given = f"# --8<-- [start:given]\n{_part(files, name, 'given')}# --8<-- [end:given]\n"
        solution = f"{name}_solution"
        beside |= {"check": files.get("check", ""), solution: files.get(solution, "") + given}
        body = body.rstrip() + CHECK.format(name)
    for file, text in beside.items():
        _add(cells, "file", f"%%writefile {file}.py\n{text}")
    _add(cells, kind, GIVEN * (kind == "given") + body)


def _plain(text: str, notes: dict[str, int], page: str) -> str:
    """Return Markdown that a notebook shows: notes as numbers, full links, no attribute lists."""
    text = NOTE.sub(lambda found: f"{notes.get(found[1], found[1])}.", text)
    text = MARK.sub(lambda found: f"<sup>{notes.get(found[1], found[1])}</sup>", text)
    text = ATTRIBUTES.sub("", text.replace("[SOURCES]\n", ""))
    return LINK.sub(lambda found: f"]({_address(found[1], page)})", text)


def _address(target: str, page: str) -> str:
    """Return the full address of what a page of a day links to."""
    target = re.sub(r"(^|/)index\.md(?=#|$)", r"\1", target)
    return urljoin(page, "../" + re.sub(r"\.md(?=#|$)", "/", target))


def _box(found: re.Match[str]) -> str:
    """Return a box of the page as Markdown: folded, but for what a reader has to run."""
    title, body = found[1], re.sub(r"^ {4}", "", found[2], flags=re.MULTILINE).strip("\n")
    if "challenge-checks" in body or found[0].startswith("!!!"):
        return f"**{title}**\n\n{body}\n\n"
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>\n\n"


def _chart(body: str, page: str) -> str:
    """Return a chart as a sentence, with links to the picture and to the numbers."""
    said, _ = read_block(body)
    links = f"See [the chart]({page}), [its numbers](../data/{said.get('data', '')})."
    return f"> **{said.get('title', '')}.** {said.get('alt', '')} {links}\n"


def _quiz(body: str) -> str:
    """Return a question, its options with letters, and the reasons folded."""
    quiz, _ = read_quiz(body)
    if quiz is None:
        return body
    named = list(zip("ABCDEF", quiz.options, strict=False))
    options = "".join(f"- {letter}: {option.text}\n" for letter, option in named)
    reasons = "".join(
        f"- {letter}: **{'Right' if option.right else 'Not this one'}.** {option.reason}\n"
        for letter, option in named
    )
    folded = f"<details><summary>Answer</summary>\n\n{reasons}\n</details>"
    return f"**{quiz.question}**\n\n{options}\n{folded}\n"
