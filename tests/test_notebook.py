"""A day as a notebook: valid, the same every time, and right where it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from checks.site import load
from hooks.notebook import link, notebook
from hooks.pages import read_days
from repository import ROOT

PROGRAMS, PAGE = ROOT / "docs/challenges", "https://days.example/x/days/day-01-a/"
DAYS = {f"day_{day.number:02}": day for day in read_days()}
BODY = """# Day

Words.[^b] See [a day](day-02-b.md#x), [home](../index.md), [out](https://out.example/a.md).
{ .mark }

``` quiz
Is `1` [one](day-02-b.md)?

- [x] Yes
    It is.
- [ ] No
    It is not.
```

``` { .python .run }
print(handlers[0](1), N)
```

``` { .text .output }
1 2
```

```python
to_look[at](it)  # [^b]
```

``` { .python .challenge-given title="Given: run .starter first" }
--8<-- "challenges/day_01.py:given"
```

??? tip "A hint"
    A [hint](day-02-b.md).

    ``` text
    inside
    ```

After it.

[^a]: A
[^b]: B
"""


def made(body: str, folder: Path, given: str = "N, handlers = 2, [abs]\n") -> dict[str, Any]:
    """Return the notebook of a page, by the ids of its cells."""
    text = f"# --8<-- [start:given]\n{given}# --8<-- [end:given]\n"
    (folder / "day_01.py").write_text(text, encoding="utf-8")
    (folder / "plot.py").write_text("drawn = 1\n", encoding="utf-8")
    read = nbformat.reads(notebook(body, "day_01", folder, PAGE).decode(), as_version=4)
    nbformat.validate(read)
    return {cell["id"]: cell for cell in read["cells"]}


def test_notebook_says_what_the_page_says(tmp_path: Path) -> None:
    cells = made(BODY, tmp_path)
    assert list(cells) == ["text-1", "given-1", "run-1", "text-2", "text-3"]
    first, code, last = (cells[f"text-{number}"]["source"] for number in (1, 2, 3))
    assert "[a day](https://days.example/x/days/day-02-b/#x)" in first and "{ .mark }" not in first
    assert "[home](https://days.example/x/)" in first and "(https://out.example/a.md)" in first
    assert "Words.<sup>2</sup>" in first and "[one](https://days" in first and "It is not." in first
    assert cells["given-1"]["source"].endswith("N, handlers = 2, [abs]")
    assert cells["run-1"]["outputs"][0]["text"] == "1 2\n"
    assert "to_look[at](it)  # [^b]" in code and "2. B" in last and last.count("<details>") == 1
    assert "</summary>\n\nA [hint](https://" in last and "\ninside\n" in last


def test_notebook_brings_the_file_that_a_program_needs(tmp_path: Path) -> None:
    cells = made(BODY.replace("print(", "from plot import drawn\n\nprint("), tmp_path)
    assert cells["file-2"]["source"] == "%%writefile plot.py\ndrawn = 1"
    assert list(cells).index("file-2") < list(cells).index("run-1")


@pytest.mark.parametrize(
    "body", ["", "``` quiz\nno quiz\n```", "``` python\nnever closed", "[^a]:"]
)
def test_notebook_of_a_page_with_faults(body: str, tmp_path: Path) -> None:
    assert len(made(body, tmp_path)) <= 1


def test_notebook_is_offered_after_the_files() -> None:
    page = "One.\n\nAt home: [day_08.py](../challenges/day_08.py), [x](y),\nand run.\n\nTwo."
    offered = link(page, "day_08")
    assert "and run. Or" in offered and "(../challenges/day_08.ipynb).\n\nTwo." in offered
    assert link(page, "day_09") == page


@pytest.mark.parametrize("name", DAYS)
def test_notebook_of_each_day_is_valid_and_stays(name: str) -> None:
    page = load(ROOT).pages[f"docs/{DAYS[name].path}"]
    body = "\n".join(page.lines[page.body_line :])
    first, again = (notebook(body, name, PROGRAMS, PAGE).decode() for _ in range(2))
    nbformat.validate(nbformat.reads(first, as_version=4))
    assert first == again and '"checks-1"' in first and ".md)" not in first


def test_notebook_is_in_the_site_and_the_page_leads_there(small: Path) -> None:
    html = (small / "days/day-01-rivers/index.html").read_text(encoding="utf-8")
    assert 'href="../../challenges/day_01.ipynb"' in html
    nbformat.validate(nbformat.read(small / "challenges/day_01.ipynb", as_version=4))


def printed(cell: Any) -> str:
    return "".join(output["text"] for output in cell["outputs"])


@pytest.mark.parametrize("name", [[*DAYS][0], [*DAYS][-1]])
@pytest.mark.parametrize("answer", ["solution", "starter"])
def test_notebook_runs(name: str, answer: str, site: Path, tmp_path: Path) -> None:
    read = nbformat.read(site / f"challenges/{name}.ipynb", as_version=4)
    cells = {cell["id"]: cell for cell in read["cells"]}
    shown = {key: printed(cell) for key, cell in cells.items() if key[:3] == "run"}
    if answer == "solution":
        text = (PROGRAMS / f"{name}_solution.py").read_text(encoding="utf-8")
        cells["starter-1"]["source"] = text
    cells["checks-1"]["source"] += "\nprint('\\n' + str(status))"
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(read, timeout=120, kernel_name="python3", resources=resources).execute()
    said = printed(cells["checks-1"])
    assert said.endswith("\n0\n") is (answer == "solution"), said
    assert ("50 more inputs" in said) is (answer == "solution")
    assert {key: printed(cells[key]) for key in shown} == shown
