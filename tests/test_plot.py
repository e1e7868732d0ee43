"""Pictures from programs: the same in every Python, bounded and escaped for any value."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    name: (ROOT / "docs/challenges" / name).read_text(encoding="utf-8")
    for name in ("picture.py", "plot.py")
}
SOURCE = "".join(FILES.values()).replace("\nfrom picture import ", "\n# ")  # as one file
NAMES: dict[str, Any] = {"__name__": "plot"}
exec(SOURCE, NAMES)
plot = SimpleNamespace(**NAMES)
RUNTIME = ROOT / "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
NODE = """const [runtime, source, ...programs] = JSON.parse(process.argv[1]);
const {loadMicroPython} = await import(runtime);
const said = [];
for (const program of programs) {
  said.push("");
  const stdout = (line) => { said[said.length - 1] += line + "\\n"; };
  (await loadMicroPython({ stdout, linebuffer: true })).runPython(source + program);
}
console.log(JSON.stringify(said));"""
PROGRAMS = {
    "points": 'title("a < b", "x", "y & z")\npoints([1, 2.5, 1e-3], [3, -4, 5e6], "men")',
    "rings": "points([2020, 2021], [0.1, 0.30000000000000004], ring=True)",
    "years": "line(range(2004, 2024), [x * x / 7 for x in range(20)], 'a line')",
    "gap": "line([1, 2, 3, 4], [1, None, 2, 3], dashes=True)",
    "border": "points([0, 1], [0, 1])\nborder(lambda x, y: 1 / (1 + 2.718 ** (x - y * y)))",
    "bars": 'bars(["Darija", "\\u0627\\u0644\\u062d", "minus"], [91.94, 0.005, -3])',
    "image": "image([[0, 1, -2], [0.25, 3, 4]])",
    "many": "for i in range(9):\n  line([1, 2], [i % 4, 3], f'n{i}')\n  points([1, 2], [i, i])",
    "equal": "points([5, 5, 5], [0, 0, 0])\nline([5, 5], [7, 7])",
    "tiny": "line([1, 2], [1e-9, 3e-9])",
    "large": "line([0, 9e9], [-9e9, 9e9])",
}
SHOWN = "\nshow()\nimport json\nprint(json.dumps(pictures))\n"


def python(program: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    monkeypatch.chdir(folder)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(SOURCE + program + SHOWN, {"__name__": "plot"})
    return printed.getvalue().partition("\n")[2]  # without the name of the file


def micropython(*programs: str) -> list[str]:
    """Return what each program prints, in a MicroPython of its own."""
    given = json.dumps([str(RUNTIME), SOURCE, *programs])
    command = ["node", "--input-type=module", "-e", NODE, given]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    said: list[str] = json.loads(ran.stdout)
    return said


BAD = """points([1], ['1'])|points([nan], [1])|line([1], [inf])|points([10**400], [1])|bars([], [])
points(5, 5)|line([1, 2], [1])|image([[1], [1, 2]])|image([])|border(max)|show()"""


@pytest.mark.skipif(not RUNTIME.is_file() or not shutil.which("node"), reason="no Node")
def test_both_pythons_draw_alike(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawn = micropython(*(program + SHOWN for program in PROGRAMS.values()))
    for (name, program), said in zip(PROGRAMS.items(), drawn, strict=True):
        assert json.loads(said) == json.loads(python(program, monkeypatch, tmp_path)), name


@pytest.mark.skipif(not RUNTIME.is_file() or not shutil.which("node"), reason="no Node")
def test_both_pythons_refuse_alike() -> None:
    bad = BAD.replace("\n", "|").split("|")
    program = f"nan, inf = float('nan'), float('inf')\nfor bad in {bad}:\n"
    program += "  try:\n    exec(bad)\n    print(bad)\n  except ValueError as e:\n    print(e)\n"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(SOURCE + program, {"__name__": "plot"})
    (said,) = micropython(program)
    assert said == printed.getvalue() and not set(bad) & set(said.split("\n"))


def checked(made: dict[str, Any]) -> str:
    """Assert that a picture is one that a page can take, and return it as markup."""
    for tag, attributes, text in made["elements"]:
        assert set(attributes) == set(plot.ALLOWED[tag]) and isinstance(text, str)
    written = str(plot.svg(made))
    ET.fromstring(f"<svg>{written}</svg>")
    assert len(written) < 300_000 and len(made["alt"]) < 50_000 and 0 < made["height"] < 20_000
    assert not {"style", "script", "href", "onload"} & set(written.replace("=", " ").split())
    return written


odd = st.one_of(
    st.floats(), st.integers(), st.sampled_from([10**400, -(10**400), 1e300, 5e-324, True]),
    st.none(), st.text(max_size=5), st.binary(max_size=2), st.lists(st.integers(), max_size=2),
)  # fmt: skip
odds = st.one_of(st.lists(odd, max_size=6), st.lists(st.floats(-1e9, 1e9), max_size=6), odd)
texts = st.one_of(st.text(max_size=80), st.just("<script>&\"'\ud800\x00\ufffe"))


@settings(max_examples=200, deadline=None)
@given(odds, odds, odds, texts)
def test_any_value_is_drawn_or_refused(xs: Any, ys: Any, more: Any, text: str) -> None:
    calls: list[Callable[[Any], None]] = [
        lambda picture: picture.points(xs, ys, text),
        lambda picture: picture.line(xs, ys, text),
        lambda picture: picture.mark("stick", xs, more),
        lambda picture: (picture.points(xs, ys), picture.border(lambda x, y: more)),
        lambda picture: picture.bars([text] * 3, ys),
        lambda picture: picture.image([xs, ys]),
    ]
    for call in calls:
        picture = plot.Plot()
        picture.title(text, text, text)
        try:
            call(picture)
        except ValueError as refused:
            assert len(str(refused)) > 20
        else:
            checked(picture.finish())


def endless() -> Any:
    while True:
        yield 1


@pytest.mark.parametrize("values", [range(10**6), endless()], ids=["many", "endless"])
def test_more_than_fits_is_refused(values: Any) -> None:
    for call in (plot.Plot().points, plot.Plot().line, plot.Plot().bars):
        with pytest.raises(ValueError, match=str(plot.MOST)):
            call(values, values)
    with pytest.raises(ValueError, match=str(plot.MOST)):
        plot.Plot().image([values])


def test_what_fits_is_drawn() -> None:
    picture = plot.Plot()
    picture.points(range(plot.MOST), range(plot.MOST))
    assert checked(picture.finish()).count("h0") == plot.MOST


def test_two_kinds_in_one_picture_are_refused_and_the_next_goes_well() -> None:
    picture = plot.Plot()
    picture.bars(["a"], [1])
    with pytest.raises(ValueError, match="show"):
        picture.points([1], [1])
    with pytest.raises(ValueError, match="show"):
        plot.Plot().show()


def test_the_border_lies_where_the_answer_changes() -> None:
    picture = plot.Plot()
    picture.points([0, 10], [0, 10])
    picture.border(lambda x, y: x, level=5)
    picture.finish()
    places = {path["class"]: path["d"] for path in picture.paths.values()}
    numbers = places["border"].replace("M", " ").split()
    assert {float(x) for x in numbers[::2]} == {50.0}


def test_at_home_a_picture_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("__main__.__file__", "folder/day_08.py", raising=False)
    twice = 'bars(["<b>"], [1])\nshow()\nimage([[1]])'
    python(twice, monkeypatch, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day_08-2.svg", "day_08.svg"]
    for path in tmp_path.iterdir():
        ET.parse(path)


def test_in_jupyter_a_picture_stands_below_its_cell(tmp_path: Path) -> None:
    program = 'from plot import bars, show\nbars(["a & b"], [1])\nshow()'
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    cell = nbformat.v4.new_code_cell(program)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (output,) = notebook.cells[0].outputs
    drawn = ET.fromstring(output["data"]["image/svg+xml"])
    assert any("a & b" in (text.text or "") for text in drawn.iter() if text.tag.endswith("text"))
    assert [path.name for path in tmp_path.glob("*.svg")] == []
