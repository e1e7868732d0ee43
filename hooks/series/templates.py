"""The templates in `overrides/`: Jinja that can be read, names that are known, and files that the theme looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping

import jinja2
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeVisitor

from series.files import theme
from series.findings import Finding, did_you_mean, printable, show

# What MkDocs hands to a template ("Custom themes", MkDocs' user guide), what Jinja knows by itself, and what the theme sets in base.html.
KNOWN = frozenset("nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page lang features palette self super loop caller "
                  "varargs kwargs range dict lipsum cycler joiner namespace i18n".split())
LOADS = re.compile(r"""(?i)<(?:script|iframe|img|embed|object|source|video|audio|link)\b[^>]{0,300}\b(?:src|data|href|srcset)\s*=\s*["']?(?:https?:)?//[^\s"'>]{1,80}""")
FILTERS = frozenset({"url", "tojson", "script_tag"})  # added by MkDocs


class _Names(NodeVisitor):
    """Collects what a template reads, what it sets, and what it includes, each with its line."""

    def __init__(self) -> None:
        self.read: list[tuple[str, int]] = []
        self.written: set[str] = set()
        self.filters: list[tuple[str, int]] = []
        self.tests: list[tuple[str, int]] = []
        self.files: list[tuple[str, int]] = []

    def visit_Name(self, node: nodes.Name) -> None:
        if node.ctx == "load":
            self.read.append((node.name, node.lineno))
        else:
            self.written.add(node.name)

    def visit_Filter(self, node: nodes.Filter) -> None:
        self.filters.append((node.name, node.lineno))
        self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> None:
        self.tests.append((node.name, node.lineno))
        self.generic_visit(node)

    def visit_Macro(self, node: nodes.Macro) -> None:
        self.written.add(node.name)
        self.generic_visit(node)

    def _file(self, node: nodes.Include | nodes.Extends | nodes.Import | nodes.FromImport) -> None:
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str) and not getattr(node, "ignore_missing", False):
            self.files.append((node.template.value, node.lineno))
        if isinstance(node, nodes.Import):
            self.written.add(node.target)
        if isinstance(node, nodes.FromImport):
            self.written |= {name if isinstance(name, str) else name[1] for name in node.names}
        self.generic_visit(node)

    visit_Include = visit_Extends = visit_Import = visit_FromImport = _file


def _names(source: str) -> _Names:
    names = _Names()
    names.visit(jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source))
    return names


def _of_theme(name: str) -> _Names | None:
    """Return what the theme's own template of that name uses, or None."""
    folder = theme()
    try:
        return _names((folder / name).read_text(encoding="utf-8")) if folder and (folder / name).is_file() else None
    except (OSError, ValueError, TemplateSyntaxError):
        return None


def check_templates(texts: Mapping[str, str]) -> list[Finding]:
    """Check the templates. texts: what each file below overrides/ holds, by its name, for example `overrides/main.html`."""
    found: list[Finding] = []
    read: dict[str, _Names] = {}
    for path, text in texts.items():
        for number, written in enumerate(text.split("\n"), 1):
            if outside := LOADS.search(written):
                found.append(Finding(path, number, outside.start() + 1, "template-loads", f"every page would load something from elsewhere: {show(outside[0])}.", "Keep a copy in docs/assets/, or leave it out."))
        try:
            read[path] = _names(text)
        except TemplateSyntaxError as error:
            found.append(Finding(path, error.lineno or 1, 1, "template-syntax", f"Jinja cannot read this: {printable(str(error.message))[:160]}.", "Mend the brackets or the tag: `{% if … %}` needs `{% endif %}`, `{{ … }}` two brackets on each side."))
        except RecursionError:
            found.append(Finding(path, 1, 1, "template-syntax", "the template is nested too deeply.", "Write it flat."))
    environment = jinja2.Environment()
    folder = theme()
    used = {f"overrides/{file}" for names in read.values() for file, _ in names.files}
    shared = {word for names in read.values() for word in names.written}  # an included template sees what the other one has set
    for path, names in read.items():
        own = path.removeprefix("overrides/")
        original = _of_theme(own)
        if folder and original is None and path not in used:
            found.append(Finding(path, 1, 1, "template-unused", "the theme has no template of this name, and no other template includes it.", "Compare the name with the theme's, or delete the file."))
        known = KNOWN | shared | names.written | ({word for word, _ in original.read} | original.written if original else set())
        for word, line in dict.fromkeys(names.read):
            if word not in known:
                close = did_you_mean(word, known)
                found.append(Finding(path, line, 1, "template-unknown-name", f"nothing is called {show(word)} here.", f"Did you mean `{close}`?" if close else "Templates know config, page, nav, lang and base_url."))
        for asked, there, what in ((names.filters, {*environment.filters, *FILTERS}, "filter"), (names.tests, {*environment.tests}, "test")):
            for word, line in dict.fromkeys(asked):
                if word not in there:
                    close = did_you_mean(word, there)
                    found.append(Finding(path, line, 1, "template-unknown-name", f"there is no {what} {show(word)}.", f"Did you mean `{close}`?" if close else "Jinja's manual lists them."))
        for file, line in names.files:
            if f"overrides/{file}" not in texts and folder and (".." in file.split("/") or not (folder / file).is_file()):
                found.append(Finding(path, line, 1, "template-missing-file", f"there is no template {show(file)}.", "Compare the name with the files in overrides/ and in the theme."))
    return found
