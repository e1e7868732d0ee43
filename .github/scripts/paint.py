"""When pages are painted, and what that costs: built sites side by side, in turns.

    python .github/scripts/paint.py SITE [SITE ...]

Each site is a folder; the first is ours. A phone is a processor four times slower on slow 4G, as
Lighthouse has it. Sites take turns within a run, so that a busy machine slows all of them; only the
ratios count. Milliseconds of style and layout, requests and kB depend less on the machine.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from browser import find  # noqa: E402 - found by the line above

RUNS, PLACES = 7, ("", "days/day-08-energy/")
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


@cache
def packed(path: Path) -> tuple[bytes, str]:
    """Return a file as GitHub Pages sends it, and how it is packed."""
    data = path.read_bytes()
    small = path.suffix in (".woff2", ".png")
    return (data, "identity") if small else (gzip.compress(data, 6), "gzip")


def serve(root: Path) -> str:
    """Serve a folder until the program ends, to be kept for ten minutes. Returns its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - the name is the library's
            path = root / self.path.split("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            body, how = packed(path) if path.is_file() else (b"", "identity")
            self.send_response(200 if path.is_file() else 404)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", how)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
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
    found = client.send("Performance.getMetrics")["metrics"]
    metrics = {one["name"]: one["value"] for one in found}
    work = 1000 * (metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])
    context.close()
    return [*paints, work, metrics["Nodes"], len(sizes), sum(sizes) / 1000]


def main(sites: list[Path]) -> None:
    """Print a row of medians for each device, page and site."""
    addresses = {site.name: serve(site) for site in sites}
    print(f"{'':8} {'page':22} {'site':14}" + "".join(f"{name:>13}" for name in NAMES))
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for device, place in ((device, place) for device in DEVICES for place in PLACES):
            found: dict[str, list[list[float]]] = {name: [] for name in addresses}
            for _ in range(RUNS):
                for name, address in addresses.items():
                    found[name].append(visit(browser, address + place, device))
            for name, rows in found.items():
                row = "".join(f"{median(column):13.0f}" for column in zip(*rows, strict=True))
                print(f"{device:8} {place or 'welcome':22} {name:14}{row}", flush=True)
        browser.close()


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
