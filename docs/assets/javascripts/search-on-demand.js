// The search index weighs as much as all the rest of a page. The theme asks for it at once; this makes it wait until
// the reader comes to the search. If the theme changes how it asks, the index is loaded early again, and nothing breaks.
(() => {
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
      super.send(body);
    }
  };
})();
