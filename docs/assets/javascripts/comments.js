// The comments of a page: giscus.app is asked when the reader scrolls to them or presses a button.
// The frame is made here, as @giscus/react makes it, so that no foreign script runs on this site.
const SERVICE = "https://giscus.app";
const SESSION = "giscus-session"; // giscus's own name and form: who has signed in before stays so
const theme = () => (document.body.dataset.scheme === "slate" ? "transparent_dark" : "light");

// The key of a reader who has signed in, "" without one. A browser may keep nothing for this site.
function session(change) {
  try {
    if (change) localStorage.setItem(SESSION, JSON.stringify(change));
    if (change === "") localStorage.removeItem(SESSION);
    return String(JSON.parse(localStorage.getItem(SESSION)) ?? "");
  } catch {
    return change ?? "";
  }
}

function start() {
  const section = document.querySelector(".comments");
  const place = section?.querySelector(".comments__place"); // its data are the frame's query
  if (!place) return;
  const [button, status, about, link] = ["open", "status", "about", "link"].map(
    (name) => section.querySelector(`.comments__${name}`));
  let state, frame, key, near, stay, timer;
  let heard = false; // a silent frame does not listen yet, or is an error page of the browser
  let entered = false; // the reader has been in it: there may be a half-written comment

  function become(next, patience = 15000) {
    section.dataset.state = state = next; // idle, waiting, shown or failed
    clearTimeout(timer);
    if (next === "waiting") timer = setTimeout(become, patience, "failed");
    if (next === "failed") button.textContent = button.dataset.again;
    if (next === "shown" && document.activeElement === button) frame.focus(); // the button goes
    button.hidden = next === "shown" || (next === "failed" && heard && entered);
    button.setAttribute("aria-disabled", next === "waiting");
    about.hidden = next !== "idle";
    const words = status.dataset[next] ?? "";
    if (status.textContent !== words) status.textContent = words; // said once to who listens
  }

  function load(withKey = session()) {
    jump();
    frame?.remove(); // another address in the same frame would be a step of the Back button
    heard = entered = false;
    key = withKey;
    const origin = location.origin + location.pathname; // a search in it (`?h=`) is told to nobody
    const query = new URLSearchParams({ origin, session: key, theme: theme(), ...place.dataset });
    frame = document.createElement("iframe");
    Object.assign(frame, { title: section.getAttribute("aria-label"), allow: "clipboard-write" });
    frame.src = `${SERVICE}/${section.dataset.lang}/widget?${query}`;
    // Its first script speaks before that event or soon after: an error page never does.
    frame.onload = () => heard || state !== "waiting" || become("waiting", 3000);
    become("waiting");
    place.append(frame);
  }
  const say = (giscus) => heard && frame.contentWindow?.postMessage({ giscus }, SERVICE);
  const tellTheme = () => say({ setConfig: { theme: theme() } });
  function hear({ origin, source, data }) {
    if (origin !== SERVICE || source !== frame?.contentWindow || !data?.giscus) return;
    const { error, signOut, discussion, resizeHeight } = data.giscus;
    if (!heard) {
      heard = true;
      frame.dataset.heard = "";
      tellTheme(); // it may have changed since the frame was asked for
      become("waiting");
    }
    if (resizeHeight) frame.style.blockSize = `${resizeHeight}px`;
    const expired = signOut || /Bad credentials|Invalid state value|State has expired/.test(error);
    const begins = place.dataset.term && /Discussion not found/.test(error); // by the first comment
    if (key && expired) load(session(""));
    else if (discussion) show(discussion);
    else if (error) become(begins ? "shown" : "failed");
  }

  function show({ url, totalCommentCount: count }) {
    if (/^https:\/\/github\.com\/[^/]+\/[^/]+\/discussions\/\d+$/.test(url) && count >= 0) {
      link.href = url;
      link.textContent = link.dataset.known.replace("{}", Number(count));
    }
    become("shown");
  }
  // A page that opens at its end, as it was left or by a link, is not an act of the reader's.
  const jump = () => [clearTimeout(stay), (near = near?.disconnect())];
  function scroll({ key: by }) {
    if (near || state !== "idle" || (by && !/^(Tab| |(Arrow|Page).+|End)$/.test(by))) return;
    near = new IntersectionObserver((seen) => {
      clearTimeout(stay); // passing by is not staying
      if (seen.at(-1).isIntersecting) stay = setTimeout(load, 250);
    });
    near.observe(place);
  }
  new MutationObserver(tellTheme).observe(document.body, { attributeFilter: ["data-scheme"] });
  addEventListener("message", hear);
  addEventListener("hashchange", jump);
  addEventListener("blur", () => (entered ||= document.activeElement === frame));
  button.addEventListener("click", () => state === "waiting" || load());
  become("idle");
  place.hidden = false;

  const address = new URL(location.href);
  const arriving = address.searchParams.get("giscus"); // back from signing in, with a key
  address.searchParams.delete("giscus");
  if (arriving) {
    history.replaceState(history.state, "", address);
    load(session(arriving));
    section.scrollIntoView();
  } else if (navigator.connection?.saveData) about.textContent = about.dataset.click;
  else if (section.dataset.load === "scroll")
    for (const act of ["wheel", "touchmove", "keydown"]) addEventListener(act, scroll, { passive: true });
}

start();
