"""mkdocs.yml: what it may load, told with the line. The lists in series/configuration_schema.py are the maintainers'."""

from __future__ import annotations

import time

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from series.configuration import check_configuration
from series.configuration_schema import FEATURES, HOOKS
from series.files import PARTS, SCRIPTS, STYLES, theme

TEXT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_configuration_is_right_and_gives_the_tags_and_the_navigation() -> None:
    configuration, found = check_configuration(TEXT)
    assert found == [] and "forecasting" in configuration.tags and len(configuration.nav) == 16
    line = next(line for entry, line, _ in configuration.nav if entry == "about.md")
    assert TEXT.split("\n")[line - 1] == "  - about.md"


def test_each_file_that_the_lists_name_exists_and_is_one_of_ours() -> None:
    for folder, names in (("docs/assets/javascripts", (*SCRIPTS, *PARTS)), ("docs/assets/stylesheets", STYLES), (".", HOOKS)):
        assert all((ROOT / folder / name).is_file() for name in names)


def test_the_features_are_those_that_the_theme_knows() -> None:
    folder = theme()
    assert folder is not None
    code = "".join(path.read_text(encoding="utf-8") for path in [*folder.rglob("*.html"), *folder.glob("assets/javascripts/bundle*.js")])
    assert [name for name in FEATURES if name not in code] == []


@pytest.mark.parametrize(("find", "replace", "rule", "shift", "hint"), [
    ("  name: material", "\tname: material", "unreadable", 0, "Use spaces"), ("site_name:", "site_name", "unreadable", 1, "two spaces"), ("features:", "features: [", "unreadable", 1, "two spaces"),
    ("site_author:", "site_autor:", "unknown", 0, "`site_author`"), ("content.code.copy", "content.code.copi", "unknown", 0, "`content.code.copy`"), ("- search.suggest", "- search.suggest\n    - search.suggest", "unknown", 1, "Keep one"),
    ("primary: custom", "primary: tael", "value", 0, "`teal`"), ("scheme: slate", "scheme: dark", "value", 0, "slate"), ("media: \"(prefers-color-scheme)\"", "meda: x", "unknown", 0, "`media`"),
    ("language: en", "language: xx", "value", 0, "`en`"), ("edit: material/pencil", "edit: material/pensil", "value", 0, "icons"), ("edit: material/pencil", "edit: ../../secret", "value", 0, "icons"),
    ("icon: material/brightness-4", "icon: material/nope", "value", 0, "icons"), ("logo: assets/images/mark.svg", "logo: https://x.example/y.svg", "value", 0, "image of ours"),
    ("not_found: warn", "not_found: info", "validation", 0, "Write `warn`"), ("    anchors: warn\n", "", "validation", None, "broken link"), ("validation:", "validations:", "validation", None, "broken link"), ("  links:", "  linkss:", "validation", None, "broken link"),
    ("  - hooks/events.py", "  - hooks/events.py\n  - docs/evil.py", "loads", 1, "ask the maintainers"), ("  - hooks/events.py", "  - docs/challenges/day_05.py", "loads", 0, "ask the maintainers"), ("hooks:\n  - hooks/events.py", "x:\n  - y", "missing", None, "main branch"),
    ("  - abbr", "  - abbr\n  - pymdownx.emoji:\n      emoji_index: !!python/name:os.system", "python-tag", 2, "ask the maintainers"), ("language: en", 'language: !!python/object/apply:os.system ["ls"]', "python-tag", 0, "ask the maintainers"),
    ("language: en", "language: !relative x", "unreadable", 0, "plain value"),
    ("  custom_dir: overrides\n", "", "missing", None, "main branch"), ("custom_dir: overrides", "custom_dir: docs", "loads", 0, "`overrides`"), ("name: material", "name: readthedocs", "loads", 0, "`material`"),
    ("  - assets/javascripts/comments.js", "  - assets/javascripts/comments.js\n  - https://cdn.example/x.js", "loads", 1, "ask the maintainers"), ("  - assets/javascripts/comments.js", "  - assets/javascripts/other.js", "loads", 0, "ask the maintainers"),
    ("  - assets/javascripts/comments.js", "  - {path: //cdn.example/x.js, async: true}", "loads", 0, "ask the maintainers"), ("  - assets/stylesheets/series.css", "  - https://cdn.example/x.css", "loads", 0, "ask the maintainers"),
    ("  - search:\n      lang: en\n", "", "missing", None, "main branch"), ("  - search:", "  - macros\n  - search:", "loads", 0, "ask the maintainers"), ("  - abbr", "  - abr", "loads", 0, "`abbr`"), ("  - footnotes:", "  - markdown_include\n  - footnotes:", "loads", 0, "ask the maintainers"),
    ("font: false", "font: {text: Roboto}", "loads", 0, "Google"), ("restrict_base_path: true", "restrict_base_path: false", "loads", 0, "any file"), ("url_download: false", "url_download: true", "loads", 0, "elsewhere"),
    ("base_path: [docs]", "base_path: [docs, /]", "loads", 0, "ask the maintainers"), ("      check_paths: true\n", "", "missing", None, "main branch"), ("fallback_to_build_date: true\n      strict: true", "fallback_to_build_date: true\n      strict: false", "value", 1, "`true`"),
    ('site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]', "site_url: https://x.example", "value", 0, "!ENV [SITE_URL"), ("repo_url: !ENV [REPO_URL", "repo_url: !ENV [GITHUB_TOKEN", "loads", 0, "ask the maintainers"),
    ("category_id: !ENV [GISCUS_CATEGORY_ID", "category_id: !ENV [SECRET", "loads", 0, "ask the maintainers"), ("      repo_id: !ENV [GISCUS_REPO_ID, \"\"]", "      repo_id: !ENV SECRET", "loads", 0, "ask the maintainers"),
    ("copyright: Text", "copyright: <script>x</script> Text", "value", 0, "plain text"), ("site_name: ML", "site_name: '{{ config }}' #", "value", 0, "plain text"), ("  generator: false", "  generator: false\n  analytics: {provider: google}", "unknown", 1, "Delete it"),
    ("site_name:", "docs_dir: /\nsite_name:", "unknown", 0, "Delete it"), ("site_name:", "INHERIT: ../x.yml\nsite_name:", "unknown", 0, "Delete it"), ("site_name:", "extra_templates: [x.html]\nsite_name:", "unknown", 0, "Delete it"),
    ("site_name:", "watch: [/]\nsite_name:", "unknown", 0, "Delete it"), ("site_name:", "strict: false\nsite_name:", "value", 0, "`true`"), ("site_name:", "site_name: x\nsite_name:", "unknown", 1, "Keep one"), ("site_name: ", "site_name: &a ", "unreadable", 0, "value itself"),
    ('PLACE_MARKER: "[SOURCES]"', "BACKLINK_TEXT: <script>x</script>", "value", 0, "plain text"), ("  - Days:", '  - "<b>Days</b>":', "value", 0, "plain text"), ("  - Days:", '  - "":', "nav-entry", 0, "pages below"),
    ("  - assets/javascripts/comments.js\n", "", "missing", None, "main branch"),
    ("/days/_template.md", "/days/", "value", None, "published or refused"), ("nav:\n", "nav: index.md\nunknown:\n", "unreadable", None, ""), ("plugins:\n", "plugins: []\nunknown:\n", "missing", None, "the pages need it"),
])
def test_a_setting_with_a_fault(find: str, replace: str, rule: str, shift: int | None, hint: str) -> None:
    assert find in TEXT
    found = [fault for fault in check_configuration(TEXT.replace(find, replace, 1))[1] if fault.rule in (rule, f"config-{rule}")]
    assert found and any(hint in fault.hint for fault in found) and all(fault.path == "mkdocs.yml" and str(fault).isprintable() for fault in found)
    assert shift is None or TEXT[: TEXT.index(find)].count("\n") + 1 + shift in [fault.line for fault in found], [str(fault) for fault in found]


@pytest.mark.parametrize("text", ["", "- a\n", "a", "a: [\n", "a: " + "[" * 60_000, "a: &a [1]\nb: [*a, *a]\n", "a: " + "x, " * 20_000, "? [a]\n: b\n", "? {a: b}\n: c\n", "nav:\n  - {}\n  - []\n  - [[]]\n  - a: \n", "plugins: {tags: {tags_allowed: {a: b}}}\n", "theme: x\nplugins: y\n", "%\n"])
def test_a_file_that_is_no_configuration_ends_in_findings(text: str) -> None:
    start = time.process_time()
    assert check_configuration(text)[1]
    assert time.process_time() - start < 1


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_change_of_a_line_ends_in_a_traceback(data: st.DataObject) -> None:
    lines = TEXT.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(st.text(max_size=30) | st.sampled_from(["- {", "  a: b", "? x", "<<: *x", "!ENV x", "nav: {a: b}", "\t", "- - - a", "plugins: x", lines[at][2:], "  " + lines[at]]))
    check_configuration("\n".join(lines))
