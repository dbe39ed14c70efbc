// Let the service worker keep the site, once the page is there and unless the reader saves data.
(() => {
  const workers = navigator.serviceWorker;
  if (!workers || location.protocol === "file:" || navigator.connection?.saveData) return;
  const root = new URL(document.documentElement.dataset.content_root ?? "./", location);
  addEventListener("load", () => workers.register(new URL("sw.js", root)).catch(window.careerkb.quiet));
})();
