// Comments on demand: nothing of giscus.app is asked for before the reader acts. Without this file the link stays.
(() => {
  const service = "https://giscus.app";
  const languages = ["ar", "de", "en", "es", "fr", "it", "nl", "pt"]; // an unknown one would give a 404 inside the frame
  const patience = 15000;
  let stop = () => {};

  const theme = () => (document.body.dataset.mdColorScheme === "slate" ? "transparent_dark" : "light");

  function start() {
    stop();
    const place = document.querySelector(".comments__place");
    if (!place) return (stop = () => {});
    const section = place.closest(".comments");
    const status = section.querySelector(".comments__status");
    const button = place.querySelector(".comments__open");
    const leaving = new AbortController();
    const { signal } = leaving;
    let frame = null;
    let timer = 0;
    let loading = false;

    const send = () => frame?.contentWindow?.postMessage({ giscus: { setConfig: { theme: theme() } } }, service);
    const fail = () => {
      clearTimeout(timer);
      if (!signal.aborted) status.textContent = "The comments could not be shown here. The link to the discussion on GitHub works without them.";
    };

    function load() {
      if (loading) return;
      loading = true;
      near?.disconnect();
      status.textContent = "Loading the comments…";
      place.textContent = "";
      const box = document.createElement("div");
      box.className = "giscus";
      place.append(box);
      const script = document.createElement("script");
      script.src = service + "/client.js";
      script.async = true;
      const data = { ...place.dataset, strict: "1", reactionsEnabled: "1", emitMetadata: "0", inputPosition: "top", theme: theme() };
      delete data.load;
      data.lang = languages.includes(place.dataset.lang) ? place.dataset.lang : "en";
      Object.assign(script.dataset, data);
      script.addEventListener("error", fail, { signal });
      timer = setTimeout(fail, patience);
      place.append(script);
    }

    addEventListener("message", (event) => {
      if (event.origin !== service || typeof event.data !== "object" || !event.data?.giscus) return;
      const found = section.querySelector("iframe");
      if (!found || event.source !== found.contentWindow) return;
      if (frame !== found) {
        // A theme sent before the frame listens is lost, so it is sent again on its first message.
        frame = found;
        frame.title = frame.title || "Comments";
        send();
      }
      if (event.data.giscus.error) return fail();
      clearTimeout(timer);
      status.textContent = "";
    }, { signal });

    const watcher = new MutationObserver(send);
    watcher.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    button.addEventListener("click", load, { signal });
    addEventListener("hashchange", () => location.hash === "#comments" && load(), { signal });
    place.hidden = false;

    let near = null;
    const signedIn = new URLSearchParams(location.search).has("giscus"); // must be read at once, or it stays in the address
    if (signedIn || location.hash === "#comments") load();
    else if (place.dataset.load === "scroll" && !navigator.connection?.saveData && "IntersectionObserver" in window) {
      near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), { rootMargin: "200px" });
      near.observe(section);
    }

    stop = () => {
      leaving.abort();
      clearTimeout(timer);
      watcher.disconnect();
      near?.disconnect();
    };
  }

  // The theme's instant navigation, when it is on, changes the page without loading this file again.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
