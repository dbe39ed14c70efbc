// Python for one page: a request in, its reply out. Package and manifest stand in this folder, the
// runtime beside it; both folders are named by a hash of what they hold, so that what any cache
// has kept under these addresses is right.
const at = (name) => new URL(name, import.meta.url);
const runtime = at("../../pyodide/__RUNTIME__/");
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
  const response = await fetch(at("manifest.json"));
  const { download, files } = await response.json();
  let arrived = 0;
  const total = Object.values(files).reduce((sum, size) => sum + size);
  const tell = () => postMessage({ part: "files", fraction: Math.min(1, arrived / total), download });
  tell();
  watch = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      arrived += files[name.replace(runtime.href, "pyodide/").replace(at(".").href, "")] ?? 0;
    }
    tell();
  });
  watch.observe({ type: "resource", buffered: true });
}

// Everything is asked for at once.
async function start() {
  const reported = report();
  import(new URL("pyodide.asm.mjs", runtime)).catch(() => {}); // Pyodide imports it too, but later
  const code = fetch(at("careerkb.zip")).then((response) => response.arrayBuffer());
  const { loadPyodide } = await import(new URL("pyodide.mjs", runtime));
  const python = await loadPyodide({ indexURL: runtime.href });
  await reported;
  watch.disconnect();
  postMessage({ part: "start", fraction: 1, download: 0 });
  python.unpackArchive(await code, "zip", { extractDir: "/lib/python3.14/site-packages" });
  self.fetch = fetched;
  return python.pyimport("careerkb.browser").dispatch;
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
