// Comments on demand: nothing of giscus.app is asked for before the reader acts. Without this file the link stays.
(() => {
  const service = "https://giscus.app";
  const patience = 15000;
  const onTheirWay = new Set(); // client scripts that are not here yet: each will run when it comes, however late
  let page = { arrive() {}, fail() {}, leave() {} };

  const theme = () => (document.body.dataset.mdColorScheme === "slate" ? "transparent_dark" : "light");

  // The client reads its own data when it runs. So a script asked for on an earlier page is aimed at the page on view.
  function askForClient(place, data) {
    const script = document.createElement("script");
    onTheirWay.add(script);
    for (const each of onTheirWay) Object.assign(each.dataset, data);
    script.onload = () => { onTheirWay.delete(script); page.arrive(); };
    script.onerror = () => { onTheirWay.delete(script); if (!onTheirWay.size) page.fail(); };
    script.src = service + "/client.js";
    place.append(script);
  }

  function start() {
    page.leave();
    page = { arrive() {}, fail() {}, leave() {} };
    const place = document.querySelector(".comments__place");
    if (!place) return;
    const section = place.closest(".comments");
    const status = section.querySelector(".comments__status");
    const button = place.querySelector(".comments__open");
    const here = new AbortController();
    const { signal } = here;
    let box, frame, near, stay, timer;
    let waiting = false;
    let heard = false; // what is sent before the frame has spoken is lost
    let owed = true; // the theme, on the next message of a frame that has been loaded
    let broken = false;

    const send = () => frame.contentWindow?.postMessage({ giscus: { setConfig: { theme: theme() } } }, service);
    const watcher = new MutationObserver(() => heard && send());

    function turn(isWaiting, text) {
      clearTimeout(timer);
      waiting = isWaiting;
      button.setAttribute("aria-disabled", isWaiting);
      if (status.textContent !== text) status.textContent = text;
    }
    function wait() {
      turn(true, status.dataset.loading);
      timer = setTimeout(fail, patience);
    }
    function fail() {
      turn(false, status.dataset.failed);
      button.textContent = button.dataset.again;
      button.hidden = false;
    }
    function show() {
      turn(false, "");
      if (document.activeElement === button) frame.focus(); // a hidden button would lose the reader's place
      button.hidden = true;
    }

    function load() {
      if (waiting) return;
      near?.disconnect();
      clearTimeout(stay);
      box?.remove();
      frame = null;
      heard = broken = false;
      owed = true;
      place.querySelector(".comments__about").hidden = true;
      box = document.createElement("div");
      box.className = "giscus";
      place.append(box);
      wait();
      const { load: _, ...data } = place.dataset;
      askForClient(place, { ...data, strict: "1", reactionsEnabled: "1", emitMetadata: "0", inputPosition: "top", theme: theme() });
    }
    const loadOnce = () => box || load();

    function arrive() {
      if (frame) return;
      frame = box?.querySelector("iframe");
      if (!frame) return;
      box.className = ""; // so that a script that comes later finds nothing to fill
      for (const late of onTheirWay) late.remove();
      frame.title = section.querySelector("h2").textContent;
      frame.addEventListener("load", () => (owed = true)); // signing in or out loads it again
    }

    addEventListener("message", (event) => {
      if (event.origin !== service || !frame || event.source !== frame.contentWindow || !event.data?.giscus) return;
      heard = true;
      if (owed) send();
      owed = false;
      const error = String(event.data.giscus.error ?? "");
      if (!error || error.includes("Discussion not found")) return broken || show(); // the first comment will begin it
      if (/Bad credentials|Invalid state|State has expired/.test(error)) return wait(); // the client signs out and loads again
      broken = true;
      fail();
    }, { signal });

    watcher.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    button.addEventListener("click", load, { signal });
    place.hidden = false;
    page = {
      arrive,
      fail: () => frame || fail(),
      leave() { here.abort(); clearTimeout(stay); clearTimeout(timer); watcher.disconnect(); near?.disconnect(); },
    };

    if (new URLSearchParams(location.search).get("giscus")) { // back from signing in: the client takes the token out of the address
      load();
      section.scrollIntoView();
      return;
    }
    if (navigator.connection?.saveData) return;
    const linked = () => location.hash === "#comments" && loadOnce();
    const comeNear = () => {
      if (box) return;
      near = new IntersectionObserver((seen) => {
        clearTimeout(stay); // passing by is not coming near: instant navigation shows a page where the last one was left, then goes up
        if (seen.at(-1).isIntersecting) stay = setTimeout(loadOnce, 250);
      }, { rootMargin: "200px" });
      near.observe(section);
    };
    addEventListener("hashchange", linked, { signal });
    linked();
    if (box || place.dataset.load !== "scroll" || !("IntersectionObserver" in window)) return;
    if (scrollY > 0) comeNear();
    else addEventListener("scroll", comeNear, { once: true, passive: true, signal }); // on a short page, being in view is no act
  }

  // The theme's instant navigation, when it is on, changes the page without loading this file again.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
