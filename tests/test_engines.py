"""The same tree with MkDocs, ProperDocs and Zensical: what a reader needs is there, and .github/ENGINES.md lists what differs."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import engines
import pytest
from built_site import broken_links, read_page, third_party_loads
from conftest import ROOT, clean_clone
from series.front_matter import read_front_matter
from series.settings import owner_settings

OWNER = engines.OWNER | owner_settings(engines.OWNER)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone, built by each engine into site-ENGINE."""
    root = clean_clone(tmp_path_factory.mktemp("engines") / "clone")
    for engine in ("mkdocs", "properdocs", "zensical"):
        ran = engines.build(engine, root, OWNER)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    return root


@pytest.fixture(scope="module")
def mkdocs(clone: Path) -> Path:
    return clone / "site-mkdocs"


@pytest.fixture(scope="module")
def zensical(clone: Path) -> Path:
    return clone / "site-zensical"


def test_properdocs_differs_in_nothing_but_the_line_of_the_generator(clone: Path, mkdocs: Path) -> None:
    other = clone / "site-properdocs"
    assert engines.files(other) == engines.files(mkdocs)
    generator = re.compile(rb'\n *<meta name="generator" content="[^"]*">')
    for name in engines.files(mkdocs):
        one, two = (mkdocs / name).read_bytes(), (other / name).read_bytes()
        if one != two:
            assert name.endswith(".html") and generator.sub(b"", one) == generator.sub(b"", two), name


def test_zensical_writes_the_thirteen_pages_and_the_others(zensical: Path) -> None:
    pages = {path.parent.relative_to(zensical).as_posix() for path in zensical.rglob("index.html")}
    assert pages == {"."} | {f"days/{path.stem}" for path in ROOT.glob("docs/days/day-*.md")} | {"about", "glossary", "tags"}
    assert len([page for page in pages if page.startswith("days/")]) == 12


def test_every_link_of_zensicals_site_leads_somewhere_and_nothing_comes_from_elsewhere(zensical: Path) -> None:
    assert broken_links(zensical, engines.BASE) == []
    assert third_party_loads(zensical, engines.BASE) == []


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_comments_stand_where_the_front_matter_says(clone: Path, engine: str) -> None:
    seen = set()
    for source in [ROOT / "docs/index.md", ROOT / "docs/about.md", ROOT / "docs/glossary.md", *ROOT.glob("docs/days/day-*.md")]:
        page, _ = read_front_matter(source.name, source.read_text(encoding="utf-8"))
        assert page is not None
        asked = page.values.get("comments", False)
        wanted = asked is not False and not (isinstance(asked, dict) and asked.get("enabled") is False)
        name = source.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index")
        text = (clone / f"site-{engine}" / name / "index.html").read_text(encoding="utf-8")
        assert bool(re.search(r'<section[^>]*\bclass="comments"', text)) is wanted, name
        seen.add(wanted)
    assert seen == {True, False}


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_each_day_has_its_challenge_and_its_charts(clone: Path, engine: str) -> None:
    for source in ROOT.glob("docs/days/day-*.md"):
        written = source.read_text(encoding="utf-8")
        text = (clone / f"site-{engine}/days/{source.stem}/index.html").read_text(encoding="utf-8")
        for part in ("given", "starter", "checks", "solution"):
            assert len(re.findall(rf'class="[^"]*\bchallenge-{part}\b', text)) == written.count(f".challenge-{part} "), (source.name, part)
        assert text.count('<figure class="chart">') == len(re.findall(r"^``` chart$", written, re.MULTILINE)) > 0
        assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', text) and "--8&lt;--" not in text and "--8<--" not in text
        data = [link for link in read_page(clone / f"site-{engine}/days/{source.stem}/index.html").links if link.endswith(".csv")]
        assert data and all(link.startswith("../../data/") for link in data)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_python_file_is_published_but_the_challenges(clone: Path, engine: str) -> None:
    published = {name for name in engines.files(clone / f"site-{engine}") if name.endswith((".py", ".pyc"))}
    assert published == {f"challenges/{path.name}" for path in ROOT.glob("docs/challenges/*.py")}


def test_no_other_difference_than_those_listed_and_each_of_them_is_there(mkdocs: Path, zensical: Path) -> None:
    found = engines.compare(mkdocs, zensical)
    assert found.rest == []
    assert [name for name, count in found.needed.items() if not count] == []
    assert set(found.needed) | set(engines.OTHERS) == set(engines.NAMES)


def test_the_document_lists_the_differences_and_no_others() -> None:
    text = (ROOT / ".github/ENGINES.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^- \*\*(.*?)\*\*", text, re.MULTILINE)) == sorted(engines.NAMES)


def frame(page: Path) -> list[tuple[str, str]]:
    """Return what the frame around the text of a page offers: where each link leads, whatever it looks like."""
    text = page.read_text(encoding="utf-8")
    outside = re.sub(r"<article.*?</article>", "", text[text.index("<body") :], flags=re.DOTALL)
    offered = [(kind, html.unescape(where)) for kind, where in re.findall(r'<a\b[^>]*?\b(href)="([^"]*)"', outside)]
    offered += [("palette", colour) for colour in re.findall(r'data-md-color-scheme="(\w+)"', outside)]
    return offered


def test_design_of_the_frame_is_another_but_its_links_lead_to_the_same_places(mkdocs: Path, zensical: Path) -> None:
    for page in sorted(mkdocs.rglob("index.html")):
        name = page.relative_to(mkdocs)
        sides = []
        for site in (mkdocs, zensical):
            at = engines.urljoin(engines.BASE, name.as_posix().removesuffix("index.html"))
            offered = {(kind, engines.urljoin(at, where) if kind == "href" else where) for kind, where in frame(site / name)}
            sides.append({(kind, where) for kind, where in offered if not where.endswith("#__skip")})
        only = [sides[0] - sides[1], sides[1] - sides[0]]
        assert only[1] == set() and len(only[0]) <= 1 and all("#" in where for _, where in only[0]), name  # the skip link, on the list by itself
        assert len(sides[1]) > 16
    assert "lucide" in (zensical / "index.html").read_text(encoding="utf-8") and "lucide" not in (mkdocs / "index.html").read_text(encoding="utf-8")


def test_days_in_the_list_of_pages_are_missing_and_its_addresses_are_the_same(mkdocs: Path, zensical: Path) -> None:
    one, other = ((site / "sitemap.xml").read_text(encoding="utf-8") for site in (mkdocs, zensical))
    assert sorted(re.findall("<loc>(.*?)</loc>", one)) == sorted(re.findall("<loc>(.*?)</loc>", other))
    assert "<lastmod>" in one and "<lastmod>" not in other


def test_rules_for_pages_and_the_owner_of_a_fork_are_the_work_of_hooks(clone: Path, tmp_path: Path) -> None:
    root = tmp_path / "clone"
    shutil.copytree(clone, root, ignore=shutil.ignore_patterns("site-*"))
    about = root / "docs/about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("description: ", "descripton: "), encoding="utf-8")
    only_github = {"GITHUB_REPOSITORY": "amina/ml"}
    ran = engines.build("mkdocs", root, only_github)
    assert ran.returncode != 0 and "`descripton`" in ran.stdout + ran.stderr
    ran = engines.build("zensical", root, only_github)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert 'rel="canonical" href="http://127.0.0.1:8000/about/"' in (root / "site-zensical/about/index.html").read_text(encoding="utf-8").replace("&#x2f;", "/")


def test_python_beside_the_site_is_noticed_by_a_hook_and_named_by_a_variable(clone: Path, zensical: Path, tmp_path: Path) -> None:
    root, day = tmp_path / "clone", "days/day-12-collaboration/index.html"
    shutil.copytree(clone, root, ignore=shutil.ignore_patterns("site-*"))
    (root / "docs/assets/micropython").mkdir(exist_ok=True)
    for name in ("micropython.mjs", "micropython.wasm"):
        (root / "docs/assets/micropython" / name).write_text("")
    seen = {}
    for engine, variables in (("mkdocs", {}), ("zensical", {}), ("zensical", {"CHALLENGE_RUNTIME": "true"})):
        shutil.rmtree(root / f"site-{engine}", ignore_errors=True)
        ran = engines.build(engine, root, OWNER | variables, strict=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        seen[engine, *variables] = 'name="challenge-runtime"' in (root / f"site-{engine}" / day).read_text(encoding="utf-8")
    assert seen == {("mkdocs",): True, ("zensical",): False, ("zensical", "CHALLENGE_RUNTIME"): True}


def test_the_comparison_sees_a_changed_word_a_lost_page_and_a_new_file(mkdocs: Path, zensical: Path, tmp_path: Path) -> None:
    shutil.copytree(zensical, tmp_path / "other")
    page = tmp_path / "other/about/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Mr Belmady is the author", "Mr Belmady was the author"), encoding="utf-8")
    (tmp_path / "other/tags/index.html").unlink()
    (tmp_path / "other/new.txt").write_text("")
    (tmp_path / "other/assets/stylesheets/series.css").unlink()
    rest = engines.compare(mkdocs, tmp_path / "other").rest
    assert len(rest) == 5 and {"only MkDocs writes tags/index.html", "only Zensical writes new.txt", "only MkDocs writes assets/stylesheets/series.css"} < set(rest)
    assert any(line.startswith("about/index.html: +") and "was the author" in line for line in rest)


def test_the_weekly_report_names_each_difference_and_fails_for_a_new_one(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(engines, "clean_clone", lambda target: shutil.copytree(clone, target, ignore=shutil.ignore_patterns(".git")))
    monkeypatch.setattr(engines, "build", lambda engine, root, environment: subprocess.CompletedProcess([], 0, "", ""))
    assert engines.main() == 0
    said = capsys.readouterr().out
    assert "zensical" in said.lower() and all(f"- {name}: " in said for name in set(engines.NAMES) - set(engines.OTHERS)) and "any more" not in said
    monkeypatch.setattr(engines, "ARTICLE", engines.ARTICLE[1:])
    assert engines.main() == 1 and "Not on the list" in capsys.readouterr().out
    monkeypatch.setattr(engines, "build", lambda engine, root, environment: subprocess.CompletedProcess([], 1, "", "it says why"))
    assert engines.main() == 1 and "it says why" in capsys.readouterr().out


@pytest.mark.parametrize("other", ["series.charts.fense", "os.system", "antigravity.geohash"])
def test_a_chart_that_another_function_draws_is_refused(clone: Path, tmp_path: Path, other: str) -> None:
    root = tmp_path / "clone"
    shutil.copytree(clone, root, ignore=shutil.ignore_patterns("site-*"))
    configuration = root / "mkdocs.yml"
    configuration.write_text(configuration.read_text(encoding="utf-8").replace("series.charts.fence", other), encoding="utf-8")
    ran = engines.build("mkdocs", root, {})
    assert ran.returncode != 0 and "mkdocs.yml:" in ran.stdout + ran.stderr and other in ran.stdout + ran.stderr and "Traceback" not in ran.stderr


def test_charts_are_found_from_any_folder(clone: Path, tmp_path: Path) -> None:
    """`mkdocs build -f elsewhere/mkdocs.yml` draws the charts of that tree."""
    ran = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(clone / "mkdocs.yml"), "-d", str(tmp_path / "site")],
                         cwd=tmp_path, env={**os.environ, **OWNER, "SOURCE_DATE_EPOCH": "1750000000"}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    name = "days/day-08-energy/index.html"
    assert (tmp_path / "site" / name).read_bytes() == (clone / "site-mkdocs" / name).read_bytes()
