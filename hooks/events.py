"""MkDocs events. Thin on purpose: the rules are in `series/`, and every page is complete without them."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from series import charts
from series.settings import owner_settings


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in what only the environment or the folder knows, and let Markdown draw charts."""
    owner = owner_settings(os.environ)
    for option, variable in (("site_url", "SITE_URL"), ("repo_url", "REPO_URL"), ("repo_name", "REPO_NAME")):
        if variable in owner:
            config[option] = owner[variable]
    config.extra["comments"]["giscus"]["repo"] = owner.get("GISCUS_REPO", "")

    docs = Path(config.docs_dir)
    # Snippets are looked up from the current folder otherwise, and `mkdocs build -f elsewhere/mkdocs.yml` finds none.
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(docs)]
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append(charts.custom_fence(docs / "data"))
    return config
