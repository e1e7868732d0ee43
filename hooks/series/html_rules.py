"""HTML and attributes in a page: a short list of what may stand there; the rest is refused, with the reason.

The list is the one place to look: an element, an attribute or a class that is not on it never reaches a reader. Only plain
syntax is read, `<name attribute="value">` on one line; anything else that begins like a tag is refused as well. A
disguise would have to look plain, and then it is seen. series/rendered.py looks once more at what Markdown made of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.attr_list import get_attrs_and_remainder

from series.anchors import heading_ids
from series.findings import Finding
from series.source import CODE, Source, nearest

BLOCKS = frozenset({"div", "details", "summary"})  # each alone on its line, with the attribute `markdown`
INLINE = frozenset({"abbr", "bdi", "bdo", "br", "cite", "del", "ins", "kbd", "mark", "q", "small", "span", "sub", "sup", "wbr"})
VOID = frozenset({"br", "wbr"})
ATTRIBUTES = frozenset({"class", "dir", "height", "hl_lines", "id", "lang", "linenums", "loading", "markdown", "open", "start", "title", "width"})
THEME_CLASSES = frozenset({"annotate", "cards", "collapse", "end", "grid", "inline", "md-button", "md-button--primary", "start"})
COMMENTS = frozenset({"<!-- material/tags -->"})  # what the theme's tags plugin looks for

MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
PLAIN_TAG = re.compile(r"""<(/?)([a-z]+[0-9]?)((?:[ ][a-z][a-z_-]*(?:="[^"<>\n]*")?)*)[ ]?/?>""")
PLAIN_ATTRIBUTE = re.compile(r'([a-z][a-z_-]*)(?:="([^"]*)")?')
AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*|[^\s<>!\"'=/]+@[^\s<>@]+)>")
BRACES = re.compile(r"\{[^{}\n]*\}?")
JINJA = re.compile(r"\{\{|\{%|\{#[^{}\n]{0,200}#\}|%\}|\}\}")
HANDLER = re.compile(r"(?:^|[\s{\"'/])(on[a-z]{3,})\s*=", re.IGNORECASE)
ID = re.compile(r"[A-Za-z][\w.:-]*")

INSTEAD = {
    "a": "Write [text](address).", "img": "Write ![what it shows](file.png).", "b": "Write **text**.", "strong": "Write **text**.",
    "i": "Write *text*.", "em": "Write *text*.", "u": "Write *text*.", "s": "Write <del>text</del>.", "strike": "Write <del>text</del>.",
    "code": "Write `text` in backticks.", "pre": "Write a code block between two lines of ```.", "tt": "Write `text` in backticks.",
    "p": "Leave a blank line between paragraphs.", "center": "Leave it out: the site's styles place things.",
    "font": "Leave it out: the site's styles choose the type.", "hr": "Write --- between two blank lines.",
    "ul": "Start each line with `- `.", "ol": "Start each line with `1. `.", "li": "Start the line with `- `.",
    "table": "Write a table with | and a line of ---.", "blockquote": "Start the line with `> `.", "details": "Write ??? note \"Title\".",
    "summary": "Write ??? note \"Title\".", "script": "Take it out: a page may not run a program. The code of the site is in docs/assets.",
    "style": "Take it out: the styles are in docs/assets/stylesheets.", "iframe": "Link to the other page instead: [text](address).",
    "video": "Link to it instead: [text](address).", "audio": "Link to it instead: [text](address).",
    "form": "Take it out: the site asks readers for nothing.", "input": "Take it out: the site asks readers for nothing.",
    "button": "Write [text](address){ .md-button }.", "meta": "Take it out: it could send readers elsewhere.",
    "base": "Take it out: it would change every link of the page.", "link": "Take it out: it would load something from elsewhere.",
    "svg": "Save the drawing under docs/assets/images and write ![what it shows](file.svg).", "math": "Write the formula in words or in backticks.",
    "title": "Write `title:` at the head of the page.", "figure": "Write ![what it shows](file.png).",
} | {f"h{level}": f"Write {'#' * level} and a space before the heading." for level in range(1, 7)}


def _element_hint(name: str) -> str:
    near = nearest(name, BLOCKS | INLINE, 0.75)
    return INSTEAD.get(name) or (f"Did you mean <{near[0]}>? " if near else "") + (
        "If it is meant as text, write it in backticks, or put a space after the sign <.")


def is_autolink(text: str, at: int) -> re.Match[str] | None:
    """Return the match of `<https://…>` or `<name@example.org>` at an offset, or None. Their targets are the matter of links.py."""
    return AUTOLINK.match(text, at)


def check_html(page: Source, classes: frozenset[str]) -> list[Finding]:
    """Return what is wrong with the HTML and the attribute lists of a page.

    classes: the class names that the site's own stylesheets know, on top of THEME_CLASSES.
    """
    found: list[Finding] = []
    ids: dict[str, int] = {}
    open_tags: list[tuple[str, int]] = []
    text = page.prose
    after = 0
    for match in MARKUP.finditer(text):
        at = match.start()
        if at < after or is_autolink(text, at):
            continue
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            after = end + 3 if end >= 0 else len(text)
            if end < 0:
                found.append(page.finding(at, "html-comment-unclosed", "a comment that is never closed: it hides the rest of the page.",
                                          "Take the comment out: comments are published with the page."))
                break
            if text[at:after] not in COMMENTS:
                found.append(page.finding(at, "html-comment", "a comment. It is published with the page, and anybody can read it.",
                                          "Take it out. Write a note to the reviewers in the pull request."))
            continue
        tag = PLAIN_TAG.match(text, at)
        name_match = re.compile(r"</?([a-zA-Z][\w-]*)").match(text, at)
        name = name_match[1].lower() if name_match else ""
        if name not in BLOCKS | INLINE:
            shown = f"<{name}>" if name else text[at : at + 10].split("\n")[0]
            found.append(page.finding(at, "html-element", f"the element {shown} is not allowed in a page.", _element_hint(name)))
            continue
        if tag is None:
            found.append(page.finding(at, "html-malformed", f"the tag <{name} is not written plainly.",
                                      f'Write it on one line, in small letters, with quotes: <{name} class="name">.'))
            continue
        found += _check_tag(page, tag, at, classes, ids, open_tags)
    found += [page.finding(at, "html-unclosed", f"<{name}> is never closed.", f"Write </{name}> where it ends.") for name, at in open_tags]
    found += [page.finding(ids[name], "duplicate-id", f"the id {name!r} is that of the heading on line {line}.", "Give each place a name of its own.")
              for name, line in (heading_ids(page).items() if ids else ()) if name in ids]
    found += [*_check_attribute_lists(page, classes, ids), *_check_jinja(page)]
    return found


def _check_tag(page: Source, tag: re.Match[str], at: int, classes: frozenset[str], ids: dict[str, int], open_tags: list[tuple[str, int]]) -> list[Finding]:
    """Check one plain tag of an allowed element, and keep `open_tags` and `ids` up to date."""
    closing, name, attributes = tag[1], tag[2], tag[3]
    found: list[Finding] = []
    if closing:
        if open_tags and open_tags[-1][0] == name:
            begun = open_tags.pop()[1]
            if name in INLINE and re.search(r"\n[ ]*\n", page.prose[begun:at]):
                found.append(page.finding(begun, "html-unclosed", f"<{name}> is not closed in its own paragraph.", f"Write </{name}> where the words end, and <{name}> again in the next paragraph."))
        elif any(other == name for other, _ in open_tags):
            inner = open_tags[-1]
            found.append(page.finding(at, "html-misnested", f"</{name}> comes while <{inner[0]}> is open.", f"Close <{inner[0]}> first."))
            while open_tags.pop()[0] != name:
                pass
        else:
            found.append(page.finding(at, "html-unopened", f"</{name}> closes nothing.", f"Take it out, or write <{name}> before."))
        return found
    given = [(match[1], match[2]) for match in PLAIN_ATTRIBUTE.finditer(attributes)]
    found += _check_attributes(page, at, given, classes, ids)
    if name in BLOCKS:
        line = page.normal[page.normal.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
        if line.strip() != tag[0] and name != "summary":
            found.append(page.finding(at, "html-block-line", f"<{name}> shares its line with other text.", "Write it alone on a line, with a blank line after it."))
        if "markdown" not in dict(given) and name != "summary":
            found.append(page.finding(at, "html-block-markdown", f"<{name}> has no attribute markdown: what stands in it would not be read as Markdown.",
                                      f"Write <{name} markdown>."))
    if name not in VOID:
        open_tags.append((name, at))
    return found


def _check_attributes(page: Source, at: int, given: list[tuple[str, str]], classes: frozenset[str], ids: dict[str, int]) -> Iterator[Finding]:
    """Check names and values of attributes, from HTML or from an attribute list."""
    for name, value in given:
        lower = name.lower()
        if lower.startswith("on"):
            yield page.finding(at, "html-handler", f"the attribute {name} runs a program.", "Take it out: a page may not run a program.")
        elif lower == "style":
            yield page.finding(at, "html-style", "a style inside the page.", "Take it out: the styles are in docs/assets/stylesheets.")
        elif lower not in ATTRIBUTES or name != lower:
            near = nearest(lower, ATTRIBUTES)
            yield page.finding(at, "html-attribute", f"the attribute {name} is not allowed in a page.",
                               (f"Did you mean {near[0]}? " if near else "") + "Allowed are: " + ", ".join(sorted(ATTRIBUTES)) + ".")
        elif lower == "class":
            for word in (value or "").split():
                yield from _check_class(page, at, word, classes)
        elif lower == "id":
            yield from check_id(page, at, value or "", ids)
        elif lower == "dir" and value not in ("ltr", "rtl", "auto"):
            yield page.finding(at, "html-value", f"dir is {value!r}.", 'Write dir="rtl" for Arabic, dir="ltr" for Latin letters.')
        elif lower in ("width", "height", "start") and not re.fullmatch(r"\d{1,4}", value or ""):
            yield page.finding(at, "html-value", f"{name} is {value!r}.", f'Write a whole number, for example {name}="400".')


def _check_class(page: Source, at: int, word: str, classes: frozenset[str]) -> Iterator[Finding]:
    if word in THEME_CLASSES or word in classes and not word.startswith("md-"):
        return
    near = nearest(word, {name for name in classes | THEME_CLASSES if not name.startswith("md-") or name in THEME_CLASSES})
    yield page.finding(at, "html-class", f"no stylesheet of the site knows the class {word!r}.",
                       f"Did you mean {near[0]!r}?" if near else "Take it out.")


def check_id(page: Source, at: int, name: str, ids: dict[str, int]) -> Iterator[Finding]:
    """Check one id: plain, not the theme's, and not on the page already. `ids` is where each id was first seen."""
    if not ID.fullmatch(name):
        yield page.finding(at, "html-id", f"the id {name!r} is not a plain name.", "Start with a letter; then letters, digits and hyphens.")
    elif name in ids:
        line = page.finding(ids[name], "", "", "").line
        yield page.finding(at, "duplicate-id", f"the id {name!r} is on line {line} already.", "Give each place a name of its own.")
    ids.setdefault(name, at)


def _check_attribute_lists(page: Source, classes: frozenset[str], ids: dict[str, int]) -> Iterator[Finding]:
    """Check `{ #id .class key="value" }` after an element, at the end of a heading or a cell, or alone on a line."""
    text = page.prose
    for match in BRACES.finditer(text):
        at, inner = match.start(), match[0].strip("{}")
        if text[at - 1 : at] == "{" or inner.startswith("%") or text[match.end() : match.end() + 1] == "}":
            continue  # Jinja
        line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at)
        before = text[line_start:at]
        behind = text[match.end() : line_end if line_end >= 0 else len(text)]
        attached = bool(re.search(rf"[)\]*_>{CODE}\"]$", before)) and not before.endswith(("\\", " "))
        above = text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : max(line_start - 1, 0)].strip(" >")
        alone = not before.strip(" >") and bool(above) and not above.startswith("{")  # on the last line of a paragraph
        placed = attached or alone or (not behind.strip(" #|") and before.lstrip(" >").startswith("#")) or behind.lstrip().startswith("|")
        meant = bool(re.match(r"\s*:?\s*[.#][\w-]|\s*:", inner)) or bool(re.search(r"[\w-]\s*=", inner)) or bool(HANDLER.search(inner))
        if not meant and not attached:
            continue
        if not match[0].endswith("}"):
            if meant:
                yield page.finding(at, "attribute-list", "a list of attributes that is never closed.", "Write { .name } with both braces.")
            continue
        if inner.count('"') % 2:  # a brace inside quotes: where the list ends is then in doubt
            yield page.finding(at, "attribute-list", "a list of attributes with an odd number of quotes.", 'Write { title="text" }, with no brace in the text.')
            continue
        given, _ = get_attrs_and_remainder(inner.lstrip(":").strip())
        attributes = [("class", value) if key == "." else (key, value) for key, value in given]
        dangerous = [pair for pair in attributes if pair[0].lower().startswith("on") or pair[0].lower() in ("style", "href", "src", "srcdoc")]
        words = [word for word in _without_quotes(inner).replace(":", " ", 1).split() if not re.match(r"[.#][\w-]|[\w-]+=", word)] if meant or attached else []
        if dangerous:
            yield from _check_attributes(page, at, dangerous, classes, ids)
        elif words:
            yield page.finding(at, "attribute-list", f"{words[0]!r} is no attribute.", f"Write {{ .{words[0].strip('.#:=')} }} for a class, or take the braces out.")
        elif not placed:
            yield page.finding(at, "attribute-list", "this list of attributes belongs to nothing, and shows as text.",
                               "Write it right after the link or the image, with no space between.")
        else:
            yield from _check_attributes(page, at, attributes, classes, ids)


def _without_quotes(inner: str) -> str:
    return re.sub(r"=\s*(?:\"[^\"]*\"|'[^']*')", "=x", inner)


def _check_jinja(page: Source) -> Iterator[Finding]:
    line = -1
    for match in JINJA.finditer(page.prose):
        fault = page.finding(match.start(), "jinja-left", f"{match[0]!r} is the language of templates. Here it shows as text.",
                             "Write the text itself; in an example of code, use backticks.")
        if fault.line != line:
            yield fault
        line = fault.line
