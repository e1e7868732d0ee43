"""Checks `mkdocs.yml` against configuration_schema.py: known settings, strict validation, nothing that the maintainers did not list.

MkDocs names no line for an unknown setting, ignores a misspelt feature, and runs any hook or `!!python` tag that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from series.configuration_schema import SCHEMA, VARIABLES, WARN, Each, Env, Icon, Image, Just, Listed, Map, Named, Words
from series.files import theme
from series.findings import Finding, Fix, did_you_mean, show

NAME = "mkdocs.yml"
ASK = "The list is in hooks/series/configuration_schema.py; ask the maintainers in your pull request."
MOST_NODES, DEEPEST = 4000, 12


@dataclass
class Configuration:
    """What other rules need to know: the tags that a day may have, and each page in `nav` and each image with its line and column."""

    tags: frozenset[str] = frozenset()
    nav: list[tuple[str, int, int]] = field(default_factory=list)
    nav_line: int = 1
    images: list[tuple[str, int, int]] = field(default_factory=list)


def _scalar(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def _said(node: yaml.Node) -> str:
    """Return what a node holds, for a message."""
    return show(node.value) if isinstance(node, yaml.ScalarNode) else "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


def _children(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _compose(text: str) -> tuple[yaml.Node | None, list[Finding]]:
    """Parse the text into nodes that know their lines, without building a value, running a tag, or following an alias."""
    if tab := re.search(r"^[ ]*\t", text, flags=re.MULTILINE):
        number = text.count("\n", 0, tab.start()) + 1
        line = text.split("\n")[number - 1]
        return None, [Finding(NAME, number, tab.end() - tab.start(), "config-unreadable", "the line is indented with a tab.", "Use spaces.", Fix(number, line, line.replace("\t", "  ")))]
    try:
        depth = 0
        for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)) - isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            tag, mark = getattr(event, "tag", None), event.start_mark
            number, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return None, [Finding(NAME, number, column, "config-unreadable", "`&` and `*` repeat a value.", "Write the value itself.")]
            if tag and "python" in tag:
                return None, [Finding(NAME, number, column, "config-python-tag", f"the tag {show(tag)} runs code.", f"Write a plain value. {ASK}")]
            if tag and tag not in ("!ENV", "!"):
                return None, [Finding(NAME, number, column, "config-unreadable", f"the tag {show(tag)} is not known here.", "Write a plain value.")]
            if depth > DEEPEST or count > MOST_NODES:
                return None, [Finding(NAME, number, column, "config-unreadable", "the settings are nested too deeply or too long.", "Write fewer.")]
        node = yaml.SafeLoader(text).get_single_node()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        return None, [Finding(NAME, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "config-unreadable", f"this is not YAML: {str(said)[:120]}.",
                              "Compare with the lines around it: two spaces a level, a space after each colon and hyphen.")]
    if not isinstance(node, yaml.MappingNode):
        return None, [Finding(NAME, 1, 1, "config-unreadable", "the file holds no settings.", "Take the file from the main branch.")]
    return node, []


class _Checker:
    """Walks the nodes beside the schema and collects findings."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.images: list[tuple[str, int, int]] = []

    def check(self, node: yaml.Node, spec: Any, name: str) -> None:
        """Check one value against what it may be. `name` is how messages call it."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        value = _scalar(node)
        if isinstance(spec, Map):
            self.map(node, spec, name)
        elif isinstance(spec, Named):
            self.named(node, spec, name)
        elif isinstance(spec, Listed):
            if not isinstance(node, yaml.SequenceNode):
                self.found.append(Finding(NAME, line, column, "config-value", f"`{name}` is no list.", "Write `- ` before each entry."))
            else:
                for item in node.value:
                    self.check(item, spec.item, name)
        elif isinstance(spec, Each):
            self.each(node, spec, name)
        elif isinstance(spec, Env):
            if node.tag != "!ENV" or not isinstance(node, yaml.SequenceNode) or not node.value or _scalar(node.value[0]) != spec.name:
                self.found.append(Finding(NAME, line, column, "config-value", f"`{name}` is {_said(node)}: it belongs to one owner.",
                                          f'Keep `!ENV [{spec.name}, …]`, and set the variable {spec.name} on GitHub under Settings > Secrets and variables > Actions > Variables.'))
        elif isinstance(spec, Words):
            if not isinstance(node, yaml.ScalarNode) or not value.strip() or re.search(r"[<>{}]", value) or value.lower().startswith(("http:", "https:", "//", "javascript:", "data:")):
                self.found.append(Finding(NAME, line, column, "config-value", f"`{name}` is {_said(node)}.", "Write plain text: it stands on every page."))
        elif isinstance(spec, Icon):
            folder = theme()
            if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)+", value) or folder and not (folder / ".icons" / f"{value}.svg").is_file():
                self.found.append(Finding(NAME, line, column, "config-value", f"the theme has no icon {_said(node)}.", "Write a name such as material/pencil; the theme's search for icons lists them."))
        elif isinstance(spec, Image):
            if not re.fullmatch(r"assets/images/[a-z0-9-]+\.(svg|png)", value):
                self.found.append(Finding(NAME, line, column, "config-value", f"`{name}` is {_said(node)}.", "Write the path of an image of ours, for example assets/images/mark.svg."))
            self.images.append((value, line, column))
        elif isinstance(spec, Just) and value.strip() not in spec.values:
            rest = f" because {spec.why}" if spec.why else ""
            if spec.loads:
                self.found.append(Finding(NAME, line, column, "config-loads", f"`{name}` is {_said(node)}.", f"Write `{spec.values[0]}`{rest}. {ASK}"))
            elif spec is WARN:
                self.found.append(Finding(NAME, line, column, "config-validation", f"`{name}` is {_said(node)}.", f"Write `warn`,{rest}."))
            else:
                self.found.append(Finding(NAME, line, column, "config-value", f"`{name}` is {_said(node)}.", self.choose(value, spec.values) + f"{rest}."))

    @staticmethod
    def choose(value: str, known: Iterable[str]) -> str:
        """Say what to write instead of `value`."""
        known = tuple(known)
        close = did_you_mean(value, known) if len(known) > 1 else ""
        return f"Did you mean `{close}`? Known are {', '.join(known)}" if close else f"Write {'one of ' if len(known) > 1 else ''}{', '.join(f'`{one}`' for one in known)}"

    def map(self, node: yaml.Node, spec: Map, name: str) -> None:
        """Check a mapping: no unknown setting, none twice, none missing."""
        if not isinstance(node, yaml.MappingNode):
            self.found.append(Finding(NAME, node.start_mark.line + 1, node.start_mark.column + 1, "config-value", f"`{name}` has no settings below it.", f"Its settings are {', '.join([*spec.needed, *spec.allowed])}."))
            return
        known = spec.needed | spec.allowed
        seen: set[str] = set()
        for key, value in node.value:
            word, line, column = _scalar(key), key.start_mark.line + 1, key.start_mark.column + 1
            if word in seen:
                self.found.append(Finding(NAME, line, column, "config-unknown", f"`{word}` is written twice.", "Keep one of the two."))
            elif word not in known:
                close = did_you_mean(word, known)
                hint = f"Did you mean `{close}`?" if close else f"Delete it. Known here are {', '.join(known)}. {ASK}"
                self.found.append(Finding(NAME, line, column, "config-unknown", f"unknown setting {show(word or 'a list or mapping')}{f' of `{name}`' if name else ''}.", hint))
            else:
                self.check(value, known[word], f"{name}.{word}" if name else word)
            seen.add(word)
        for word in spec.needed:
            if word not in seen:
                inside = f"{name}.{word}" if name else word
                if name.startswith("validation") or word == "validation":
                    self.found.append(Finding(NAME, node.start_mark.line + 1, 1, "config-validation", f"`{inside}` is missing.", "Take it from the main branch: every broken link must stop the build."))
                else:
                    self.found.append(Finding(NAME, node.start_mark.line + 1, 1, "config-missing", f"`{inside}` is missing.", "Take it from the main branch: the site needs it."))

    def each(self, node: yaml.Node, spec: Each, name: str) -> None:
        """Check a list of names."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        words = [_scalar(item) for item in items]
        for item, word in zip(items, words, strict=True):
            line, column = item.start_mark.line + 1, item.start_mark.column + 1
            if word in spec.known:
                if words.index(word) != items.index(item):
                    self.found.append(Finding(NAME, line, column, "config-unknown", f"`{word}` is written twice.", "Keep one of the two."))
            elif spec.loads:
                where = "from another site, which sees every reader" if re.match(r"(https?:)?//", word) else "that is not on the maintainers' list"
                self.found.append(Finding(NAME, line, column, "config-loads", f"`{name}` loads a {spec.what} {where}: {show(word or 'a list or mapping')}.", f"Delete the line. {ASK}"))
            else:
                close = did_you_mean(word, spec.known)
                self.found.append(Finding(NAME, line, column, "config-unknown", f"unknown {spec.what} {show(word or 'a list or mapping')}.", f"Did you mean `{close}`?" if close else f"Known are {', '.join(spec.known)}."))
        for word in spec.needed:
            if word not in words:
                self.found.append(Finding(NAME, node.start_mark.line + 1, node.start_mark.column + 1, "config-missing", f"`{name}` lacks `{word}`.", "Take it from the main branch: the site needs it."))

    def named(self, node: yaml.Node, spec: Named, name: str) -> None:
        """Check a list of plugins or extensions with their settings."""
        known = spec.needed | spec.allowed
        items = node.value if isinstance(node, yaml.SequenceNode) else _children(node)
        seen: set[str] = set()
        for item in items:
            key, value = item if isinstance(item, tuple) else item.value[0] if isinstance(item, yaml.MappingNode) and item.value else (item, None)
            word, line, column = _scalar(key), key.start_mark.line + 1, key.start_mark.column + 1
            if word in seen:
                self.found.append(Finding(NAME, line, column, "config-unknown", f"`{word}` is written twice.", "Keep one of the two."))
            elif word not in known:
                close = did_you_mean(word, known, 0.8)
                self.found.append(Finding(NAME, line, column, "config-loads", f"`{name}` loads {show(word or 'a list or mapping')}, which is not on the maintainers' list.", f"Did you mean `{close}`?" if close else f"Delete it. {ASK}"))
            elif value is not None or isinstance(known[word], Map):
                self.check(value if value is not None else key, known[word], word)
            seen.add(word)
        for word in spec.needed:
            if word not in seen:
                self.found.append(Finding(NAME, node.start_mark.line + 1, node.start_mark.column + 1, "config-missing", f"`{name}` lacks `{word}`.", "Take it from the main branch: the pages need it."))


def _published(node: yaml.Node) -> Iterable[Finding]:
    """Yield each value that would publish a variable of the environment that is none of ours, or live HTML."""
    if node.tag == "!ENV":
        asked = node.value[0] if isinstance(node, yaml.SequenceNode) and node.value else node
        if _scalar(asked) not in VARIABLES:
            yield Finding(NAME, node.start_mark.line + 1, node.start_mark.column + 1, "config-loads", f"this would publish the variable {_said(asked)} of the machine that builds.", f"Write the value itself. {ASK}")
    if isinstance(node, yaml.ScalarNode) and re.search(r"(?i)<[a-z/!]|javascript:", node.value):
        yield Finding(NAME, node.start_mark.line + 1, node.start_mark.column + 1, "config-value", f"this would put HTML on every page: {_said(node)}.", "Write plain text.")
    for child in node.value if isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) else []:
        for inner in child if isinstance(child, tuple) else (child,):
            yield from _published(inner)


def _nav(node: yaml.Node, found: list[Finding]) -> Iterable[tuple[str, int, int]]:
    """Yield each page of `nav` with its line and column."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else []:
        line, column = item.start_mark.line + 1, item.start_mark.column + 1
        if isinstance(item, yaml.ScalarNode):
            yield item.value, line, column
        elif isinstance(item, yaml.MappingNode) and len(item.value) == 1 and isinstance(item.value[0][1], yaml.SequenceNode):
            if not _scalar(item.value[0][0]).strip():
                found.append(Finding(NAME, line, column, "nav-entry", "a group of the navigation has no name.", "Write `- Days:` and its pages below."))
            yield from _nav(item.value[0][1], found)
        elif isinstance(item, yaml.MappingNode) and len(item.value) == 1 and isinstance(item.value[0][1], yaml.ScalarNode) and item.value[0][1].value:
            target = item.value[0][1]
            if re.match(r"(?i)[a-z][a-z0-9+.-]*:|/", target.value):
                found.append(Finding(NAME, line, column, "nav-entry", f"the navigation leads to {show(target.value)}.", "Name a page of docs/ here; a link to elsewhere belongs into a page."))
                continue
            found.append(Finding(NAME, line, column, "nav-entry", f"the title {show(_scalar(item.value[0][0]))} is written in the navigation.", f"Write `- {show(target.value)[1:-1]}` alone: the title comes from the page."))
            yield target.value, line, column
        else:
            found.append(Finding(NAME, line, column, "nav-entry", "this entry of the navigation names no page.", "Write `- days/day-05-transportation.md`, for example."))


def check_configuration(text: str) -> tuple[Configuration, list[Finding]]:
    """Check the text of mkdocs.yml. Returns what other rules need of it, empty when it cannot be read."""
    configuration = Configuration()
    root, found = _compose(text)
    if root is None:
        return configuration, found
    checker = _Checker()
    checker.check(root, SCHEMA, "")
    found += checker.found + list(_published(root))
    configuration.images = checker.images
    settings = {_scalar(key): (key, value) for key, value in _children(root)}
    if "nav" in settings:
        key, value = settings["nav"]
        configuration.nav_line = key.start_mark.line + 1
        if not isinstance(value, yaml.SequenceNode):
            found.append(Finding(NAME, configuration.nav_line, 1, "nav-entry", "`nav` is no list of pages.", "Write `- index.md`, one page a line."))
        configuration.nav = list(_nav(value, found))
    if "plugins" in settings and isinstance(settings["plugins"][1], yaml.SequenceNode):
        for item in settings["plugins"][1].value:
            for key, value in _children(item):
                for option, listed in _children(value):
                    if _scalar(key) == "tags" and _scalar(option) == "tags_allowed" and isinstance(listed, yaml.SequenceNode):
                        configuration.tags = frozenset(_scalar(tag) for tag in listed.value)
    return configuration, found
