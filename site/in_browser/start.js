// Brings Python's files into the browser before JupyterLab starts, says how far it is, and keeps them for later starts:
// service-worker.js hands them to Python. JupyterLab itself would show nothing meanwhile, and would wait for ever for a
// file that doesn't come: here the page says which, or the cell that waits for Python.

const FILES = "static/python.json"; // {python: {path: [bytes, version]}, kernel: [path], which JupyterLab brings}
const AT_ONCE = 6;
const SILENCE = 30000; // milliseconds without a byte
const ROOT = new URL(".", import.meta.url).href;
const MB = 1e6;

const box = document.createElement("div");
box.style.cssText = "max-width: 36rem; margin: 20vh auto; padding: 1rem; font: 1.1rem/1.5 system-ui, sans-serif";
const words = document.createElement("p");
words.setAttribute("role", "status");
const bar = document.createElement("progress");
bar.setAttribute("aria-label", "Python for your browser");
bar.style.width = "100%";
box.append(words, bar);

const again = document.createElement("button");
again.textContent = "Try again";
again.addEventListener("click", () => location.reload());

function show(text) {
  words.textContent = text;
  if (!box.isConnected) document.body.prepend(box);
}

function fail(text) {
  bar.remove();
  words.setAttribute("role", "alert");
  box.append(again);
  show(`${text} Check the connection, then try again: what has come is kept.`);
}

const notHad = (url, reason) => `${new URL(url).pathname.split("/").pop()} cannot be fetched: ${reason}.`;
const silent = () => new Error(`nothing has come for ${SILENCE / 1000} seconds`);
const checked = (answer) => {
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  return answer;
};

// Fetches one file, tells its bytes as they come, and keeps it. The server is asked whether an old copy is still right.
async function fetchFile(url, key, store, come, stop) {
  let alarm;
  const wait = () => {
    clearTimeout(alarm);
    alarm = setTimeout(() => stop.abort(silent()), SILENCE);
  };
  try {
    wait();
    const answer = checked(await fetch(url, { cache: "no-cache", signal: stop.signal }));
    const kept = store?.put(key, answer.clone()).catch(() => {}); // no room: the browser's usual cache must do
    const reader = answer.body.getReader();
    for (let part; !(part = await reader.read()).done; come(part.value.length)) wait();
    clearTimeout(alarm); // a slow disk is no silent server
    await kept;
  } catch (error) {
    stop.abort(error); // the others stop, too
    throw new Error(notHad(url, error.message));
  } finally {
    clearTimeout(alarm);
  }
}

// Does something with a file, and gives up after a while; the sentence that says why it could not.
async function had(url, options, use) {
  const stop = new AbortController();
  const alarm = setTimeout(() => stop.abort(silent()), SILENCE);
  try {
    await use(checked(await fetch(url, { ...options, signal: stop.signal })));
    return "";
  } catch (error) {
    return notHad(url, error.message);
  } finally {
    clearTimeout(alarm);
  }
}

let files, kernel;

async function fetchList() {
  const failed = await had(new URL(FILES, ROOT), { cache: "no-cache" }, async (answer) => {
    const listed = await answer.json();
    files = Object.entries(listed.python).map(([path, [size, version]]) => {
      const url = new URL(path, ROOT);
      return { url, size, key: `${url}?${version}` };
    });
    kernel = listed.kernel.map((path) => new URL(path, ROOT));
  });
  if (failed) throw new Error(failed);
}

async function fetchAll() {
  await fetchList();
  const store = await self.caches?.open("backprop-python").catch(() => null); // only over https, and from this machine
  const wanted = new Set(files.map(({ key }) => key));
  for (const { url } of (await store?.keys()) ?? []) {
    if (url.startsWith(ROOT) && !wanted.has(url)) await store.delete(url);
  }
  let have = 0;
  bar.max = files.reduce((sum, { size }) => sum + size, 0);
  const come = (bytes) => {
    bar.value = have += bytes;
    const of = `${Math.floor(have / MB)} of ${Math.ceil(bar.max / MB)} MB`;
    show(`Fetching Python for your browser: ${of}. Next time it is there.`);
  };
  const stop = new AbortController();
  const todo = [...files];
  const worker = async () => {
    for (let file; !stop.signal.aborted && (file = todo.shift()); ) {
      if (await store?.match(file.key)) have += file.size;
      else await fetchFile(file.url, file.key, store, come, stop);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

// Resolves when every file has come. If one can't be had, says which, and never resolves.
export async function ready() {
  try {
    await fetchAll();
    box.remove();
    watchJupyterLab();
  } catch (error) {
    fail(`${error.message} Python cannot start without it.`);
    await new Promise(() => {});
  }
}

// Says so if a file of JupyterLab itself can't be had, or if JupyterLab does not come.
function watchJupyterLab() {
  const lost = (text) => {
    box.style.cssText += "; position: fixed; inset: 0 0 auto; z-index: 10000; margin: 0 auto; background: Canvas; color: CanvasText";
    fail(text);
  };
  addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && lost(notHad(target.src, "JupyterLab needs it")), true);
  addEventListener("unhandledrejection", ({ reason }) => {
    const file = /module.*?(http\S+)/.exec(reason?.message);
    if (file) lost(notHad(file[1], "JupyterLab needs it"));
  });
  const alarm = setTimeout(() => lost("JupyterLab has not started yet."), SILENCE);
  const seen = new MutationObserver(() => {
    if (!document.querySelector(".jp-LabShell")) return;
    seen.disconnect();
    clearTimeout(alarm);
    if (words.textContent.startsWith("JupyterLab has not")) box.remove();
  });
  seen.observe(document.body, { childList: true, subtree: true });
}

// Which file can't be had now; "" if all can.
async function missing() {
  const every = [...files.map(({ url }) => url), ...kernel];
  const asked = every.map((url) => had(url, { method: "HEAD", cache: "no-store" }, () => {}));
  return (await Promise.all(asked)).find(Boolean) ?? "";
}

// For JupyterLab's kernel: resolves when Python has started. Rejects with a sentence if it can't, also if it only waits.
globalThis.pythonStarts = async (starting) => {
  const started = starting.then(() => true);
  for (;;) {
    let reason = "";
    try {
      if (await Promise.race([started, new Promise((resolve) => setTimeout(resolve, SILENCE))])) return;
    } catch (error) {
      reason = `${error.message}.`;
    }
    const why = (await missing()) || reason;
    if (why) throw new Error(`${why} Python cannot start. Check the connection, then reload this page.`);
  }
};

// What stands for Python in a kernel in which it can't start: each cell says why.
globalThis.withoutPython = (kernel, { message }) => {
  const said = { ename: "Python", evalue: message, traceback: [message] };
  const execute = async () => {
    kernel.publishExecuteError(said);
    return { status: "error", ...said };
  };
  const nothing = async () => ({ status: "ok", comms: {} });
  return new Proxy({ execute }, { get: (own, name) => own[name] ?? nothing });
};
