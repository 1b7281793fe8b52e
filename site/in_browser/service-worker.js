// Hands Python the files that start.js has kept. JupyterLite's own service worker follows.
self.addEventListener("fetch", (event) => {
  if (!new URL(event.request.url).pathname.includes("/static/pyodide/")) return;
  event.stopImmediatePropagation();
  const kept = caches.open("backprop-python").then((store) => store.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)));
});
