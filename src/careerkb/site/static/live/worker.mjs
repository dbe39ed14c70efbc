// Python for one page: a request in, its reply out. Everything comes from this folder.
const at = (name) => new URL(name, import.meta.url);
const fetched = self.fetch;
const failed = (fault) => postMessage({ part: "failed", message: String(fault) });

// While Python starts, a file that does not come is reported: Pyodide would wait for ever.
self.fetch = async (...request) => {
  try {
    const response = await fetched(...request);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    return response;
  } catch (fault) {
    failed(fault);
    throw fault;
  }
};

addEventListener("unhandledrejection", (event) => {
  if (self.fetch !== fetched) event.preventDefault(); // reported above
});

// How much is there: files count once they have arrived whole.
let watch;
async function report() {
  const response = await fetch(at("manifest.json"), { cache: "no-cache" });
  const { download, files } = await response.json();
  let arrived = 0;
  const total = Object.values(files).reduce((sum, size) => sum + size);
  const tell = () => postMessage({ part: "files", fraction: Math.min(1, arrived / total), download });
  tell();
  watch = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      arrived += files[name.split("?")[0].slice(at(".").href.length)] ?? 0;
    }
    tell();
  });
  watch.observe({ type: "resource", buffered: true });
}

// Everything is asked for at once.
async function start() {
  const reported = report();
  import("./pyodide/pyodide.asm.mjs").catch(() => {}); // Pyodide imports it too, but later
  const code = fetch(at("careerkb.zip"), { cache: "no-cache" }).then((response) => response.arrayBuffer());
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await loadPyodide({ indexURL: at("pyodide/").href });
  await reported;
  watch.disconnect();
  postMessage({ part: "start", fraction: 1, download: 0 });
  python.unpackArchive(await code, "zip", { extractDir: "/lib/python3.14/site-packages" });
  self.fetch = fetched;
  return python.pyimport("careerkb.live").dispatch;
}

const ready = start();
ready.then(() => postMessage({ part: "ready" }), failed);
onmessage = async ({ data: { id, operation, text } }) => {
  try {
    const dispatch = await ready;
    postMessage({ id, text: dispatch(operation, text) });
  } catch (fault) {
    failed(fault);
  }
};
