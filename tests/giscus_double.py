"""A double of giscus.app for a real Chromium: its client script and its widget page, written from what the real ones do.

`tests/test_comments_oracle.py` holds the addresses that it builds against giscus's own web component.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Route

SERVICE = "https://giscus.app"
KNOWN_LANGUAGES = ("ar", "en", "fr")

# Reads only its own data attributes, when it runs; fills the first .giscus, or the place after itself; keeps the session of a
# sign-in and takes it out of the address; sizes the frame as it is told; signs out when told, or when GitHub refuses the session.
CLIENT = """
(() => {
  const me = document.currentScript, data = me.dataset, key = "giscus-session";
  const clean = new URL(location.href), returned = clean.searchParams.get("giscus") || "";
  clean.searchParams.delete("giscus"); clean.hash = "";
  const saved = localStorage.getItem(key);
  if (returned) { localStorage.setItem(key, JSON.stringify(returned)); history.replaceState(undefined, document.title, clean); }
  const meta = (name) => document.querySelector(`meta[property='og:${name}'],meta[name='${name}']`)?.content || "";
  const box = document.querySelector(".giscus");
  const query = new URLSearchParams({
    origin: clean + (box?.id ? "#" + box.id : ""), session: returned || (saved ? JSON.parse(saved) : ""), theme: data.theme,
    reactionsEnabled: data.reactionsEnabled || "1", emitMetadata: data.emitMetadata || "0", inputPosition: data.inputPosition || "bottom",
    repo: data.repo, repoId: data.repoId, category: data.category || "", categoryId: data.categoryId, strict: data.strict || "0",
    description: meta("description"), backLink: clean,
  });
  if (data.mapping === "specific") query.set("term", data.term);
  else if (data.mapping === "number") query.set("number", data.term);
  else query.set("term", location.pathname.length < 2 ? "index" : location.pathname.slice(1).replace(/\\.\\w+$/, ""));
  const service = new URL(me.src).origin, frame = document.createElement("iframe");
  const point = (language) => { frame.src = service + language + "/widget?" + query; };
  frame.className = "giscus-frame"; frame.title = "Comments"; frame.style.opacity = "0";
  frame.addEventListener("load", () => frame.style.removeProperty("opacity"));
  point(data.lang ? "/" + data.lang : "");
  const style = document.getElementById("giscus-css") || document.createElement("link");
  style.id = "giscus-css"; style.rel = "stylesheet"; style.href = service + "/default.css"; document.head.prepend(style);
  if (box) box.replaceChildren(frame);
  else { const made = document.createElement("div"); made.className = "giscus"; made.append(frame); me.insertAdjacentElement("afterend", made); }
  const signOut = () => { localStorage.removeItem(key); query.delete("session"); point(""); };
  addEventListener("message", (event) => {
    const said = event.origin === service && typeof event.data === "object" && event.data?.giscus;
    if (!said) return;
    if (said.resizeHeight) frame.style.height = said.resizeHeight + "px";
    if (said.signOut) signOut();
    if (/Bad credentials|Invalid state value|State has expired/.test(said.error || "") && localStorage.getItem(key) !== null) signOut();
  });
})();
"""
# Echoes each theme that it is told, and says what the test wants it to say.
WIDGET = """<!doctype html><title>giscus</title><p id="told"></p><script>
addEventListener("message", (event) => {
  const config = event.data?.giscus?.setConfig;
  if (config && event.source === parent) document.getElementById("told").append(config.theme + " ");
});
for (const giscus of %s) parent.postMessage({ giscus }, "*");
</script>"""


@dataclass
class Double:
    """Answers for giscus.app in one browser context, with the state of a test's choice.

    client, widget: what is answered: text, an HTTP status, or None for a network that is blocked.
    says: the messages of the widget, as a JavaScript list. hold: keep client scripts waiting until `release`.
    """

    context: BrowserContext
    client: str | int | None = CLIENT
    widget: str | int | None = WIDGET
    says: str = "[{resizeHeight: 300}]"
    hold: bool = False
    asked: list[str] = field(default_factory=list)
    held: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route(f"{SERVICE}/**", self._answer)

    def _answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        self.asked.append(route.request.url)
        if address.path == "/client.js":
            if self.hold:
                self.held.append(lambda: self._reply(route, CLIENT, "text/javascript"))
            else:
                self._reply(route, self.client, "text/javascript")
        elif address.path.endswith("/widget"):
            language = address.path.removesuffix("/widget").strip("/")
            unknown = language and language not in KNOWN_LANGUAGES
            answer = self.widget.replace("%s", self.says) if isinstance(self.widget, str) else self.widget
            self._reply(route, 404 if unknown else answer, "text/html")
        else:
            self._reply(route, "", "text/css")

    @staticmethod
    def _reply(route: Route, answer: str | int | None, kind: str) -> None:
        if answer is None:
            route.abort()
        elif isinstance(answer, int):
            route.fulfill(status=answer, body="no", content_type="text/plain")
        else:
            route.fulfill(body=answer, content_type=kind)

    def release(self) -> None:
        """Let the client scripts that are held go through, in the order in which they were asked for."""
        while self.held:
            self.held.pop(0)()

    @property
    def widgets(self) -> list[dict[str, str]]:
        """The queries of the widget pages that were asked for, with the language under `path`."""
        found = []
        for url in self.asked:
            if urlsplit(url).path.endswith("/widget"):
                query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
                found.append(query | {"path": urlsplit(url).path})
        return found
