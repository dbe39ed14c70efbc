// Python for one page of the edition that opens from files: like worker.mjs, but everything comes
// from the pack that the page hands over, because a page from a file may fetch nothing.
const BASE = "https://careerkb.invalid/"; // never asked: fetch is replaced below
const TYPES = { mjs: "text/javascript", wasm: "application/wasm", json: "application/json" };

async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function script(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return `data:text/javascript;base64,${btoa(text)}`;
}

let dispatch;

async function start(files) {
  self.fetch = async (request) => {
    const name = String(request.url ?? request).slice(BASE.length);
    if (!(name in files)) return new Response("", { status: 404 });
    return new Response(await inflate(files[name]), {
      headers: { "Content-Type": TYPES[name.split(".").pop()] ?? "application/octet-stream" },
    });
  };
  const { loadPyodide } = await import(script(await inflate(files["pyodide/pyodide.mjs"])));
  const { default: createPyodideModule } = await import(script(await inflate(files["pyodide/pyodide.asm.mjs"])));
  const lock = new TextDecoder().decode(await inflate(files["pyodide/pyodide-lock.json"]));
  postMessage({ part: "start", fraction: 1, download: 0 });
  const python = await loadPyodide({
    indexURL: `${BASE}pyodide/`, packageBaseUrl: `${BASE}pyodide/`,
    createPyodideModule, lockFileContents: JSON.parse(lock),
  });
  python.unpackArchive(await inflate(files["careerkb.zip"]), "zip", { extractDir: "/lib/python3.14/site-packages" });
  dispatch = python.pyimport("careerkb.browser").dispatch;
  postMessage({ part: "ready" });
}

let ready;
onmessage = async ({ data: { files, id, operation, text } }) => {
  try {
    if (files) {
      ready = start(files);
      await ready;
      return;
    }
    await ready;
    postMessage({ id, text: dispatch(operation, text) });
  } catch (fault) {
    postMessage({ part: "failed", message: String(fault) });
  }
};
