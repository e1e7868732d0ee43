"""What `mkdocs.yml` may say and load: the maintainers' lists.

A pull request that needs another plugin, script, hook or setting changes a list here too, and CODEOWNERS asks a maintainer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from series.comments import LOADS, PROVIDERS
from series.files import SCRIPTS, STYLES

COLOURS = ("amber black blue blue-grey brown cyan deep-orange deep-purple green grey indigo light-blue light-green lime orange pink purple red teal "
           "white yellow custom").split()
FEATURES = (  # Material for MkDocs 9.8: the pages "Setup" and "Reference"
    "announce.dismiss content.action.edit content.action.view content.code.annotate content.code.copy content.code.select content.footnote.tooltips "
    "content.tabs.link content.tooltips header.autohide navigation.expand navigation.footer navigation.indexes navigation.instant "
    "navigation.instant.prefetch navigation.instant.preview navigation.instant.progress navigation.path navigation.prune navigation.sections "
    "navigation.tabs navigation.tabs.sticky navigation.top navigation.tracking search.highlight search.share search.suggest toc.follow toc.integrate").split()
LANGUAGES = ("en", "fr", "ar")
VARIABLES = ("SITE_URL", "REPO_URL", "REPO_NAME", "EDIT_URI", "GISCUS_REPO", "GISCUS_REPO_ID", "GISCUS_CATEGORY", "GISCUS_CATEGORY_ID", "CHALLENGE_RUNTIME")
STYLE_SHEETS = tuple(f"assets/stylesheets/{name}" for name in STYLES)
JAVASCRIPT = tuple(f"assets/javascripts/{name}" for name in SCRIPTS)
HOOKS = ("hooks/events.py", "hooks/output.py")
CHART_FENCE = "series.charts.fence"


@dataclass(frozen=True)
class Just:
    """Exactly these values, as they are typed. `loads` says that another one would load or run something."""

    values: tuple[str, ...]
    loads: bool = False
    why: str = ""


@dataclass(frozen=True)
class Env:
    """A value that comes from the environment, so that a fork edits nothing: `!ENV [NAME, …]`."""

    name: str


@dataclass(frozen=True)
class Words:
    """Plain text. MkDocs writes it into every page without escaping it."""


@dataclass(frozen=True)
class Icon:
    """The name of an icon that the theme has."""


@dataclass(frozen=True)
class Image:
    """An image of ours, as seen from docs/."""


@dataclass(frozen=True)
class Anything:
    """A value that other rules check."""


@dataclass(frozen=True)
class Each:
    """A list with these items: names from `known`, all of `needed` among them."""

    known: tuple[str, ...]
    needed: tuple[str, ...] = ()
    loads: bool = False
    what: str = "value"


@dataclass(frozen=True)
class Map:
    """A mapping. `needed` settings must be there, `allowed` ones may."""

    needed: dict[str, Any]
    allowed: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """A list of mappings of one kind."""

    item: Any


@dataclass(frozen=True)
class Named:
    """A list of plugins or extensions: names, each alone or with its settings. `needed` ones must be there, `allowed` ones may."""

    needed: dict[str, Any]
    allowed: dict[str, Any] = field(default_factory=dict)


TRUE, FALSE, WARN = Just(("true",)), Just(("false",)), Just(("warn",), why="every broken link must stop the build")
SWITCH = Just(("true", "false"))
PALETTE = Map({}, {"media": Anything(), "scheme": Just(("default", "slate")), "primary": Just(tuple(COLOURS)), "accent": Just(tuple(COLOURS)),
                   "toggle": Map({"icon": Icon(), "name": Words()})})
SCHEMA = Map(
    needed={
        "site_name": Words(), "site_description": Words(), "site_author": Words(), "copyright": Words(),
        "site_url": Env("SITE_URL"), "repo_url": Env("REPO_URL"), "repo_name": Env("REPO_NAME"), "edit_uri": Env("EDIT_URI"),
        "exclude_docs": Just(("/days/_template.md",), why="everything else is published or refused"),
        "theme": Map(
            {"name": Just(("material",), loads=True), "custom_dir": Just(("overrides",), loads=True, why="the comments and the footer come from there"),
             "font": Just(("false",), loads=True, why="the theme would ask Google for its fonts")},
            {"language": Just(LANGUAGES), "logo": Image(), "favicon": Image(), "icon": Map({}, dict.fromkeys(("edit", "view", "repo", "logo", "menu", "search", "share", "close", "top", "previous", "next"), Icon())), "direction": Just(("ltr", "rtl")),
             "features": Each(tuple(FEATURES), what="feature"), "palette": Listed(PALETTE)}),
        "extra_css": Each(STYLE_SHEETS, STYLE_SHEETS, loads=True, what="style sheet"),
        "extra_javascript": Each(JAVASCRIPT, JAVASCRIPT, loads=True, what="script"),
        "extra": Map({"generator": FALSE, "challenge_runtime": Env("CHALLENGE_RUNTIME"), "comments": Map(
            {"provider": Just(tuple(PROVIDERS))}, {"load": Just(LOADS), "giscus": Map({}, dict.fromkeys(PROVIDERS["giscus"], Anything()))})}),
        "plugins": Named({
            "search": Map({}, {"lang": Just(LANGUAGES), "separator": Anything()}), "tags": Map({"tags_allowed": Anything()}, {"export": FALSE}),
            "git-revision-date-localized": Map({"type": Just(("date",)), "enable_creation_date": FALSE, "fallback_to_build_date": TRUE, "strict": TRUE}),
        }),
        "hooks": Each(HOOKS, HOOKS, loads=True, what="hook"),
        "markdown_extensions": Named(
            {"abbr": Anything(), "admonition": Anything(), "attr_list": Anything(), "def_list": Anything(), "footnotes": Anything(), "md_in_html": Anything(),
             "tables": Anything(), "toc": Anything(), "pymdownx.details": Anything(), "pymdownx.highlight": Anything(),
             "pymdownx.superfences": Map({"custom_fences": Listed(Map({
                 "name": Just(("chart",)), "class": Just(("chart",)), "format": Just((CHART_FENCE,), loads=True, why="it is the function that draws the charts")}))}),
             "pymdownx.snippets": Map({"base_path": Each(("docs",), ("docs",), loads=True, what="folder"), "check_paths": TRUE,
                                       "restrict_base_path": Just(("true",), loads=True, why="an include could read any file of the machine"),
                                       "url_download": Just(("false",), loads=True, why="an include could fetch a page from elsewhere")})}),
        "validation": Map({"nav": Map({"omitted_files": WARN, "not_found": WARN, "absolute_links": WARN}),
                           "links": Map({"not_found": WARN, "anchors": WARN, "absolute_links": WARN, "unrecognized_links": WARN})}),
        "nav": Anything(),
    },
    allowed={"strict": TRUE, "use_directory_urls": TRUE},
)
