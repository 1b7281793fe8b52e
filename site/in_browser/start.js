// Brings Python's files into the browser before JupyterLab starts, says how far it is, and keeps them for later starts:
// service-worker.js hands them to Python. JupyterLab itself would show nothing meanwhile, and would wait for ever for a
// file that doesn't come.

const FILES = "static/python.json"; // {path: [bytes, version]}
const AT_ONCE = 6;
const SILENCE = 30000; // milliseconds without a byte
const MB = 1e6;

const box = document.createElement("div");
box.style.cssText = "max-width: 36rem; margin: 20vh auto; padding: 1rem; font: 1.1rem/1.5 system-ui, sans-serif";
const words = document.createElement("p");
words.setAttribute("role", "status");
const bar = document.createElement("progress");
bar.setAttribute("aria-label", "Python for your browser");
bar.style.width = "100%";
box.append(words, bar);

function show(text) {
  words.textContent = text;
  if (!box.isConnected) document.body.prepend(box);
}

// Fetches one file, tells its bytes as they come, and keeps it. The server is asked whether an old copy is still right.
async function fetchFile(url, key, store, come, stop) {
  let alarm;
  const wait = () => {
    clearTimeout(alarm);
    alarm = setTimeout(() => stop.abort(new Error(`nothing has come for ${SILENCE / 1000} seconds`)), SILENCE);
  };
  try {
    wait();
    const answer = await fetch(url, { cache: "no-cache", signal: stop.signal });
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    const kept = store?.put(key, answer.clone()).catch(() => {}); // no room: the browser's usual cache must do
    const reader = answer.body.getReader();
    for (let part; !(part = await reader.read()).done; come(part.value.length)) wait();
    clearTimeout(alarm); // a slow disk is no silent server
    await kept;
  } catch (error) {
    stop.abort(error); // the others stop, too
    throw new Error(`${url.pathname.split("/").pop()} cannot be fetched: ${error.message}.`);
  } finally {
    clearTimeout(alarm);
  }
}

async function fetchAll(root) {
  const list = await fetch(new URL(FILES, root), { cache: "no-cache" }).catch(() => null);
  if (!list?.ok) throw new Error("The list of Python's files cannot be fetched.");
  const files = Object.entries(await list.json()).map(([path, [size, version]]) => {
    const url = new URL(path, root);
    return { url, size, key: `${url}?${version}` };
  });
  const store = await self.caches?.open("backprop-python").catch(() => null); // only over https, and from this machine
  const wanted = new Set(files.map(({ key }) => key));
  for (const { url } of (await store?.keys()) ?? []) {
    if (url.startsWith(root) && !wanted.has(url)) await store.delete(url);
  }
  let have = 0;
  bar.max = files.reduce((sum, { size }) => sum + size, 0);
  const come = (bytes) => {
    bar.value = have += bytes;
    const of = `${Math.floor(have / MB)} of ${Math.ceil(bar.max / MB)} MB`;
    show(`Fetching Python for your browser: ${of}. Next time it is there.`);
  };
  const stop = new AbortController();
  const worker = async () => {
    for (let file; !stop.signal.aborted && (file = files.shift()); ) {
      if (await store?.match(file.key)) have += file.size;
      else await fetchFile(file.url, file.key, store, come, stop);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

// Resolves when every file has come. If one can't be had, says which, and never resolves.
export async function ready() {
  try {
    await fetchAll(new URL(".", import.meta.url).href);
    box.remove();
  } catch (error) {
    bar.remove();
    words.setAttribute("role", "alert");
    show(`${error.message} Python cannot start without it. Check the connection, then try again: what has come is kept.`);
    const again = document.createElement("button");
    again.textContent = "Try again";
    again.addEventListener("click", () => location.reload());
    box.append(again);
    await new Promise(() => {});
  }
}
