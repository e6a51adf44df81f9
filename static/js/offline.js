// Lets the site show its offline page (js/offline-worker.js). Without this file a page without a network is the browser's own.
if ("serviceWorker" in navigator) {
  window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
