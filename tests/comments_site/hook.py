"""What hooks/events.py does for the comments, and nothing else."""

from hooks import comments

IDS = {"GISCUS_REPO_ID": "R_1_x", "GISCUS_CATEGORY": "A", "GISCUS_CATEGORY_ID": "D_1_x"}
OWNER = {"GITHUB_REPOSITORY": "amina/ml-dl-morocco", **IDS}


def on_config(config):
    config.extra["comments"], _ = comments.prepare(config.extra["comments"], OWNER)


def on_page_markdown(markdown, page, config, files):
    page.meta["thread"] = comments.thread(page.file.src_uri, page.meta)
