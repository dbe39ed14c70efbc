// Python for one page: a request in, its reply out. Everything comes from this folder.
const at = (name) => new URL(name, import.meta.url);
const get = async (name, options) => {
  const response = await fetch(at(name), options);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
};

// How much is there: files count once they have arrived whole.
async function start() {
  const { download, files } = await (await get("manifest.json", { cache: "no-cache" })).json();
  let arrived = 0;
  const total = Object.values(files).reduce((sum, size) => sum + size);
  const watch = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      arrived += files[name.split("?")[0].slice(at(".").href.length)] ?? 0;
      postMessage({ part: "files", fraction: Math.min(1, arrived / total), download });
    }
  });
  postMessage({ part: "files", fraction: 0, download });
  watch.observe({ type: "resource", buffered: true });
  const code = get("careerkb.zip", { cache: "no-cache" }).then((response) => response.arrayBuffer());
  code.catch(() => {}); // reported below
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await loadPyodide({ indexURL: at("pyodide/").href });
  postMessage({ part: "start", fraction: 1, download });
  watch.disconnect();
  python.unpackArchive(await code, "zip", { extractDir: "/lib/python3.14/site-packages" });
  return python.pyimport("careerkb.live").dispatch;
}

const ready = start();
ready.then(() => postMessage({ part: "ready" }), (fault) => postMessage({ part: "failed", message: String(fault) }));
onmessage = async ({ data: { id, operation, text } }) => {
  try {
    const dispatch = await ready;
    postMessage({ id, text: dispatch(operation, text) });
  } catch (fault) {
    postMessage({ part: "failed", message: String(fault) });
  }
};
