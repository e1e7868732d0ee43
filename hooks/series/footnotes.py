"""References to sources, `[^key]`, and the sources themselves."""

from __future__ import annotations

import re

from series.findings import Finding
from series.source import Source, nearest

FOOTNOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")


def check_footnotes(page: Source) -> list[Finding]:
    """Check that each reference `[^key]` has a source, each source a reference, and none is defined twice."""
    found: list[Finding] = []
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    for match in FOOTNOTE.finditer(page.prose):
        line_start = page.prose.rfind("\n", 0, match.start()) + 1
        if not re.fullmatch(r"[\w.:-]+", match[1]):
            found.append(page.finding(match.start(), "reference-form", f"{match[0]!r} is no reference.", "Write [^key], the key in letters, digits and hyphens, without blanks."))
        elif match[2] and not page.prose[line_start : match.start()].strip():
            if match[1] in defined:
                found.append(page.finding(match.start(), "reference-twice", f"the source [^{match[1]}] is defined twice.", "Keep one."))
            defined.setdefault(match[1], match.start())
            if not re.match(r"[ ]*\S|[ ]*\n[ ]{4}", page.prose[match.end() : match.end() + 200]):
                found.append(page.finding(match.start(), "source-empty", f"the source [^{match[1]}] says nothing.", "Write *Title*. Publisher, year. <https://…>"))
        else:
            used.setdefault(match[1], match.start())
    for key, at in used.items():
        if key not in defined:
            near = nearest(key, defined) if len(found) < 9 else []
            found.append(page.finding(at, "reference-undefined", f"the reference [^{key}] has no source.",
                                      (f"Did you mean [^{near[0]}]? If not, add" if near else "Add") + f" `[^{key}]: …` under `## Sources`."))
    found += [page.finding(at, "source-unused", f"nothing refers to the source [^{key}].", "Refer to it in the text, or take it out.")
              for key, at in defined.items() if key not in used]
    return found
