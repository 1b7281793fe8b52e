// Hands Python the files that start.js has kept. JupyterLite's own service worker follows.
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (!["/static/pyodide/", "/pyodide-kernel-extension/static/pypi/"].some((folder) => pathname.includes(folder))) return;
  event.stopImmediatePropagation();
  const kept = caches.open("backprop-python").then((store) => store.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)));
});
