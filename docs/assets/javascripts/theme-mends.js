// Four things that the theme does and this site would not. It runs before the theme's own script.
(() => {
  // The search index weighs as much as all the rest of a page, and the theme asks for it at once. It waits until the reader
  // comes to the search. If the theme changes how it asks, the index is loaded early again, and nothing breaks.
  const needed = new Promise((resolve) => {
    if (/[?&][hq]=/.test(location.search)) resolve(); // a result that was opened: its words are marked with the index's help
    for (const event of ["focusin", "change", "pointerover"]) {
      addEventListener(event, ({ target }) => target.closest?.(".md-search, #__search, [for=__search]") && resolve());
    }
  });
  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, address, ...rest) {
      this.waits = String(address).endsWith("/search/search_index.json");
      super.open(method, address, ...rest);
    }

    async send(body) {
      if (this.waits) await needed;
      if (this.readyState === XMLHttpRequest.OPENED) super.send(body);
    }
  };

  // The search is a dialog without a name: it takes that of its field.
  const search = document.querySelector(".md-search[role=dialog]");
  search?.setAttribute("aria-label", search.querySelector("input").getAttribute("aria-label"));

  // The copy button of each code block comes in a <nav>: a page with ten of them has ten nameless places to go to.
  // A table that is wider than the page is put into a frame that scrolls: the arrow keys need a way into it.
  new MutationObserver(() => {
    for (const bar of document.querySelectorAll("nav.md-code__nav:not([role])")) bar.setAttribute("role", "presentation");
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
