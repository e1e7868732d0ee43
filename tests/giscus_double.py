"""A double of giscus.app for a real browser: its widget page, which says what the real one says.

Recorded facts, each with its source:
- to whom: `emitData` posts to the `origin` of the query (lib/messages.ts, giscus eeae5ea); the page
  listens to messages of that origin alone (pages/widget.tsx, fa0975c);
- heights and the number of errors: giscus d90866d, built and run in front of this site, 2026-11;
- `discussion`: an effect whose object is new at each rendering, so it comes with every rendering
  once there is an id, after the error of the same one (components/Giscus.tsx, aabe11d);
- its fields: lib/types/giscus.ts, 7b59522; signing out: components/Widget.tsx, bc51e73.
`tests/test_comments_page.py` holds the address and these messages against @giscus/react.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Page, Route

SERVICE = "https://giscus.app"
THREAD = "https://github.com/amina/ml-dl-morocco/discussions/34"
FOUND = {
    "discussion": {
        "id": "D_kwDO1", "url": THREAD, "locked": False, "reactions": {}, "reactionCount": 0,
        "repository": {"nameWithOwner": "amina/ml-dl-morocco"},
        "totalCommentCount": 3, "totalReplyCount": 1,
    },
    "viewer": None,
}  # fmt: skip
SPINNER = {"resizeHeight": 84}
NOT_FOUND = {"error": "Discussion not found"}
GONE = {"error": "API rate limit exceeded for installation ID 1."}
EXPIRED = {"error": "Bad credentials"}
SIGNED_OUT = {"signOut": True, "error": "State has expired (user signed out)."}
COMES = [{"resizeHeight": 476}, FOUND, {"resizeHeight": 824}, FOUND]
SHOWS = [SPINNER, FOUND, *COMES]
BEGINS = [SPINNER, NOT_FOUND, NOT_FOUND, {"resizeHeight": 348}]
FAILS = [SPINNER, {"resizeHeight": 24}, GONE, GONE]
# Echoes each theme that it is told, when it is told by the page that it was opened for.
WIDGET = """<!doctype html><title>giscus</title><p id="told"></p><textarea></textarea><script>
const origin = new URL(new URLSearchParams(location.search).get("origin")).origin;
addEventListener("message", (event) => {
  const config = event.origin === origin && event.data?.giscus?.setConfig;
  if (config) document.getElementById("told").append(config.theme + " ");
});
for (const giscus of %s) parent.postMessage({ giscus }, origin);
</script>"""


@dataclass
class Double:
    """Answers for giscus.app in one browser context, with the state of a test's choice.

    says: the messages of the widget's page; none is a page that came and did nothing, as one from
    an old cache does whose scripts are gone. broken: an HTTP status, or None for no network.
    """

    context: BrowserContext
    says: Sequence[dict[str, Any]] = tuple(SHOWS)
    broken: int | None = 200
    hold: bool = False
    asked: list[str] = field(default_factory=list)
    held: list[Route] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route(f"{SERVICE}/**", self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if self.hold:
            self.held.append(route)
        else:
            self._reply(route)

    def _reply(self, route: Route) -> None:
        if self.broken is None:
            route.abort()
        else:
            body = WIDGET % json.dumps(list(self.says)) if self.broken == 200 else "no"
            route.fulfill(status=self.broken, body=body, content_type="text/html")

    def release(self) -> None:
        """Answer what was held."""
        self.hold = False
        while self.held:
            self._reply(self.held.pop(0))

    @property
    def queries(self) -> list[dict[str, str]]:
        """What each widget page was asked for, with its path under `path`."""
        split = [urlsplit(url) for url in self.asked]
        return [{k: v[0] for k, v in parse_qs(s.query).items()} | {"path": s.path} for s in split]


def say(page: Page, *messages: dict[str, Any], frame: str = ".comments iframe") -> None:
    """Let the frame of a page say something more."""
    inside = page.locator(frame).element_handle().content_frame()
    assert inside is not None
    for message in messages:
        inside.evaluate("(giscus) => parent.postMessage({giscus}, '*')", message)
