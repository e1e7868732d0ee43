"""What pages and `mkdocs.yml` may say about comments, and that nothing they say reaches a page unescaped."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, copy_of_repository, run_mkdocs
from jinja2 import Environment, FileSystemLoader
from series.comments import check_comments_settings, check_comments_value, check_terms, name_of_thread, why_link_only, with_owner
from series.findings import Finding
from series.front_matter import check_front_matter, read_front_matter
from test_comments_page import section_of

DAY = "docs/days/day-05-transportation.md"
TAGS = frozenset({"forecasting", "time series", "optimisation", "classification", "regression"})


def day(comments: str) -> str:
    return (f'---\ntitle: "Day 5: Transportation"\ndescription: {"Sixty characters of text that say what this page is about."}\nday: 5\n'
            f"{comments}\nminutes: 35\ntags: [forecasting]\nreviewed: 2026-11-24\n---\n# Day 5: Transportation\n")


# --- Front matter ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("written", [
    "comments: true", "comments: false", "comments: {}", "comments: {enabled: true}", "comments: {enabled: false}", "comments: {term: day-12}",
    "comments: {number: 3}", "comments: {enabled: true, term: old-name}", "comments: {enabled: false, number: 12}", "comments:\n  term: a",
    "comments: True", "comments: FALSE", "comments: true # for now",
    "comments: {term: '12'}", "comments: {number: 2147483647}",
])
def test_a_right_value_is_no_fault(written: str) -> None:
    assert check_front_matter(DAY, day(written), TAGS)[1] == []


@pytest.mark.parametrize(("written", "rule", "hint"), [
    ('comments: "false"', "front-matter-comments", "Write `comments: true`, `comments: false`"), ('comments: "no"', "front-matter-comments", "comments: false"),
    ("comments: maybe", "front-matter-comments", "comments: true"), ("comments: 1", "front-matter-comments", "comments: true"),
    ("comments: 0", "front-matter-comments", "comments: false"), ("comments: 1.5", "front-matter-comments", "comments: true"),
    ("comments: []", "front-matter-comments", "comments: true"), ("comments: [true]", "front-matter-comments", "comments: true"),
    ("comments:", "front-matter-comments", "comments: true"), ("comments: null", "front-matter-comments", "comments: true"),
    ("comments: ~", "front-matter-comments", "comments: true"), ("comments: 2026-11-24", "front-matter-comments", "comments: true"),
    ("comments: .nan", "front-matter-comments", "comments: true"), ("comments: y", "front-matter-comments", "comments: true"),
    ("comments: yes", "front-matter-comments", "comments: true"), ("comments: no", "front-matter-comments", "comments: false"),
    ("comments: on", "front-matter-comments", "comments: true"), ("comments: Off", "front-matter-comments", "comments: false"),
    ("comments: {enabled: no}", "front-matter-unreadable", "true, false"), ("comments: {enabled: yes}", "front-matter-unreadable", "true, false"),
    ("comments: {number: 010}", "front-matter-unreadable", "no zero before it"), ("comments: {number: 1_2}", "front-matter-unreadable", "no zero"),
    ("comments: {number: 1:30}", "front-matter-unreadable", "no zero"), ("comments: {on: true}", "front-matter-comments", "enabled, term, number"),
    ("comments: !!bool maybe", "front-matter-unreadable", "plain value"), ("comments: !!int x", "front-matter-unreadable", "plain value"),
    ("comments: 'true '", "front-matter-comments", "comments: true"), ("comments: !!binary aGk=", "front-matter-unreadable", "plain value"),
    ("comments: !!set {a}", "front-matter-unreadable", "plain value"), ("comments: !!python/none x", "front-matter-unreadable", "plain value"),
    ("comments: {tem: x}", "front-matter-comments", "did you mean `term`"), ("comments: {Enabled: true}", "front-matter-comments", "did you mean `enabled`"),
    ("comments: {nothing: 1}", "front-matter-comments", "enabled, term, number"), ("comments: {1: 2}", "front-matter-comments", "enabled, term, number"),
    ("comments: {null: 2}", "front-matter-comments", "enabled, term, number"), ("comments: {true: false}", "front-matter-comments", "enabled, term, number"),
    ("comments: {enabled: 'false'}", "front-matter-comments", "without quotes"), ("comments: {enabled: null}", "front-matter-comments", "without quotes"),
    ("comments: {enabled: {enabled: true}}", "front-matter-comments", "without quotes"), ("comments: {enabled: 1}", "front-matter-comments", "without quotes"),
    ("comments: {number: -3}", "front-matter-comments", "for example 12"), ("comments: {number: 0}", "front-matter-comments", "for example 12"),
    ("comments: {number: '12'}", "front-matter-comments", "for example 12"), ("comments: {number: 1.5}", "front-matter-comments", "for example 12"),
    ("comments: {number: true}", "front-matter-comments", "for example 12"), ("comments: {number: .inf}", "front-matter-comments", "for example 12"),
    ("comments: {number: 2147483648}", "front-matter-comments", "for example 12"), ("comments: {number: 99999999999999999999}", "front-matter-unreadable", "few digits"),
    ("comments: {term: 'a\"b'}", "front-matter-comments", "small letters"), ("comments: {term: '\"><script>alert(1)</script>'}", "front-matter-comments", "small letters"),
    ("comments: {term: Day-12}", "front-matter-comments", "small letters"), ("comments: {term: ''}", "front-matter-comments", "small letters"),
    ("comments: {term: -a}", "front-matter-comments", "small letters"), ("comments: {term: 12}", "front-matter-comments", "in quotes"),
    ("comments: {term: no}", "front-matter-unreadable", "in quotes"), ("comments: {term: [a]}", "front-matter-comments", "small letters"),
    ("comments: {term: {a: b}}", "front-matter-comments", "small letters"), ('comments: {term: "a\\n"}', "front-matter-comments", "small letters"),
    (f"comments: {{term: {'a' * 61}}}", "front-matter-comments", "60 at most"), ("comments: {term: ١٢}", "front-matter-comments", "small letters"),
    ("comments: {term: a, number: 3}", "front-matter-comments", "either `term` or `number`"),
    ("Comments: true", "front-matter-unknown-field", "`comments`"), ("comment: true", "front-matter-unknown-field", "`comments`"),
    ("COMMENTS: false", "front-matter-unknown-field", "`comments`"), ("comments : true\ncommments: true", "front-matter-unknown-field", "`comments`"),
    ("comments: true\ncomments: false", "front-matter-unreadable", ""), ("comments: {term: a, term: b}", "front-matter-unreadable", ""),
    ("comments: {enabled: true", "front-matter-unreadable", "Write: comments: {enabled: true}"), ("comments: \"true", "front-matter-unreadable", "quotes"),
    ("comments: *nobody", "front-matter-unreadable", "quotes"), ("comments: @true", "front-matter-unreadable", "quotes"),
    ("comments:\ttrue", "front-matter-unreadable", "spaces"), ("comments: {<<: 5}", "front-matter-unreadable", "each name once"),
])
def test_a_wrong_value_has_its_file_its_line_and_what_to_write(written: str, rule: str, hint: str) -> None:
    faults = [fault for fault in check_front_matter(DAY, day(written), TAGS)[1] if fault.rule == rule]
    assert faults, "the fault was not seen"
    assert faults[0].path == DAY and hint in faults[0].hint and faults[0].message
    assert rule == "front-matter-unreadable" or faults[0].line in (5, 6)


def test_every_wrong_setting_of_a_mapping_is_named_at_once() -> None:
    said = check_comments_value({"tem": 1, "enabled": "no", "number": -3})
    assert said is not None and all(word in said for word in ("`term`", "without quotes", "number of the discussion"))


def threads(**pages: str) -> list[Finding]:
    """Return what the rule of threads says of pages, given by name (`__` parts folders) and what they say of comments."""
    read = []
    for name, comments in pages.items():
        page, _ = read_front_matter(name, f"---\ntitle: A page\n{comments}\n---\n# A page\n")
        assert page is not None
        read.append((f"docs/{name.replace('__', '/')}.md", page))
    return check_terms(read)


@pytest.mark.parametrize(("pages", "at_fault"), [
    ({"a": "comments: true", "b": "comments: {term: a}"}, ["docs/b.md"]), ({"a": "comments: {term: x}", "b": "comments: {term: x}"}, ["docs/b.md"]),
    ({"a": "comments: {number: 3}", "b": "comments: {number: 3}"}, ["docs/b.md"]), ({"a": "comments: {number: 3}", "b": "comments: {term: '3'}"}, []),
    ({"a": "comments: {term: x}", "b": "comments: {term: x, enabled: false}"}, []), ({"a": "comments: {term: x}", "b": "comments: {term: x, tem: 1}"}, []),
    ({"a__b": "comments: true", "a-b": "comments: {}"}, ["docs/a-b.md"]), ({"index": "comments: true", "welcome": "comments: true"}, ["docs/welcome.md"]),
    ({"a__index": "comments: true", "a": "comments: {}"}, ["docs/a.md"]),
    ({"a": "comments: {term: x}", "b": "comments: {term: x}", "c": "comments: {term: x}"}, ["docs/b.md", "docs/c.md"]),
])
def test_two_pages_with_one_thread(pages: dict[str, str], at_fault: list[str]) -> None:
    found = threads(**pages)
    assert [fault.path for fault in found] == at_fault
    assert all(fault.line == 3 and fault.rule == "comments-shared-thread" and "own `term`" in fault.hint for fault in found)


def test_a_file_whose_name_is_no_name_for_a_thread_needs_a_term() -> None:
    found = threads(Étude="comments: true", About_us="comments: {term: about-us}", Plan_B="comments: false", Q_A="comments: {enabled: true}")
    assert [(fault.path, fault.rule) for fault in found] == [("docs/Étude.md", "comments-no-thread"), ("docs/Q_A.md", "comments-no-thread")]


def test_the_strict_build_names_all_faults_of_all_pages_in_one_run_without_a_traceback(tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    wrong = {"01-setting-the-stage": 'comments: "false"', "02-healthcare": "comments: {tem: x}", "03-agriculture": "Comments: true",
             "04-education": "comments: {number: -3}", "05-transportation": "comments: {term: '\"><script>'}", "06-finance": "comments: {term: day-12}",
             "07-innovation": "comments: {enabled: true"}
    for name, written in wrong.items():
        page = root / f"docs/days/day-{name}.md"
        page.write_text(page.read_text(encoding="utf-8").replace("comments: true", written, 1), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site", "--strict")
    said = ran.stdout + ran.stderr
    assert ran.returncode != 0 and "Traceback" not in said
    for name in wrong:
        if name != "06-finance":
            assert re.search(rf"docs/days/day-{name}\.md:[56]:1: ", said), name
    assert "docs/days/day-12-collaboration.md:5:1: the comments use the thread 'day-12', and so does docs/days/day-06-finance.md" in said
    assert not (tmp_path / "site/index.html").exists()


# --- mkdocs.yml -----------------------------------------------------------------------------------------------------

IDS = {"repo": "amina/x", "repo_id": "R_kgDOtest", "category": "Announcements", "category_id": "DIC_kwDOtest"}


@pytest.mark.parametrize("comments", [
    {"provider": "none"}, {"provider": "none", "load": "scroll", "giscus": {}}, {"provider": "giscus", "load": "click", "giscus": IDS},
    {"provider": "giscus", "load": "scroll", "giscus": dict.fromkeys(IDS, "")}, {"provider": "giscus", "load": "scroll", "giscus": {}},
    {"provider": "giscus", "load": "scroll", "giscus": IDS | {"repo_id": "MDEwOlJlcG9zaXRvcnkxMjM0NTY3ODk="}},
])
def test_right_settings(comments: dict[str, Any]) -> None:
    assert check_comments_settings(comments) == []


@pytest.mark.parametrize(("comments", "said"), [
    (None, "`provider: none` means no comments"), ("giscus", "write provider"), ([], "write provider"), (True, "write provider"),
    ({}, "provider is None: write giscus or none"), ({"provider": "gisqus"}, "write giscus or none"), ({"provider": None}, "giscus or none"),
    ({"provider": ["giscus"]}, "giscus or none"), ({"provider": {}}, "giscus or none"), ({"provider": "disqus"}, "giscus or none"),
    ({"provider": "giscus", "load": "lazy", "giscus": IDS}, "load is 'lazy': write scroll or click"), ({"provider": "giscus", "giscus": IDS}, "load is None"),
    ({"provider": "giscus", "load": False, "giscus": IDS}, "load is False"), ({"provider": "giscus", "load": [], "giscus": IDS}, "load is []"),
    ({"provider": "giscus", "load": "click"}, "giscus is None: write repo, repo_id"), ({"provider": "giscus", "load": "click", "giscus": "x"}, "giscus is 'x'"),
    ({"provdier": "giscus"}, "did you mean `provider`"), ({"provider": "none", "laod": "click"}, "did you mean `load`"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"repoid": "x"}}, "did you mean `repo_id`"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"repo": "amina"}}, "OWNER/NAME"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"repo": 'a/b"><script>'}}, "OWNER/NAME"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"repo_id": 'data-repo-id="R_x"'}}, "the id alone"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"category_id": 7}}, "write a text, in quotes"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"category": "a\nb"}}, "name of a category"),
    ({"provider": "giscus", "load": "click", "giscus": IDS | {"category": None}}, "write a text"),
])
def test_a_wrong_setting_says_what_to_write(comments: Any, said: str) -> None:
    assert any(said in sentence and "extra.comments" in sentence for sentence in check_comments_settings(comments))


@pytest.mark.parametrize(("find", "replace", "said"), [
    ("provider: giscus", "provider: gisqus", "extra.comments.provider is 'gisqus': write giscus or none."),
    ("load: scroll", "load: lazy", "extra.comments.load is 'lazy': write scroll or click."),
])
def test_a_wrong_setting_stops_the_build_in_a_sentence(tmp_path: Path, find: str, replace: str, said: str) -> None:
    root = copy_of_repository(tmp_path / "copy")
    file = root / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(find, replace), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site")
    assert ran.returncode != 0 and said in ran.stdout + ran.stderr and "Traceback" not in ran.stdout + ran.stderr


def test_a_wrong_repository_or_id_in_the_environment_stops_the_build_in_a_sentence(tmp_path: Path) -> None:
    for variables, said in (({"GITHUB_REPOSITORY": "nonsense"}, "OWNER/NAME"), ({"GISCUS_REPO_ID": "<b>"}, "(variable GISCUS_REPO_ID) is '<b>'")):
        ran = run_mkdocs(ROOT, tmp_path / "site", "--strict", **variables)
        assert ran.returncode != 0 and said in ran.stdout + ran.stderr and "Traceback" not in ran.stdout + ran.stderr


def test_with_no_provider_there_is_no_section_and_no_line(tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    file = root / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("provider: giscus", "provider: none"), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site", "--strict", GITHUB_REPOSITORY="amina/x")
    assert ran.returncode == 0 and "Comments:" not in ran.stdout + ran.stderr
    assert 'class="comments"' not in (tmp_path / "site/days/day-12-collaboration/index.html").read_text(encoding="utf-8")


def test_the_line_on_missing_ids() -> None:
    assert why_link_only({"provider": "none"}) is None
    assert why_link_only({"provider": "giscus", "giscus": IDS}) is None
    assert "published site" in str(why_link_only({"provider": "giscus", "giscus": {}}))
    for name in ("repo_id", "category_id"):
        assert "dev.py doctor amina/x" in str(why_link_only({"provider": "giscus", "giscus": IDS | {name: ""}}))


def test_a_variable_wins_then_the_file_then_what_github_tells() -> None:
    filled = with_owner({"repo": "", "repo_id": "R_file", "category": 2026}, {"GISCUS_CATEGORY": " 2026 "}, {"GISCUS_REPO": "amina/x", "GISCUS_REPO_ID": "R_x"})
    assert filled == {"repo": "amina/x", "repo_id": "R_file", "category": "2026", "category_id": ""}


# --- Template -------------------------------------------------------------------------------------------------------

ATTACKS = ['"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "</section><script>alert(1)</script>", "{{ config }}", "x\" autofocus onfocus=\"alert(1)",
           "javascript:alert(1)", "&quot;><script>alert(1)</script>", "\x00\u202e</div>", ["<b>"], {"<i>": "<u>"}, 7, None, -1.5]


class Attributes(HTMLParser):
    """What a browser would see in the section: its tags, and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def render(meta: Any, settings: Any, language: str = "en", url: str = "days/day-05-transportation/", **config: Any) -> str:
    """Render the real template as MkDocs does: no autoescape."""
    class Languages:
        @staticmethod
        def t(key: str) -> str:
            return {"meta.comments": "Comments"}[key]

    environment = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=False)
    return environment.get_template("partials/comments.html").render(
        page={"meta": meta, "url": url}, lang=Languages,
        config={"extra": {"comments": settings}, "theme": {"language": language}, "repo_url": "", "repo_name": ""} | config)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_nothing_that_is_written_anywhere_becomes_part_of_the_page(attack: Any) -> None:
    right = render({"comments": True, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS})
    for meta in ({"comments": {"term": attack}, "day": 5}, {"comments": {"number": attack}, "day": 5}, {"comments": True, "day": attack},
                 {"comments": {attack if isinstance(attack, str) else "x": attack}, "day": attack}):
        seen = Attributes(render(meta, {"provider": "giscus", "load": "scroll", "giscus": IDS}))
        assert seen.tags == Attributes(right).tags and seen.names == Attributes(right).names
        assert all(link.startswith("https://github.com/amina/x/discussions") for link in seen.links)
    for name in IDS:
        for config in ({}, {"repo_url": attack, "repo_name": IDS["repo"]}, {"repo_url": attack, "repo_name": attack}):
            seen = Attributes(render({"comments": True, "day": 5}, {"provider": "giscus", "load": attack, "giscus": IDS | {name: attack}}, str(attack), **config))
            assert set(seen.tags) <= {*Attributes(right).tags} and seen.names <= {*Attributes(right).names, "lang", "dir"}
            assert all(link.startswith("https://github.com/") for link in seen.links)


@pytest.mark.parametrize("comments", ["false", "no", "true", "maybe", 1, 0, [], [True], None, {"enabled": False}, {"enabled": "false"}, {"enabled": None}, {"enabled": 1}])
def test_a_wrong_value_never_switches_comments_on_even_without_the_hooks(comments: Any) -> None:
    assert render({"comments": comments, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS}).strip() == ""


@pytest.mark.parametrize("settings", [None, {}, {"provider": "none"}, {"provider": "gisqus"}, "giscus", {"provider": "giscus"}, {"provider": "giscus", "giscus": None}])
def test_wrong_settings_never_break_the_template(settings: Any) -> None:
    text = render({"comments": True, "day": 5}, settings)
    assert "data-repo" not in text
    assert render(None, settings).strip() == render({}, settings).strip() == ""


@pytest.mark.parametrize(("language", "asked"), [
    ("en", "en"), ("fr", "fr"), ("ar", "ar"), ("he", "he"), ("el", "gr"), ("zh", "zh-CN"), ("zh-Hant", "zh-TW"), ("zh-TW", "zh-TW"), ("pt-BR", "pt"),
    ("tl", "en"), ("xx", "en"), ("../admin", "en"), ('"><b>', "en"), ("", "en"),
])
def test_the_frame_is_asked_for_in_a_language_that_it_has(language: str, asked: str) -> None:
    assert f'data-lang="{asked}"' in render({"comments": True, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS}, language)


def test_a_number_is_asked_for_by_its_number() -> None:
    text = render({"comments": {"number": 12}, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS})
    assert 'data-mapping="number" data-term="12"' in text and 'href="https://github.com/amina/x/discussions/12"' in text


@pytest.mark.parametrize(("config", "address"), [
    ({"repo_url": "https://git.example/amina/x", "repo_name": "amina/x"}, "https://git.example/amina/x/discussions?"),
    ({"repo_url": "https://github.com/amina/site", "repo_name": "amina/site"}, "https://github.com/amina/x/discussions?"),
    ({"repo_url": "javascript://x/%0aalert(1)", "repo_name": "amina/x"}, "https://github.com/amina/x/discussions?"),
])
def test_the_link_leads_to_the_repository_of_the_discussions(config: dict[str, str], address: str) -> None:
    assert f'href="{address}' in render({"comments": True, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS}, **config)


@pytest.mark.parametrize(("path", "url", "values"), [
    ("docs/days/day-05-transportation.md", "days/day-05-transportation/", {"day": 5}), ("docs/days/day-12-x.md", "elsewhere/", {"day": 12}),
    ("docs/about.md", "about/", {}), ("docs/index.md", "", {}), ("docs/notes/rabat.md", "notes/rabat/", {}), ("docs/notes/index.md", "notes/", {}),
])
def test_the_rules_and_the_template_give_a_page_the_same_thread(path: str, url: str, values: dict[str, Any]) -> None:
    text = render({"comments": True} | values, {"provider": "giscus", "load": "scroll", "giscus": IDS}, url=url)
    assert f'data-term="{name_of_thread(path, values)}"' in text


def test_every_day_keeps_its_thread_whatever_the_address(site_with_comments: Path, tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    ran = run_mkdocs(root, tmp_path / "site", "--strict", GITHUB_REPOSITORY="other/fork", SITE_URL="https://days.example/", GISCUS_REPO_ID="R_1_x", GISCUS_CATEGORY_ID="D_1_x")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for folder in (site_with_comments, tmp_path / "site"):
        found = [re.findall(r'data-mapping="(\w+)" data-term="(.+?)"', path.read_text(encoding="utf-8")) for path in sorted(folder.glob("days/day-*/index.html"))]
        assert found == [[("specific", f"day-{number:02}")] for number in range(1, 13)]


def test_hostile_front_matter_that_a_loose_build_lets_through_is_harmless_on_the_page(tmp_path: Path) -> None:
    """`mkdocs serve` only warns: what a page then says must still not become part of it."""
    root = copy_of_repository(tmp_path / "copy")
    attack = '"><script>alert(1)</script>'
    for number, written in ((5, {"term": attack}), (6, {"number": attack}), (7, {attack: 1, "term": attack})):
        [page] = (root / "docs/days").glob(f"day-{number:02}-*.md")
        text = page.read_text(encoding="utf-8").replace("comments: true", yaml.safe_dump({"comments": written}, default_flow_style=True, width=1000).strip().strip("{}") + "}", 1)
        page.write_text(text, encoding="utf-8")
        assert read_front_matter(str(page), text)[0].values["comments"] == written  # type: ignore[union-attr]
    ran = run_mkdocs(root, tmp_path / "site", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1_x", GISCUS_CATEGORY_ID="D_1_x")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for number in (5, 6, 7):
        [page] = (tmp_path / "site/days").glob(f"day-{number:02}-*/index.html")
        text = page.read_text(encoding="utf-8")
        section = section_of(text)
        assert "<script" not in section and attack in html.unescape(section)
        assert attack not in text, text[max(0, text.index(attack) - 300):][:600]
