"""When pages are painted, and what that costs: built sites side by side, in turns.

    python .github/scripts/paint.py [-n RUNS] SITE [SITE ...] [-p PATH ...]

Each site is a folder; the first is ours. A phone is a processor four times slower on slow 4G, as
Lighthouse has it. Sites take turns within a run, so that a busy machine slows all of them; only the
ratios count. Milliseconds of style and layout, requests and kB depend less on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import mimetypes
import sys
import threading
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from browser import find  # noqa: E402 - found by the line above

PHONE = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 9e4}
DEVICES = {
    "phone": ({"width": 390, "height": 844}, 4),
    "desktop": ({"width": 1280, "height": 800}, 1),
}
PAINTS = """() => new Promise((done) => new PerformanceObserver((seen) => done([
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  seen.getEntries().at(-1).startTime]))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""
NAMES = ("first paint", "largest", "style+layout", "nodes", "requests", "kB")


class Handler(BaseHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: compressed, to be kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, *rest: object) -> None:
        self.root = root
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 - the name is the library's
        path = self.root / self.path.split("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        self.send_response(200 if path.is_file() else 404)
        body = packed(path) if path.is_file() else b""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        if path.suffix not in (".woff2", ".png"):
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@cache
def packed(path: Path) -> bytes:
    data = path.read_bytes()
    return data if path.suffix in (".woff2", ".png") else gzip.compress(data, 6)


def serve(root: Path) -> str:
    """Serve a folder until the program ends. Returns its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def visit(browser: Browser, address: str, device: str) -> list[float]:
    """Open a page with an empty cache. Returns the figures of NAMES."""
    viewport, slower = DEVICES[device]
    context = browser.new_context(viewport=viewport, is_mobile=slower > 1)  # type: ignore[arg-type]
    page = context.new_page()
    client = context.new_cdp_session(page)
    sizes: list[int] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    client.send("Network.enable")
    client.send("Performance.enable")
    client.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if slower > 1:
        client.send("Network.emulateNetworkConditions", PHONE)
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    paints = page.evaluate(PAINTS)
    metrics = {
        one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]
    }
    work = 1000 * (metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])
    context.close()
    return [*paints, work, metrics["Nodes"], len(sizes), sum(sizes) / 1000]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("-d", nargs="+", default=list(DEVICES), choices=list(DEVICES))
    parser.add_argument("-p", nargs="+", default=["", "days/day-08-energy/"])
    given = parser.parse_args()
    addresses = {site.name: serve(site) for site in given.sites}
    print(f"{'':8} {'page':22} {'site':14}" + "".join(f"{name:>13}" for name in NAMES))
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for device in given.d:
            for path in given.p:
                found: dict[str, list[list[float]]] = {name: [] for name in addresses}
                for _ in range(given.n):
                    for name, address in addresses.items():
                        found[name].append(visit(browser, address + path, device))
                for name, rows in found.items():
                    figures = [median(column) for column in zip(*rows, strict=True)]
                    row = "".join(f"{figure:13.0f}" for figure in figures)
                    print(f"{device:8} {path or 'welcome':22} {name:14}{row}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
